#!/bin/sh
# What `make e2e` needs from the system, when it is not there: a chromium; Java and npm for the HTML checker.
set -eu
missing=""
has() { command -v "$1" >/dev/null 2>&1; }
has chromium-headless-shell || has chromium || has chromium-browser || has google-chrome || missing="chromium"
has java || missing="$missing default-jre-headless"
has npm || missing="$missing npm"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$(echo " $missing" | tr -s ' ') (once) …"
    apt-get update -qq
    # shellcheck disable=SC2086 # several names
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "make e2e needs $missing: install it (as root: apt-get install $missing), then run it again." >&2
exit 1
