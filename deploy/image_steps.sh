#!/bin/sh
# Do what the Dockerfile does, in a temporary folder and without a Docker engine: copy what its
# first stage copies (less what .dockerignore leaves out), run the same steps of deploy/build.sh,
# then start the web server and nginx as the image starts them and ask both for /healthz.
# Not run here are the steps `account`, `text` and `nginx`: they change the system they run on.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
temp=$(mktemp -d)
pids=""
trap 'for pid in $pids; do kill "$pid" 2>/dev/null || true; done; rm -rf "$temp"' EXIT INT TERM
# nginx's workers must be able to enter when root started this.
chmod 755 "$temp"
export APP_DIR="$temp/app" VENV="$temp/venv" VAR_DIR="$temp/var"
mkdir -p "$APP_DIR" "$VAR_DIR"
unset DJANGO_SETTINGS_MODULE STATE_DIR DATABASE_URL SECRET_KEY PYTHONPATH 2>/dev/null || true

# Patterns of .dockerignore as tar understands them.
sed -e '/^#/d' -e '/^!/d' -e '/^\*$/d' -e '/^$/d' -e 's,^\*\*/,,' -e 's,/$,,' \
    "$root/.dockerignore" > "$temp/exclude"

cd "$root"
awk '/^FROM/ { stage++ } stage == 1 && /^(COPY|RUN) /' Dockerfile > "$temp/steps"
while read -r word rest; do
    printf '%s\n' "-- $word $rest"
    case $word in
    COPY)
        sources=${rest% *}
        # shellcheck disable=SC2086 # several names in one line
        # Files go into ./ or a folder of the same name: paths stay as they are.
        tar -c --exclude-from="$temp/exclude" $sources | tar -x -C "$APP_DIR"
        ;;
    RUN) (cd "$APP_DIR" && sh -euc "$rest") ;;
    esac
done < "$temp/steps"

test -s "$VAR_DIR/static/staticfiles.json"
ls "$VAR_DIR"/static/themes/css/site.*.css.gz > /dev/null
ls "$VAR_DIR"/static/fonts/*.woff2 > /dev/null
if find "$APP_DIR" "$VAR_DIR/static" ! -perm -o=r | grep -q .; then
    echo "Files that the ordinary user cannot read." >&2
    exit 1
fi
if find "$APP_DIR" -name '.env' -o -name 'local' -path '*/deploy/*' | grep -q .; then
    echo "Secrets were copied into the image." >&2
    exit 1
fi

free_port() { "$VENV/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
wait_for() { # port
    for _ in $(seq 60); do
        if "$VENV/bin/python" "$APP_DIR/deploy/healthcheck.py" "$1"; then return 0; fi
        sleep 0.5
    done
    echo "Nothing answers on port $1." >&2
    return 1
}

cd "$APP_DIR"
printf '%s\n' "-- production settings refuse to start without secrets"
if DJANGO_SETTINGS_MODULE=cms.settings.production "$VENV/bin/python" manage.py check > "$temp/refused" 2>&1; then
    echo "They did start." >&2
    exit 1
fi
grep -q "SECRET_KEY must be set" "$temp/refused"

export DJANGO_SETTINGS_MODULE=cms.settings.production PORTAL_DOMAIN=portal.invalid PATH="$VENV/bin:$PATH"
export SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(60))')"
export DATABASE_URL=postgresql://nobody@127.0.0.1:1/none
printf '%s\n' "-- manage.py check --deploy"
python manage.py check --deploy --fail-level ERROR
printf '%s\n' "-- CMD of the stage runtime"
web=$(free_port)
WEB_HOST=127.0.0.1 WEB_PORT=$web WEB_WORKERS=1 sh deploy/start_web.sh > "$temp/web.log" 2>&1 &
pids="$pids $!"
wait_for "$web" || { cat "$temp/web.log" >&2; exit 1; }

if command -v nginx > /dev/null; then
    printf '%s\n' "-- CMD of the stage proxy"
    front=$(free_port)
    packer=$(free_port)
    LISTEN=$front PACKER_PORT=$packer APP_ADDRESS=127.0.0.1:$web RUN_DIR="$temp/run" CACHE_DIR="$temp/cache" \
        STATIC_ROOT="$VAR_DIR/static" MEDIA_ROOT="$VAR_DIR/media" SHARED_MEDIA_ROOT="$VAR_DIR/media-shared" \
        EXTRA_DIR="$temp/none" ACCESS_LOG=off sh deploy/nginx/start.sh > "$temp/nginx.log" 2>&1 &
    pids="$pids $!"
    wait_for "$front" || { cat "$temp/nginx.log" >&2; exit 1; }
fi
printf '%s\n' "The image's steps work."
