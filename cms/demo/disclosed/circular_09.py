"""The items of TT 09/2024 as a demo school fills them in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cms.demo.disclosed import money
from cms.demo.disclosed.papers import Papers
from cms.demo.disclosed.population import LEAST_LAND, YearFigures
from cms.demo.disclosed.sheets import Filled, split
from cms.demo.disclosed.words import words

DEGREES = ("tien_si", "thac_si", "dai_hoc", "cao_dang", "trung_cap", "khac")
AUTHORITY = "Ủy ban nhân dân phường Thủ Dầu Một"


def forms(of: YearFigures, papers: Papers) -> dict[str, dict[str, Any]]:
    """Return the content of every form of the school's kind by its code."""
    preschool = of.spec.kind == "preschool"
    filled = {
        **_general(of, papers),
        **_finance(of, papers),
        **_conditions(of, papers, "6" if preschool else "8"),
        **_plans(of, papers),
        **(_children(of) if preschool else _pupils(of)),
    }
    return {code: one.data for code, one in filled.items()}


def _general(of: YearFigures, papers: Papers) -> dict[str, Filled]:
    spec = of.spec
    own = spec.slug.replace("-", "")
    head = {
        "chuc_vu": "Hiệu trưởng",
        "dien_thoai": spec.phone,
        "email": f"hieutruong.{own}@tptdm.edu.vn",
        "dia_chi": spec.address,
    }
    address = {f"4.2.{name}": value for name, value in _contact(of).items()}
    filled = {
        "4.1": Filled().row("4.1.ten", gia_tri=spec.name),
        "4.2": Filled(),
        "4.3": Filled().row("4.3.loai-hinh", gia_tri="công lập").row("4.3.co-quan", gia_tri=AUTHORITY),
        "4.4": Filled().text("noi-dung", words("4.4", of)),
        "4.5": Filled().text("noi-dung", "\n\n".join(spec.intro[:1])),
        "4.6": Filled().add("4.6/bang", spec.principal, **head),
        "4.7": Filled()
        .file("4.7.a", *papers.of("thanh-lap"))
        .file("4.7.b", *papers.of("hoi-dong"))
        .file("4.7.c", *papers.of("bo-nhiem"))
        .file("4.7.d", *papers.of("quy-che"))
        .add("4.7/4.7.b-thanh-vien", spec.principal, chuc_vu="Chủ tịch hội đồng trường")
        .add("4.7/4.7.b-thanh-vien", spec.accounts.editor, chuc_vu="Thư ký")
        .add("4.7/4.7.e", spec.principal, nhiem_vu="Quản lý chung; tài chính, tổ chức cán bộ, công khai", **head),
        "4.8": Filled().file("tep", *papers.of("quy-che")),
    }
    for row, value in address.items():
        filled["4.2"].row(row, gia_tri=value)
    return filled


def _contact(of: YearFigures) -> Mapping[str, str]:
    return {
        "tru-so": of.spec.address,
        "dia-chi-khac": "Không có",
        "dien-thoai": of.spec.phone,
        "email": of.spec.email,
        "cong": f"https://{of.spec.slug}.tptdm.edu.vn",
    }


def _finance(of: YearFigures, papers: Papers) -> dict[str, Filled]:
    fees, helped, funds = Filled(), Filled().text("noi-dung", words("5.3", of)), Filled()
    for fee in money.fees(of):
        fees.add(
            "5.2/bang",
            fee.name,
            muc_thu=fee.amount,
            don_vi_tinh=fee.per,
            doi_tuong=fee.groups,
            nam_hoc=f"{of.year}-{of.year + 1}",
            can_cu=fee.basis,
            tinh_chat=fee.nature,
        )
    for name, people, amount in money.support(of):
        helped.add("5.3/bang", name, so_nguoi=people, so_tien=amount)
    for name, before, after in money.funds(of):
        funds.add("5.4/bang", name, so_du_dau_ky=before, so_du_cuoi_ky=after)
    quarters = Filled()
    for kind in ("du-toan", "quy-1", "quy-2", "quy-3", "quy-4", "quyet-toan"):
        title, document = papers.of(kind)
        quarters.file("tep", f"Năm {of.year} – {title}", document)
    return {"5.1": _accounts(of), "5.2": fees, "5.3": helped, "5.4": funds, "5.5": quarters}


