import os
import signal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.proxy_cache import ProxyCache, Purger, follow


class Command(BaseCommand):
    """Runs beside nginx, as an account that may remove files from its cache."""

    help = "Remove a school's pages from nginx's cache whenever the school changes."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dir", required=True, type=Path, help="nginx's proxy_cache_path.")
        parser.add_argument("--once", action="store_true", help="Empty the cache and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        directory: Path = options["dir"]
        if not directory.is_dir() or directory.is_symlink():
            raise CommandError(f"{directory} is no directory.")
        if not os.access(directory, os.W_OK | os.X_OK):
            raise CommandError(f"Files cannot be removed from {directory}: run this as nginx's account.")
        cache = ProxyCache(directory)
        if options["once"]:
            self.stdout.write(f"{cache.purge()} pages removed.")
            return
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            follow(Purger(cache))
        except KeyboardInterrupt:
            return
