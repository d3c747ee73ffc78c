"""How consultations are found; comments of citizens are not."""

from django.utils.translation import gettext_lazy as _

from cms.shared import searching


@searching.finds("consultations.ConsultationPage")
class FoundConsultation(searching.PageKind):
    """A draft on which people are heard."""

    kind, name = "lay-y-kien", _("Consultations")
