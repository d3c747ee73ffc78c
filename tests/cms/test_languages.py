"""Pages in English for schools that want them; the others notice nothing."""

import re
from pathlib import Path

from wagtail.models import Locale

from cms.core import languages, navigation
from cms.core.models import BasePage, SiteProfile
from cms.links.models import Link, LinkGroup
from cms.pages.models import StandardPage
from cms.shared.models import NewsCard
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, client_for, in_school, run_tasks

ROOT = Path(__file__).resolve().parents[2]


class EnglishCase(SchoolTestCase):
    def open(self) -> BasePage:
        return languages.open_english("School A")

    def translated(self, page: BasePage, title: str) -> BasePage:
        copy = page.specific.copy_for_translation(Locale.objects.get(language_code="en"))
        copy.title = copy.draft_title = title
        copy.save_revision().publish()
        return copy

    def text(self, path: str, slug: str = A) -> str:
        answer = client_for(slug).get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()


class TestASchoolWithoutEnglish(EnglishCase):
    def test_has_no_switch_and_no_english_addresses(self):
        text = self.text("/")
        assert "hreflang" not in text
        assert '<html lang="vi"' in text
        for path in ("/en/", "/en/gioi-thieu/", "/en/tim-kiem/"):
            answer = client_for(A).get(path)
            assert answer.status_code == 404
            assert '<html lang="vi"' in answer.content.decode()

    def test_what_another_school_opens_changes_nothing(self):
        with in_school(B):
            languages.open_english("School B")
        assert "hreflang" not in self.text("/")
        with in_school(B):
            assert "hreflang" in self.text("/", B)


