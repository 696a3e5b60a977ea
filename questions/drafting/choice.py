"""One of four: figures among like figures, bodies among bodies, terms among their siblings."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

from questions.drafting import distractors, stems
from questions.drafting.proposal import Proposal, beside, dice, quote_of, shuffled, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.terms import bodies, figures, is_changed, is_of_calendar
from questions.drafting.words import tagged
from questions.question import Kind, Question

_WRONG = 3
_LEAST = 18
_ASK = "横线处原文是哪一项？"
_TWO_FIGURES = re.compile(r"(\d+)([户名个座项])(\d+)([人名个位项])")
_PAIR = re.compile(r"([一-鿿]{2,4})(和|与)([一-鿿]{2,4})")


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for sentence in source.sentences:
        rng = dice(seed, sentence)
        if sentence.is_whole:
            yield from _of_figures(source, sentence, rng)
            yield from _of_two_figures(source, sentence, rng)
            yield from _of_bodies(source, sentence, rng)
            yield from _of_pairs(source, sentence, rng)
            yield from _of_terms(source, sentence, rng)


def _of_figures(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    for figure in figures(sentence.text):
        is_alone = not any(
            each != figure and each.unit == figure.unit for each in figures(sentence.text)
        )
        if (
            is_changed(sentence.text, figure)
            or len(figure.whole) < 3
            or figure.is_rough
            or figure.is_year
            or not is_alone
            or is_of_calendar(sentence.text, figure)
        ):
            continue
        wrong = distractors.near_figures(source, sentence, figure, _WRONG, rng)
        wrong = tuple(each + figure.chosen.removeprefix(figure.text) for each in wrong)
        place = (figure.start, figure.start + len(figure.chosen))
        yield from _choice(source, sentence, place, wrong, "figure choice", 7.5, rng)


def _of_two_figures(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    for found in _TWO_FIGURES.finditer(sentence.text):
        others = [next(distractors.misreadings(found[at]), "") for at in (1, 3)]
        if all(others):
            grid = [
                f"{one}{found[2]}{other}{found[4]}"
                for one, other in product((found[1], others[0]), (found[3], others[1]))
            ]
            yield from _choice(
                source, sentence, found.span(), tuple(grid[1:]), "figure choice", 8, rng
            )


def _of_bodies(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    for body, start, end in bodies(sentence.text):
        wrong = distractors.other_bodies(source, sentence, body, _WRONG, rng)
        yield from _choice(source, sentence, (start, end), wrong, "body choice", 8, rng)


def _of_pairs(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    """甲和乙, each beside a sibling: four answers of which each takes knowing both."""
    here = source.passage(sentence.passage)
    for found in re.finditer(r"[一-鿿](?=和|与)", sentence.text):
        at = found.end()
        words = tagged(sentence.text)
        left = next((each for each in words if each.end == at), None)
        right = next((each for each in words if each.start == at + 1), None)
        if left is None or right is None:
            continue
        one = distractors.siblings(left.text, here, 1, rng, "pairs")
        other = [
            each
            for each in distractors.siblings(right.text, here, 2, rng, "pairs")
            if each not in one
        ]
        if one and other:
            joint = sentence.text[at]
            grid = [a + joint + b for a, b in product((left.text, one[0]), (right.text, other[0]))]
            yield from _choice(
                source, sentence, (left.start, right.end), tuple(grid[1:]), "pair choice", 6.4, rng
            )


def _of_terms(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    here = source.passage(sentence.passage)
    for term in sorted(distractors.asked_words()):
        at = sentence.text.find(term)
        # 创新精神 beside 奉献精神 is one of a list, asked as such.
        is_one_of = sentence.text.count(term[-2:]) > 1
        if at >= 0 and here.count(term) == 1 and not is_one_of:
            wrong = distractors.siblings(term, here, _WRONG, rng)
            yield from _choice(
                source, sentence, (at, at + len(term)), wrong, "term choice", 5.8, rng
            )


def _choice(
    source: Source,
    sentence: Sentence,
    gap: tuple[int, int],
    wrong: Sequence[str],
    way: str,
    merit: float,
    rng: Random,
) -> Iterator[Proposal]:
    right = sentence.text[slice(*gap)]
    found = stems.framed(source, sentence, stems.said(source), gap, (right,), len(_ASK), _LEAST)
    if found is None or len(wrong) < _WRONG:
        return
    opening, span = found
    if "figure" in way and not stems.is_scoped(sentence, span):
        return
    order = _in_order if way == "figure choice" else shuffled
    question = Question(
        key="",
        kind=Kind.SINGLE,
        stem=f"{opening}：{stems.gapped(sentence, span, [gap])}{_ASK}",
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, span),),
        note=stems.told(sentence, [gap]) + beside(source, sentence, [gap]),
        **order([right], wrong, rng),  # type: ignore[arg-type]
    )
    yield Proposal(question, way, merit, sentence, span, (right,), tuple(wrong))


def _in_order(right: Sequence[str], wrong: Sequence[str], _: Random) -> dict[str, object]:
    """Numbers from the least to the greatest, as one reads them."""
    choices = sorted((*right, *wrong), key=_value)
    return {"choices": tuple(choices), "right": frozenset(map(choices.index, right))}


def _value(choice: str) -> tuple[float, ...]:
    scale = "零一二三四五六七八九"
    numbers = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", choice)]
    return tuple(numbers) or tuple(float(scale.find(each)) for each in choice)
