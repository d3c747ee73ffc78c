"""What two schools publish before a search server is asked."""

import datetime as dt

from django.core.files.base import ContentFile

from cms.core import outbox
from tests import factories
from tests.base import B, in_school, run_tasks
from tests.search import files

PAGE = "Học sinh qua cầu đường bộ phải theo người lớn; luật giao thông"


def lay() -> dict[str, object]:
    """Publish what the cases ask for, in two schools."""
    attachment = factories.AttachmentFactory(
        title="Hướng dẫn", file=ContentFile(files.pdf("Trang bìa của tập tài liệu", PAGE), "huong-dan.pdf")
    )
    body = [("documents", {"title": "", "documents": [attachment]})]
    laid = {
        "finance": news("Công khai tài chính", "Thu chi năm 2025", dt.date(2024, 3, 1)),
        "quality": news("Công khai chất lượng giáo dục", "", dt.date(2025, 3, 1)),
        "menu": news("Thực đơn bán trú", "Tuần 12"),
        "dusk": news("Hoàng hôn trên sông", ""),
        "road": news("An toàn trước cổng trường", "Bài tuyên truyền", body=body),
        "draft": factories.NewsPageFactory(title="Bản nháp bí mật", live=False),
    }
    outbox.work_off()
    with in_school(B):
        laid["other"] = news("Rung chuông vàng trường B", "")
        outbox.work_off()
    run_tasks()
    return laid


def news(title: str, summary: str, date: dt.date = dt.date(2025, 9, 1), **more: object) -> object:
    return factories.NewsPageFactory(title=title, summary=summary, date=date, **more)
