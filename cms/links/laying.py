"""The links a new site starts with (NĐ 43/2011 Điều 15.1.b)."""

from pathlib import Path

from cms.core.blueprint import lays, read_rows
from cms.links.models import Link, LinkGroup
from tenants.middleware import portal_url
from tenants.models import School

LINKS = Path(__file__).parent / "data" / "links.yaml"


@lays
def lay_links(school: School) -> None:
    """Write the groups of the file that are meant for this kind of site."""
    wanted = {"both", "office" if school.is_portal else "school"}
    for position, row in enumerate(read_rows(LINKS)):
        if row["for"] in wanted:
            group = LinkGroup(title=row["title"], title_en=row["title_en"], place=row["place"], position=position)
            group.links = [
                Link(sort_order=number, **{**link, "url": link["url"].format(portal=portal_url())})
                for number, link in enumerate(row["links"])
            ]
            group.save()
