"""A question changed field by field, wherever it is kept: in a bank, or still as a draft.

A field is changed by typing or by pressing; what is wrong with what was typed is told by the codes
of an upload (questions/validation.py). Nothing here knows who may change what.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from questions.articles import Article
from questions.errors import OldButton
from questions.formats.normal import tidy
from questions.practice import Cited
from questions.question import LETTERS, Kind, Question, Quote
from questions.regrade import is_alike, key_of
from questions.standing import Spot
from questions.validation import Problem, problems


class Field(StrEnum):
    """Named as the check names them."""

    STEM = "stem"
    CHOICES = "choices"
    ANSWER = "answer"
    QUOTES = "quotes"
    NOTE = "note"
    DIFFICULTY = "difficulty"
    TAGS = "tags"


DIFFICULTIES = (1, 2, 3)
# What a question may do without.
OPTIONAL = (Field.QUOTES, Field.NOTE, Field.TAGS)

_LETTERED = re.compile(r"\s*([A-La-l])\s*[.．、:：)）]\s*")
_BLOCKS = re.compile(r"\n\s*\n")
_TAGS = re.compile(r"[,，、;；\n]")


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of a change. Where there are `problems`, the question is as it was; `astray` is
    the whole text of a quote that stands in no article."""

    question: Question
    problems: tuple[Problem, ...] = ()
    astray: str = ""


@dataclass(frozen=True, slots=True)
class Rebased:
    """Changes put on a question that somebody else has changed meanwhile: both where they are
    about different fields; `lost` are those of ours that theirs took the place of."""

    question: Question
    lost: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Editing:
    """A question of a bank while it is changed. `cited` and `proposed` are said of what it is to
    be, `answers` counts those that were given to what it was. `moved`: it was just put on what
    somebody else had saved meanwhile; `lost` is what we had written where theirs stands now."""

    id: int
    question_id: int
    before: Question
    after: Question
    spot: Spot
    cited: tuple[Cited, ...] = ()
    proposed: bool = False
    answers: int = 0
    found: tuple[Problem, ...] = ()
    moved: bool = False
    lost: tuple[tuple[Field, str], ...] = ()

    @property
    def changed(self) -> tuple[Field, ...]:
        return changed(self.before, self.after)

    @property
    def can_be_saved(self) -> bool:
        return bool(self.changed) and not errors(self.found)


@dataclass(frozen=True, slots=True)
class Saved:
    """A new version of a question. `is_other_key`: its answers would be judged otherwise now.
    `is_back`: it was out for a lost quote, and is asked again."""

    question_id: int
    question: Question
    spot: Spot
    changed: tuple[Field, ...]
    answers: int = 0
    is_other_key: bool = False
    is_back: bool = False


def fields(question: Question) -> tuple[Field, ...]:
    """What can be changed of a question of this kind; the kind itself stays."""
    has_choices = question.kind in (Kind.SINGLE, Kind.MULTIPLE)
    return tuple(each for each in Field if has_choices or each is not Field.CHOICES)


def is_pressed(question: Question, field: Field) -> bool:
    """Whether the field is changed by pressing; what is left is typed."""
    if field is Field.ANSWER:
        return not question.kind.is_typed
    return field is Field.DIFFICULTY


def written(question: Question, field: Field) -> str:
    """A field as it is typed: typed again unchanged, nothing changes."""
    match field:
        case Field.STEM:
            return question.stem
        case Field.CHOICES:
            return _lines(f"{a}. {b}" for a, b in zip(LETTERS, question.choices, strict=False))
        case Field.ANSWER:
            if question.kind.is_typed:
                return _lines(map(_written_wordings, question.accepted))
            return "".join(LETTERS[place] for place in sorted(question.right))
        case Field.QUOTES:
            return "\n\n".join(quote.text for quote in question.quotes)
        case Field.NOTE:
            return question.note
        case Field.DIFFICULTY:
            return str(question.difficulty)
        case Field.TAGS:
            return "，".join(question.tags)


def typed(question: Question, field: Field, text: str, articles: Sequence[Article]) -> Edited:
    """Change a field to what was typed: choices a line each; for an answer a line for each blank
    or key point, its wordings apart by ；or |; quotes to the letter, apart by an empty line."""
    if is_pressed(question, field) or field not in fields(question):
        raise OldButton
    if field is Field.QUOTES:
        return _quoted(question, text, articles)
    text = tidy(text)
    match field:
        case Field.STEM:
            new = replace(question, stem=text)
        case Field.CHOICES:
            new = with_choices(question, _choices(text))
        case Field.ANSWER:
            lines = filter(None, map(_wordings, text.splitlines()))
            new = replace(question, accepted=tuple(lines))
        case Field.NOTE:
            new = replace(question, note=text)
        case _:
            tags = (" ".join(each.split()) for each in _TAGS.split(text))
            new = replace(question, tags=tuple(dict.fromkeys(filter(None, tags))))
    return _checked(question, new, field)


def with_choices(question: Question, choices: tuple[str, ...]) -> Question:
    """Other choices. The key goes with its texts; a right choice that was only reworded keeps its
    place, and one that is gone is right no more."""
    before = question.choices
    kept = {choices.index(before[place]) for place in question.right if before[place] in choices}
    if len(choices) == len(before):
        kept |= {place for place in question.right if choices[place] not in before}
    return replace(question, choices=choices, right=frozenset(kept))


