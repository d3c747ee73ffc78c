"""What a demo school takes in, spends and asks of parents, in đồng."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from cms.core.data_files import read_yaml
from cms.demo.disclosed.population import YearFigures, year_figures
from cms.demo.disclosed.sheets import chance
from cms.demo.schools import DATA

# What a member of staff costs in a month, with what is paid on top; the base wage rose in 2023 and 2024.
A_MONTH = {2021: 8.1, 2022: 8.3, 2023: 9.4, 2024: 11.2, 2025: 12.4, 2026: 12.9}
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Fee:
    """Something parents pay for."""

    name: str
    amount: int
    per: str
    basis: str
    nature: str
    groups: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """A fiscal year: where the money came from and where it went; both sides are equal."""

    budget: int
    pupils: int
    gifts: int
    other: int
    wages: int
    facilities: int
    support: int
    rest: int
    repairs: int

    @property
    def income(self) -> int:
        return self.budget + self.pupils + self.gifts + self.other

    @property
    def regular(self) -> int:
        return self.wages + self.facilities + self.support + self.rest


def rounded(amount: float, to: int) -> int:
    """Return an amount of money rounded to thousands, hundreds of thousands …"""
    return round(amount / to) * to


@cache
def accounts(of: YearFigures) -> Accounts:
    """Return the accounts of the fiscal year with the same number as the school year."""
    luck = chance(of.spec.slug, of.year, "accounts")
    people = of.teachers + of.managers + of.others
    wages = rounded(people * A_MONTH[of.year] * 12 * MILLION, 100_000)
    facilities = rounded(wages * luck.uniform(0.12, 0.16), 100_000)
    support = sum(amount for _name, _people, amount in support_of(of))
    rest = rounded(wages * luck.uniform(0.05, 0.08), 100_000)
    spent = wages + facilities + support + rest
    pupils = sum(_yearly(fee) for fee in fees(of)) * of.children // 1000 * 1000
    pupils = min(pupils, spent // 4)
    gifts = rounded(of.children * luck.uniform(60_000, 120_000), 1_000_000)
    other = rounded(of.children * luck.uniform(20_000, 50_000), 1_000_000)
    return Accounts(
        spent - pupils - gifts - other, pupils, gifts, other, wages, facilities, support, rest, facilities // 3
    )


def _yearly(fee: Fee) -> int:
    return (
        fee.amount * (9 if fee.per == "đồng/học sinh/tháng" else 1)
        if "Học phí" in fee.name or "buổi" in fee.name
        else 0
    )


def incomes(year: int) -> tuple[int, int, int]:
    """Return the lowest, average and highest monthly income of teachers."""
    middle = A_MONTH[year]
    return tuple(rounded(middle * share * MILLION, 100_000) for share in (0.62, 1, 1.75))  # type: ignore[return-value]


def told(of: YearFigures) -> str:
    """Say in a sentence how the year's money stood."""
    book = accounts(of)
    income, spent = (f"{amount:,}".replace(",", ".") for amount in (book.income, book.regular))
    return (
        f"Tổng thu năm {of.year} là {income} đồng, tổng chi là {spent} đồng. Dự toán và quyết toán chi tiết theo Thông tư "
        "61/2017/TT-BTC được niêm yết tại bảng tin và đăng trong các tệp kèm theo."
    )


@cache
def _listed() -> Any:
    return read_yaml(DATA / "fees.yaml")


@cache
def fees(of: YearFigures) -> tuple[Fee, ...]:
    """Return what the school asks of parents in a school year; public schools take no tuition since 2025-2026."""
    return tuple(_fees(of))


def _fees(of: YearFigures) -> Iterator[Fee]:
    for row in _listed():
        if of.spec.kind not in row["kinds"] or not row.get("from", 0) <= of.year <= row.get("until", 9999):
            continue
        amount = row["amount"]
        if step := row.get("step"):
            amount += step * (of.year - 2021)
        if vary := row.get("vary"):
            amount += chance(of.spec.slug, row["name"]).choice((-1, 0, 0, 1)) * vary
        yield Fee(row["name"], amount, row["per"], row["basis"], row["nature"], row.get("groups", "Tất cả các khối"))


def support(of: YearFigures) -> list[tuple[str, int, int]]:
    """Return policies of support with how many were helped and what it came to."""
    return list(support_of(of))


def support_of(of: YearFigures) -> Iterator[tuple[str, int, int]]:
    """Yield the year's policies of support: name, people, amount."""
    luck = chance(of.spec.slug, of.year, "support")
    poor, near = luck.randint(6, 14), luck.randint(10, 24)
    yield ("Hỗ trợ chi phí học tập cho con hộ nghèo, hộ cận nghèo", poor + near, (poor + near) * 9 * 150_000)
    if of.spec.kind != "primary" and of.year < 2025:
        yield ("Miễn, giảm học phí theo Nghị định 81/2021/NĐ-CP", poor + near, (poor + near) * 9 * 70_000)
    yield ("Học bổng “Tiếp bước đến trường” từ nguồn vận động", poor + 5, (poor + 5) * 1_000_000)


def funds(of: YearFigures) -> Iterator[tuple[str, int, int]]:
    """Yield the school's funds with what was in them at the beginning and the end of the fiscal year."""
    for name, share in (
        ("Quỹ bổ sung thu nhập", 0.03),
        ("Quỹ phát triển hoạt động sự nghiệp", 0.02),
        ("Quỹ khen thưởng", 0.006),
        ("Quỹ phúc lợi", 0.008),
    ):
        before = accounts(year_figures(of.spec, of.year - 1)) if of.year - 1 in A_MONTH else None
        start = rounded((before.wages if before else 0) * share, 100_000)
        yield name, start, rounded(accounts(of).wages * share, 100_000)
