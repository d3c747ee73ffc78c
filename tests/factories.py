"""Objects for tests; each is made in the school of the moment (tests.base.in_school)."""

import datetime as dt
import io
import uuid
from typing import Any

import factory
import wagtail_factories
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.models import ReferenceIndex

from cms.albums.models import AlbumIndexPage, AlbumPage, AlbumPicture
from cms.alerts.models import Alert
from cms.consultations.models import Comment, ConsultationIndexPage, ConsultationPage
from cms.contact.models import FaqEntry, Question
from cms.core import roles
from cms.core.models import BasePage
from cms.documents.models import DocumentFile, DocumentIndexPage, OfficialDocumentPage
from cms.events.models import EventIndexPage, EventPage
from cms.media.models import Attachment, Picture
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage
from cms.pages.models import StandardPage
from cms.people.models import Person, Unit
from cms.shared.models import CityAlert
from cms.timetables.models import TimetablePage, TimetableTermPage

PASSWORD = "mật-khẩu-thử-nghiệm"


class UserFactory(factory.django.DjangoModelFactory):
    """An account without any role. `role=roles.EDITORS` puts it into that group."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    last_name = "Nguyễn Thị"
    first_name = factory.Sequence(lambda n: f"Hoa {n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        return model_class.objects.create_user(*args, **{"password": PASSWORD, **kwargs})

    @factory.post_generation
    def role(self, create: bool, name: str | None, **kwargs: Any) -> None:
        if name:
            self.groups.add(Group.objects.get(name=name))


def editor(**kwargs: Any) -> Any:
    """A teacher who writes; cannot publish."""
    return UserFactory(role=roles.EDITORS, **kwargs)


def approver(**kwargs: Any) -> Any:
    """A principal who approves."""
    return UserFactory(role=roles.APPROVERS, **kwargs)


def clerk(**kwargs: Any) -> Any:
    """Who keeps the desk: answers questions, writes no articles."""
    return UserFactory(role=roles.CLERKS, **kwargs)


def accountant(**kwargs: Any) -> Any:
    """Who fills in what the school discloses; writes no articles, publishes nothing."""
    return UserFactory(role=roles.ACCOUNTANTS, **kwargs)


def administrator(**kwargs: Any) -> Any:
    """Who looks after the school's site and its people."""
    return UserFactory(role=roles.ADMINISTRATORS, **kwargs)


def superuser(**kwargs: Any) -> Any:
    return UserFactory(is_superuser=True, is_staff=True, **kwargs)


def png(colour: str = "teal", size: tuple[int, int] = (120, 80)) -> bytes:
    """A real picture in the smallest number of bytes."""
    buffer = io.BytesIO()
    PillowImage.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


class PictureFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"Ảnh {n}")
    collection = None
    file = factory.django.ImageField(width=120, height=80, color="teal", filename="anh.png", format="PNG")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs = {name: value for name, value in kwargs.items() if name != "collection" or value}
        return super()._create(model_class, *args, **kwargs)


class AttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attachment

    title = factory.Sequence(lambda n: f"Văn bản {n}")
    file = factory.LazyAttribute(lambda obj: ContentFile(obj.title.encode(), name="van-ban.txt"))


def published_attachment(**kwargs: Any) -> Attachment:
    """A file that a published article refers to, already known to the reference index."""
    attachment: Attachment = AttachmentFactory(**kwargs)
    page = NewsPageFactory(body=[("documents", {"title": "", "documents": [attachment]})])
    ReferenceIndex.create_or_update_for_object(page)
    return attachment


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NewsCategory

    title = factory.Sequence(lambda n: f"Chuyên mục {n}")
    slug = factory.Sequence(lambda n: f"chuyen-muc-{n}")


def home() -> Any:
    """The home page of the current school."""
    return BasePage.objects.get(depth=2).specific


def news_index() -> NewsIndexPage:
    return NewsIndexPage.objects.get()


class NewsPageFactory(wagtail_factories.PageFactory):
    """A published article below the school's list of news."""

    class Meta:
        model = NewsPage

    parent = factory.LazyFunction(news_index)
    title = factory.Sequence(lambda n: f"Ngày hội đọc sách lần {n}")
    slug = factory.Sequence(lambda n: f"ngay-hoi-doc-sach-{n}")
    summary = "Học sinh toàn trường cùng đọc sách."
    date = dt.date(2026, 11, 20)
    body = factory.LazyFunction(lambda: [("paragraph", "<p>Sáng nay, sân trường đông vui.</p>")])


class StandardPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = StandardPage

    parent = factory.LazyFunction(home)
    title = factory.Sequence(lambda n: f"Trang {n}")
    slug = factory.Sequence(lambda n: f"trang-{n}")


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"Tổ chuyên môn {n}")


