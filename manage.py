#!/usr/bin/env python
"""Django's command line for this project."""

import gc
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.demo")
    # Start-up makes 150,000 objects that stay. Looking through them for garbage while they are made,
    # and once more at the end, took a third of a short command's time.
    gc.set_threshold(50_000, 20, 100)
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    finally:
        gc.freeze()
