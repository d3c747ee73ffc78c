"""The demo's guides to procedures on the portal: pages below the section, until each is a procedure of its own."""

from html import escape
from typing import Any

from wagtail.rich_text import RichText
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core import outbox
from cms.core.models import BasePage
from cms.demo.schools import DATA, read_yaml
from cms.pages.models import StandardPage
from cms.people.models import Person
from tenants.tasks import index_tasks_dropped

NATIONAL = "https://dichvucong.gov.vn/"


def load_office() -> None:
    """Write the guides, and the line at the head of the front page."""
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        section = BasePage.objects.get(depth=3, slug="thu-tuc").specific
        for row in read_yaml(DATA / "guides.yaml"):
            section.add_child(
                instance=StandardPage(title=row["title"], summary=row["summary"], body=_body(row), show_in_menus=True)
            )
        home = BasePage.objects.get(depth=2).specific
        home.summary = "Trường học, thông báo và thủ tục giáo dục của Thủ Dầu Một"
        home.save()


def _body(row: dict[str, Any]) -> list[tuple[str, Any]]:
    """What TT 37/2020 Điều 8 asks to be told of a procedure, under its own words."""
    papers = "".join(f"<li>{escape(paper)}</li>" for paper in row["papers"])
    steps = [{"title": step, "text": RichText("")} for step in row["steps"]]
    return [
        _heading("Trình tự thực hiện"),
        ("steps", {"steps": steps}),
        _heading("Thành phần hồ sơ"),
        ("paragraph", RichText(f"<ul>{papers}</ul><p>Số lượng: 01 bộ.</p>")),
        _heading("Nơi tiếp nhận"),
        _paragraph(escape(row["place"])),
        _heading("Người xử lý hồ sơ"),
        _paragraph(_officer(row["officer"])),
        _heading("Thời hạn giải quyết"),
        _paragraph(escape(row["time"])),
        _heading("Phí, lệ phí"),
        _paragraph(escape(row["fee"])),
        _heading("Trên Cổng Dịch vụ công quốc gia"),
        _paragraph(f'Tra cứu thủ tục chính thức và nộp hồ sơ trực tuyến: <a href="{NATIONAL}">dichvucong.gov.vn</a>'),
    ]


def _heading(text: str) -> tuple[str, Any]:
    return ("heading", {"text": text, "level": "h2"})


def _paragraph(html: str) -> tuple[str, Any]:
    return ("paragraph", RichText(f"<p>{html}.</p>"))


def _officer(mailbox: str) -> str:
    """Name, post and contacts of who handles the dossiers, as the page of the staff shows them."""
    person = Person.objects.get(email__startswith=f"{mailbox}@")
    mail = f'<a href="mailto:{person.email}">{person.email}</a>'
    return f"{escape(person.name)}, {escape(person.post)}; điện thoại {escape(person.phone)}; thư điện tử {mail}"
