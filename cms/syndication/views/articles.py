"""Articles that came from others, and articles given to others."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cms.core.models import BasePage
from cms.shared.models import Answer, Delivery, SharedArticle
from cms.syndication import services
from cms.syndication.models import Decision, Offer
from cms.syndication.receivers import ReceiversForm
from cms.syndication.views.base import PER_PAGE, Screen, may_decide
from tenants.models import PORTAL_SCHEMA

INBOX = ("syndication:inbox", gettext_lazy("Shared articles"))
OUTBOX = ("syndication:outbox", gettext_lazy("Sent"))


class AcceptForm(forms.Form):
    """Under which heading the copy shall stand."""

    category: Any = forms.ModelChoiceField(
        label=gettext_lazy("Category"),
        queryset=None,
        required=False,
        help_text=gettext_lazy("The heading of your own site under which the article stands."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = apps.get_model("news", "NewsCategory").objects.all()  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The sender reads it. One or two sentences, at most 500 characters."),
    )


class OfferForm(ReceiversForm):
    """Whom to send an article, and whether they are asked."""

    automatic = forms.BooleanField(
        label=gettext_lazy("Publish at once on all these sites (directive)"),
        required=False,
        help_text=gettext_lazy("Without the tick each school decides whether it takes the article over."),
    )


class Inbox(Screen):
    """What was sent to this site; what waits for a decision comes first."""

    page_title = gettext_lazy("Shared articles")
    template_name = "syndication/inbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = list(services.waiting()[:PER_PAGE])
        rest = services.inbox().exclude(state=Answer.WAITING, is_automatic=False)
        page = Paginator(rest, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            waiting=waiting, page_obj=page, may_decide=may_decide(self.request.user), **kwargs
        )


class Article(Screen):
    """One article as it would stand here, with the two answers."""

    template_name = "syndication/article.html"
    crumbs: ClassVar[list[tuple[str, Any]]] = [INBOX]

    @cached_property
    def delivery(self) -> Delivery:
        delivery = services.visible_delivery(self.kwargs["key"])
        if delivery is None:
            raise Http404
        return delivery

    def get_page_title(self) -> str:
        return self.delivery.article.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decision = Decision.objects.select_related("page").filter(article_key=self.delivery.article_id).first()
        kwargs.setdefault("accept_form", AcceptForm())
        kwargs.setdefault("decline_form", DeclineForm())
        return super().get_context_data(
            delivery=self.delivery,
            article=self.delivery.article,
            decision=decision,
            is_open=(decision is None or decision.state != Answer.ACCEPTED) and not self.delivery.article.is_withdrawn,
            may_decide=may_decide(self.request.user),
            **kwargs,
        )

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        if not may_decide(request.user):
            raise PermissionDenied
        article = self.delivery.article
        if article.is_withdrawn:
            messages.error(request, _("The article was withdrawn in the meantime."))
            return redirect("syndication:inbox")
        return self._decline(article) if "decline" in request.POST else self._accept(article)

    def _accept(self, article: SharedArticle) -> HttpResponse:
        form = AcceptForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(accept_form=form))
        category = form.cleaned_data["category"]
        decision = services.accept(article, self.request.user, category.pk if category else None)
        buttons = []
        if decision.page:
            buttons = [
                messages.button(decision.page.url, _("See it")),
            ]
            if self.request.tenant.is_portal:
                home = BasePage.objects.get(depth=2)
                pin = reverse("wagtailadmin_pages:edit", args=[home.pk])
                buttons.append(messages.button(pin, _("Pin it to the front page")))
        messages.success(self.request, _("The article is published on your site."), buttons=buttons)
        return redirect("syndication:inbox")

    def _decline(self, article: SharedArticle) -> HttpResponse:
        form = DeclineForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(decline_form=form))
        services.decline(article, form.cleaned_data["reason"], self.request.user)
        messages.success(self.request, _("The sender will read your reason."))
        return redirect("syndication:inbox")


class Outbox(Screen):
    """What this site has offered, and how many took it over: two queries, whatever the number of schools."""

    page_title = gettext_lazy("Sent")
    template_name = "syndication/outbox.html"
    crumbs: ClassVar[list[tuple[str, Any]]] = [INBOX]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offers = Paginator(Offer.objects.select_related("page"), PER_PAGE).get_page(self.request.GET.get("p"))
        counts = {
            article.key: article
            for article in SharedArticle.objects.filter(key__in=[offer.key for offer in offers]).annotate(
                total=Count("deliveries"),
                accepted=Count("deliveries", filter=Q(deliveries__state=Answer.ACCEPTED)),
                declined=Count("deliveries", filter=Q(deliveries__state=Answer.DECLINED)),
            )
        }
        rows = [(offer, counts.get(offer.key)) for offer in offers]
        return super().get_context_data(rows=rows, page_obj=offers, **kwargs)


class Sent(Screen):
    """One offered article: who has answered what; taking it back."""

    template_name = "syndication/sent.html"
    crumbs: ClassVar[list[tuple[str, Any]]] = [INBOX, OUTBOX]

    @cached_property
    def offer(self) -> Offer:
        return get_object_or_404(Offer.objects.select_related("page"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.offer.page.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Delivery.objects.filter(article_id=self.offer.key).select_related("receiver").order_by("receiver__name")
        state = self.request.GET.get("trang-thai", "")
        if state in Answer.values:
            rows = rows.filter(state=state)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            offer=self.offer,
            page_obj=page,
            states=Answer.choices,
            state=state,
            may_decide=may_decide(self.request.user),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may_decide(request.user):
            raise PermissionDenied
        services.withdraw(self.offer, request.user)
        messages.success(request, _("The offer is withdrawn; copies disappear within a minute."))
        return redirect("syndication:outbox")


class Share(Screen):
    """Offering one published article: the portal chooses schools, a school proposes to the portal."""

    template_name = "syndication/share.html"
    crumbs: ClassVar[list[tuple[str, Any]]] = [INBOX]

    @cached_property
    def page(self) -> BasePage:
        page: BasePage = get_object_or_404(
            apps.get_model("news", "NewsPage").objects.filter(live=True), pk=self.kwargs["page_id"]
        )
        if not page.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied
        return page

    def get_page_title(self) -> str:
        is_portal = self.request.tenant.is_portal
        return str(_("Send to schools") if is_portal else _("Propose to the portal"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.request.tenant.is_portal:
            kwargs.setdefault("form", OfferForm())
        before = Offer.objects.filter(page_id=self.page.pk, withdrawn_at=None).first()
        return super().get_context_data(article=self.page, before=before, **kwargs)

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        if not self.request.tenant.is_portal:
            offer = services.offer(self.page, [PORTAL_SCHEMA], request.user)
            messages.success(request, _("The portal's editors have your article. Their answer appears here."))
            return redirect("syndication:sent", offer.pk)
        form = OfferForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        receivers = form.receivers()
        offer = services.offer(self.page, receivers, request.user, automatic=form.cleaned_data["automatic"])
        messages.success(request, _("The article is on its way to %(count)s schools.") % {"count": len(receivers)})
        return redirect("syndication:sent", offer.pk)
