"""The application object that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()
# What start-up has made stays: no search for garbage among requests goes through it again.
gc.collect()
gc.freeze()
