"""The forms of TT 36/2017 as a demo school filled them in."""

from collections.abc import Callable, Mapping
from typing import Any

from cms.demo.disclosed import money
from cms.demo.disclosed.papers import Papers
from cms.demo.disclosed.population import YearFigures
from cms.demo.disclosed.sheets import Filled, chance, split
from cms.demo.disclosed.words import words

# Shares of teachers by degree, in the order of the columns of forms 04, 08 and 12.
DEGREES = ("ts", "ths", "dh", "cd", "tc", "duoi_tc")
STANDARDS = ("xuat_sac", "kha", "trung_binh", "kem")
RANKS: Mapping[str, tuple[str, ...]] = {
    "preschool": ("iv", "iii", "ii"),
    "primary": ("iv", "iii", "ii"),
    "lower_secondary": ("iii", "ii", "i"),
}
RANK_SHARES: Mapping[str, tuple[int, ...]] = {
    "preschool": (30, 55, 15),
    "primary": (12, 70, 18),
    "lower_secondary": (72, 26, 2),
}
PREFIX: Mapping[str, tuple[str, str, str, str]] = {
    "preschool": ("bm01", "bm02", "bm03", "bm04"),
    "primary": ("bm05", "bm06", "bm07", "bm08"),
    "lower_secondary": ("bm09", "bm10", "bm11", "bm12"),
}


def forms(of: YearFigures, papers: Papers) -> dict[str, dict[str, Any]]:
    """Return the content of every form of the school's kind by its code."""
    pledge, quality, rooms, staff = PREFIX[of.spec.kind]
    results: Mapping[str, Callable[[YearFigures], Filled]] = {"bm02": _children, "bm06": _grades, "bm10": _marks}
    filled = {
        pledge: _pledge(of, pledge),
        quality: results[quality](of),
        rooms: _rooms(of, rooms),
        staff: _staff(of, staff),
        "chuan-quoc-gia": Filled().text("noi-dung", words("chuan-quoc-gia", of)),
        "kiem-dinh": Filled().text("noi-dung", words("kiem-dinh", of)).file("tep", *papers.of("danh-gia-ngoai")),
        "tc-1": Filled().text("noi-dung", money.told(of)).file("tep", *papers.of("quyet-toan")),
        "tc-2": _fees(of),
        "tc-3": _spending(of),
        "tc-4": _support(of),
    }
    return {code: one.data for code, one in filled.items()}


def _columns(of: YearFigures) -> list[tuple[str, str]]:
    """Groups with the columns of the forms: (group, column)."""
    return [(name, name if of.spec.kind == "preschool" else f"lop_{name}") for name in of.groups]


def _pledge(of: YearFigures, code: str) -> Filled:
    filled = Filled()
    if code == "bm01":
        for row in ("I", "II", "III", "IV"):
            said = {column: words(f"bm01.{row}.{column}", of) for column in ("nha_tre", "mau_giao")}
            filled.row(f"bm01.{row}", said)
        return filled
    for row in ("I", "II", "III", "IV", "V", "VI"):
        first, rest = words(f"{code}.{row}.first", of), words(f"{code}.{row}", of)
        columns = [column for _name, column in _columns(of)]
        filled.row(f"{code}.{row}", {column: first if column == columns[0] else rest for column in columns})
    return filled


def _put(filled: Filled, row: str, of: YearFigures, share: Callable[[str], int]) -> None:
    values = {column: share(name) for name, column in _columns(of)}
    filled.row(row, values, tong_so=sum(values.values()))


def _put_split(filled: Filled, rows: list[str], of: YearFigures, shares: tuple[float, ...]) -> None:
    """Every child of a group is in one of the rows."""
    parts = {
        name: split(group.children, [share * chance(rows[0], of.year, name).uniform(0.93, 1.07) for share in shares])
        for name, group in of.groups.items()
    }
    for place, row in enumerate(rows):
        _put(filled, row, of, lambda name, place=place: parts[name][place])  # type: ignore[misc]


