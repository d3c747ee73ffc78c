"""The admin screen on which a school opens or closes its pages in English."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from cms.core import languages
from cms.core.models import SiteProfile


class TitleForm(forms.Form):
    """What the site is called in English."""

    title = forms.CharField(
        label=gettext_lazy("Name in English"),
        max_length=200,
        help_text=gettext_lazy(
            "Title of the English home page, such as “Phú Hòa Primary School”. At most 200 characters."
        ),
    )


class EnglishSite(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """Opens the English pages, or takes them offline; nothing is deleted."""

    permission_policy = ModelPermissionPolicy(SiteProfile)
    permission_required = "change"
    form_class = TitleForm
    template_name = "core/english_site.html"
    page_title = gettext_lazy("Pages in English")
    header_icon = "globe"
    breadcrumbs_items: ClassVar[list[dict[str, Any]]] = [{"url": "", "label": gettext_lazy("Pages in English")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(english=languages.english_home(), **kwargs)  # type: ignore[no-any-return]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "close" in request.POST:
            languages.close_english()
            messages.success(request, _("The pages in English are offline. Nothing was deleted."))
            return redirect("english_site")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: TitleForm) -> HttpResponse:
        home = languages.open_english(form.cleaned_data["title"])
        messages.success(
            self.request, _("The site now has an English home page. Translate pages by “Translate” in a page's menu.")
        )
        return redirect("wagtailadmin_pages:edit", home.pk)
