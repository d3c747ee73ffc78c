"""Texts that are searched in lose the numbers of persons, and keep days and years."""

import pytest

from cms.core.personal_data.masking import MASK, is_worth_looking, without_numbers

PERSONAL = [
    "Liên hệ 0912 345 678.",
    "Từ ngày 24/11/2026, gọi 0912.345.678",
    "Số CCCD: 074085001234, cấp ngày 12/10/2021",
    "Gọi 0912.12.10.2026",
    "viết cho hoa.nguyen@gmail.com năm học 2025-2026",
]
PLAIN = [
    "Năm học 2025-2026 khai giảng ngày 05/09/2025, nghỉ Tết từ 10/02/2026 đến 20/02/2026.",
    "Giai đoạn 2021 – 2025, sơ kết ngày 3.12.2025",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_a_persons_number_is_masked_beside_a_date(text: str):
    assert MASK in without_numbers(text)


@pytest.mark.parametrize("text", PLAIN)
def test_days_and_years_stay_and_cost_no_look(text: str):
    assert without_numbers(text) == text
    assert not is_worth_looking(text)