def _accounts(of: YearFigures) -> Filled:
    book = money.accounts(of)
    filled = Filled()
    for row, amount in (
        ("ngan-sach", book.budget),
        ("nha-dau-tu", 0),
        ("hoc-phi", book.pupils),
        ("tai-tro", book.gifts),
        ("khac", book.other),
    ):
        filled.row(f"5.1.a.{row}", giao_duc_dao_tao=amount, khoa_hoc_cong_nghe=0, khac=0, tong=amount)
    for row, amount in (
        ("luong", book.wages),
        ("co-so-vat-chat", book.facilities),
        ("ho-tro", book.support),
        ("khac", book.rest),
    ):
        filled.row(f"5.1.b.{row}", so_tien=amount)
    return filled


def _conditions(of: YearFigures, papers: Papers, chapter: str) -> dict[str, Filled]:
    accredited = Filled().text("noi-dung", words("6.3.b", of)).file("tep", *papers.of("danh-gia-ngoai"))
    since = str(2019 + of.spec.founded % 5)
    for name, result in (("Kiểm định chất lượng giáo dục", "Cấp độ 2"), ("Trường đạt chuẩn quốc gia", "Mức độ 1")):
        accredited.add(f"{chapter}.3.b/bang", name, thoi_gian=since, ket_qua=result)
    filled = {
        f"{chapter}.1.a": _degrees(of, f"{chapter}.1.a"),
        f"{chapter}.1.b": Filled()
        .row(f"{chapter}.1.b.giao-vien", so_luong=of.teachers - of.teachers % 3, tong_so=of.teachers)
        .row(f"{chapter}.1.b.quan-ly", so_luong=of.managers, tong_so=of.managers),
        f"{chapter}.1.c": Filled()
        .row(f"{chapter}.1.c.giao-vien", so_luong=of.teachers - (of.year + of.classes) % 2, tong_so=of.teachers)
        .row(f"{chapter}.1.c.quan-ly", so_luong=of.managers, tong_so=of.managers)
        .row(f"{chapter}.1.c.nhan-vien", so_luong=of.others - 1, tong_so=of.others),
        f"{chapter}.2.a": Filled()
        .row(f"{chapter}.2.a.dat", hien_co=of.land, toi_thieu=LEAST_LAND[of.spec.kind] * of.children)
        .row(f"{chapter}.2.a.diem", hien_co=1)
        .row(
            f"{chapter}.2.a.binh-quan",
            hien_co=round(of.land / of.children, 1),
            toi_thieu=LEAST_LAND[of.spec.kind],
        ),
        f"{chapter}.2.b": _blocks(of, chapter),
        f"{chapter}.2.c": _equipment(of, chapter),
        f"{chapter}.3.a": Filled().text("noi-dung", words(f"{chapter}.3.a", of)),
        f"{chapter}.3.b": accredited,
    }
    filled[f"{chapter}.2.d"] = _playthings(of) if chapter == "6" else _books(of)
    return filled


def _degrees(of: YearFigures, code: str) -> Filled:
    filled = Filled()
    better = of.year - 2021
    shares = {
        "preschool": (0, 1, 66 + 4 * better, 27 - 3 * better, 6 - better, 0),
        "primary": (0, 2 + better, 84 + 2 * better, 11 - 2 * better, 0, 0),
        "lower_secondary": (0, 8 + better, 86 + better, 6 - better, 0, 0),
    }[of.spec.kind]
    for row, amount, of_whom in (
        ("giao-vien", of.teachers, shares),
        ("quan-ly", of.managers, (0, 30, 70, 0, 0, 0)),
        ("nhan-vien", of.others, (0, 0, 30, 12, 14, 44)),
    ):
        parts = dict(zip(DEGREES, split(amount, of_whom), strict=True))
        filled.row(f"{code}.{row}", parts, tong_so=amount)
    return filled


