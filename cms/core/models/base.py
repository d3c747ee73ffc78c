"""The page model that every page type extends (WAGTAIL_PAGE_MODEL, docs/decisions/0002)."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import AbstractPage, PageViewRestriction
from wagtail.models.pages import COMMENTS_RELATION_NAME, AbstractPageMeta
from wagtail.url_routing import RouteResult

from cms.core import metadata, navigation, outbox, routing
from cms.core.forms import PageForm
from cms.core.languages import PREFIX
from cms.core.panels import PublicationPanel
from cms.core.slugs import vietnamese_slug
from cms.core.unicode import compose_fields
from tenants import content_security

# Less is a place-holder.
FILLED_CHARACTERS = 40
# Saving only these says nothing new to a visitor: a draft, a lock, a workflow step.
UNSEEN_FIELDS = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        COMMENTS_RELATION_NAME,
    }
)


class BasePage(AbstractPage):
    """All that a list, a card, a menu or a feed needs to know of a page, in one table."""

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, shown in lists and by search engines. At most 300 characters."),
    )
    cover = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Best in landscape format, at least 1200 pixels wide."),
    )
    cover_alt = models.CharField(
        _("description of the cover"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it. At most 250 characters."),
    )
    cover_is_decorative = models.BooleanField(
        _("the cover is only decoration"),
        default=False,
        help_text=_("Tick if the page loses nothing without the picture."),
    )
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("The day that lists show. Left empty, today is taken.")
    )
    reviewed_on = models.DateField(
        _("last checked on"),
        null=True,
        blank=True,
        help_text=_("When somebody last made sure that the page is still right."),
    )
    list_label = models.CharField(max_length=80, blank=True, editable=False)
    show_in_menus = models.BooleanField(
        _("show in menus"), default=False, help_text=_("Whether the main menu links to this page.")
    )

    # What a type shows on purpose ("phone", "email", …) is no finding of the personal-data check there.
    personal_data_expected: ClassVar[frozenset[str]] = frozenset()
    # Pages that are written once and kept right: somebody has to look at them every year.
    kept_up: ClassVar[bool] = False
    # Words of the large button on the dashboard that begins a page of this type; none without words.
    quick_action: ClassVar[Any] = ""
    quick_action_order: ClassVar[int] = 100

    content_panels = [
        PublicationPanel(heading=_("Before it is published"), icon="glasses", classname="publication-panel"),
        *AbstractPage.content_panels,
        FieldPanel("summary", widget=forms.Textarea(attrs={"rows": 2})),
    ]
    cover_panels = [
        MultiFieldPanel(
            [FieldPanel("cover"), FieldPanel("cover_alt"), FieldPanel("cover_is_decorative")],
            heading=_("Cover picture"),
        )
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]
    search_fields = [
        *AbstractPage.search_fields,
        index.SearchField("summary"),
        index.FilterField("show_in_menus"),
        index.FilterField("date"),
    ]

    class Meta(AbstractPageMeta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        indexes = [
            models.Index(fields=["content_type", "live", "-date"], name="core_page_list_idx"),
            models.Index(fields=["url_path"], name="core_page_url_path_idx"),
        ]

    # A row of a long list (an article, a document): the site map leaves it to its list.
    is_list_item: ClassVar[bool] = False
    # A type that lists show among another one's pages names it here: "news.NewsPage".
    listed_as: ClassVar[str] = ""
    # What every visit of such a page needs besides its own row; read with it.
    served_with: ClassVar[tuple[str, ...]] = ("cover",)
    # Where the text comes from, if it is a copy: the address that search engines shall know.
    original_url = ""
    # Who wrote it, where a type says so.
    author_name = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give every type our form; on this class itself Wagtail sets its own when it starts."""
        super().__init_subclass__(**kwargs)
        if "base_form_class" not in cls.__dict__:
            cls.base_form_class = PageForm

    # -- Lists -----------------------------------------------------------------------------------
    @property
    def category_title(self) -> str:
        """The word above the title in a list."""
        return self.list_label

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the page is, in the words of schema.org; types say more."""
        return metadata.of_page(self, request)

    def is_filled(self) -> bool:
        """Tell whether somebody has written more than title and summary; lists and charts say it of themselves."""
        texts = [
            word
            for field in self._meta.concrete_fields
            if isinstance(field, StreamField)
            for word in field.get_searchable_content(getattr(self, field.attname))
        ]
        return sum(len(str(text).strip()) for text in texts) >= FILLED_CHARACTERS

    # -- Saving ------------------------------------------------------------------------------------
    def clean(self) -> None:
        super().clean()
        if self.cover and not self.cover_alt.strip() and not self.cover_is_decorative:
            # Said once, at the upload.
            self.cover_alt = self.cover.description[:250]

    def clean_for_publication(self) -> None:
        """Raise ValidationError, by field, for what a page must not lack or muddle once it is public.

        `clean` is for what not even a draft can be: an automatic save that is refused loses text. Types add
        their own demands here and call this one; form and publication ask for them (cms/core/completeness.py).
        """
        if self.cover_id and not self.cover_alt.strip() and not self.cover_is_decorative:
            raise ValidationError({"cover_alt": _("Describe the picture, or tick that it is only decoration.")})

    def clean_rows_for_publication(self) -> None:
        """The same for the rows that hang on the page; the form says it beside each row."""

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        compose_fields(self)
        # Django's slugify drops đ; ours does not (Đường Sách -> duong-sach).
        if not self.slug and self.title:
            self.slug = self._get_autogenerated_slug(vietnamese_slug(self.title) or "trang")
        super().full_clean(*args, **kwargs)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and note in the same transaction that what visitors see may have changed."""
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and UNSEEN_FIELDS.issuperset(update_fields):
            return super().save(*args, **kwargs)
        before = BasePage.objects.filter(pk=self.pk).values_list("url_path", flat=True).first() if self.pk else None
        result = super().save(*args, **kwargs)
        if self.url_path == PREFIX or (before is not None and before != self.url_path):
            # Wagtail says so only after the commit; the addresses below must change with this one. And without
            # the English home page nothing below it is reached.
            outbox.record_pages(BasePage.objects.descendant_of(self, inclusive=True))
        else:
            outbox.record(self)
        return result

    save.alters_data = True  # type: ignore[attr-defined]

    # -- Serving --------------------------------------------------------------------------------------
    # Set by `routing` for one request only: nobody else may rely on what was known a moment ago.
    known_unrestricted = False

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        """Find the page of an address (Wagtail's interface), remembered on the request."""
        if not hasattr(request, "_wagtail_route_for_request"):
            request._wagtail_route_for_request = routing.find_route(request, path)  # type: ignore[attr-defined]
        return request._wagtail_route_for_request  # type: ignore[attr-defined, no-any-return]

    def get_view_restrictions(self) -> Any:
        """Ask nothing while a page is served of whose school it is known that it restricts nothing."""
        if self.known_unrestricted:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the deepest page of the path in one query instead of one per level.

        Page types with routes of their own still get the components that name no page.
        """
        if not path_components:
            if self.live:
                return RouteResult(self)
            raise Http404
        paths = [self.url_path + "/".join(path_components[: n + 1]) + "/" for n in range(len(path_components))]
        below = BasePage.objects.descendant_of(self).filter(url_path__in=paths).order_by("-depth")
        found = below.values_list("pk", "content_type_id", "url_path").first()
        if not found:
            raise Http404
        key, type_id, url_path = found
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        if model is None:
            raise Http404  # a type whose code is gone
        page = model._default_manager.select_related(*model.served_with).get(pk=key)
        rest = path_components[paths.index(url_path) + 1 :]
        return page.route(request, rest) if not rest else page.route_rest(request, rest)

    def route_rest(self, request: HttpRequest, components: list[str]) -> RouteResult:
        """Answer components below this page that name no page of the tree. Default: 404."""
        raise Http404

    def frame_hosts(self) -> set[str]:
        """Return the hosts whose players this page may load into a frame."""
        streams = (getattr(self, field.name) for field in self._meta.concrete_fields if isinstance(field, StreamField))
        hosts = {getattr(block.value, "frame_host", "") for stream in streams for block in stream}
        return hosts - {""}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Serve the page; the hosts of its videos, and no others, may be loaded into a frame."""
        response = super().serve(request, *args, **kwargs)
        if hosts := self.frame_hosts():
            response.headers.setdefault("Content-Security-Policy", content_security.with_frames(hosts))
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the frame around every page shows."""
        context = super().get_context(request, *args, **kwargs)
        context.update(navigation.frame(request, self))
        return context