class PersonFactory(factory.django.DjangoModelFactory):
    """Somebody of the staff; `role="head"` is a principal with all the law asks for."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Nguyễn Thị Hoa {n}")
    post = "Giáo viên"
    role = "teacher"
    email = "hieutruong@thu.edu.vn"
    phone = "0274 3800 200"
    duties = "Phụ trách chung."


def event_index() -> EventIndexPage:
    return EventIndexPage.objects.get()


class EventPageFactory(wagtail_factories.PageFactory):
    """A published event of tomorrow, 07:30 to 11:00."""

    class Meta:
        model = EventPage

    parent = factory.LazyFunction(event_index)
    title = factory.Sequence(lambda n: f"Hội khỏe Phù Đổng lần {n}")
    slug = factory.Sequence(lambda n: f"hoi-khoe-phu-dong-{n}")
    summary = "Học sinh các khối thi đấu."
    date = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=1))
    start_time = dt.time(7, 30)
    end_time = dt.time(11)
    place = "Sân trường"
    first_published_at = factory.LazyFunction(timezone.now)
    last_published_at = factory.LazyFunction(timezone.now)


def document_index() -> DocumentIndexPage:
    return DocumentIndexPage.objects.get()


class DocumentPageFactory(wagtail_factories.PageFactory):
    """A published official document; `content` becomes its one file."""

    class Meta:
        model = OfficialDocumentPage
        skip_postgeneration_save = True

    parent = factory.LazyFunction(document_index)
    title = factory.Sequence(lambda n: f"Về việc tổ chức đợt kiểm tra số {n}")
    slug = factory.Sequence(lambda n: f"van-ban-{n}")
    number = factory.Sequence(lambda n: f"{n + 1}/QĐ-UBND")
    issuing_body = "Ủy ban nhân dân phường"
    date = dt.date(2026, 11, 20)

    @factory.post_generation
    def content(self, create: bool, content: bytes | None, **kwargs: Any) -> None:
        """Attach a file with this content (default: a few words that call themselves PDF)."""
        name = kwargs.get("name", "van-ban.pdf")
        attachment = AttachmentFactory(file=ContentFile(content or b"%PDF-1.7 x", name=name))
        DocumentFile.objects.create(page=self, attachment=attachment)
        self.refresh_from_db()


def album_index() -> AlbumIndexPage:
    return AlbumIndexPage.objects.get()


class AlbumPageFactory(wagtail_factories.PageFactory):
    """A published album; `with_pictures=3` gives it so many."""

    class Meta:
        model = AlbumPage
        skip_postgeneration_save = True

    parent = factory.LazyFunction(album_index)
    title = factory.Sequence(lambda n: f"Hội thao lần {n}")
    slug = factory.Sequence(lambda n: f"hoi-thao-lan-{n}")
    date = dt.date(2026, 11, 20)
    common_alt = "Học sinh thi chạy"
    parents_consent = True

    @factory.post_generation
    def with_pictures(self, create: bool, count: int | None, **kwargs: Any) -> None:
        for position in range(count or 0):
            self.pictures.add(AlbumPicture(image=PictureFactory(), sort_order=position))
        if count:
            self.save()


def timetable_section() -> TimetablePage:
    """The list of timetables; made where the kind of school begins without one."""
    section = TimetablePage.objects.first()
    if section is None:
        section = TimetablePage(title="Thời khóa biểu", slug="thoi-khoa-bieu")
        home().add_child(instance=section)
    return section


class TimetableFactory(wagtail_factories.PageFactory):
    """A published timetable of one class with one lesson."""

    class Meta:
        model = TimetableTermPage

    parent = factory.LazyFunction(timetable_section)
    title = "Thời khóa biểu"
    date = dt.date(2026, 9, 7)
    data = factory.LazyFunction(lambda: {"classes": ["1A"], "rows": [[0, "sang", 1, "Toán"]]})


class FaqFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FaqEntry

    question = factory.Sequence(lambda n: f"Trường mở cửa lúc mấy giờ, câu {n}?")
    answer = "<p>Từ 6 giờ 30.</p>"


class QuestionFactory(factory.django.DjangoModelFactory):
    """A new question of a parent who left an e-mail address."""

    class Meta:
        model = Question

    subject = factory.Sequence(lambda n: f"Xe đưa đón, câu {n}")
    text = "Trường có xe đưa đón học sinh không?"
    asker_name = "Nguyễn Thị Phụ Huynh"
    asker_email = "phu-huynh@example.org"
    asker_phone = "0912 345 678"
    topic = "an-toan"
    submission = factory.LazyFunction(uuid.uuid4)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=21))


class AlertFactory(factory.django.DjangoModelFactory):
    """A warning that stands since an hour ago, for another day."""

    class Meta:
        model = Alert

    class Params:
        is_over = factory.Trait(ends_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(minutes=1)))

    title = factory.Sequence(lambda n: f"Nghỉ học vì bão số {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=1))
    ends_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=1))


class CityAlertFactory(AlertFactory):
    """The same for the whole city."""

    class Meta:
        model = CityAlert


def consultation_index() -> ConsultationIndexPage:
    return ConsultationIndexPage.objects.get()


class ConsultationPageFactory(wagtail_factories.PageFactory):
    """A published consultation, open for ten days more."""

    class Meta:
        model = ConsultationPage

    parent = factory.LazyFunction(consultation_index)
    title = factory.Sequence(lambda n: f"Dự thảo nội quy số {n}")
    slug = factory.Sequence(lambda n: f"du-thao-{n}")
    date = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=5))
    deadline = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=10))
    receive_address = "218 Lê Hồng Phong"
    receive_email = "gopy@example.org"
    body = factory.LazyFunction(lambda: [("paragraph", "<p>Xin ý kiến về dự thảo.</p>")])


class CommentFactory(factory.django.DjangoModelFactory):
    """A comment that waits, from a person with a name."""

    class Meta:
        model = Comment

    submission = factory.LazyFunction(uuid.uuid4)
    consultation = factory.SubFactory(ConsultationPageFactory)
    name = "Chị Lan"
    email = "lan@example.org"
    text = "Nên cho học sinh mượn sách về nhà."
