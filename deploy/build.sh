#!/bin/sh
# The steps of the image (Dockerfile); APP_DIR, VENV and VAR_DIR say where.
set -eu

packages() { # the pinned packages, each checked against its hash
    python3 -m venv "$VENV"
    "$VENV/bin/pip" install --quiet --no-cache-dir --disable-pip-version-check \
        --require-hashes -r "$APP_DIR/requirements.txt"
}

assets() { # bytecode, fonts, translations, hashed and compressed static files
    cd "$APP_DIR"
    "$VENV/bin/python" -m compileall -q cms tenants themes public_services
    # The settings look for the folder of built fonts when they load.
    mkdir -p "$VAR_DIR/built" "$VAR_DIR/media" "$VAR_DIR/media-shared"
    # A key and a database for this one command; neither exists afterwards.
    VAR_DIR="$VAR_DIR" DJANGO_SETTINGS_MODULE=cms.settings.production \
        SECRET_KEY="$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')" \
        PORTAL_DOMAIN=build.invalid DATABASE_URL=postgresql://build@127.0.0.1:1/none \
        "$VENV/bin/python" manage.py build_assets
}

account() { # the ordinary user everything runs as, and the folders it writes to
    groupadd --gid 10001 portal
    useradd --uid 10001 --gid portal --home-dir "$VAR_DIR" --no-create-home --shell /usr/sbin/nologin portal
    mkdir -p /var/cache/portal /etc/portal/nginx
    chown portal:portal "$VAR_DIR/media" "$VAR_DIR/media-shared" /var/cache/portal
}

text() { # what WeasyPrint sets the text of PDF files with, and what reads them, scans too
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils tesseract-ocr tesseract-ocr-vie
    rm -rf /var/lib/apt/lists/*
}

nginx() {
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends nginx-light
    rm -rf /var/lib/apt/lists/*
}

for step in "$@"; do
    case $step in
    packages | assets | account | text | nginx) "$step" ;;
    *) echo "build.sh: no step $step" >&2 && exit 2 ;;
    esac
done
