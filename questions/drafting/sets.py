"""A counted set that the article takes point by point: “四个注重”, and under it 1、要注重…

Of such a set it is asked where a detail belongs, and what is none of its points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from questions.drafting import lexicon, stems
from questions.drafting.clauses import clauses
from questions.drafting.lists import value
from questions.drafting.parts import Part, announced
from questions.drafting.proposal import Proposal, quote_of, shuffled
from questions.drafting.source import Sentence, Source
from questions.drafting.stock import holds_stock
from questions.drafting.terms import overlap
from questions.drafting.wordings import wordings
from questions.drafting.words import tagged
from questions.question import Kind, Question, Quote

_NAME = re.compile(r"“([三四五六七八])(?:个|大|项|条)?([一-鿿]{2,4})”")
_LED = re.compile("(?:要|应当?|必须|坚持|做到)?$")
_POINT = re.compile(
    "(?:(?<=[。；;,，：:])|^)(?P<number>[一二三四五六七八])是要?(?P<said>[^,，。；;：:]{4,24})(?=[,，。；;：:])"
)
_SHOWN, _CHOICES, _TYPED = 3, 4, 14
_LEAST, _MOST = 7, 26
_OUGHT = re.compile("^(?:还|也|更)?(?:要|应当?|必须|需要?)(?!求)")
_ELSEWHERE = re.compile("(?:应当?|要|必须|需要?|也应|更要)(?P<said>[^,，。；;、“”]{6,16})$")


@dataclass(frozen=True, slots=True)
class CountedSet:
    """`name` as the article calls it, with its marks; `word` is in each of its `points`."""

    name: str
    word: str
    points: tuple[Part, ...]

    def shown(self, point: Part) -> str:
        """The point, from the word that all of them have where they begin with it."""
        at = point.title.index(self.word)
        return stems.wide(point.title[at if self.is_led else 0 :])

    @property
    def is_led(self) -> bool:
        """Whether each point begins with the word, as 要注重… does, and 培训到位 does not."""
        return all(_LED.match(each.title.partition(self.word)[0]) for each in self.points)


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for each in counted_sets(source):
        yield from _name_them(source, each)
        yield from _which_not(source, each, seed)
        yield from _of_details(source, each, seed)


def counted_sets(source: Source) -> tuple[CountedSet, ...]:
    """Those of which as many passages announce themselves with its word as it counts."""
    parts, in_one = tuple(announced(source)), tuple(_in_one_passage(source))
    headings = (each.heading for each in source.article.passages)
    found: dict[str, CountedSet] = {}
    for text in (source.article.title, *headings, source.whole):
        for name in _NAME.finditer(text):
            for said in (parts, *in_one):
                points = tuple(each for each in said if name[2] in each.title)
                if len(points) == value(name[1]):
                    found.setdefault(name[2], CountedSet(name[0], name[2], points))
    return tuple(found.values())


def _in_one_passage(source: Source) -> Iterator[tuple[Part, ...]]:
    """一是必须…。二是必须…。 of one passage, numbered without a gap."""
    for passage in source.article.passages:
        found = list(_POINT.finditer(passage.text))
        if [value(each["number"]) for each in found] == list(range(1, len(found) + 1)):
            yield tuple(
                Part(passage.number, each["said"], each[0], passage.heading) for each in found
            )


def _name_them(source: Source, counted: CountedSet) -> Iterator[Proposal]:
    """All of the points, where each is short enough to be typed."""
    shown = tuple(counted.shown(each) for each in counted.points)
    if max(map(len, shown)) > _TYPED:
        return
    count = len(shown)
    accepted = tuple(
        tuple(dict.fromkeys((*made, *_first_clause(each, counted.word))))
        for made, each in zip(wordings(shown), shown, strict=True)
    )
    question = Question(
        key="",
        kind=Kind.SHORT,
        stem=f"《{source.article.title}》所说的{counted.name}，包括哪几项？（{count}点）",
        accepted=accepted,
        difficulty=2,
        tags=(stems.inner(counted.name).strip("‘’"),),
        quotes=_proof(source, counted),
        note=f"{counted.name}是：{'；'.join(shown)}。",
    )
    first = counted.points[0]
    at = Sentence(first.passage, 0, first.said)
    asked = tuple(each.title for each in counted.points)
    yield Proposal(question, "set", 9, at, (0, len(first.said)), asked)


def _first_clause(shown: str, word: str) -> tuple[str, ...]:
    """培训到位 of 培训到位，提升能力: the clause that has the word will do."""
    first, *rest = shown.split("，")
    return (first,) if rest and word in first else ()


def _proof(source: Source, counted: CountedSet) -> tuple[Quote, ...]:
    return tuple(Quote(source.article.key, each.said, each.passage) for each in counted.points)


def _which_not(source: Source, counted: CountedSet, seed: int) -> Iterator[Proposal]:
    """Three of the points, and what the article asks for in another place."""
    rng = Random(f"{seed} {counted.name}")
    inside = {each.passage for each in counted.points}
    told = "".join(source.passage(each) for each in inside)
    others = [
        each["said"]
        for sentence in source.sentences
        if sentence.passage not in inside and sentence.is_whole
        for start, end in clauses(sentence.text)
        if (each := _ELSEWHERE.search(sentence.text[start:end]))
    ]
    others = [each for each in others if _is_new(each, told)]
    if not others or not counted.is_led:
        return
    said = rng.choice(others)
    wrong = counted.word + said
    kept = [counted.shown(each) for each in rng.sample(counted.points, _SHOWN)]
    first = counted.points[0]
    question = Question(
        key="",
        kind=Kind.SINGLE,
        stem=f"下列哪一项【不属于】《{source.article.title}》所说的{counted.name}？",
        difficulty=2,
        tags=(stems.inner(counted.name).strip("‘’"),),
        quotes=_proof(source, counted),
        note=f"“{said}”是原文在别处说的，不在{counted.name}之列。",
        **shuffled([wrong], kept, rng),  # type: ignore[arg-type]
    )
    at = Sentence(first.passage, 0, first.said)
    span = (0, len(first.said))
    asked = (min((each.title for each in counted.points), key=len),)
    yield Proposal(question, "set not", 8.5, at, span, asked, (wrong,))


def _is_new(said: str, told: str) -> bool:
    """Whether it is built as a point is, and the points say nothing of it."""
    words = tagged(said)
    if not words[0].is_verb or words[-1].tag[:1] not in ("n", "v") or "的" in said:
        return False
    return sum(each.text not in told for each in words if len(each.text) > 1) > 0


def _of_details(source: Source, counted: CountedSet, seed: int) -> Iterator[Proposal]:
    """Under which of the points the article says something; one detail of each."""
    apart = {each.passage for each in counted.points}
    if len(counted.points) < _CHOICES or len(apart) < len(counted.points):
        return
    for point in counted.points:
        rng = Random(f"{seed} {counted.name} {point.passage}")
        here = [each for each in source.sentences if each.passage == point.passage]
        found = [
            (sentence, span)
            for sentence in here
            for span in clauses(sentence.text)
            if sentence.is_whole and _is_detail(source, counted, point, sentence, span)
        ]
        if found:
            sentence, span = max(found, key=lambda each: each[1][1] - each[1][0])
            yield _belonging(source, counted, point, sentence, span, rng)


def _belonging(
    source: Source,
    counted: CountedSet,
    point: Part,
    sentence: Sentence,
    span: tuple[int, int],
    rng: Random,
) -> Proposal:
    detail = _OUGHT.sub("", sentence.text[slice(*span)])
    shown = stems.inner(stems.wide(detail))
    others = rng.sample([each for each in counted.points if each != point], _CHOICES - 1)
    choices = [counted.shown(each) for each in (point, *others)]
    question = Question(
        key="",
        kind=Kind.SINGLE,
        stem=f"《{source.article.title}》所说的{counted.name}中，“{shown}”是哪一项的做法？",
        difficulty=2,
        tags=(stems.inner(counted.name).strip("‘’"),),
        quotes=(
            Quote(source.article.key, point.said, point.passage),
            quote_of(source, sentence, span),
        ),
        note=f"“{shown}”是“{stems.inner(choices[0])}”的做法。",
        **shuffled(choices[:1], choices[1:], rng),  # type: ignore[arg-type]
    )
    return Proposal(question, "set choice", 7.9, sentence, span, (detail,))


def _is_detail(
    source: Source, counted: CountedSet, point: Part, sentence: Sentence, span: tuple[int, int]
) -> bool:
    """Whether a clause says something of its own that none of the other points speaks of."""
    detail = sentence.text[slice(*span)]
    if not _LEAST <= len(detail) <= _MOST or detail in point.said or stems.leans(detail):
        return False
    told = "".join(" " if source.is_of(x.text) else x.text for x in tagged(detail))
    if any(overlap(each.title.replace(counted.word, ""), told) for each in counted.points):
        return False
    # 热点话题 is of moment wherever people have needs.
    if any(each in detail for each in lexicon.words("anywhere")) or holds_stock(detail):
        return False
    words = tagged(_OUGHT.sub("", detail))
    things = [x.text for x in words if x.tag[:1] in ("n", "a") or x.tag in ("vn", "i", "l")]
    things = [each for each in things if len(each) > 1]
    elsewhere = [each.passage for each in counted.points if each != point]
    own = [each for each in things if not source.is_of(each)]
    is_new = bool(own) and not any(each in source.passage(at) for each in own for at in elsewhere)
    return len(things) > 1 and is_new and bool(words) and words[0].tag[:1] in ("v", "p")
