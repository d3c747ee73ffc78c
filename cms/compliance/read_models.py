"""What the office sees of a site: the newest findings, and the totals of each day."""

from collections.abc import Iterable

from cms.compliance.models import Evaluation
from cms.core import outbox
from cms.core.requirements import State
from cms.shared.models import RequirementState, RequirementTotals
from tenants.registry import registry
from tenants.schema import connection


def _nothing_else() -> Iterable[int]:
    """A rebuild starts from the evaluations that there are; what is not among them is removed with them."""
    return ()


@outbox.writes("compliance.Evaluation", known=_nothing_else)
def write_requirements(evaluation_id: int) -> None:
    """Bring the school's rows up to date with one of its evaluations."""
    school = registry.school_for_schema(connection.schema_name)
    evaluation = Evaluation.objects.filter(pk=evaluation_id).first()
    if school is None or evaluation is None:
        return
    RequirementTotals.objects.update_or_create(
        school_id=school.pk, day=evaluation.day, defaults={state.value: evaluation.total(state) for state in State}
    )
    if evaluation.findings and not Evaluation.objects.filter(day__gt=evaluation.day).exists():
        _write_states(school.pk, evaluation)


def _write_states(school_id: int, evaluation: Evaluation) -> None:
    rows = [
        RequirementState(school_id=school_id, checked_at=evaluation.checked_at, **row) for row in evaluation.findings
    ]
    RequirementState.objects.filter(school_id=school_id).exclude(code__in=[row.code for row in rows]).delete()
    RequirementState.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["school", "code"],
        update_fields=["state", "message", "fix_url", "checked_at"],
    )
