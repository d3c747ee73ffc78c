"""What the office has added to the search of the demo, and what visitors looked for in vain."""

from django.utils import timezone

from cms.core.models import BasePage
from cms.core.navigation import site_path
from cms.shared.models import FruitlessSearch, PromotedResult, SearchSynonym

# Enrolment, with its places and papers.
ENROLMENT = "tuyen-sinh-vao-lop-1"
IN_VAIN = {"lịch học bơi": 14, "xe đưa rước theo tuyến": 9, "câu lạc bộ cờ vua": 5}


def load_office() -> None:
    """Write what the three screens of the search show."""
    SearchSynonym.objects.create(words="sổ liên lạc điện tử, sổ liên lạc, eNetViet, vnEdu")
    page = BasePage.objects.live().filter(slug__startswith=ENROLMENT).first()
    if page is not None:
        PromotedResult.objects.create(
            words="tuyển sinh đầu cấp, đăng ký lớp 1, vào lớp một",
            title="Tuyển sinh vào lớp 1, lớp 6: hồ sơ, thời gian, nơi nộp",
            url=site_path(page.url_path),
            text="Thủ tục của Phòng, áp dụng cho mọi trường công lập trên địa bàn.",
        )
    month = timezone.localdate().replace(day=1)
    FruitlessSearch.objects.bulk_create(
        FruitlessSearch(month=month, words=words, searches=searches) for words, searches in IN_VAIN.items()
    )
