"""The columns of a city's list and the words by which people name columns and kinds of school."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.enums import SchoolKind
from tenants.slugs import vietnamese_slug


@dataclass(frozen=True, slots=True)
class Column:
    """A field of SchoolRequest, its heading in our template and other headings it goes by."""

    field: str
    heading: Any
    aliases: tuple[str, ...]
    required: bool = False


COLUMNS = (
    Column("name", _("School name"), ("Tên trường", "Tên đầy đủ", "Trường", "Name"), required=True),
    Column("short_name", _("Short name"), ("Tên ngắn", "Tên viết tắt", "Tên gọi ngắn")),
    Column("kind", _("Kind of school"), ("Loại hình", "Loại trường", "Cấp học", "Bậc học", "Kind"), required=True),
    Column("slug", _("Web address"), ("Địa chỉ web", "Địa chỉ trang web", "Tên miền", "Slug", "Website")),
    Column("ministry_code", _("School code"), ("Mã trường", "Mã định danh", "Mã trường (Bộ)", "Mã Bộ")),
    Column("ward", _("Ward"), ("Phường", "Phường/xã", "Phường, xã", "Xã", "Địa bàn")),
    Column("address", _("Address"), ("Địa chỉ", "Địa chỉ trường", "Trụ sở")),
    Column("phone", _("Phone"), ("Điện thoại", "Số điện thoại", "ĐT", "SĐT", "Điện thoại liên hệ")),
    Column("email", _("E-mail"), ("Email", "Thư điện tử", "Hộp thư", "Email trường")),
    Column("authority", _("Managing authority"), ("Cơ quan quản lý", "Đơn vị quản lý", "Cơ quan chủ quản")),
    Column(
        "admin_email",
        _("Administrator's e-mail"),
        ("Email quản trị", "Email quản trị viên", "Email người quản trị"),
    ),
)
HEADINGS = {column.field: column.heading for column in COLUMNS}
_KIND_WORDS = {
    SchoolKind.PRESCHOOL: ("Mầm non", "Mẫu giáo", "MN", "Nhà trẻ", "Trường mầm non"),
    SchoolKind.PRIMARY: ("Tiểu học", "TH", "Cấp 1", "Trường tiểu học"),
    SchoolKind.LOWER_SECONDARY: ("THCS", "Trung học cơ sở", "Cấp 2", "Trường trung học cơ sở"),
    SchoolKind.PRIMARY_LOWER_SECONDARY: (
        "Tiểu học và THCS", "Tiểu học và trung học cơ sở", "TH và THCS", "TH&THCS", "TH-THCS", "Liên cấp 1-2",
    ),
    SchoolKind.UPPER_SECONDARY: ("THPT", "Trung học phổ thông", "Cấp 3", "THCS và THPT"),
    SchoolKind.CONTINUING: ("GDTX", "Giáo dục thường xuyên", "Trung tâm GDTX", "GDNN-GDTX"),
}  # fmt: skip


def folded(text: str) -> str:
    """Return a word as it is compared: small ASCII letters and digits only."""
    return vietnamese_slug(text.replace("&", " và "), max_length=200).replace("-", "")


_FIELDS = {folded(alias): column.field for column in COLUMNS for alias in (column.field, *column.aliases)}
_KINDS = {folded(word): kind for kind, words in _KIND_WORDS.items() for word in (kind.value, *words)}


def field_of(heading: str) -> str | None:
    """Return the field a heading means, or None."""
    return _FIELDS.get(folded(heading))


def kind_of(text: str) -> str | None:
    """Return the SchoolKind a cell means, or None; the office is no kind of school."""
    return _KINDS.get(folded(text))
