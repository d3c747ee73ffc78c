#!/bin/sh
# nginx in the foreground with its configuration filled in from the environment (render.py).
set -eu
here=$(dirname "$0")
exec nginx -c "$(python3 "$here/render.py")"
