"""Vietnam's public holidays, the decreed swaps among them as far as the package knows them."""

import datetime as dt
from functools import lru_cache

import holidays


def public_holidays(first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """Return the days off from `first` to `last` with their Vietnamese names (Bộ luật Lao động 2019, Điều 112)."""
    found: dict[dt.date, str] = {}
    for year in range(first.year, last.year + 1):
        found.update({day: name for day, name in _of_year(year).items() if first <= day <= last})
    return found


# Of the country, not of a school: may be kept by the process.
@lru_cache(maxsize=16)
def _of_year(year: int) -> dict[dt.date, str]:
    return dict(sorted(holidays.country_holidays("VN", years=year, language="vi").items()))
