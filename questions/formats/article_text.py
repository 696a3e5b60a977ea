"""The text of an article from a trainer's file: plain text, Markdown or a Word document."""

from questions.errors import FileRefused
from questions.formats.docx.document import lines_of
from questions.formats.opening import has_markup
from questions.formats.sniff import sniff
from questions.spreadsheet.encoding import decoded

# These speak of questions and tables, which is not what was asked for.
_OTHERWISE = {
    "file_empty", "file_unknown", "file_archive", "file_zip", "file_package", "file_image",
    "file_xlsb", "file_ods", "file_numbers", "file_h5p", "file_apkg", "file_ppt",
}  # fmt: skip
_HEAVY = {"file_too_heavy"}


def article_text(data: bytes) -> str:
    """Told by bytes and content, never by the file's name. FileRefused, whose code says what to
    send instead, for all that is neither text nor a Word document."""
    try:
        form = sniff(data)
        text = _of_word(data) if form == "docx" else decoded(data).text if form == "text" else ""
    except FileRefused as refused:
        if refused.code in _OTHERWISE:
            raise FileRefused("article_wanted") from refused
        if refused.code in _HEAVY:
            raise FileRefused("article_too_heavy") from refused
        raise
    if not text.strip() or has_markup(text):
        raise FileRefused("article_wanted")
    return text


def _of_word(data: bytes) -> str:
    """A block a paragraph; what Word calls a heading is marked as one."""
    found = lines_of(data)
    lines = [(line.text.strip(), line.is_heading) for line in found.lines]
    return "\n\n".join(f"## {text}" if is_heading else text for text, is_heading in lines if text)
