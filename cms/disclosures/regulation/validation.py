"""What must hold of every regulation before a form is drawn from it."""

from collections import Counter
from collections.abc import Iterator

from cms.disclosures.regulation.loading import RegulationError
from cms.disclosures.regulation.shapes import GROUP, Form, Part, PartKind, Regulation, Rule

ROW_RULES = {"rows_sum", "rows_at_most", "ratio"}
COLUMN_RULES = {"columns_sum", "percent", "column_ratio"}


def examine(regulation: Regulation) -> None:
    """Raise RegulationError with everything that cannot be right, each with its place."""
    found = [problem for form in regulation.forms.values() for problem in _form(form, regulation)]
    twice = Counter(code for form in regulation.forms.values() for code in form.rows)
    found += [f"{code}: the code of two rows" for code, count in twice.items() if count > 1]
    found += _deadlines(regulation)
    if regulation.report:
        deadline = regulation.deadlines.get(regulation.report.deadline)
        if deadline is None or deadline.due is None:
            found.append(f"{regulation.report.code}: no day in {regulation.report.deadline}")
        for section in regulation.report.sections:
            for feed in section.feeds:
                if not any(code == feed or code.startswith(f"{feed}.") for code in regulation.forms):
                    found.append(f"{regulation.report.code} {section.number}: no form {feed}")
    if found:
        raise RegulationError("; ".join(found))


def _deadlines(regulation: Regulation) -> Iterator[str]:
    timed = [row for row in regulation.deadlines.values() if row.topics or _is_named(row.code, regulation)]
    for row in timed:
        if not row.due or row.year not in ("start", "end"):
            yield f"{row.code}: needs a day and a year"
    claimed = [topic for row in timed for topic in row.topics]
    if sorted(claimed) != sorted(regulation.topics):
        yield "each topic needs exactly one deadline"


def _is_named(code: str, regulation: Regulation) -> bool:
    return any(form.deadline == code for form in regulation.forms.values())


def _form(form: Form, regulation: Regulation) -> Iterator[str]:
    if form.topic not in regulation.topics:
        yield f"{form.code}: no topic {form.topic}"
    if form.deadline and form.deadline not in regulation.deadlines:
        yield f"{form.code}: no deadline {form.deadline}"
    if not (form.short and form.title and form.parts and form.levels):
        yield f"{form.code}: short, title, parts and levels must be filled in"
    for code, count in Counter(part.code for part in form.parts).items():
        if count > 1:
            yield f"{form.code}: two parts {code}"
    if sum(len(part.rows) for part in form.parts) != len(form.rows):
        yield f"{form.code}: the same code for two rows"
    for part in form.parts:
        yield from _part(part, form)
    for rule in form.rules:
        yield from _rule(rule, form)


def _part(part: Part, form: Form) -> Iterator[str]:
    place = f"{form.code} {part.code}"
    if part.kind == PartKind.TABLE and not (part.columns and (part.rows or part.more)):
        yield f"{place}: a table needs columns, and rows or room for more"
    if part.kind != PartKind.TABLE and not part.label:
        yield f"{place}: needs a label"
    if part.kind == PartKind.SECTION and not part.section:
        yield f"{place}: which section?"
    columns = {column.code for column in part.columns}
    if len(columns) != len(part.columns):
        yield f"{place}: the same code for two columns"
    for row in part.rows:
        if row.type not in ("", GROUP, "text", "boolean"):
            yield f"{row.code}: no type {row.type}"
        if strangers := {*row.closed, *row.heading, *row.units} - columns:
            yield f"{row.code}: no columns {', '.join(sorted(strangers))}"
        if strangers := {*row.sum_of, *([row.percent_of] if row.percent_of else [])} - set(form.rows):
            yield f"{row.code}: no rows {', '.join(sorted(strangers))}"
        if row.code in row.sum_of or row.code == row.percent_of:
            yield f"{row.code}: refers to itself"


def _rule(rule: Rule, form: Form) -> Iterator[str]:
    named = {rule.total, *rule.of}
    if rule.kind in ROW_RULES:
        known = set(form.rows)
    elif rule.kind in COLUMN_RULES:
        known = {column.code for part in form.tables for column in part.columns}
    else:
        yield f"{form.code}: no rule {rule.kind}"
        return
    if strangers := named - known:
        yield f"{form.code}: {rule.kind} names {', '.join(sorted(strangers))}"
