"""Texts on their way to the public, so that the demo's dashboards have something to do."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.rich_text import RichText
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core.models import BasePage
from cms.demo.content import REFERENCE_DATE
from cms.news.models import NewsIndexPage, NewsPage
from cms.pages.models import StandardPage
from tenants.tasks import index_tasks_dropped

WAITING = (
    "Lịch kiểm tra cuối học kỳ I",
    "Lịch, phòng và những điều phụ huynh cần nhắc các em.",
    "Nhà trường tổ chức kiểm tra cuối học kỳ I trong tuần thứ ba của tháng 12. Lịch từng khối sẽ được phát cho các em.",
)
SENT_BACK = (
    "Gương người tốt, việc tốt tháng 11",
    "Một em học sinh nhặt được của rơi và trả lại người mất.",
    "Chiều thứ Hai, em Nguyễn Gia Hân, lớp 4B, nhặt được một chiếc ví ở cổng trường và mang nộp cho cô tổng phụ trách.",
)
COMMENT = "Bài hay! Xin cô bỏ họ tên và lớp của em, hoặc gửi kèm giấy đồng ý của phụ huynh."
REVIEWED = ("lich-su", "chuc-nang-nhiem-vu")


def load_workflow() -> None:
    """One text waits for the principal, one was sent back to the teacher, two pages were checked of late."""
    users = get_user_model().objects
    teacher, principal = users.get(username="bien-tap"), users.get(username="hieu-truong")
    with index_tasks_dropped(), disable_reference_index_auto_update():
        _send(WAITING, teacher)
        state = _send(SENT_BACK, teacher)
        state.current_task_state.reject(user=principal, comment=COMMENT)
        BasePage.objects.filter(slug__in=REVIEWED).update(reviewed_on=REFERENCE_DATE - timedelta(days=40))
        old = StandardPage.objects.live().exclude(slug__in=REVIEWED).filter(depth=3).first()
        if old is not None:
            BasePage.objects.filter(pk=old.pk).update(reviewed_on=REFERENCE_DATE - timedelta(days=430))


def _send(words: tuple[str, str, str], teacher: Any) -> Any:
    title, summary, text = words
    page = NewsPage(
        title=title, summary=summary, live=False, owner=teacher, body=[("paragraph", RichText(f"<p>{text}</p>"))]
    )
    NewsIndexPage.objects.get().add_child(instance=page)
    page.save_revision(user=teacher)
    return page.get_workflow().start(page, teacher)
