"""Word documents made up for the tests, as Word writes them."""

import io
import zipfile
from xml.sax.saxutils import escape

from questions.formats.reader import read
from tests.formats.made import spoken

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
PICTURE = '<w:r><w:drawing><a:blip r="rId1"/></w:drawing></w:r>'


def run(text, properties=""):
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bold(text):
    return run(text, "<w:b/>")


def red(text):
    return run(text, '<w:color w:val="FF0000"/>')


def underlined(text):
    return run(text, '<w:u w:val="single"/>')


def highlighted(text):
    return run(text, '<w:highlight w:val="yellow"/>')


def p(*runs, numbered=None, style=""):
    """A paragraph of runs or plain texts; `numbered` is its list and its level in it."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        inner += (
            f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
        )
    content = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{content}</w:p>"


def ps(text):
    """A paragraph for every line."""
    return "".join(p(line) for line in text.strip("\n").split("\n"))


def table(*rows):
    cells = lambda row: "".join(  # noqa: E731 - a name would say no more
        f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row
    )
    return "<w:tbl>" + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows) + "</w:tbl>"


def level(number, form, text, start=1):
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(abstracts, lists):
    """`abstracts` are the levels of each abstract list; `lists` the number of the abstract list
    and the start of its own, if any, for each list from 1."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{place}">{"".join(levels)}</w:abstractNum>'
        for place, levels in enumerate(abstracts)
    )
    for place, (abstract, start) in enumerate(lists, start=1):
        own = (
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            if start
            else ""
        )
        made += f'<w:num w:numId="{place}"><w:abstractNumId w:val="{abstract}"/>{own}</w:num>'
    return f"<w:numbering {_NAMES}>{made}</w:numbering>"


def styles(content):
    return f"<w:styles {_NAMES}>{content}</w:styles>"


def docx(*blocks, **parts):
    """A document of these paragraphs and tables; `parts` are other parts by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", _TYPES)
        body = "".join(blocks)
        made.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {_NAMES}>'
            f"<w:body>{body}<w:sectPr/></w:body></w:document>",
        )
        for name, content in parts.items():
            made.writestr(f"word/{name}.xml", content)
    return target.getvalue()


def document(*blocks, **parts):
    """What is read of such a document."""
    return spoken(read(docx(*blocks, **parts)))
