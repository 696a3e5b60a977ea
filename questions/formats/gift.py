"""Reads Moodle's GIFT: texts with their answers in braces."""

import re
from collections.abc import Iterable
from dataclasses import replace

from questions.errors import FileRefused
from questions.formats import gift_answers, html_text, own_sheet, weighed
from questions.formats.category import levels
from questions.formats.finding import Finding, Judged, Remarks
from questions.formats.gathering import Gathering, Place
from questions.formats.gift_blocks import OWN, Block, blocks
from questions.formats.gift_text import bare, marked
from questions.formats.headers import header
from questions.formats.item import Answer, Item
from questions.formats.normal import tidy
from questions.formats.report import Reading

_NAMED = re.compile(r"::([^\n]{0,1000}?)::\s*")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]\s*")
_SURE = re.compile(r"(?<!\\)\{\s*(?:[=~]|#\s*[-+.\d=]|(?:T|F|(?i:TRUE|FALSE))\s*[}#])")
_OPEN = re.compile(r"(?<!\\)\{[^{}\n]{0,200}\}")
_ID = re.compile(r"\[id:((?:\\\]|[^\]])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]])+)\]")
_CLOZE = re.compile(
    r"\d*\s*:\s*(?:MULTI|MC|MR|SHORTANSWER|SA|MW|NUMERICAL|NM|REGEXP)\w*\s*:", re.IGNORECASE
)
_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\"\d\]])")
_STOPS = ".。!！?？:："
# What is left over behind the answers, and no part of a sentence.
_LEFT_OVER = re.compile(r"[\W_]{1,3}")


def is_gift(text: str) -> bool:
    """Whether answers stand in braces as only GIFT has them."""
    if _JSON.match(text) or text.lstrip().startswith("<") or _is_table(text):
        return False
    lines = [line.strip() for line in text.split("\n")]
    if any(line.startswith(OWN) for line in lines):
        return True
    content = "\n".join(line for line in lines if not line.startswith("//"))
    if _SURE.search(content):
        return True
    is_named = any(_NAMED.match(line) for line in lines)
    return is_named and _OPEN.search(content) is not None


def read(text: str, encoding: str = "") -> Reading:
    """`row` is the line where a question begins."""
    gathering = Gathering()
    for block in blocks(text):
        if gathering.is_full:
            break
        _take(gathering, block)
    if not gathering.drafts and not gathering.problems:
        raise FileRefused("file_no_questions")
    return gathering.reading("gift", encoding)


def sealed(text: str) -> dict[str, str]:
    """What the seal of our own export is set over."""
    return {"gift": text}


def _take(gathering: Gathering, block: Block) -> None:
    place = Place(block.row, block.text)
    if own := own_sheet.restored(block.own, sealed(block.text)):
        gathering.keep(place, own)
        return
    if block.is_mended:
        gathering.say("gift_blank_lines", block.row)
    gathering.take(place, _judged(block))


def _judged(block: Block) -> Judged:
    text = marked(block.text)
    if named := _NAMED.match(text):
        text = text[named.end() :]
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        return _refused("description_not_held")
    if start < 0 or end < start:
        return _refused("braces_open")
    before, inside, after = text[:start], text[start + 1 : end], text[end + 1 :].strip()
    if "{" in after:
        return _refused("braces_more")
    form, before = _format(before)
    inside, general = _parted(inside)
    stem = _text(_with_gap(before, after), form)
    item = Item(
        stem.text,
        feedback=_text(*_formatted(general, form)).text,
        tags=(*levels(block.category), *_found(block.comments, _TAG)),
        key=next(iter(_found(block.comments, _ID)), ""),
        has_picture=stem.has_picture,
    )
    return _kind(item, inside, form)


def _kind(item: Item, inside: str, form: str) -> Judged:
    if not inside:
        return weighed.essay(item)
    if _CLOZE.match(inside):
        return _refused("cloze_not_held")
    if inside.startswith("#"):
        return weighed.number(_with(item, gift_answers.numbers(inside[1:]), form))
    if "~" in inside:
        found = gift_answers.choices(inside)
        judged = weighed.choice(_with(item, found.answers, form), found.is_single)
        if found.is_loose:
            judged.remarks.say("gift_signs_bare")
        return judged
    if inside.startswith("=") and inside.count("->") > 1 and inside.count("=") > 1:
        return _refused("matching_not_held")
    value, *told = inside.split("#", 2)
    if (is_true := gift_answers.truth(value)) is not None:
        wrong, right, *_ = (*(_text(*_formatted(each, form)).text for each in told), "", "")
        return weighed.truth_of(replace(item, wrong_feedback=wrong, right_feedback=right), is_true)
    return weighed.typed(_with(item, gift_answers.wordings(inside), form))


def _with(item: Item, answers: Iterable[Answer], form: str) -> Item:
    return replace(item, answers=tuple(_answer(each, form) for each in answers))


def _answer(answer: Answer, form: str) -> Answer:
    text = _text(*_formatted(_unwrapped(answer.text), form))
    feedback = _text(*_formatted(_unwrapped(answer.feedback), form))
    return replace(answer, text=text.text, feedback=feedback.text, has_picture=text.has_picture)


def _refused(code: str) -> Judged:
    return Judged(None, Finding(code, field="kind"), Remarks())


def _parted(inside: str) -> tuple[str, str]:
    """The answers, and the feedback for everybody."""
    answers, sign, general = inside.rpartition("####")
    return (answers.strip(), general.strip()) if sign else (inside.strip(), "")


def _with_gap(before: str, after: str) -> str:
    """What stands behind the answers makes a gap of them, but for a lone full stop."""
    if not after or (_LEFT_OVER.fullmatch(after) and before.rstrip()[-1:] in (*_STOPS, "")):
        return before
    return f"{before}_____{'' if after[0] in _STOPS or after[0] in ',，、' else ' '}{after}"


def _format(text: str, default: str = "moodle") -> tuple[str, str]:
    found = _FORMAT.match(text)
    return (found[1], text[found.end() :]) if found else (default, text)


def _formatted(text: str, default: str) -> tuple[str, str]:
    form, content = _format(text, default)
    return content, form


def _text(text: str, form: str) -> html_text.Shown:
    """The text as Moodle shows it: in its own format, too, what are tags in a page are tags."""
    content = bare(text)
    if form == "html":
        return html_text.shown(content)
    if form == "moodle" and html_text.looks_like_html(content):
        return html_text.shown(content, every_tag=False, keeps_lines=True)
    return html_text.Shown(tidy(content), "@@PLUGINFILE@@" in content)


def _unwrapped(text: str) -> str:
    return re.sub(r"[ \t]*\n[ \t]*", " ", text)


def _found(comments: Iterable[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    every = (found[1] for line in comments for found in pattern.finditer(line))
    return tuple(text for each in every if (text := tidy(each.replace("\\]", "]"))))


def _is_table(text: str) -> bool:
    """Whether the first line names columns: a cell may hold braces as well."""
    first = text.lstrip().partition("\n")[0][:2000]
    return sum(header(each) is not None for each in re.split(r"[,\t;|]", first)) > 1
