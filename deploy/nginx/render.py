"""Fill in portal.conf from the environment, make the folders it names, print the result's path.

    exec nginx -c "$(python3 deploy/nginx/render.py)"

Standard library only; what may be set and what it means is `DEFAULTS`.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

TEMPLATE = Path(__file__).with_name("portal.conf")
DEFAULTS = {
    # Pages, pid and temporary files: must be writable, CACHE_DIR also by the purger.
    "CACHE_DIR": "/var/cache/portal",
    "RUN_DIR": "/tmp/portal-nginx",  # noqa: S108 - in the container, where nobody else is
    "CACHE_SIZE": "1g",
    # As in the application's settings (VAR_DIR).
    "STATIC_ROOT": "/srv/portal/static",
    "MEDIA_ROOT": "/srv/portal/media",
    "SHARED_MEDIA_ROOT": "/srv/portal/media-shared",
    "SESSION_COOKIE": "sessionid",
    "APP_ADDRESS": "127.0.0.1:8000",
    "LISTEN": "8080",
    "PACKER_PORT": "8079",
    # The port visitors use, when it is neither 80 nor 443 (the application's PUBLIC_PORT).
    "PUBLIC_PORT": "",
    # Balancers in front, whose X-Forwarded-For and -Proto are believed: addresses or networks.
    "TRUSTED_PROXIES": "",
    # Folder of further lines for the public server, such as TLS.
    "EXTRA_DIR": "/etc/portal/nginx",
    "WORKERS": "auto",
    "CONNECTIONS_PER_ADDRESS": "200",
    # One file of WAGTAILDOCS_MAX_UPLOAD_SIZE and the rest of its form.
    "MAX_BODY": "26m",
    "MIME_TYPES": "/etc/nginx/mime.types",
    # A file, or off.
    "ACCESS_LOG": "/dev/stdout",
    "ERROR_LOG": "stderr",
    # Only when started by root.
    "NGINX_USER": "www-data",
}
_FORBIDDEN = re.compile(r"[;{}\"'\n]")


def render(environ: Mapping[str, str]) -> str:
    """Return the configuration; ValueError for a value that would be more than a value."""
    values = {name: environ.get(name) or default for name, default in DEFAULTS.items()}
    for name, value in values.items():
        if _FORBIDDEN.search(value):
            raise ValueError(f"{name} holds a character that may not stand in it")
    trusted = values.pop("TRUSTED_PROXIES").replace(",", " ").split()
    port = values.pop("PUBLIC_PORT")
    user = values.pop("NGINX_USER")
    log = values.pop("ACCESS_LOG")
    values["ACCESS_LOG_LINE"] = log if log == "off" else f"{log} portal"
    values["PORT_SUFFIX"] = f":{port}" if port else ""
    values["TRUSTED_GEO"] = "\n".join(f"        {network} 1;" for network in trusted)
    values["TRUSTED_REALIP"] = "\n".join(f"    set_real_ip_from {network};" for network in trusted)
    # An ordinary user cannot become another one.
    values["USER_LINE"] = f"user {user};" if os.geteuid() == 0 else ""
    return re.sub(r"\$\{([A-Z_]+)\}", lambda found: values[found[1]], TEMPLATE.read_text())


def main() -> int:
    """Write the file beside nginx's pid and print its path."""
    try:
        text = render(os.environ)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    run = Path(os.environ.get("RUN_DIR") or DEFAULTS["RUN_DIR"])
    run.mkdir(parents=True, exist_ok=True)
    Path(os.environ.get("CACHE_DIR") or DEFAULTS["CACHE_DIR"]).mkdir(parents=True, exist_ok=True)
    target = run / "nginx.conf"
    target.write_text(text)
    sys.stdout.write(f"{target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