def _blocks(of: YearFigures, chapter: str) -> Filled:
    """Rooms and other items with the minimum of TT 13/2020; one in three schools lacks some."""
    short = of.spec.founded % 3 == 0
    room = f"{chapter}.2.b"
    rows: dict[str, tuple[int, int]] = {"hanh-chinh": (9, 8), "phu-tro": (5 if short else 7, 6), "ha-tang": (6, 6)}
    if chapter == "6":
        rows |= {"nuoi-duong": (of.rooms + 2, of.classes + 2), "an": (2, 2)}
    else:
        special = 7 if of.spec.kind == "lower_secondary" else 5
        rows |= {
            "hoc-tap": (of.rooms + special - short, of.classes + special),
            "ho-tro": (5, 5),
            "san-choi": (3, 2),
            "sinh-hoat": (4 if of.spec.kind == "primary" else 2, 2),
        }
    filled = Filled()
    for row, (have, least) in rows.items():
        filled.row(f"{room}.{row}", hien_co=have, toi_thieu=least)
    return filled


def _equipment(of: YearFigures, chapter: str) -> Filled:
    filled = Filled()
    computers = 45 if of.classes < 30 else 90
    rows = {
        "6": [
            ("Bộ thiết bị, đồ dùng, đồ chơi tối thiểu theo lớp", of.classes, of.classes),
            ("Ti vi, màn hình tương tác", of.classes, of.classes),
            ("Máy vi tính", 6 + of.classes, 6),
            ("Đàn, nhạc cụ", 4 + of.classes // 3, of.classes // 2),
        ],
        "8": [
            ("Bộ thiết bị dạy học tối thiểu theo lớp", of.classes, of.classes),
            ("Máy vi tính phòng tin học", computers, 40),
            ("Ti vi, màn hình tương tác", of.classes, of.classes),
            ("Bộ thiết bị phòng học bộ môn", 4 if of.spec.founded % 3 else 3, 4),
        ],
    }[chapter]
    for name, have, least in rows:
        filled.add(f"{chapter}.2.c/bang", name, hien_co=have, toi_thieu=least)
    return filled


def _playthings(of: YearFigures) -> Filled:
    filled = Filled()
    for name, amount, note in (
        ("Cầu trượt liên hoàn", 2, "Sân trước, kiểm tra an toàn mỗi quý"),
        ("Xích đu, bập bênh", 4 + of.classes // 5, ""),
        ("Bộ chơi cát nước", 2, "Có mái che"),
        ("Camera quan sát", of.classes + 6, "Hành lang, cổng, bếp ăn"),
    ):
        filled.add("6.2.d/bang", name, so_luong=amount, ghi_chu=note)
    return filled


def _books(of: YearFigures) -> Filled:
    filled = Filled()
    for grade in of.groups:
        for subject in ("Toán", "Tiếng Việt" if of.spec.kind == "primary" else "Ngữ văn"):
            filled.add(
                "8.2.d/bang",
                f"{subject} {grade}",
                khoi_lop=f"Khối {grade}",
                mon=subject,
                bo_sach="Chân trời sáng tạo",
                nha_xuat_ban="Nhà xuất bản Giáo dục Việt Nam",
                so_luong=10 + of.groups[grade].classes,
            )
    return filled


def _plans(of: YearFigures, papers: Papers) -> dict[str, Filled]:
    chapter = "7" if of.spec.kind == "preschool" else "9"
    filled = {
        f"{chapter}.1.a": Filled(),
        f"{chapter}.1.b": Filled().file("tep", *papers.of("ke-hoach")),
        f"{chapter}.1.c": Filled().file("tep", *papers.of("phoi-hop")),
    }
    first = next(iter(of.groups.values()))
    for row in ("doi-tuong", "phuong-thuc", "thoi-gian"):
        filled[f"{chapter}.1.a"].row(f"{chapter}.1.a.{row}", gia_tri=words(f"{chapter}.1.a.{row}", of))
    unit = "trẻ" if chapter == "7" else "học sinh"
    planned = f"{round(first.children / 5) * 5} {unit}, {first.classes} lớp"
    filled[f"{chapter}.1.a"].row(f"{chapter}.1.a.chi-tieu", gia_tri=planned)
    if chapter == "9":
        filled["9.1.d"] = Filled().text("noi-dung", words("9.1.d", of))
    return filled


def _children(of: YearFigures) -> dict[str, Filled]:
    average = round(Decimal(of.children) / of.classes, 2)
    disabled = sum(group.disabled for group in of.groups.values())
    return {
        "7.2.a": Filled()
        .row("7.2.a.tre", gia_tri=of.children)
        .row("7.2.a.nhom-lop", gia_tri=of.classes)
        .row("7.2.a.binh-quan", gia_tri=average),
        "7.2.b": Filled().row("7.2.b", gia_tri=0),
        "7.2.c": Filled().row("7.2.c", gia_tri=of.children),
        "7.2.d": Filled().row("7.2.d", gia_tri=of.children),
        "7.2.dd": Filled().row("7.2.dd.bieu-do", gia_tri=of.children).row("7.2.dd.kiem-tra", gia_tri=of.children),
        "7.2.e": Filled().row("7.2.e", gia_tri=words("7.2.e", of)),
        "7.2.g": Filled().row("7.2.g", gia_tri=disabled),
    }


def _pupils(of: YearFigures) -> dict[str, Filled]:
    grades = Filled()
    first = next(iter(of.groups.values()))
    grades.row("9.2.a.tuyen-sinh", chi_tieu=round(first.children / 5) * 5, ket_qua=first.children)
    for grade, group in of.groups.items():
        grades.row(
            f"9.2.a.{grade}",
            so_lop=group.classes,
            hoc_sinh=group.children,
            binh_quan_lop=round(Decimal(group.children) / group.classes, 2),
            hai_buoi=group.children if of.spec.kind == "primary" else 0,
            nam=group.boys,
            nu=group.girls,
            dan_toc_thieu_so=group.minority,
            khuyet_tat=group.disabled,
            chuyen_di=group.left,
            chuyen_den=group.came,
        )
    filled = {"9.2.a": grades, "9.2.b": _results(of)}
    if of.spec.kind == "lower_secondary":
        filled["9.2.c"] = Filled().row("9.2.c.nghe", gia_tri=round(of.groups["9"].children * 0.18))
    return filled


def _results(of: YearFigures) -> Filled:
    filled = Filled()
    primary = of.spec.kind == "primary"
    for grade, group in of.groups.items():
        up = {"len_lop": group.children - group.repeat, "khong_len_lop": group.repeat}
        if primary:
            done = split(group.children - group.repeat, (28, 38, 34))
            passed = ("hoan_thanh_xuat_sac", "hoan_thanh_tot", "hoan_thanh")
            marks = {**dict(zip(passed, done, strict=True)), "chua_hoan_thanh": group.repeat}
        else:
            names = ("tot", "kha", "dat", "chua_dat")
            training = split(group.children, (87, 11.5, 1.4, 0.1))
            learning = [*split(group.children - group.repeat, (33, 43, 24)), group.repeat]
            marks = {f"ren_luyen_{name}": part for name, part in zip(names, training, strict=True)}
            marks |= {f"hoc_tap_{name}": part for name, part in zip(names, learning, strict=True)}
        filled.row(f"9.2.b.{grade}", marks, **up)
    last = list(of.groups.values())[-1]
    done_with = "hoan-thanh-tieu-hoc" if primary else "tot-nghiep-thcs"
    return filled.row(f"9.2.b.{done_with}", gia_tri=last.children - last.repeat)
