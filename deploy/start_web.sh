#!/bin/sh
# The web server: one process per worker, each with its threads, each thread one request.
set -eu
exec granian --interface wsgi --host "${WEB_HOST:-0.0.0.0}" --port "${WEB_PORT:-8000}" \
    --workers "${WEB_WORKERS:-2}" --blocking-threads "${WEB_THREADS:-4}" \
    --backlog 1024 --respawn-failed-workers --no-ws --no-access-log \
    cms.wsgi:application
