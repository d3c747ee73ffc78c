"""What has to be forgotten or told at the edges of a request."""

from typing import Any

from django.core.signals import request_finished
from django.dispatch import receiver

from tenants import logs


@receiver(request_finished)
def forget_request_id(sender: type, **kwargs: Any) -> None:
    """What the thread does between two requests belongs to neither."""
    logs.request_id.set("")
