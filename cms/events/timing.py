"""When an event begins and ends, in words and as moments. All times are local (Asia/Ho_Chi_Minh)."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.core.weeks import local_moment

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Timing:
    """First and last day with their times; without a first time it is about whole days."""

    first_day: dt.date
    last_day: dt.date
    begins: dt.time | None = None
    ends: dt.time | None = None

    @property
    def all_day(self) -> bool:
        return self.begins is None

    @property
    def several_days(self) -> bool:
        return self.last_day > self.first_day

    @property
    def start(self) -> dt.datetime:
        """The first moment."""
        return local_moment(self.first_day, self.begins or dt.time.min)

    @property
    def end(self) -> dt.datetime:
        """The first moment after it; without a known end, the end of its last day."""
        if self.begins is not None and self.ends is not None:
            return local_moment(self.last_day, self.ends)
        return local_moment(self.last_day + ONE_DAY)

    def label(self) -> str:
        """Short words for the time: “07:30 – 11:00”, “Cả ngày”, “Đến 25/11/2026”."""
        if self.several_days:
            return _("Until %(day)s") % {"day": f"{self.last_day:%d/%m/%Y}"}
        if self.begins is None:
            return _("All day")
        if self.ends is None:
            return _("From %(time)s") % {"time": f"{self.begins:%H:%M}"}
        return f"{self.begins:%H:%M} – {self.ends:%H:%M}"
