"""A list of the whole city: every row checked, all or nothing, and resumed where it stopped."""

import io
import zipfile
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from tenants import provisioning
from tenants.city_import import ListError, build_planned, enqueue_planned, make_plan, read_list
from tenants.city_import import building as building_module
from tenants.enums import SchoolStatus
from tenants.models import School
from tenants.provisioning import ProvisioningError
from tenants.slugs import school_slug
from tests.base import SchoolTestCase, ScratchTestCase, client_for

HEAD = ["Tên trường", "Loại hình", "Phường"]


def excel(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def csv_list(*rows, separator=","):
    return "\n".join(separator.join(row) for row in rows).encode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        ("Trường Tiểu học Phú Hòa", "primary", "th-phu-hoa"),
        ("Trường Mẫu giáo Họa Mi", "preschool", "mn-hoa-mi"),
        ("THCS Đường Sách", "lower_secondary", "thcs-duong-sach"),
        ("Trường TH và THCS Nguyễn Huệ", "primary_lower_secondary", "th-thcs-nguyen-hue"),
        ("!!!", "primary", ""),
    ],
)
def test_an_address_is_made_from_the_name(name, kind, slug):
    assert school_slug(name, kind) == slug


class TestReading:
    def test_headings_in_any_order_with_other_columns_and_a_title_above(self):
        data = excel(
            ["DANH SÁCH TRƯỜNG"], [], ["STT", "ĐIỆN THOẠI", "loại  hình", "Tên trường"],
            [1, 2743822123, "Tiểu học", "Trường Tiểu học X"],
        )  # fmt: skip
        found = read_list(data)
        assert found.rows == [(4, {"phone": "02743822123", "kind": "Tiểu học", "name": "Trường Tiểu học X"})]
        assert found.ignored == ["STT"]

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_csv_as_excel_writes_it(self, separator):
        found = read_list(csv_list(HEAD, ["Trường A", "THCS", "Phú Lợi"], separator=separator))
        assert found.rows == [(2, {"name": "Trường A", "kind": "THCS", "ward": "Phú Lợi"})]

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"   ",
            b"\xff\xfe\x00nonsense",
            b"PK\x03\x04 no archive",
            b"a,b\n1,2",
            csv_list(HEAD),
            csv_list(["Tên trường", "Phường"], ["A", "B"]),
            csv_list([*HEAD, "Tên trường"], ["A", "THCS", "", "B"]),
            csv_list(HEAD, ['"Trường', "THCS", ""]),
            b"x" * (2 * 1024 * 1024 + 1),
        ],
    )
    def test_an_unusable_file_is_refused_in_one_line(self, data):
        with pytest.raises(ListError) as refusal:
            read_list(data)
        assert "\n" not in str(refusal.value)

    def test_more_than_a_thousand_rows_are_refused(self):
        assert len(read_list(csv_list(HEAD, *[["A", "THCS", ""]] * 1000)).rows) == 1000
        with pytest.raises(ListError):
            read_list(csv_list(HEAD, *[["A", "THCS", ""]] * 1001))

    def test_an_archive_that_swells_is_refused(self):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
        with pytest.raises(ListError):
            read_list(data.getvalue())