def marked(question: Question, place: int) -> Question:
    """The choice at `place` pressed: of a `multiple` it is right or not in turns, else it alone is
    right."""
    if question.kind.is_typed or place >= question.width:
        raise OldButton
    many = question.kind is Kind.MULTIPLE
    return replace(question, right=question.right ^ {place} if many else frozenset({place}))


def with_difficulty(question: Question, difficulty: int) -> Question:
    if difficulty not in DIFFICULTIES:
        raise OldButton
    return replace(question, difficulty=difficulty)


def with_quote(question: Question, quote: Quote) -> Question:
    """This sentence in the place of the quotes that there were."""
    return replace(question, quotes=(quote,))


def cleared(question: Question, field: Field) -> Question:
    match field:
        case Field.QUOTES:
            return replace(question, quotes=())
        case Field.NOTE:
            return replace(question, note="")
        case Field.TAGS:
            return replace(question, tags=())
        case _:
            raise OldButton


def changed(before: Question, after: Question) -> tuple[Field, ...]:
    return tuple(field for field in fields(after) if _value(before, field) != _value(after, field))


def found(
    before: Question | None, after: Question, articles: Iterable[Article]
) -> tuple[Problem, ...]:
    """What is wrong with the question, less what was wrong with it before it was changed."""
    articles = tuple(articles)
    known = problems(before, articles) if before else ()
    return tuple(each for each in problems(after, articles) if each not in known)


def errors(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """What keeps a question from being saved; the rest is worth a look."""
    return tuple(each for each in found if each.severity == "error")


def is_other_key(before: Question, after: Question) -> bool:
    """Whether who answered the one would be judged otherwise by the other: the same is asked, and
    something else is right."""
    return is_alike(before, after) and key_of(before) != key_of(after)


def rebased(base: Question, ours: Question, theirs: Question) -> Rebased:
    """What we changed of `base`, put on what somebody else made of it meanwhile."""
    taken = set(changed(base, theirs))
    if taken & _TOGETHER:
        taken |= _TOGETHER
    mine = changed(base, ours)
    question = theirs
    for field in mine:
        if field not in taken:
            question = _with(question, field, ours)
    at_odds = (each for each in mine if each in taken)
    lost = tuple(each for each in at_odds if _value(ours, each) != _value(theirs, each))
    return Rebased(question, lost)


# A key without its choices says nothing, nor blanks without their stem.
_TOGETHER = {Field.CHOICES, Field.ANSWER}


def _quoted(question: Question, text: str, articles: Sequence[Article]) -> Edited:
    pieces = [each.strip() for each in _BLOCKS.split(text) if each.strip()]
    named = {quote.article for quote in question.quotes}
    nearest = sorted(articles, key=lambda each: each.key not in named)
    quotes = []
    for piece in pieces:
        quote = _located(piece, nearest)
        if quote is None:
            astray = replace(question, quotes=(Quote("", piece, 0),))
            return Edited(question, _of(Field.QUOTES, astray, articles), piece)
        quotes.append(quote)
    new = replace(question, quotes=tuple(dict.fromkeys(quotes)))
    return _checked(question, new, Field.QUOTES, articles)


def _located(text: str, articles: Iterable[Article]) -> Quote | None:
    for article in articles:
        if (passage := article.locate(text)) is not None:
            return Quote(article.key, text, passage)
    return None


def _checked(
    question: Question, new: Question, field: Field, articles: Iterable[Article] = ()
) -> Edited:
    wrong = _of(field, new, articles)
    return Edited(question, wrong) if wrong else Edited(new)


def _of(field: Field, question: Question, articles: Iterable[Article]) -> tuple[Problem, ...]:
    """The errors of one field. What it does to others is told of the question as a whole."""
    return tuple(each for each in errors(problems(question, articles)) if each.field == field)


def _choices(text: str) -> tuple[str, ...]:
    """A line each; letters before all of them, in their order, are not part of them."""
    lines = [each.strip() for each in text.splitlines() if each.strip()]
    starts = [_LETTERED.match(each) for each in lines]
    letters = [start[1].upper() if start else "" for start in starts]
    if lines and letters == list(LETTERS[: len(lines)]):
        lines = [_LETTERED.sub("", each, count=1) for each in lines]
    return tuple(lines)


def _wordings(line: str) -> tuple[str, ...]:
    apart = r"[|｜]" if re.search(r"[|｜]", line) else r"[;；]"
    each = (" ".join(wording.split()) for wording in re.split(apart, line))
    return tuple(dict.fromkeys(filter(None, each)))


def _written_wordings(wordings: tuple[str, ...]) -> str:
    if not any(mark in wording for wording in wordings for mark in ";；"):
        return "；".join(wordings)
    # A bar at the end says that a semicolon is part of the only wording.
    return " | ".join(wordings) + (" |" if len(wordings) == 1 else "")


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(each.split()) for each in texts)


def _value(question: Question, field: Field) -> object:
    match field:
        case Field.ANSWER:
            return key_of(question)
        case _:
            return getattr(question, field)


def _with(question: Question, field: Field, other: Question) -> Question:
    """The question with that field of the other."""
    if field is Field.ANSWER:
        return replace(question, right=other.right, accepted=other.accepted)
    return replace(question, **{field.value: getattr(other, field)})
