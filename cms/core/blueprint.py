"""Laying the site tree that every new site starts with (data/site_tree.yaml)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core import outbox
from cms.core.data_files import read_yaml
from cms.core.default_texts import default_text
from cms.core.models import BasePage
from tenants.enums import SchoolKind
from tenants.models import School
from tenants.schema import connection
from tenants.tasks import index_tasks_dropped

TREE_FILE = Path(__file__).parent / "data" / "site_tree.yaml"
DEFAULT_TYPE = "pages.StandardPage"
Layer = Callable[[School], None]
_layers: list[Layer] = []


def lays(layer: Layer) -> Layer:
    """Register the decorated function: it lays what an app starts with, in the schema of a new site.

    From a module that the app's `AppConfig.ready` imports. Runs after the tree is laid.
    """
    _layers.append(layer)
    return layer


def lays_rows(model_label: str, rows: Path) -> None:
    """Register a YAML list of `slug`, `title` as the rows that a model with a position starts with."""

    @lays
    def lay_rows(school: School) -> None:
        model = apps.get_model(model_label)
        found = read_rows(rows)
        model._default_manager.bulk_create(model(position=position, **row) for position, row in enumerate(found))


@cache
def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of an app's YAML list."""
    return read_yaml(path)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page of the tree as it applies to one kind of site."""

    slug: str
    title: str
    type: str
    summary: str
    in_menu: bool
    children: tuple["PlannedPage", ...]
    # Values of the page type's own fields.
    fields: dict[str, Any] = field(default_factory=dict)
    # Name of the default text (data/texts/) that fills the page's body.
    text: str = ""


@cache
def _tree() -> dict[str, Any]:
    return read_yaml(TREE_FILE)  # type: ignore[no-any-return]


def planned_pages(kind: str) -> list[PlannedPage]:
    """Return the pages a site of this kind starts with, in menu order."""
    return _plan(_tree()["pages"], kind)


def _plan(rows: Iterable[dict[str, Any]], kind: str) -> list[PlannedPage]:
    is_office = kind == SchoolKind.OFFICE
    return [
        PlannedPage(
            slug=row["slug"],
            title=(is_office and row.get("office_title")) or row["title"],
            type=row.get("type", DEFAULT_TYPE),
            summary=(is_office and row.get("office_summary")) or row.get("summary", ""),
            in_menu=row.get("in_menu", True),
            children=tuple(_plan(row.get("children", []), kind)),
            fields=row.get("fields", {}),
            text=row.get("text", ""),
        )
        for row in rows
        if _applies(row, kind)
    ]


def _applies(row: dict[str, Any], kind: str) -> bool:
    if kind == SchoolKind.OFFICE:
        return bool(row.get("office") or row.get("only_office"))
    return not row.get("only_office") and kind in row.get("kinds", [kind])


def lay_site(school: School) -> BasePage:
    """Lay home page, sections, the Wagtail site of the current schema, and what each app adds.

    Returns the home page. Runs in the schema of `school`, inside the building transaction.
    """
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        root = BasePage.objects.get(depth=1)
        placeholders = list(BasePage.objects.filter(depth=2))
        home = _lay(root, _planned_home(school), place=len(placeholders) + 1)
        _point_site_at(home, school)
        _remove(placeholders)
        BasePage.objects.filter(pk=root.pk).update(numchild=1)
        for layer in _layers:
            layer(school)
    return home


def _planned_home(school: School) -> PlannedPage:
    return PlannedPage(
        # Not "home": the placeholder that Wagtail's own migration left still has that address.
        slug="trang-chu",
        title=school.name,
        type=_tree()["home"]["office" if school.kind == SchoolKind.OFFICE else "school"],
        summary="",
        in_menu=False,
        children=tuple(planned_pages(school.kind)),
    )


def _lay(parent: BasePage, planned: PlannedPage, place: int) -> BasePage:
    """Write a page and all below it, `place` being its number among its siblings; returns it.

    What `add_child` would ask the database for each page (a free place, a free address, valid values) is known
    here beforehand: the tree of the file is one that the tests have cleaned, and nobody else writes to it yet.
    Nothing is logged: nobody did it.
    """
    page = _new_page(planned)
    page.depth, page.path = parent.depth + 1, BasePage._get_path(parent.path, parent.depth + 1, place)
    page.numchild = len(planned.children)
    page.draft_title, page.locale_id = page.title, parent.locale_id
    # Both are asked for while saving; a page that is being laid is the root of no site yet.
    page._cached_parent_obj, page._is_site_root = parent, False
    page.save(clean=False, log_action=None)
    for number, child in enumerate(planned.children, start=1):
        _lay(page, child, number)
    return page


def _remove(pages: Iterable[BasePage]) -> None:
    """Delete rows that nothing refers to; Wagtail would ask every table of the school about each."""
    table = connection.ops.quote_name(BasePage._meta.db_table)
    with connection.cursor() as cursor:
        for page in pages:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [page.pk])  # noqa: S608 - our own table, quoted


@dataclass(frozen=True, slots=True)
class Gap:
    """A planned page whose address nobody has; or one that is there, of another type than a new site's."""

    path: str
    planned: PlannedPage
    found: BasePage | None = None


