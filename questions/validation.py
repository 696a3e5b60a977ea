"""What is wrong with one question, by code; the sentences stand in the texts."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from questions.articles import Article
from questions.question import LETTERS, Kind, Question, Quote

Severity = Literal["error", "warning"]

# Chosen so that a question, and its verdict with quotes and note, each fit into one message
# of 4096 characters.
STEM_LIMIT = 1000
CHOICE_LIMIT = 300
SHOWN_LIMIT = 3000
ACCEPTED_LIMIT = 300
QUOTES_LIMIT = 1500
NOTE_LIMIT = 800
TAG_LIMIT = 40

TYPED_AS = ("", "number", "term", "clause", "enum")

SEVERITY: Mapping[str, Severity] = {
    "stem_missing": "error",
    "stem_too_long": "error",
    "text_unprintable": "error",
    "choices_few": "error",
    "choices_many": "error",
    "choice_empty": "error",
    "choice_too_long": "error",
    "choices_same": "error",
    "question_too_long": "error",
    "right_missing": "error",
    "right_beyond": "error",
    "right_not_one": "error",
    "right_only_one": "warning",
    "truth_missing": "error",
    "blanks_missing": "error",
    "blank_empty": "error",
    "blanks_differ": "warning",
    "points_missing": "error",
    "point_empty": "error",
    "accepted_too_long": "error",
    "typed_as_unknown": "error",
    "quote_missing": "warning",
    "quote_not_verbatim": "error",
    "quotes_too_long": "error",
    "note_too_long": "error",
    "difficulty_beyond": "error",
    "tag_too_long": "error",
}

# An empty bracket or a line: where something is to be filled in. A line may be drawn in pieces.
GAP = re.compile(r"[(（【\[]\s*[)）】\]]|[(（]?[_＿]{2,}[)）]?")
# PostgreSQL keeps no NUL, and half a character pair cannot be sent.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_STOPS = re.compile(r"[\s。、“”‘’「」\"]")

_SHOWN_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `facts` fill the blanks of the sentence of that code."""

    code: str
    field: str
    facts: Mapping[str, object]
    severity: Severity


def problems(question: Question, articles: Iterable[Article] = ()) -> tuple[Problem, ...]:
    """All that is wrong with the question, in the order of its fields.

    Quotes are proved against `articles`; a quote from none of them counts as not verbatim.
    """
    return tuple(
        Problem(code, field, facts, SEVERITY[code])
        for code, field, facts in _found(question, {each.key: each for each in articles})
    )


def same_choice_key(choice: str) -> str:
    """Equal for choices that a reader cannot tell apart: width, case, blanks, final stops."""
    plain = _STOPS.sub("", unicodedata.normalize("NFKC", choice).casefold())
    return plain.rstrip(".,;:!?") or plain


_Finding = tuple[str, str, dict[str, object]]


def _found(question: Question, articles: Mapping[str, Article]) -> Iterator[_Finding]:
    yield from _stem(question)
    if question.kind is Kind.TRUE_FALSE:
        if question.right not in (frozenset({0}), frozenset({1})):
            yield "truth_missing", "answer", {}
    elif question.kind.is_typed:
        yield from _accepted(question)
    else:
        yield from _choices(question)
        yield from _right(question)
    yield from _quotes(question, articles)
    yield from _rest(question)


def _stem(question: Question) -> Iterator[_Finding]:
    if not question.stem.strip():
        yield "stem_missing", "stem", {}
    yield from _limit("stem_too_long", "stem", question.stem, STEM_LIMIT)
    for field, text in _all_texts(question):
        if not _can_be_kept(text):
            yield "text_unprintable", field, {}
            return


