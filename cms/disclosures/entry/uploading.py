"""Files of a form: new ones become documents of the site, chosen ones must be there."""

from typing import Any

from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection

from cms.disclosures.entry import names
from cms.disclosures.regulation import Form, PartKind


def take_uploads(request: HttpRequest, form: Form, data: dict[str, Any]) -> list[str]:
    """Add the files that were sent to the content, drop unknown ones; returns what was refused, in words."""
    refused: list[str] = []
    for part in form.parts:
        if part.kind != PartKind.FILES:
            continue
        kept = data["files"].setdefault(part.code, [])
        for file in request.FILES.getlist(f"{names.UPLOAD}:{part.code}"):
            document, errors = _store(request, file)
            if document is None:
                refused += [f"{file.name}: {error}" for error in errors]
            else:
                kept.append({"title": document.title, "document": document.pk})
    _drop_unknown(data)
    return refused


def _store(request: HttpRequest, file: Any) -> tuple[Any, list[str]]:
    document = get_document_model()(uploaded_by_user=request.user)
    title = str(file.name).rpartition(".")[0].replace("_", " ")[:200] or "Tệp"
    collection = Collection.get_first_root_node().pk
    form = get_document_form(get_document_model())(
        {"title": title, "collection": collection}, {"file": file}, instance=document, user=request.user
    )
    if not form.is_valid():
        return None, [str(error) for errors in form.errors.values() for error in errors]
    return form.save(), []


def _drop_unknown(data: dict[str, Any]) -> None:
    named = {file["document"] for files in data["files"].values() for file in files}
    titles = dict(get_document_model().objects.filter(pk__in=named).values_list("pk", "title")) if named else {}
    for code, files in data["files"].items():
        data["files"][code] = [
            {"title": file["title"] or titles[file["document"]], "document": file["document"]}
            for file in files
            if file["document"] in titles
        ]
