"""What the city's education department counts when it compares schools."""

import datetime as dt
import math

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.compliance import calendar
from cms.compliance.checks.common import (
    add_url,
    home_page,
    missing,
    open_page,
    pages_of,
    passed,
    public_pages,
    section,
    section_url,
)
from cms.compliance.site import markup
from cms.core.folding import fold
from cms.core.requirements import Finding, checks
from tenants.models import School

ARTICLES = 40
# Words of a form's name, folded; each line is one form.
FORMS = {
    "đơn xin nghỉ học": ("nghi hoc",),
    "đơn xin phúc khảo": ("phuc khao",),
    "xét tuyển đầu cấp": ("xet tuyen", "tuyen sinh", "dau cap"),
}


@checks("hcm-40-posts")
def forty_articles(school: School) -> Finding:
    """Forty articles between the first of September and the end of August; says whether the pace is right."""
    year = calendar.school_year()
    first = calendar.first_day(year)
    count = pages_of("news.NewsPage").filter(date__gte=first, date__lt=first.replace(year=first.year + 1)).count()
    if count >= ARTICLES:
        return passed(_("%(count)d articles in %(year)s.") % {"count": count, "year": year})
    due = expected_by(timezone.localdate(), year)
    words = (
        _("%(count)d of %(all)d articles in %(year)s; %(due)d were due by today.")
        if count < due
        else _("%(count)d of %(all)d articles in %(year)s: not enough yet, but in time.")
    )
    return missing(words % {"count": count, "all": ARTICLES, "year": year, "due": due}, section_url("tin-tuc"))


def expected_by(day: dt.date, year: str) -> int:
    """Return how many articles an even pace through the months of teaching would have brought by a day."""
    first, last = calendar.first_day(year), calendar.last_day(year)
    share = (day - first).days / (last - first).days
    return math.floor(ARTICLES * min(max(share, 0.0), 1.0))


@checks("hcm-forms")
def forms(school: School) -> Finding:
    """A section of forms offers three files."""
    page = public_pages().filter(slug="bieu-mau").order_by("depth").first()
    if page is None:
        root = section("thu-tuc")
        return missing(_("There is no section with forms (bieu-mau)."), add_url(root or home_page()))
    pages = public_pages().descendant_of(page, inclusive=True)[:10]
    names: list[str] = []
    for one in pages:
        own = markup.main(open_page(one).document)
        if own is not None:
            names += [words for link, words in markup.link_texts(own).items() if link.startswith("/tai-lieu/")]
    absent = [form for form, ways in FORMS.items() if not any(way in fold(name) for way in ways for name in names)]
    if absent:
        return missing(
            _("The section of forms has no file for: %(names)s.") % {"names": ", ".join(absent)},
            section_url(page.url_path.split("/", 2)[2]),
        )
    return passed()
