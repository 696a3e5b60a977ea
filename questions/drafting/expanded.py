"""What a name of digits counts, and what letters stand for: “6688”服务, “4S”(System)机制."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from questions.drafting import stems
from questions.drafting.clauses import masked
from questions.drafting.lists import value
from questions.drafting.orders import ASK, which_each
from questions.drafting.proposal import Proposal, dice, quote_of, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.wordings import of_counted
from questions.question import Kind, Question

_DIGITS = re.compile(r"的?“(?P<name>\d{3,6})”(?P<what>[一-鿿]{0,8}?)(?=[,，。；;、的]|$)")
_QUOTED = re.compile("“(?P<count>[一二两三四五六七八九])(?P<name>[一-鿿]{1,6})”")
_COUNTED = re.compile(
    r"(?P<count>[一二两三四五六七八九1-9])[个项类条种大](?P<name>[一-鿿]{2,12}?)"
    r"(?=[、,，。；;和与及]|的[“和与]|$)"
)
_LETTERED = re.compile(
    r"“(?P<letters>\d?[A-Z]{1,4})”[(（](?P<word>[A-Za-z]{2,16})[)）](?P<name>[一-鿿]{2,4}?)(?=[,，。；;、]|$)"
)
_LEAST, _MOST = 3, 4


@dataclass(frozen=True, slots=True)
class _Counted:
    start: int
    count: int
    said: str
    bare: str

    @property
    def wordings(self) -> tuple[str, ...]:
        return of_counted(self.said) if self.bare != self.said else (self.said,)


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for sentence in source.sentences:
        if sentence.is_whole:
            yield from _of_digits(source, sentence)
            yield from _of_letters(source, sentence, dice(seed, sentence))


def _of_digits(source: Source, sentence: Sentence) -> Iterator[Proposal]:
    """Of which things the digits of a name are the numbers, where its sentence counts those."""
    for found in _DIGITS.finditer(sentence.text):
        counted = tuple(_counted(sentence.text[: found.start()]))[-len(found["name"]) :]
        if "".join(str(each.count) for each in counted) != found["name"]:
            continue
        name = f"“{found['name']}”{found['what']}"
        asked = tuple(each.said for each in counted)
        question = Question(
            key="",
            kind=Kind.SHORT,
            stem=f"《{source.article.title}》所说的{name}，是由哪几项合起来的？（{len(counted)}点）",
            accepted=tuple(x.wordings for x in counted),
            difficulty=2,
            tags=tags_of(sentence),
            quotes=(quote_of(source, sentence),),
            note=f"{name}是{'、'.join(asked)}。",
        )
        span = (counted[0].start, found.end())
        yield Proposal(question, "digits", 10.5, sentence, span, asked)


def _counted(text: str) -> Iterator[_Counted]:
    """What is counted: “六必访” by its name, 8项公益服务 by what it counts."""
    blotted = masked(text)
    found = [
        _Counted(x.start(), value(x["count"]), x[0].strip("“”"), x[0].strip("“”"))
        for x in _QUOTED.finditer(text)
    ]
    found += [
        _Counted(x.start(), value(x["count"]), x[0], x["name"]) for x in _COUNTED.finditer(blotted)
    ]
    yield from sorted(found, key=lambda each: each.start)


def _of_letters(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    """What letters stand for, where three or more side by side say it."""
    found = _LETTERED.finditer(sentence.text)
    shown = [each for each in found if each["word"].startswith(each["letters"][-1])]
    names = tuple(each["name"] for each in shown)
    if not _LEAST <= len(set(names)) == len(names) <= _MOST:
        return
    gaps = [each.span("name") for each in shown]
    place = (shown[0].start(), gaps[-1][1])
    framed = stems.framed(
        source, sentence, stems.said(source), place, names, len(ASK), place[1] - place[0]
    )
    if framed is None:
        return
    note = f"原文写的是{'，'.join(stems.wide(each[0]) for each in shown)}。"
    if question := which_each(source, sentence, framed, gaps, names, note, rng):
        yield Proposal(question, "letters", 8.8, sentence, framed[1], names)
