"""What of a text may be found: amounts of money, but no number of a person."""

import pytest

from cms.shared.search_text import told

KEPT = ["Tổng chi 3.250.000.000 đồng", "Học phí: 150.000.000 VNĐ", "dự toán 12.345.678.900", "năm 2025-2026"]
GONE = ["0912.345.678", "074.085.001.234", "CMND 280.123.456", "280 123 456", "0271000345678", "1234567890", "a@b.vn"]


@pytest.mark.parametrize("text", KEPT)
def test_amounts_and_years_stay(text: str):
    assert told(text) == text


@pytest.mark.parametrize("text", GONE)
def test_numbers_and_addresses_of_persons_go(text: str):
    assert told(text).removeprefix("CMND ") == "…"
