"""Whether pages keep to what Chromium, Firefox and WebKit all understand (TT 32/2017 Điều 11.2.a).

Read in what pages are made of: markup, style sheets, forms that need no script. How they look in each
browser only somebody who opens them sees (docs/requirements.md).
"""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from cms.compliance.checks.common import missing, passed
from cms.compliance.checks.functions import sample, stylesheet
from cms.compliance.checks.services import forms
from cms.compliance.site.visitor import Answer, visit
from cms.core.requirements import Finding, checks
from tenants.models import School

PLUGINS = ("applet", "bgsound", "embed", "object")
# In all three engines since 2023; what is newer or of one engine is not in the list.
AT_RULES = {"charset", "container", "font-face", "import", "keyframes", "layer", "media", "page", "supports"}
AT_RULE = re.compile(r"@([a-z-]+)")
OF_ONE_ENGINE = re.compile(r"(?<![\w-])-(?:webkit|moz|ms|o)-([a-z-]+)\s*:")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MARGIN_BOX = re.compile(r"(top|bottom|left|right)(-(left|right|center|top|bottom|middle))?(-corner)?")


@checks("svc-browsers")
def common_browsers(school: School) -> Finding:
    """Pages and forms for visitors use nothing that one kind of browser alone has."""
    answers = {answer.path: answer for answer in [*sample(), *(answer for answer, _form in forms())]}
    for path, answer in answers.items():
        if found := list(_of_one_browser(answer)):
            return missing(
                _("%(path)s uses what not every common browser has: %(names)s.")
                % {"path": path, "names": ", ".join(dict.fromkeys(found))}
            )
    return passed()


def _of_one_browser(answer: Answer) -> Iterator[str]:
    document = answer.document
    if not answer.ok or not answer.text.lstrip().lower().startswith("<!doctype html>"):
        yield "<!doctype html>"
    yield from (f"<{name}>" for name in PLUGINS if document.xpath(f"//{name}"))
    yield from (name for name in document.xpath("//@*") if name.attrname.startswith("on"))
    yield from (link for link in document.xpath("//a/@href") if link.strip().lower().startswith("javascript:"))
    for form in document.xpath("//form"):
        if not form.xpath(".//button[not(@type) or @type='submit'] | .//input[@type='submit' or @type='image']"):
            yield "<form>"
    for link in document.xpath("//link[@rel='stylesheet']/@href"):
        text = stylesheet(link) if link.startswith(settings.STATIC_URL) else visit(link).text
        # What cannot be read is not passed.
        yield from style_of_one_engine(text) if text else (link,)


def style_of_one_engine(text: str) -> Iterator[str]:
    """Yield the rules of a style sheet that not all engines know, and prefixed ones without their standard form."""
    text = COMMENT.sub("", text)
    for name in AT_RULE.findall(text):
        if name not in AT_RULES and not MARGIN_BOX.fullmatch(name):
            yield f"@{name}"
    for name in OF_ONE_ENGINE.findall(text):
        if not re.search(rf"(?<![\w-]){name}\s*:", text):
            yield name
