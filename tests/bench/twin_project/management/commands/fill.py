import json
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandParser
from django.test import Client
from twin_project.models import HomePage, NewsPage, SectionPage
from wagtail.images.models import Image
from wagtail.models import Page, Site

from tests.bench.stories import COVER_ALT, cover, stories


class Command(BaseCommand):
    """The sections of a school and the articles of the bench."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sections", help="JSON: (title, path, depth) in the order of the tree.")

    def handle(self, *args: Any, **options: Any) -> None:
        if HomePage.objects.exists():
            return
        root = Page.get_first_root_node()
        for page in root.get_children():
            page.delete()
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title="Trang chủ", slug="home"))
        Site.objects.all().delete()
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
        parents: dict[str, Page] = {"/": home}
        for title, path, _depth in json.loads(options["sections"]):
            above, _, slug = path.rstrip("/").rpartition("/")
            section = SectionPage(title=title, slug=slug, show_in_menus=True)
            parents[path] = parents[f"{above}/"].add_child(instance=section)
        for story in stories():
            picture = Image.objects.create(title=story.title, file=ContentFile(cover(), f"{story.slug}.jpg"))
            page = NewsPage(
                title=story.title,
                slug=story.slug,
                summary=story.summary,
                date=story.date,
                cover=picture,
                cover_alt=COVER_ALT,
                body=json.dumps(story.body),
            )
            parents["/tin-tuc/"].add_child(instance=page)
            page.save_revision().publish()
        for path in ("/", *(f"/tin-tuc/{story.slug}/" for story in stories())):
            assert Client(HTTP_HOST="localhost").get(path).status_code == 200, path
