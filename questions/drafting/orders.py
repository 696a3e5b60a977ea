"""Neighbours that are built alike, their ends to be put in order: 依次是哪一项？"""

from collections.abc import Iterator
from itertools import permutations
from random import Random

from questions.drafting import lexicon, stems
from questions.drafting.proposal import Proposal, dice, quote_of, shuffled, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.terms import Parallel, overlap, parallels
from questions.question import Kind, Question

ASK = "横线处依次是哪一项？"
_CHOICES, _MOST = 4, 4


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for sentence in source.sentences:
        if sentence.is_whole:
            for parallel in parallels(sentence.text):
                yield from _ordered(source, sentence, parallel, dice(seed, sentence))
    for sentence, listed in source.enumerations:
        for parallel in parallels(sentence.text, listed.spans(sentence.text)):
            yield from _ordered(source, sentence, parallel, dice(seed, sentence))


def tells_itself(parallel: Parallel) -> bool:
    """Whether one needs no article: a chain (甲决定乙,乙决定丙), or a saying (防范胜于救灾)."""
    heads = "".join(parallel.heads)
    chained = any(tail in heads for tail in parallel.tails)
    compared = any(parallel.heads[0].endswith(each) for each in lexicon.words("compared"))
    hinted = any(map(overlap, parallel.heads, parallel.tails))
    return chained or compared or hinted


def _ordered(
    source: Source, sentence: Sentence, parallel: Parallel, rng: Random
) -> Iterator[Proposal]:
    tails = parallel.tails
    if not 3 <= len(tails) <= _MOST or tells_itself(parallel):
        return
    starts = [at + len(head) for at, head in zip(parallel.starts, parallel.heads, strict=True)]
    gaps = [(at, at + len(tail)) for at, tail in zip(starts, tails, strict=True)]
    place = (parallel.starts[0], gaps[-1][1])
    found = stems.framed(source, sentence, stems.said(source), place, tails, len(ASK))
    if found is None:
        return
    note = f"原文是“{'”“'.join(parallel.whole(at) for at in range(len(tails)))}”。"
    if question := which_each(source, sentence, found, gaps, tails, note, rng):
        yield Proposal(question, "order choice", 7.6, sentence, found[1], tails)


def which_each(
    source: Source, sentence: Sentence, framed: tuple[str, tuple[int, int]],
    gaps: list[tuple[int, int]], names: tuple[str, ...], note: str, rng: Random,
) -> Question | None:  # fmt: skip
    """What stands in each of the gaps, chosen from four orders of the names; None where there
    are too few. `framed` is the stem's opening and the clauses that it shows."""
    opening, span = framed
    wrong = ["、".join(each) for each in other_orders(names, rng)]
    if not wrong:
        return None
    return Question(
        key="",
        kind=Kind.SINGLE,
        stem=f"{opening}：{stems.gapped(sentence, span, gaps)}{ASK}",
        difficulty=2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, span),),
        note=note,
        **shuffled(["、".join(names)], wrong, rng),  # type: ignore[arg-type]
    )


def other_orders(tails: tuple[str, ...], rng: Random) -> list[tuple[str, ...]]:
    """Three other orders that begin as the right one does; [] where there are too few.

    人员无故障 nobody would say. What comes second is one of two in as many of the four, so that
    neither stands out.
    """
    same = [each for each in permutations(tails) if each[0] == tails[0] and each != tails]
    if len(same) < _CHOICES - 1:
        return []
    second = rng.choice(tails[2:])
    likely = [each for each in same if each[1] == tails[1]][:1]
    return likely + rng.sample([each for each in same if each[1] == second], _CHOICES - 2)