def gaps(school: School) -> list[Gap]:
    """Return what the current site lacks of the present tree, and what it has as another type."""
    return list(_gaps(_home(), planned_pages(school.kind), "/"))


def _gaps(parent: BasePage, plan: list[PlannedPage], path: str) -> Iterator[Gap]:
    there = {page.slug: page for page in BasePage.objects.child_of(parent)}
    for planned in plan:
        here, page = f"{path}{planned.slug}/", there.get(planned.slug)
        if page is None:
            yield Gap(here, planned)
            continue
        if page.specific_class._meta.label != planned.type:
            yield Gap(here, planned, page)
        yield from _gaps(page, list(planned.children), here)


@transaction.atomic
def lay_missing(school: School) -> list[str]:
    """Add the planned pages whose address nobody has, each in its place; touch no other. Returns their addresses."""
    missing = [gap for gap in gaps(school) if gap.found is None]
    with outbox.held():
        for gap in missing:
            parent = BasePage.objects.get(url_path=_home().url_path + gap.path[1:].removesuffix(f"{gap.planned.slug}/"))
            _add(parent, gap.planned, after=_neighbour(parent, school.kind, gap.path))
    return [gap.path for gap in missing]


def _neighbour(parent: BasePage, kind: str, path: str) -> BasePage | None:
    """Return the nearest page that comes before the address in the tree's order and is there."""
    *above, own = path.strip("/").split("/")
    plan = planned_pages(kind)
    for slug in above:
        plan = list(next(page for page in plan if page.slug == slug).children)
    before = [page.slug for page in plan][: [page.slug for page in plan].index(own)]
    there = {page.slug: page for page in BasePage.objects.child_of(parent).filter(slug__in=before)}
    return next((there[slug] for slug in reversed(before) if slug in there), None)


def _home() -> BasePage:
    return BasePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


def _new_page(planned: PlannedPage) -> BasePage:
    page: BasePage = apps.get_model(planned.type)(
        title=planned.title,
        slug=planned.slug,
        summary=planned.summary,
        show_in_menus=planned.in_menu,
        **planned.fields,
    )
    if planned.text:
        page.body = default_text(planned.text)  # type: ignore[attr-defined]
    return page


def _add(parent: BasePage, planned: PlannedPage, after: BasePage | None = None) -> None:
    page = _new_page(planned)
    if after is None:
        parent.add_child(instance=page)
    else:
        after.add_sibling("right", instance=page)
    for child in planned.children:
        _add(page, child)


def _point_site_at(home: BasePage, school: School) -> None:
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    _describe(site, school)


def update_site(school: School) -> None:
    """Follow a change of name or host; a home page titled by the old name gets the new one."""
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    home = site.root_page.specific
    if home.title == site.site_name != school.name:
        home.title = school.name
        if not home.has_unpublished_changes:
            home.draft_title = school.name
            home.save_revision(log_action=False)
        home.save()
    _describe(site, school)


def _describe(site: Site, school: School) -> None:
    site.hostname = school.host
    site.port = int(settings.PUBLIC_PORT or (443 if settings.PUBLIC_SCHEME == "https" else 80))
    site.site_name = school.name
    site.save()
