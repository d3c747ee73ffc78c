"""How questions are found: only those that were published, in the words written for it."""

from collections.abc import Iterable
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from cms.contact.models import FaqEntry, FaqPage, Question, QuestionIndexPage
from cms.core.navigation import site_path
from cms.shared import searching
from cms.shared.findable import Findable
from cms.shared.page_texts import public_page, text_of_html


@searching.finds("contact.Question")
class FoundQuestion(searching.Kind):
    """An answered question, on the list of all."""

    kind, name = "hoi-dap", _("Questions and answers")

    def entries(self, object_id: int) -> Iterable[Findable]:
        """Nothing of a question that is not public, nothing of who asked."""
        question = Question.objects.published().filter(pk=object_id).first()
        page = public_page(QuestionIndexPage) if question else None
        if question and page:
            yield Findable(
                title=question.public_subject,
                path=f"{site_path(page.url_path)}#cau-{question.pk}",
                kind=self.kind,
                label=str(question.get_topic_display()),
                summary=question.public_text[:300],
                body=f"{question.public_text}\n{question.public_answer}",
                date=question.published_on,
            )


@searching.finds("contact.FaqEntry")
class FoundFaq(searching.Kind):
    """A frequent question, on its page."""

    kind, name = "hoi-dap", _("Questions and answers")
    weight: ClassVar[int] = 1

    def entries(self, object_id: int) -> Iterable[Findable]:
        """The question, where a page shows it."""
        entry = FaqEntry.objects.filter(pk=object_id, is_shown=True).first()
        page = public_page(FaqPage) or public_page(QuestionIndexPage) if entry else None
        if entry and page:
            yield Findable(
                title=entry.question,
                path=f"{site_path(page.url_path)}#thuong-gap-{entry.pk}",
                kind=self.kind,
                label=str(entry.get_topic_display()),
                body=text_of_html(entry.answer),
                weight=self.weight,
            )


@searching.finds("contact.QuestionIndexPage")
class FoundQuestions(searching.PageKind):
    """The list of questions; with it come and go the questions on it."""

    shows: ClassVar[tuple[str, ...]] = ("contact.Question", "contact.FaqEntry")


@searching.finds("contact.FaqPage")
class FoundFaqPage(searching.PageKind):
    """The page of frequent questions."""

    shows: ClassVar[tuple[str, ...]] = ("contact.FaqEntry",)
