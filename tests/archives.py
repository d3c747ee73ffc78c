"""Zip files made on the spot: Office files are some."""

import io
import zipfile
from collections.abc import Mapping


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A packed archive with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()