def _children(of: YearFigures) -> Filled:
    """Form 02: children of a preschool."""
    filled = Filled()
    for row in ("I", "I.3", "II", "III", "IV"):
        _put(filled, f"bm02.{row}", of, lambda name: of.groups[name].children)
    _put(filled, "bm02.I.4", of, lambda name: of.groups[name].disabled)
    light = {name: round(group.children * 0.02) for name, group in of.groups.items()}
    heavy = {name: round(group.children * 0.07) for name, group in of.groups.items()}
    short = {name: round(group.children * 0.018) for name, group in of.groups.items()}
    _put(filled, "bm02.V.1", of, lambda name: of.groups[name].children - light[name] - heavy[name])
    _put(filled, "bm02.V.2", of, lambda name: light[name])
    _put(filled, "bm02.V.3", of, lambda name: of.groups[name].children - short[name])
    _put(filled, "bm02.V.4", of, lambda name: short[name])
    _put(filled, "bm02.V.5", of, lambda name: heavy[name])
    nursery = {name: of.groups[name].children for name in of.groups if name.startswith("nt")}
    older = {name: of.groups[name].children for name in of.groups if name.startswith("mg")}
    filled.row("bm02.VI.1", nursery, tong_so=sum(nursery.values()))
    filled.row("bm02.VI.2", older, tong_so=sum(older.values()))
    return filled


def _grades(of: YearFigures) -> Filled:
    """Form 06: results of a primary school."""
    filled = Filled()
    _put(filled, "bm06.I", of, lambda name: of.groups[name].children)
    _put(filled, "bm06.II", of, lambda name: of.groups[name].children)
    _put_split(filled, ["bm06.III.1", "bm06.III.2", "bm06.III.3"], of, (78, 21.5, 0.4))
    _put_split(filled, ["bm06.IV.1", "bm06.IV.2", "bm06.IV.3"], of, (64, 35.4, 0.6))
    _put(filled, "bm06.V", of, lambda name: of.groups[name].children)
    _put(filled, "bm06.V.1", of, lambda name: of.groups[name].children - of.groups[name].repeat)
    _put(filled, "bm06.V.1.a", of, lambda name: round(of.groups[name].children * 0.62))
    _put(filled, "bm06.V.1.b", of, lambda name: round(of.groups[name].children * 0.03))
    _put(filled, "bm06.V.2", of, lambda name: of.groups[name].repeat)
    return filled


