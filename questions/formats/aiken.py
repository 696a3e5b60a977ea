"""Reads Aiken: a stem, lettered options and a line ANSWER: B; and what people make of that."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from questions.errors import FileRefused
from questions.formats import keys
from questions.formats.aiken_dump import told
from questions.formats.blanks import from_cell, gaps
from questions.formats.choice import letter_at
from questions.formats.finding import Finding, Judged, Remarks
from questions.formats.gathering import Gathering, Place
from questions.formats.headers import REASON
from questions.formats.item import said
from questions.formats.normal import is_broken, tidy
from questions.formats.report import Reading
from questions.question import Kind, Question

_REMARK = f"【{REASON}】"
_ANSWER = re.compile(r"\s*ANSWERS?\s*[:：]\s*(.{0,200})", re.IGNORECASE)
# What programs that go on from Aiken write below an answer.
_TOLD = re.compile(
    r"\s*(?:(?:general\s)?feedback|explanation|rationale|解析)\s*[:：]\s*(.{1,2000})",
    re.IGNORECASE,
)
_STRICT = re.compile(r"^ANSWER:\s*[A-Z]\b", re.MULTILINE)
_OPTION = re.compile(r"\s*[(（]?([A-Za-zＡ-Ｚ])\s?[).．、:：）]\s*(.*)")
_MOODLE_OPTION = re.compile(r"[A-Z][).]")
_NUMBER = re.compile(r"\s*(?:Q(?:uestion)?\s?)?(\d{1,4})\s?[.．、):：）]\s+", re.IGNORECASE)
# Labels that only papers have, which are read elsewhere.
_OF_PAPERS = re.compile(
    r"^\s*(?:【?(?:答案|解析|参考答案|正确答案)|explanation\s*[:：]|rationale\s*[:：]"
    r"|(?:part|section)\s(?:[ivx]{1,4}|\d{1,2}|[a-h])\b.{0,60}$)",
    re.MULTILINE | re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Za-zＡ-Ｚ](?:\s*(?:,|;|，|、|；|&|and|\s)\s*[A-Za-zＡ-Ｚ])*")


@dataclass(slots=True)
class _Block:
    row: int
    stem: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    answer: str | None = None
    note: str = ""
    is_loose: bool = False

    @property
    def text(self) -> str:
        return "\n".join((*self.stem, *self.options))


def is_aiken(text: str) -> bool:
    """Whether it has options and lines of answers as Aiken has them."""
    if text.lstrip()[:1] in ("<", "{"):
        return False
    lines = text.split("\n")
    answers = sum(_ANSWER.fullmatch(line) is not None for line in lines)
    options = sum(_letter(line) == "A" for line in lines)
    if not answers or not options:
        return False
    return _STRICT.search(text) is not None or not _OF_PAPERS.search(text)


def read(text: str, encoding: str = "") -> Reading:
    """`row` is the line where a question begins."""
    gathering = Gathering()
    found = _blocks(told([tidy(line) for line in text.split("\n")]))
    is_numbered = _are_numbered(found)
    for block in found:
        if gathering.is_full:
            break
        if block.is_loose:
            gathering.say("aiken_loose", block.row)
        gathering.take(Place(block.row, block.text), _judged(block, is_numbered))
    if not found:
        raise FileRefused("file_no_questions")
    return gathering.reading("aiken", encoding)


def _blocks(lines: Sequence[str]) -> list[_Block]:
    found: list[_Block] = []
    block, after_blank = _Block(0), False
    for at, line in enumerate(lines):
        if not line or line.startswith(_REMARK):
            after_blank = after_blank or not line
            continue
        if (told := _TOLD.match(line)) and found and not block.stem:
            found[-1].note = told[1]
            continue
        if answer := _ANSWER.fullmatch(line):
            block.row = block.row or at + 1
            block.answer = answer[1].strip()
            block.is_loose |= not re.fullmatch(r"ANSWER:\s*[A-Z]\s*", line)
            found.append(block)
            block = _Block(0)
        elif block.stem and _is_option(line, len(block.options)):
            block.is_loose |= not _MOODLE_OPTION.match(line)
            block.options.append(line)
        elif block.options and (after_blank or _comes_to_options(lines, at)):
            # The answer is missing: what follows is the next question.
            found.append(block)
            block = _Block(at + 1, [line])
        elif block.options:
            block.options[-1] += f"\n{line}"
            block.is_loose = True
        else:
            block.row = block.row or at + 1
            block.is_loose |= bool(block.stem)
            block.stem.append(line)
        after_blank = False
    return [*found, block] if block.stem or block.options else found


def _letter(line: str) -> str:
    found = _OPTION.fullmatch(line)
    return unicodedata.normalize("NFKC", found[1]).upper() if found else ""


def _is_option(line: str, place: int) -> bool:
    """A label counts where it is the next one: "A. Smith wrote" may be a stem."""
    return _letter(line) == letter_at(place)


def _comes_to_options(lines: Sequence[str], at: int) -> bool:
    following = next((line for line in lines[at + 1 : at + 4] if line), "")
    return _letter(following) == "A"


def _judged(block: _Block, is_numbered: bool) -> Judged:
    stem = "\n".join(block.stem)
    if is_numbered and (found := _NUMBER.match(stem)):
        stem = stem[found.end() :]
    made = _made(block, stem)
    if isinstance(made, Finding):
        return Judged(None, made, Remarks())
    return Judged(replace(made, note=said(block.note)), None, Remarks())


def _made(block: _Block, stem: str) -> Question | Finding:
    options = tuple(_text(each) for each in block.options)
    if not stem:
        return Finding("stem_missing", "stem")
    if any(is_broken(text) for text in (stem, *options)):
        return Finding("text_broken", "stem")
    if not options and block.answer and (made := _without_options(block.answer, stem)):
        return made
    if len(options) < 2:
        return Finding("choices_few", "choices", {"count": len(options), "limit": 2})
    if not block.answer:
        return Finding("right_missing", "answer")
    named = _named(block.answer)
    if named is None:
        named = keys.texts(block.answer, options)
    if named is None:
        return Finding("key_unclear", "answer", {"key": block.answer[:40]})
    if max(named) >= len(options):
        return Finding("right_beyond", "answer", {"letter": letter_at(max(named))})
    kind = Kind.MULTIPLE if len(named) > 1 else Kind.SINGLE
    return Question("", kind, stem, choices=options, right=frozenset(named))


def _without_options(answer: str, stem: str) -> Question | None:
    """True, false, or what fills the gap of a stem: neither has options in such a file."""
    if (is_true := keys.truth(answer)) is not None and len(answer.strip(" .")) > 1:
        return Question("", Kind.TRUE_FALSE, stem, right=frozenset({0 if is_true else 1}))
    filled = from_cell(stem, answer) if gaps(stem) else None
    return Question("", Kind.BLANK, stem, accepted=filled.accepted) if filled else None


def _named(answer: str) -> tuple[int, ...] | None:
    """The letters of an answer; what is written behind the letter (`C. Paris`) is left."""
    bare = answer.strip(" .。()（）")
    if _LETTERS.fullmatch(bare) or re.fullmatch("[A-ZＡ-Ｚ]{2,12}", bare):
        return keys.letters(bare)
    found = re.match(r"\s*[(（]?([A-Za-zＡ-Ｚ])\s?[).．、:：）]\s*\S", answer)
    return keys.letters(found[1]) if found else None


def _text(option: str) -> str:
    found = _OPTION.match(option)
    return option[found.start(2) :].strip() if found else option


def _are_numbered(found: Sequence[_Block]) -> bool:
    numbers = [each for block in found if block.stem for each in [_NUMBER.match(block.stem[0])]]
    counted = [int(each[1]) for each in numbers if each]
    return len(counted) > 1 and counted == sorted(set(counted)) and len(counted) == len(numbers)
