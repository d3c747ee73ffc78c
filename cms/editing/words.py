"""What the checks say to people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Promise] = {
    "empty": _("this block is empty: write something or remove it."),
    "heading": _("the heading skips a level: begin with “Section”."),
    "link_empty": _("a link has no words that could be read."),
    "link_broken": _("a link leads to a page or file of this site that is gone or not published."),
    "link_bare": _("a bare address: let the words say where the link leads."),
    "link_vague": _("the link does not say where it leads; use the name of what is behind it."),
    "capitals": _("words in capitals are hard to read; write as in a sentence."),
    "fake_list": _("lines that begin with a dash: use the list button, so that everybody hears it as a list."),
    "spaces": _("spaces or tabs used to line up text: it falls apart on a phone; use a table or a list."),
    "long_paragraph": _("a very long paragraph; part it in two or three."),
    "empty_line": _("empty lines between paragraphs: the site sets the distance itself."),
    "description": _("the description does not say what the picture shows."),
}