class TestASchoolWithEnglish(EnglishCase):
    def test_the_home_page_and_the_frame_are_in_english(self):
        self.open()
        text = self.text("/en/")
        assert '<html lang="en"' in text
        assert "Skip to the content" in text
        assert client_for(A).get("/en/")["Content-Language"] == "en"
        vietnamese = self.text("/")
        assert "Skip to the content" not in vietnamese
        assert 'href="/en/"' in vietnamese

    def test_the_frame_says_the_english_name_and_nothing_is_left_of_the_vietnamese_words(self):
        home = BasePage.objects.get(depth=2).specific
        home.summary = "Mỗi bạn nhỏ một niềm vui"
        home.save_revision().publish()
        profile = SiteProfile.load()
        profile.address = "12 đường Yersin, phường Thủ Dầu Một"
        profile.save()
        self.open()
        text = self.text("/en/")
        assert "<title>School A</title>" in text
        assert re.search(r'brandmark__name">School A<', text)
        assert self.school.name not in text.partition("<body")[2]
        assert home.summary not in text
        # The address has no English: its language is said.
        assert f'<span lang="vi">{profile.address}</span>' in text
        assert ' lang="vi">' not in self.text("/").partition("<body")[2]
        assert "School A" not in re.sub(r"<a [^>]*>.*?</a>", "", self.text("/"))

    def test_the_portal_s_english_home_leads_to_english_pages(self):
        with in_school(PORTAL):
            languages.open_english("Education Office")
        text = self.text("/en/", PORTAL)
        assert text.count('action="/en/tim-kiem/"') == 1
        for way in ("/en/truong/", "/en/truong/?loai=primary"):
            assert self.text(way, PORTAL).count('<html lang="en"') == 1
        assert not re.search(r'(href|action)="/truong/', text)

    def test_links_of_the_frame_are_those_that_have_an_english_counterpart(self):
        self.open()
        self.translated(StandardPage.objects.get(slug="huong-dan"), "How to")
        text = self.text("/en/")
        for way in ("/en/huong-dan/", "/en/hoi-dap/gui/", "https://moet.gov.vn/"):
            assert f'<a href="{way}"' in text, way
        assert "Ministry of Education and Training" in text
        # Neither in Vietnamese nor to pages that are not translated.
        assert "Bộ Giáo dục và Đào tạo" not in text
        assert "/quyen-rieng-tu/" not in text
        group = LinkGroup.objects.get(place="home")
        group.links.add(Link(title="Chỉ tiếng Việt", url="https://example.org/"))
        group.save()
        assert "Chỉ tiếng Việt" not in self.text("/en/")
        assert "Chỉ tiếng Việt" in self.text("/")

    def test_a_process_may_begin_with_an_english_page(self):
        self.open()
        self.translated(StandardPage.objects.get(slug="gioi-thieu"), "About us")
        navigation._has_site_map.cache_clear()
        assert 'href="/en/so-do/"' in self.text("/en/")
        assert 'href="/so-do/"' in self.text("/")

    def test_each_page_leads_to_its_translation_and_back(self):
        self.open()
        copy = self.translated(StandardPage.objects.get(slug="gioi-thieu"), "About us")
        assert copy.url == "/en/gioi-thieu/"
        assert 'href="/en/gioi-thieu/"' in self.text("/gioi-thieu/")
        text = self.text("/en/gioi-thieu/")
        assert "About us" in text
        # Beside the name, and on a phone in the menu.
        assert text.count("tool--language") == 2
        assert re.search(r'<a class="tool tool--language" href="/gioi-thieu/"', text)

    def test_a_page_that_is_not_translated_leads_home(self):
        self.open()
        assert 'hreflang="en" href="/en/"' in re.sub(r"http://[^/]+", "", self.text("/lien-he/")) or (
            'href="/en/"' in self.text("/lien-he/")
        )

    def test_menus_and_lists_keep_to_their_language(self):
        story = factories.NewsPageFactory(title="Tin tiếng Việt")
        self.open()
        self.translated(BasePage.objects.get(slug="tin-tuc"), "News in English")
        self.translated(story, "A story in English")
        english, vietnamese = self.text("/en/"), self.text("/")
        assert "A story in English" in english
        assert "Tin tiếng Việt" not in english
        assert "A story in English" not in vietnamese
        assert "News in English" not in vietnamese
        assert "A story in English" not in self.text("/rss/")
        assert "A story in English" in self.text("/en/rss/")

    def test_the_portal_shows_the_original_only(self):
        story = factories.NewsPageFactory(title="Tin tiếng Việt")
        self.open()
        self.translated(BasePage.objects.get(slug="tin-tuc"), "News")
        self.translated(story, "A story in English")
        run_tasks()
        assert list(NewsCard.objects.values_list("title", flat=True)) == ["Tin tiếng Việt"]

    def test_closing_takes_it_offline_and_opening_again_brings_it_back(self):
        self.open()
        self.translated(StandardPage.objects.get(slug="gioi-thieu"), "About us")
        languages.close_english()
        assert client_for(A).get("/en/gioi-thieu/").status_code == 404
        self.open()
        assert "About us" in self.text("/en/gioi-thieu/")

    def test_editors_may_edit_it_and_approval_is_as_before(self):
        home = self.open()
        assert home.specific.permissions_for_user(factories.editor()).can_edit()
        assert not home.specific.permissions_for_user(factories.editor()).can_publish()
        assert home.specific.has_workflow

    def test_the_map_for_search_engines_has_both(self):
        self.open()
        text = self.text("/sitemap.xml")
        assert "/en/</loc>" in text
        assert "/gioi-thieu/</loc>" in text


class TestTheScreen(EnglishCase):
    def test_the_administrator_opens_and_closes(self):
        client = client_for(A, factories.administrator())
        assert client.post("/quan-tri/tieng-anh/", {"title": ""}).status_code == 200
        assert client.post("/quan-tri/tieng-anh/", {"title": "School A"}).status_code == 302
        assert self.text("/en/")
        client.post("/quan-tri/tieng-anh/", {"close": "1"})
        assert client_for(A).get("/en/").status_code == 404

    def test_an_editor_may_not(self):
        assert client_for(A, factories.editor()).get("/quan-tri/tieng-anh/").status_code == 302


def test_nothing_in_the_templates_is_vietnamese_only():
    """What a visitor reads goes through gettext: no Vietnamese letter stands in a public template."""
    letters = re.compile(r"[ăâđêôơưàảãạáằẳẵặắầẩẫậấèẻẽẹéềểễệếìỉĩịíòỏõọóồổỗộốờởỡợớùủũụúừửữựứỳỷỹỵý]", re.IGNORECASE)
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "themes" / "templates").rglob("*.html")
        if letters.search(
            re.sub(
                r"\{#.*?#\}|\{% comment.*?endcomment %\}|\{% translate .*?%\}", "", path.read_text(), flags=re.DOTALL
            )
        )
    ]
    assert found == []