class TestPlan(SchoolTestCase):
    def plan(self, *rows, head=HEAD):
        return make_plan(read_list(excel(head, *rows)))

    def errors(self, *rows, head=HEAD):
        return [(error.row, error.column) for error in self.plan(*rows, head=head).errors]

    def test_kinds_by_the_words_people_use(self):
        kinds = {
            "Mầm non": "preschool", "mẫu giáo": "preschool", "TIỂU HỌC": "primary", "THCS": "lower_secondary",
            "Trung học cơ sở": "lower_secondary", "TH&THCS": "primary_lower_secondary", "THPT": "upper_secondary",
            "lower_secondary": "lower_secondary",
        }  # fmt: skip
        plan = self.plan(*[[f"Trường số {n}", kind, ""] for n, kind in enumerate(kinds)])
        assert [row.request.kind for row in plan.rows] == list(kinds.values())

    def test_each_error_names_row_and_column(self):
        head = [*HEAD, "Email", "Điện thoại", "Địa chỉ web"]
        found = self.plan(
            ["", "THCS", "", "", "", ""],
            ["Trường X", "Cao đẳng", "", "", "", ""],
            ["Trường Y", "THCS", "", "khong-phai", "", ""],
            ["Trường Z", "THCS", "", "", "0" * 31, ""],
            ["Trường W", "THCS", "", "", "", "Sai địa chỉ"],
            ["Trường V", "THCS", "", "=A1", "", ""],
            ["Trường U", "office", "", "", "", "admin"],
            head=head,
        )
        assert [(e.row, e.column) for e in found.errors] == [
            (2, _heading("name")),
            (3, _heading("kind")),
            (4, _heading("email")),
            (5, _heading("phone")),
            (6, _heading("slug")),
            (7, _heading("email")),
            (8, _heading("slug")),
            (8, _heading("kind")),
        ]
        assert all(error.message for error in found.errors)

    def test_duplicates_within_the_list(self):
        errors = self.errors(["Trường THCS X", "THCS", ""], ["THCS X", "THCS", ""])
        assert errors == [(3, _heading("slug"))]

    def test_what_exists_and_is_the_same_is_left_alone(self):
        head = [*HEAD, "Địa chỉ web"]
        plan = self.plan(["Trường Tiểu học A", "Tiểu học", "", "truong-a"], head=head)
        assert (len(plan.done), plan.new, plan.errors) == (1, [], [])
        assert self.errors(["Trường Tiểu học A2", "Tiểu học", "", "truong-a"], head=head)
        assert self.errors(["Trường Cổng", "Tiểu học", "", "portal"], head=head)

    def test_a_plan_writes_nothing_and_one_with_errors_is_not_carried_out(self):
        before = School.objects.count()
        plan = self.plan(["Trường X", "THCS", ""], ["Trường Y", "?", ""])
        for carry_out in (lambda: build_planned(plan, print), lambda: enqueue_planned(plan)):
            with pytest.raises(ListError):
                carry_out()
        assert School.objects.count() == before


def _heading(field):
    from tenants.city_import.reading import heading

    return heading(field)


class TestBuilding(ScratchTestCase):
    data = csv_list(HEAD, ["Trường Mầm non X", "Mầm non", "P1"], ["Trường THCS Y", "THCS", "P2"])

    def test_builds_all_and_does_nothing_the_second_time(self):
        lines = []
        assert build_planned(make_plan(read_list(self.data)), lines.append) == 0
        assert [(line.number, line.total, line.error) for line in lines] == [(1, 2, ""), (2, 2, "")]
        assert client_for("mn-x").get("/").status_code == 200
        again = make_plan(read_list(self.data))
        assert (len(again.done), again.new, again.unfinished) == (2, [], [])

    def test_interrupted_it_goes_on_where_it_stopped(self):
        real, calls = provisioning.build_school, []

        def interrupted(school):
            calls.append(school.slug)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return real(school)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(building_module, "build_school", interrupted)
            with pytest.raises(KeyboardInterrupt):
                build_planned(make_plan(read_list(self.data)), lambda progress: None)
        plan = make_plan(read_list(self.data))
        assert ([r.request.slug for r in plan.done], [r.request.slug for r in plan.unfinished]) == (
            ["mn-x"],
            ["thcs-y"],
        )
        assert build_planned(plan, lambda progress: None) == 0
        assert School.objects.get(slug="thcs-y").status == SchoolStatus.READY

    def test_one_that_fails_does_not_keep_the_others(self):
        real = provisioning.build_school

        def failing(school):
            if school.slug == "mn-x":
                raise ProvisioningError("no")
            return real(school)

        lines = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(building_module, "build_school", failing)
            assert build_planned(make_plan(read_list(self.data)), lines.append) == 1
        assert [line.error for line in lines] == ["no", ""]

    def test_entered_all_or_none(self):
        plan = make_plan(read_list(self.data))
        provisioning.request_school(plan.rows[1].request)
        with pytest.raises(ProvisioningError):
            build_planned(plan, lambda progress: None)
        assert not School.objects.filter(slug="mn-x").exists()

    def test_the_command(self):
        with NamedTemporaryFile(suffix=".csv") as file:
            Path(file.name).write_bytes(self.data)
            call_command("import_schools", file.name, dry_run=True)
            assert not School.objects.filter(slug="mn-x").exists()
            call_command("import_schools", file.name)
            assert School.objects.get(slug="mn-x").status == SchoolStatus.READY
            Path(file.name).write_bytes(csv_list(HEAD, ["", "?", ""]))
            with pytest.raises(CommandError):
                call_command("import_schools", file.name)
        with pytest.raises(CommandError):
            call_command("import_schools", "/khong/co")