def _choices(question: Question) -> Iterator[_Finding]:
    choices = question.choices
    if len(choices) < 2:
        yield "choices_few", "choices", {"count": len(choices), "limit": 2}
    if len(choices) > len(LETTERS):
        yield "choices_many", "choices", {"count": len(choices), "limit": len(LETTERS)}
    for position, choice in enumerate(choices):
        if not choice.strip():
            yield "choice_empty", "choices", {"letter": _letter(position)}
        yield from _limit(
            "choice_too_long", "choices", choice, CHOICE_LIMIT, letter=_letter(position)
        )
    keys = [same_choice_key(choice) for choice in choices]
    for (one, first), (other, second) in combinations(enumerate(keys), 2):
        if first == second and choices[one].strip():
            facts: dict[str, object] = {"first": _letter(one), "second": _letter(other)}
            yield "choices_same", "choices", facts
    shown = "".join((question.stem, *choices))
    yield from _limit("question_too_long", "choices", shown, SHOWN_LIMIT)


def _right(question: Question) -> Iterator[_Finding]:
    right = question.right
    beyond = sorted(each for each in right if not 0 <= each < len(question.choices))
    if beyond:
        yield "right_beyond", "answer", {"letter": _letter(beyond[0])}
    if not right:
        yield "right_missing", "answer", {}
    elif question.kind is Kind.SINGLE and len(right) > 1:
        yield "right_not_one", "answer", {"count": len(right)}
    elif question.kind is Kind.MULTIPLE and len(right) == 1:
        yield "right_only_one", "answer", {}


def _accepted(question: Question) -> Iterator[_Finding]:
    is_blank = question.kind is Kind.BLANK
    if not question.accepted:
        yield "blanks_missing" if is_blank else "points_missing", "answer", {}
    for number, wordings in enumerate(question.accepted, start=1):
        if not any(wording.strip() for wording in wordings):
            yield "blank_empty" if is_blank else "point_empty", "answer", {"number": number}
        for wording in wordings:
            yield from _limit(
                "accepted_too_long", "answer", wording, ACCEPTED_LIMIT, number=number
            )
    gaps = len(GAP.findall(question.stem))
    # Without any gap the stem is a question to be answered, which is fair.
    if is_blank and question.accepted and gaps and gaps != len(question.accepted):
        yield "blanks_differ", "answer", {"gaps": gaps, "count": len(question.accepted)}
    if question.typed_as not in TYPED_AS:
        yield "typed_as_unknown", "typed_as", {"name": question.typed_as}


def _quotes(question: Question, articles: Mapping[str, Article]) -> Iterator[_Finding]:
    if not question.quotes:
        yield "quote_missing", "quotes", {}
    for quote in question.quotes:
        if not _is_verbatim(quote, articles.get(quote.article)):
            yield "quote_not_verbatim", "quotes", {"quote": _start(quote.text)}
    whole = "".join(quote.text for quote in question.quotes)
    yield from _limit("quotes_too_long", "quotes", whole, QUOTES_LIMIT)


def _rest(question: Question) -> Iterator[_Finding]:
    yield from _limit("note_too_long", "note", question.note, NOTE_LIMIT)
    if question.difficulty not in (1, 2, 3):
        yield "difficulty_beyond", "difficulty", {"value": question.difficulty}
    for tag in question.tags:
        yield from _limit("tag_too_long", "tags", tag, TAG_LIMIT, tag=_start(tag))


def _limit(code: str, field: str, text: str, limit: int, **facts: object) -> Iterator[_Finding]:
    if len(text) > limit:
        yield code, field, {**facts, "length": len(text), "limit": limit}


def _is_verbatim(quote: Quote, source: Article | None) -> bool:
    if source is None or not quote.text.strip():
        return False
    inside = 1 <= quote.passage <= len(source.passages)
    return inside and quote.text in source.passages[quote.passage - 1].text


def _all_texts(question: Question) -> Iterator[tuple[str, str]]:
    yield "stem", question.stem
    for choice in question.choices:
        yield "choices", choice
    for wordings in question.accepted:
        for wording in wordings:
            yield "answer", wording
    yield "note", question.note
    for tag in question.tags:
        yield "tags", tag


def _can_be_kept(text: str) -> bool:
    return _UNKEPT.search(text) is None


def _letter(position: int) -> str:
    return LETTERS[position] if 0 <= position < len(LETTERS) else str(position + 1)


def _start(text: str) -> str:
    return text if len(text) <= _SHOWN_AT_MOST else text[: _SHOWN_AT_MOST - 1] + "…"