def _marks(of: YearFigures) -> Filled:
    """Form 10: results of a lower secondary school."""
    filled = Filled()
    _put_split(filled, [f"bm10.I.{n}" for n in (1, 2, 3, 4)], of, (86, 12.6, 1.3, 0.1))
    _put_split(filled, [f"bm10.II.{n}" for n in (1, 2, 3, 4, 5)], of, (34, 41, 22.5, 2.3, 0.2))
    repeated = {name: group.repeat for name, group in of.groups.items()}
    again = {name: round(group.children * 0.02) for name, group in of.groups.items()}
    _put(filled, "bm10.III", of, lambda name: of.groups[name].children)
    _put(filled, "bm10.III.1", of, lambda name: of.groups[name].children - repeated[name] - again[name])
    _put(filled, "bm10.III.1.a", of, lambda name: round(of.groups[name].children * 0.33))
    _put(filled, "bm10.III.1.b", of, lambda name: round(of.groups[name].children * 0.4))
    _put(filled, "bm10.III.2", of, lambda name: again[name])
    _put(filled, "bm10.III.3", of, lambda name: repeated[name])
    moved = {column: f"{of.groups[name].came}/{of.groups[name].left}" for name, column in _columns(of)}
    came, left = (sum(getattr(group, side) for group in of.groups.values()) for side in ("came", "left"))
    filled.row("bm10.III.4", moved, tong_so=f"{came}/{left}")
    _put(filled, "bm10.III.5", of, lambda name: 0)
    _put(filled, "bm10.III.6", of, lambda name: of.groups[name].repeat // 2)
    _put(filled, "bm10.IV.1", of, lambda name: round(of.groups[name].children * 0.02))
    _put(filled, "bm10.IV.2", of, lambda name: 6 if name == "9" else 0)
    filled.row("bm10.IV", tong_so=sum(round(group.children * 0.02) for group in of.groups.values()) + 6)
    last = of.groups["9"].children
    passed = last - of.groups["9"].repeat
    filled.row("bm10.V", lop_9=last, tong_so=last).row("bm10.VI", lop_9=passed, tong_so=passed)
    for row, part in zip((1, 2, 3), split(passed, (36, 41, 23)), strict=True):
        filled.row(f"bm10.VI.{row}", lop_9=part, tong_so=part)
    both = {column: f"{of.groups[name].boys}/{of.groups[name].girls}" for name, column in _columns(of)}
    girls = sum(group.girls for group in of.groups.values())
    filled.row("bm10.VIII", both, tong_so=f"{of.children - girls}/{girls}")
    _put(filled, "bm10.IX", of, lambda name: of.groups[name].minority)
    return filled


def _rooms(of: YearFigures, code: str) -> Filled:
    filled = Filled()
    room = {"preschool": 54, "primary": 48, "lower_secondary": 50}[of.spec.kind]
    a_child = round(of.rooms * room / of.children, 1)
    if code == "bm07":
        filled.row("bm07.I", so_luong=f"{of.rooms}/{of.classes}", binh_quan=a_child)
    else:
        filled.row(f"{code}.I", so_luong=of.rooms, binh_quan=a_child)
    solid, half = split(of.rooms, (88, 12))
    filled.row(f"{code}.II", so_luong=of.rooms)
    for number, amount in enumerate((solid, half, 0, 0), start=1):
        filled.row(f"{code}.II.{number}", so_luong=amount)
    yard = round(of.land * 0.42)
    filled.row(f"{code}.III", so_luong=0 if code == "bm07" else 1)
    filled.row(f"{code}.IV", so_luong=of.land, binh_quan=round(of.land / of.children, 1))
    filled.row(f"{code}.V", so_luong=yard, binh_quan=round(yard / of.children, 1))
    {"bm03": _preschool_rooms, "bm07": _primary_rooms, "bm11": _secondary_rooms}[code](filled, of, room)
    first = {"bm03": "XI", "bm07": "XIV", "bm11": "XIV"}[code]
    wash = round(of.children * 0.11)
    half_each = wash // 2
    filled.row(
        f"{code}.{first}.1",
        gv=24,
        hs_chung=0,
        hs_nam_nu=f"{half_each}/{wash - half_each}",
        bq_nam_nu=f"{half_each / of.children:.2f}/{(wash - half_each) / of.children:.2f}".replace(".", ","),
    )
    yes = {"bm03": ("XII", "XIII", "XIV", "XV", "XVI")}.get(code, ("XV", "XVI", "XVII", "XVIII", "XIX"))
    for row in yes:
        filled.row(f"{code}.{row}", co=True)
    return filled


def _areas(filled: Filled, code: str, areas: list[int], children: int) -> None:
    for number, area in enumerate(areas, start=1):
        filled.row(f"{code}.VI.{number}", so_luong=area, binh_quan=round(area / children, 2))
    filled.row(f"{code}.VI", so_luong=sum(areas))


def _preschool_rooms(filled: Filled, of: YearFigures, room: int) -> None:
    _areas(
        filled,
        "bm03",
        [of.rooms * room, of.rooms * 24, of.rooms * 14, of.rooms * 12, 90, 80, 120 + of.children // 8],
        of.children,
    )
    filled.row("bm03.VII", so_luong=of.classes, binh_quan=1)
    filled.row("bm03.VII.1", so_luong=of.classes, binh_quan=1).row("bm03.VII.2", so_luong=0, binh_quan=0)
    filled.row("bm03.VIII", so_luong=12 + of.classes // 4, binh_quan=12 + of.classes // 4)
    devices = [("Máy vi tính", 6 + of.classes), ("Ti vi", of.classes), ("Máy chiếu", 2)]
    total = sum(number for _label, number in devices)
    filled.row("bm03.IX", so_luong=total, binh_quan=round(total / of.classes, 1))
    for label, number in devices:
        filled.add("bm03.IX", label, so_luong=number, binh_quan=round(number / of.classes, 1))


def _primary_rooms(filled: Filled, of: YearFigures, room: int) -> None:
    _areas(filled, "bm07", [of.rooms * room, 96, 240, 64, 96, 96, 48, 24, 56], of.children)
    filled.row("bm07.VII", so_luong=of.classes, binh_quan=1)
    for number, group in enumerate(of.groups.values(), start=1):
        filled.row(f"bm07.VII.1.1.{number}", so_luong=group.classes, binh_quan=1)
        filled.row(f"bm07.VII.2.2.{number}", so_luong=0, binh_quan=0)
    _devices(filled, "bm07", "IX", of)
    filled.row("bm07.X", dien_tich=110).row("bm07.XI", dien_tich=260)
    beds = round(of.children * 0.4)
    filled.row("bm07.XII", phong_dien_tich=f"{of.rooms // 2} phòng, {beds * 2} m2", so_cho=beds, bq_cho=2)


def _secondary_rooms(filled: Filled, of: YearFigures, room: int) -> None:
    special = {"bm11.II.5": 5, "bm11.II.6": 2}
    for row, amount in special.items():
        filled.row(row, so_luong=amount)
    filled.row("bm11.II.7", so_luong=round(of.classes / of.rooms, 2))
    filled.row("bm11.II.8", so_luong=round(of.children / of.classes, 1))
    _areas(filled, "bm11", [of.rooms * room, 5 * 72, 120, 420, 64], of.children)
    filled.row("bm11.VII", so_luong=of.classes, binh_quan=1)
    for number, group in enumerate(of.groups.values(), start=1):
        filled.row(f"bm11.VII.1.1.{number}", so_luong=group.classes, binh_quan=1)
        filled.row(f"bm11.VII.2.2.{number}", so_luong=0, binh_quan=0)
    _devices(filled, "bm11", "IX", of)


def _devices(filled: Filled, code: str, row: str, of: YearFigures) -> None:
    computers = 45 if of.classes < 30 else 90
    filled.row(f"{code}.VIII", so_luong=computers, binh_quan=round(of.children / computers, 1))
    amounts = [of.classes, 4, 2, 6, 3]
    filled.row(f"{code}.{row}", so_luong=sum(amounts), binh_quan=round(sum(amounts) / of.classes, 1))
    for number, amount in enumerate(amounts, start=1):
        filled.row(f"{code}.{row}.{number}", so_luong=amount, binh_quan=round(amount / of.classes, 1))


def _staff(of: YearFigures, code: str) -> Filled:
    filled = Filled()
    kind = of.spec.kind
    better = of.year - 2021
    shares = {
        "preschool": (0, 0.5, 66 + 4 * better, 28 - 3 * better, 6 - better, 0),
        "primary": (0, 2 + better, 84 + 3 * better, 11 - 3 * better, 3 - better, 0),
        "lower_secondary": (0, 8 + better, 86 + better, 6 - 2 * better, 0, 0),
    }[kind]
    if kind == "preschool":
        nursery = round(of.teachers * 0.2)
        _people(filled, "bm04.I.1", nursery, shares, of, ranked=True)
        _people(filled, "bm04.I.2", of.teachers - nursery, shares, of, ranked=True)
    else:
        _people(filled, f"{code}.I", of.teachers, shares, of, ranked=True)
        _subjects(filled, code, of, shares)
    _people(filled, f"{code}.II.1", 1, (0, 30, 70, 0, 0, 0), of, ranked=True)
    _people(filled, f"{code}.II.2", of.managers - 1, (0, 20, 80, 0, 0, 0), of, ranked=True)
    posts = [*of.staff.items()] if kind != "preschool" else [p for p in of.staff.items() if p[0] != "thu-vien"]
    numbers = {
        "van-thu": 1,
        "ke-toan": 2,
        "thu-quy": 3,
        "y-te": 4,
        "thu-vien": 5,
        "khac": 5 if kind == "preschool" else 6,
    }
    for post, amount in posts:
        trained = (0, 0, 4, 2, 2, 0) if post != "khac" else (0, 0, 0, 0, 1, 6)
        _people(filled, f"{code}.III.{numbers[post]}", amount, trained, of, ranked=False)
    return filled


def _people(filled: Filled, row: str, amount: int, shares: tuple[float, ...], of: YearFigures, *, ranked: bool) -> None:
    values = {f"trinh_do_{degree}": part for degree, part in zip(DEGREES, split(amount, shares), strict=True)}
    if ranked:
        ranks = split(amount, RANK_SHARES[of.spec.kind])
        values |= {f"hang_{rank}": part for rank, part in zip(RANKS[of.spec.kind], ranks, strict=True)}
        standards = split(amount, (46, 52, 2, 0))
        values |= {f"chuan_{name}": part for name, part in zip(STANDARDS, standards, strict=True)}
    filled.row(row, values, tong_so=amount)


def _subjects(filled: Filled, code: str, of: YearFigures, shares: tuple[float, ...]) -> None:
    if code == "bm08":
        for row, amount in zip((2, 3, 4, 5, 6), split(round(of.teachers * 0.27), (5, 2, 2, 2, 3)), strict=True):
            _people(filled, f"bm08.I.{row}", amount, shares, of, ranked=True)
        return
    names = ("Ngữ văn", "Lịch sử", "Địa lí", "Tiếng Anh", "Tin học", "Thể dục, Nghệ thuật, GDCD")
    parts = split(of.teachers, (18, 8, 6, 8, 18, 7, 6, 13, 5, 11))
    for row, amount in enumerate(parts[:4], start=1):
        _people(filled, f"bm12.I.{row}", amount, shares, of, ranked=True)
    for place, (name, amount) in enumerate(zip(names, parts[4:], strict=True), start=1):
        filled.data["added"].setdefault("bm12.I", []).append(name)
        _people(filled, f"bm12.I+{place}", amount, shares, of, ranked=True)


def _fees(of: YearFigures) -> Filled:
    filled = Filled()
    for fee in money.fees(of):
        filled.add(
            "tc-2/bang",
            fee.name,
            muc_thu=fee.amount,
            don_vi_tinh=fee.per,
            nam_hoc=f"{of.year}-{of.year + 1}",
            can_cu=fee.basis,
        )
    return filled


def _spending(of: YearFigures) -> Filled:
    spent = money.accounts(of)
    low, middle, high = money.incomes(of.year)
    filled = Filled().row("tc-3.1", so_tien=spent.wages).row("tc-3.2", so_tien=of.teachers * 650_000)
    filled.row("tc-3.3", so_tien=of.teachers * 180_000).row("tc-3.4", so_tien=0)
    filled.row("tc-3.5", so_tien=high).row("tc-3.6", so_tien=middle).row("tc-3.7", so_tien=low)
    filled.row("tc-3.8", so_tien=money.rounded(spent.regular / of.children, 1000))
    return filled.row("tc-3.9", so_tien=spent.repairs, ghi_chu="Sửa chữa, mua sắm hằng năm")


def _support(of: YearFigures) -> Filled:
    filled = Filled().text("noi-dung", words("tc-4", of))
    for name, people, amount in money.support(of):
        filled.add("tc-4/bang", name, so_nguoi=people, so_tien=amount)
    return filled
