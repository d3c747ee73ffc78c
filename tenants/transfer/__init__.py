"""Carrying a school from one install to another in a folder: manifest, schema dump, files."""

from tenants.transfer.exporting import export_school
from tenants.transfer.importing import import_school
from tenants.transfer.manifest import TransferError

__all__ = ["TransferError", "export_school", "import_school"]
