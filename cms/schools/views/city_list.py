"""Creating many schools from a list: upload, see what it would do, confirm."""

import csv
import json
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.schools.forms import ListForm
from cms.schools.views.base import PortalView
from tenants.city_import import ListError, enqueue_planned, make_plan, read_list
from tenants.city_import.columns import COLUMNS
from tenants.city_import.reading import MOST_ROWS, SchoolList
from tenants.provisioning import ProvisioningError

FIELDS = frozenset(column.field for column in COLUMNS)
EXAMPLE = {
    "name": "Trường Tiểu học Phú Hòa",
    "short_name": "Tiểu học Phú Hòa",
    "kind": "Tiểu học",
    "slug": "th-phu-hoa",
    "ward": "Phú Lợi",
    "phone": "0274 3822 000",
    "authority": "Ủy ban nhân dân phường Phú Lợi",
}


class ImportList(PortalView, FormView):  # type: ignore[type-arg]
    """Nothing is written before the second, confirmed request; both check every row."""

    permission_required: ClassVar[str] = "add"
    page_title = gettext_lazy("Import a list of schools")
    template_name = "schools/import.html"
    form_class = ListForm
    extra_context: ClassVar[dict[str, Any]] = {"columns": COLUMNS}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "rows" in request.POST:
            return self._confirmed(request.POST["rows"])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ListForm) -> HttpResponse:
        try:
            schools = read_list(form.cleaned_data["file"].read())
        except ListError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return self._show(schools)

    def _show(self, schools: SchoolList) -> HttpResponse:
        plan = make_plan(schools)
        context = self.get_context_data(plan=plan, rows=json.dumps(schools.rows, ensure_ascii=False))
        return self.render_to_response(context)

    def _confirmed(self, text: str) -> HttpResponse:
        """Carry out a list that was shown. It comes back from the browser, so it is checked anew."""
        try:
            schools = SchoolList(rows=rows_from_json(text))
            plan = make_plan(schools)
            count = enqueue_planned(plan)
        except (ValueError, ListError):
            messages.error(self.request, _("The list could not be carried out; nothing was written. Upload it again."))
            return redirect("schools:import")
        except ProvisioningError as error:
            # Someone entered one of the schools since: show what the list would do now.
            messages.error(self.request, str(error))
            return self._show(schools)
        messages.success(
            self.request,
            ngettext("%(count)d school will be created.", "%(count)d schools will be created.", count)
            % {"count": count},
        )
        return redirect("schools:progress")


def rows_from_json(text: str) -> list[tuple[int, dict[str, str]]]:
    """Read back what the page carried; anything of another shape is a ValueError."""
    data = json.loads(text)
    if not isinstance(data, list) or len(data) > MOST_ROWS:
        raise ValueError("not a list of rows")
    rows = []
    for item in data:
        if not (isinstance(item, list) and len(item) == 2 and isinstance(item[0], int) and isinstance(item[1], dict)):
            raise ValueError("not a row")
        if not FIELDS.issuperset(item[1]) or not all(isinstance(value, str) for value in item[1].values()):
            raise ValueError("not a row's fields")
        rows.append((item[0], item[1]))
    return rows


class ListTemplate(PortalView, View):
    """An empty list with the headings and one example, to be filled in Excel."""

    permission_required: ClassVar[str] = "add"

    def get(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="danh-sach-truong.csv"'},
        )
        # Excel takes a file for UTF-8 only with this mark at its beginning.
        response.write("\ufeff")
        writer = csv.writer(response)
        writer.writerow([column.aliases[0] for column in COLUMNS])
        writer.writerow([EXAMPLE.get(column.field, "") for column in COLUMNS])
        return response
