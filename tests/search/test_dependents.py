"""What an entry tells of something else: renamed there, it is renamed here."""

from django.core.files.base import ContentFile

from cms.core import outbox
from cms.documents.models import DocumentField, DocumentKind
from cms.search.contract import Question
from cms.search.engines.postgres import PostgresEngine
from cms.shared.models import SearchFile
from tenants import lifecycle
from tests import factories
from tests.base import B, SchoolTestCase, in_school, run_tasks


def found(*phrases: str) -> list[str]:
    """What has all of these phrases."""
    outbox.work_off()
    return [hit.url for hit in PostgresEngine().search(Question(phrases=phrases)).hits]


class TestRenamed(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = factories.UnitFactory(name="Tổ Văn phòng")
        factories.PersonFactory(name="Trần Thị Lụa", unit=cls.unit)
        cls.page = factories.NewsPageFactory(title="Ngày hội đọc sách")

    def test_a_unit_renames_itself_with_its_people(self):
        assert found("trần thị lụa", "văn phòng")
        self.unit.name = "Tổ Hành chính"
        self.unit.save()
        assert found("trần thị lụa", "hành chính")
        assert not found("trần thị lụa", "văn phòng")

    def test_a_unit_that_is_dissolved_is_told_of_nobody(self):
        assert found("trần thị lụa", "văn phòng")
        self.unit.delete()
        assert found("trần thị lụa")
        assert not found("trần thị lụa", "văn phòng")

    def test_a_school_is_found_by_its_new_name_with_all_it_has_published(self):
        assert not found("đọc sách", "hướng dương")
        lifecycle.rename_title(self.school, "Trường Tiểu học Hướng Dương", by="test")
        assert found("đọc sách", "hướng dương") == [self.page.full_url]
        hit = PostgresEngine().search(Question(words=("đọc", "sách"))).hits[0]
        assert hit.school == "Trường Tiểu học Hướng Dương"

    def test_another_schools_name_changes_nothing_here(self):
        with in_school(B) as other:
            pass
        lifecycle.rename_title(other, "Trường Tiểu học Hướng Dương", by="test")
        assert not found("đọc sách", "hướng dương")

    def test_a_category_renames_itself_with_its_news(self):
        category = factories.CategoryFactory(title="Hoạt động")
        page = factories.NewsPageFactory(title="Trồng cây đầu xuân", category=category)
        assert found("trồng cây", "hoạt động") == [page.full_url]
        category.title = "Phong trào"
        category.save()
        assert found("trồng cây", "phong trào") == [page.full_url]
        assert not found("trồng cây", "hoạt động")

    def test_a_documents_field_and_kind_rename_themselves_with_it(self):
        field = DocumentField.objects.create(title="Thư viện", slug="thu-vien-x")
        kind = DocumentKind.objects.create(title="Đề án", slug="de-an-x")
        page = factories.DocumentPageFactory(title="Mua sách mới", field=field, kind=kind)
        assert found("mua sách", "thư viện") == [page.full_url]
        field.title = "Học liệu"
        field.save()
        assert found("mua sách", "học liệu") == [page.full_url]
        kind.title = "Tờ trình"
        kind.save()
        assert found("mua sách", "tờ trình") == [page.full_url]
        field.delete()
        assert not found("mua sách", "học liệu")


class TestFiles(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.file = factories.AttachmentFactory(title="Mẫu đơn", file=ContentFile(b"nghi phep can", "don.txt"))
        files = [("documents", {"title": "", "documents": [cls.file]})]
        cls.page = factories.NewsPageFactory(title="Biểu mẫu", body=files)
        run_tasks()

    def test_a_file_that_gets_another_title_is_found_by_it(self):
        self.file.title = "Giấy xác nhận"
        self.file.save()
        assert found("giấy xác nhận") == [self.page.full_url]

    def test_a_file_that_is_exchanged_is_read_again(self):
        assert found("nghi phep can") == [self.page.full_url]
        self.file.file = ContentFile(b"chuyen truong den", "moi.txt")
        self.file.save()
        run_tasks()
        assert found("chuyen truong den") == [self.page.full_url]
        assert not found("nghi phep can")

    def test_a_file_that_is_deleted_is_not_found_any_more(self):
        self.file.delete()
        run_tasks()
        assert not found("nghi phep can")
        assert not SearchFile.objects.exists()
