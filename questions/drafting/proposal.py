"""What a way of asking proposes: a question, where in the article it asks, and how good it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from questions.drafting import stems
from questions.drafting.source import Sentence, Source
from questions.drafting.terms import figures
from questions.question import Kind, Question, Quote

_LONG = 120


@dataclass(frozen=True, slots=True)
class Proposal:
    """`asked` are the words of the article that the answer stands on; `merit` ranks, more first.

    `wrong` are the words of the choices, or of the statement, that must not be true.
    `is_typed_word`: a word is to be typed, so that only one may fit.
    """

    question: Question
    way: str
    merit: float
    sentence: Sentence
    span: tuple[int, int]
    asked: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    frame: tuple[str, str] = ("", "")

    @property
    def passage(self) -> int:
        return self.sentence.passage


def dice(seed: int, sentence: Sentence) -> Random:
    """Chance of its own for every sentence, so that a change in one leaves the others alone."""
    return Random(f"{seed} {sentence.passage} {sentence.text}")


def quote_of(source: Source, sentence: Sentence, span: tuple[int, int] | None = None) -> Quote:
    """The sentence; only the clauses that are shown where it is long, or shows a misprint."""
    text = sentence.text
    if span and (len(text) > _LONG or source.article.misprints_in(text)):
        closed = text[span[1] : span[1] + 1] in ("。", "！", "？", "；", ";")
        shown = stems.led(sentence, span) or span
        text = text[shown[0] : span[1] + closed]
    return Quote(source.article.key, text, sentence.passage)


def beside(source: Source, sentence: Sentence, gaps: Sequence[tuple[int, int]]) -> str:
    """A note that another figure of that unit stands near, which one may take for this."""
    found = figures(sentence.text)
    asked = [each for each in found if any(a <= each.start < b for a, b in gaps)]
    if not asked or len(asked) < len(gaps):
        return ""
    shown = {each.text for each in asked}
    others = [
        each.whole
        for each in figures(source.passage(sentence.passage))
        if each.unit == asked[0].unit and each.text not in shown and not each.is_year
    ]
    return f"同段另有“{others[0]}”，不要混淆。" if others else ""


def tags_of(sentence: Sentence) -> tuple[str, ...]:
    tags = dict.fromkeys(each for each in (sentence.heading, sentence.topic) if each)
    return tuple(tags) or (f"第{sentence.passage}段",)


def shuffled(right: Sequence[str], wrong: Sequence[str], rng: Random) -> dict[str, object]:
    """Choices in a random order, with the places of the right ones."""
    choices = [*right, *wrong]
    rng.shuffle(choices)
    return {"choices": tuple(choices), "right": frozenset(map(choices.index, right))}


def keyed(question: Question, number: int) -> Question:
    return replace(question, key=f"{question.quotes[0].article}-d{number:02}")


def is_choice(question: Question) -> bool:
    return question.kind in (Kind.SINGLE, Kind.MULTIPLE)
