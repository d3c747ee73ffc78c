"""Where files live: a folder per school, and one folder shared by all for published thumbnails."""

import os
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible
from django_tenants.files.storage import TenantFileSystemStorage


@deconstructible(path="tenants.storage.SchoolFileStorage")
class SchoolFileStorage(TenantFileSystemStorage):
    """Files of the current school. The address carries no folder: the host names the school."""

    @property
    def base_url(self) -> str:
        return str(settings.MEDIA_URL)


@deconstructible(path="tenants.storage.SharedFileStorage")
class SharedFileStorage(FileSystemStorage):
    """Copies of published pictures that the portal shows: readable under every host."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            location=kwargs.pop("location", os.fspath(settings.SHARED_MEDIA_ROOT)),
            base_url=kwargs.pop("base_url", settings.SHARED_MEDIA_URL),
            **kwargs,
        )
