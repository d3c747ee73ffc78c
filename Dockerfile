# syntax=docker/dockerfile:1
# One image for all roles: web (default), worker, migrate, purge; the stage `proxy` adds Debian's
# nginx. What its RUN lines do stands in deploy/build.sh, which `deploy/image_steps.sh` runs as well
# (in CI, without a Docker engine).
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
ENV APP_DIR=/opt/portal/app VENV=/opt/portal/venv VAR_DIR=/srv/portal
WORKDIR /opt/portal/app
COPY requirements.txt ./
COPY deploy/build.sh deploy/
RUN sh deploy/build.sh packages
COPY manage.py ./
COPY tenants tenants
COPY themes themes
COPY locale locale
COPY cms cms
COPY public_services public_services
COPY deploy deploy
RUN sh deploy/build.sh assets

FROM ${BASE} AS runtime
ENV APP_DIR=/opt/portal/app VENV=/opt/portal/venv VAR_DIR=/srv/portal \
    PATH=/opt/portal/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    WEB_HOST=0.0.0.0 WEB_PORT=8000 WEB_WORKERS=2 WEB_THREADS=4
WORKDIR /opt/portal/app
COPY --from=build /opt/portal /opt/portal
COPY --from=build /srv/portal /srv/portal
RUN sh deploy/build.sh text
RUN sh deploy/build.sh account
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "deploy/healthcheck.py"]
CMD ["sh", "deploy/start_web.sh"]

FROM runtime AS proxy
USER root
RUN sh deploy/build.sh nginx
USER 10001:10001
EXPOSE 8080 8443
HEALTHCHECK --interval=10s --timeout=5s --retries=3 \
    CMD ["python", "deploy/healthcheck.py", "8080"]
CMD ["sh", "deploy/nginx/start.sh"]

# What `docker build .` makes when no stage is named.
FROM runtime
