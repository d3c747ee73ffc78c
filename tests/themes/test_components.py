"""Components, as page templates use them."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template


def render(name: str, **context: Any) -> Any:
    source = f'{{% include "components/{name}.html" %}}'
    return BeautifulSoup(Template(source).render(Context(context)), "html.parser")


class Question(forms.Form):
    """One of each kind of field."""

    name = forms.CharField(label="Họ và tên", help_text="Như trong giấy khai sinh.")
    note = forms.CharField(label="Ghi chú", required=False)
    way = forms.ChoiceField(label="Nhận trả lời", choices=[("a", "Thư"), ("b", "Điện thoại")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Tôi đồng ý")


def test_an_error_stands_beside_its_field_and_in_the_list_on_top():
    form = Question({"note": "giữ lại"})
    tree = render("form", form=form, button="Gửi câu hỏi")
    field = tree.find(id="id_name")
    assert field.get("aria-invalid") == "true"
    described = field.get("aria-describedby").split()
    assert [tree.find(id=each).text for each in described] == [
        "Như trong giấy khai sinh.",
        form.errors["name"][0],
    ]
    for link in tree.select(".error-summary a"):
        assert tree.find(id=link.get("href")[1:]) is not None
    assert len(tree.select(".error-summary a")) == 3
    assert tree.find(id="id_note").get("value") == "giữ lại"


def test_a_fresh_form_says_nothing_of_errors():
    tree = render("form", form=Question(), button="Gửi")
    assert tree.select(".error-summary, .field--error") == []


def test_several_controls_have_a_legend_and_each_control_a_label():
    tree = render("form", form=Question(), button="Gửi")
    assert tree.select("fieldset legend")[0].text.strip() == "Nhận trả lời"
    labels = {label.get("for") for label in tree.select("label")}
    inputs = {field.get("id") for field in tree.select("input[id]")}
    assert inputs <= labels


def test_each_cell_of_a_table_knows_its_column():
    table = {"caption": "Sĩ số", "head": ["Lớp", "Học sinh"], "rows": [["1A", 35], ["1B", 34]], "num": [1]}
    tree = render("table", table=table)
    cells = tree.select("tbody td")
    assert [cell.get("data-label") for cell in cells] == ["Học sinh", "Học sinh"]
    assert [cell.get("class") for cell in cells] == [["num"], ["num"]]
    assert [cell.text for cell in tree.select("tbody th[scope=row]")] == ["1A", "1B"]


def test_an_event_names_its_day_in_words():
    event = {"title": "Họp phụ huynh", "url": "/su-kien/hop/", "date": dt.date(2026, 11, 23), "list_label": "7 giờ 30"}
    tree = render("event_row", event=event)
    assert tree.select("time")[0].text == "thứ Hai, 23/11/2026"
    assert tree.select(".leaf")[0].get("aria-hidden") == "true"
    assert tree.select(".leaf__month")[0].text == "Tháng 11"


def test_a_document_no_longer_in_force_says_so():
    document = SimpleNamespace(title="Quy chế", url="/van-ban/1/", list_label="12/QĐ", date=dt.date(2025, 1, 2))
    assert render("document_row", document=document).select(".tag") == []
    document.status = SimpleNamespace(label="Hết hiệu lực")
    assert len(render("document_row", document=document).select(".tag--warn")) == 1


def test_a_person_without_a_photo_shows_initials():
    tree = render("person_card", person={"name": "Nguyễn Thị Hồng Loan", "email": "loan@example.edu.vn"})
    assert tree.select(".person__initials")[0].text == "HL"
    assert tree.select("a")[0].get("href") == "mailto:loan@example.edu.vn"


def test_what_is_unknown_is_left_out_of_the_facts():
    tree = render("facts", facts=[{"label": "Số", "value": "12"}, {"label": "Ngày", "value": ""}])
    assert [each.text for each in tree.select("dt")] == ["Số"]
