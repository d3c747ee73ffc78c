"""Small files to read, made on the spot."""

import io

from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

from tests.archives import archive

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
SHOW = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
RELATION = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def docx(body: str) -> bytes:
    return archive({"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pptx(*slides: str, hidden: int = -1) -> bytes:
    """A presentation; slide files are numbered backwards, as after somebody moved them."""
    names = [f"slides/slide{len(slides) - number}.xml" for number in range(len(slides))]
    ids = "".join(f'<p:sldId r:id="r{number}"/>' for number in range(len(slides)))
    relations = "".join(f'<Relationship Id="r{number}" Target="{name}"/>' for number, name in enumerate(names))
    parts = {
        "ppt/presentation.xml": f"<p:presentation {SHOW} {RELATION}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{relations}</Relationships>",
    }
    for number, (name, text) in enumerate(zip(names, slides, strict=True)):
        show = ' show="0"' if number == hidden else ""
        parts[f"ppt/{name}"] = f"<p:sld {SHOW} {DRAWING}{show}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"
    return archive(parts)


def xlsx() -> bytes:
    book = Workbook()
    book.active.title = "Thu chi"
    book.active.append(["Học phí", 125000])
    hidden = book.create_sheet("Nháp")
    hidden.append(["Lương từng người"])
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def odt(body: str) -> bytes:
    content = f"<office:document-content {OPEN}><office:body>{body}</office:body></office:document-content>"
    return archive({"META-INF/manifest.xml": "<manifest/>", "content.xml": content})


def pdf(*pages: str, password: str | None = None, owner_password: str | None = None) -> bytes:
    """A PDF with a text on each page."""
    from weasyprint import HTML

    body = "".join(f'<p style="break-after: page">{page}</p>' for page in pages)
    made = HTML(string=body).write_pdf()
    if password is None:
        return made
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    writer.encrypt(password, owner_password)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def scan(text: str = "") -> bytes:
    """A PDF that is a picture of a page."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1240, 400), 255)
    if text:
        ImageDraw.Draw(picture).text((60, 60), text, 0, font=ImageFont.load_default(60))
    stream = io.BytesIO()
    picture.save(stream, "PDF", resolution=150)
    return stream.getvalue()
