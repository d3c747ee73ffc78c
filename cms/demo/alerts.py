"""The demo's one alert: useful, not loud."""

import datetime as dt

from django.utils import timezone

from cms.shared.models import CityAlert


def load_city_alert() -> None:
    """Tell parents of small children where the vaccination is; stands for two weeks from the first start."""
    now = timezone.now()
    CityAlert.objects.create(
        level="info",
        title="Tiêm nhắc vắc-xin sởi – rubella cho trẻ mầm non và học sinh lớp 1",
        text="Trạm y tế các phường làm việc cả sáng thứ Bảy, 28/11/2026. Nhớ mang sổ tiêm chủng.",
        kinds=["preschool", "primary"],
        starts_at=now,
        ends_at=now + dt.timedelta(days=14),
    )
