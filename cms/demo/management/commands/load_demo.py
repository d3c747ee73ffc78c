import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django_tenants.utils import schema_context

from cms.demo import (
    accounts,
    albums,
    alerts,
    appearance,
    calendar,
    contact,
    content,
    disclosures,
    guides,
    loader,
    opinions,
    papers,
    people,
    projects,
    requirements,
    seeking,
    workflow,
)
from cms.demo.content import Article
from cms.demo.schools import SchoolSpec, bulk_schools
from cms.demo.sharing import load as load_sharing
from cms.news.models import NewsPage
from tenants.enums import SchoolKind, SchoolStatus
from tenants.models import PORTAL_SCHEMA, School, schema_for
from tenants.processes import in_processes
from tenants.progress import Progress
from tenants.provisioning import SchoolRequest, build_school, request_school
from tenants.schema import connection

PORTAL_NAME = "Phòng Giáo dục và Đào tạo Thủ Dầu Một"
AUTHORITY = "Ủy ban nhân dân phường Thủ Dầu Một"
SCHOOLS_WITH_ACCOUNTS = 12
SCHOOLS_WITH_OPINIONS = 2


class Command(BaseCommand):
    """Lays the portal and the demo schools; run again, it does only what is missing."""

    help = "Lay the demo's portal and schools."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schools", type=int, default=12)
        parser.add_argument("--accounts", action="store_true", help="Only print the accounts.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self._print_accounts()
            return
        specs = bulk_schools(options["schools"])
        self._lay_portal()
        # Entered in their order: every install then has the same keys, and results that are alike the same order.
        for spec in specs:
            _entered(_request_of(spec))
        progress = Progress(self.stdout, len(specs), "schools")
        for _laid in in_processes(lay_school, list(_planned(specs)), min(len(specs), os.cpu_count() or 1)):
            progress.step()
        load_sharing([schema_for(spec.slug) for spec in specs])

    def _lay_portal(self) -> None:
        school = _ready_school(
            SchoolRequest(
                slug=PORTAL_SCHEMA,
                name=PORTAL_NAME,
                kind=SchoolKind.OFFICE,
                address="Số 1, đường Quang Trung, phường Thủ Dầu Một, Thành phố Hồ Chí Minh",
                phone="0274 3800 100",
                email="pgd@tptdm.edu.vn",
                authority=AUTHORITY,
            )
        )
        with _inside(school):
            if not NewsPage.objects.exists():
                with transaction.atomic():
                    loader.load_articles(content.load_portal_articles(), seed=0)
                    calendar.load_calendar(SchoolKind.OFFICE)
                    people.load(people.office_staff())
                    requirements.load_portal()
                    albums.load("office", seed=0)
                    albums.load_samples()
                    contact.load_portal("Lê Hoàng Nam")
                    alerts.load_city_alert()
                    papers.load_office()
                    opinions.load_office()
                    guides.load_office()
                    seeking.load_office()
                    projects.load_office()
                    loader.load_office_pages()
                    accounts.create_accounts(
                        school.host,
                        {
                            "bien-tap": "Nguyễn Thị Minh Châu",
                            "hieu-truong": "Lê Hoàng Nam",
                            "quan-tri": "Trần Quốc Bảo",
                            "van-thu": people.clerk(),
                            "ke-toan": people.accountant(),
                        },
                    )

    def _print_accounts(self) -> None:
        connection.set_schema_to_public()
        wanted = [PORTAL_SCHEMA, *(spec.slug for spec in bulk_schools(SCHOOLS_WITH_ACCOUNTS))]
        hosts = {s.slug: s.host for s in School.objects.filter(slug__in=wanted).prefetch_related("domains")}
        self.stdout.write("\nhost  user  password  role")
        for slug in wanted:
            for account in accounts.accounts_of(hosts[slug]) if slug in hosts else []:
                self.stdout.write(f"{account.host}  {account.username}  {account.password}  {account.role}")
        self.stdout.write("")


def _entered(request: SchoolRequest) -> School:
    connection.set_schema_to_public()
    return School.objects.filter(slug=request.slug).first() or request_school(request)


def _ready_school(request: SchoolRequest) -> School:
    school = _entered(request)
    return school if school.status == SchoolStatus.READY else build_school(school)


def _request_of(spec: SchoolSpec) -> SchoolRequest:
    return SchoolRequest(
        slug=spec.slug,
        name=spec.name,
        kind=spec.kind,
        short_name=spec.short_name,
        ministry_code=spec.ministry_code,
        ward=f"Phường {spec.ward}",
        address=spec.address,
        phone=spec.phone,
        email=spec.email,
        authority=AUTHORITY,
    )


def _inside(school: School) -> Any:
    return schema_context(school.schema_name)


@dataclass(frozen=True, slots=True)
class Planned:
    """A school that is to be laid: its place in the list, from 1, and its news."""

    spec: SchoolSpec
    number: int
    articles: list[Article]


def _planned(specs: list[SchoolSpec]) -> Iterator[Planned]:
    """Give out the articles beforehand: what one school has, the next does not get."""
    taken: set[str] = set()
    for number, spec in enumerate(specs, start=1):
        articles = content.articles_for(spec, 6 + number % 5, number, taken)
        taken.update(article.slug for article in articles)
        yield Planned(spec, number, articles)


def lay_school(planned: Planned) -> None:
    """Lay one school with all it has, or nothing of what it has already."""
    spec, number = planned.spec, planned.number
    school = _ready_school(_request_of(spec))
    with _inside(school):
        if NewsPage.objects.exists():
            return
        with transaction.atomic():
            loader.load_pages(spec)
            people.load(people.school_staff(spec))
            papers.load_school(spec)
            if number <= SCHOOLS_WITH_OPINIONS:
                opinions.load_school(spec)
            appearance.load_look(spec, number)
            requirements.load_decisions(
                f"{spec.principal} – Hiệu trưởng", spec.accounts.administrator, spec.slug.upper(), number
            )
            contact.load_school(spec)
            loader.load_articles(planned.articles, seed=number)
            calendar.load_calendar(spec.kind, spec)
            albums.load(spec.kind, seed=number)
            if number <= SCHOOLS_WITH_ACCOUNTS:
                accounts.create_accounts(
                    school.host,
                    {
                        "bien-tap": spec.accounts.editor,
                        "hieu-truong": spec.accounts.principal,
                        "quan-tri": spec.accounts.administrator,
                        "van-thu": people.clerk(),
                        "ke-toan": people.accountant(),
                    },
                )
                workflow.load_workflow()
            disclosures.load_school(spec, school, number)
