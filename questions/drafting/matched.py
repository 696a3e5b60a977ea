"""What belongs to what: an item to one of two lists side by side, a description to its name."""

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from questions.drafting import stems
from questions.drafting.items import shared_start
from questions.drafting.lists import Enumeration
from questions.drafting.proposal import Proposal, dice, quote_of, shuffled, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.terms import overlap
from questions.drafting.words import tag
from questions.question import Kind, Question

_RIGHT, _WRONG = 3, 2
_NAMES = 4
_SORTS = re.compile(
    "(?:精神|意识|理念|作风|能力|文化|责任|制度|机制|权利|义务|方式|方法|模式|原则)$"
)
# 有制度、无事故: nobody takes the one for the other.
_PLAIN = frozenset("有无不没")
_DESCRIBED = re.compile(
    "(?:^|(?<=[,，。；;：:和与]))(?:以|弘扬|发扬|坚持|践行|树立)?"
    "(?P<what>[^,，。；;：:的“”和与]{4,14})的(?P<name>[一-鿿]{2,8}?)(?=[,，。；;和与]|为|$)"
)


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for (one, first), (other, second) in pairwise(source.enumerations):
        if one == other:
            yield from _of_two_lists(source, one, first, second, dice(seed, one))
    for sentence in source.sentences:
        if sentence.is_whole:
            yield from _of_names(source, sentence, dice(seed, sentence))


def _of_two_lists(
    source: Source, sentence: Sentence, first: Enumeration, second: Enumeration, rng: Random
) -> Iterator[Proposal]:
    """懂甲、懂乙、懂丙 beside 会丁、会戊、会己: which are to be known, which to be done."""
    leads = [_lead(each) for each in (first, second)]
    if not all(leads) or leads[0] == leads[1]:
        return
    lists = [first, second]
    rng.shuffle(lists)
    all_right, all_wrong = ([x[1:] for x in each.items] for each in lists)
    lead = _lead(lists[0])
    right = [each for each in all_right if not any(overlap(each, x) for x in all_wrong)]
    wrong = [each for each in all_wrong if not any(overlap(each, x) for x in all_right)]
    if min(len(right), len(wrong)) < _WRONG:
        return
    shown = sorted(rng.sample(range(len(right)), min(_RIGHT, len(right))))
    opening = stems.opening(source, sentence, "列出")
    stem = (
        f"{opening}以“{leads[0]}”开头和以“{leads[1]}”开头的两组内容。"
        f"下列哪些属于以“{lead}”开头的一组？（多选）"
    )
    span = (first.start, second.end)
    groups = [f"“{lead}”的是{'、'.join(x[1:] for x in y.items)}" for lead, y in
              zip(leads, (first, second), strict=True)]  # fmt: skip
    question = Question(
        key="",
        kind=Kind.MULTIPLE,
        stem=stem,
        difficulty=2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, span),),
        note=f"原文{'；'.join(groups)}。",
        **shuffled([right[at] for at in shown], rng.sample(wrong, _WRONG), rng),  # type: ignore[arg-type]
    )
    yield Proposal(question, "of two lists", 9.6, sentence, span, (*first.items, *second.items))


def _lead(listed: Enumeration) -> str:
    """The one verb with which every item begins, "" where none does."""
    if len(listed.items) < 3 or listed.is_open or shared_start(listed.items) != 1:
        return ""
    lead = listed.items[0][0]
    return lead if tag(lead)[:1] == "v" and lead not in _PLAIN else ""


def _of_names(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    """甲的爱国精神,乙的创业精神…: which of the names is that of 乙."""
    found = list(_DESCRIBED.finditer(sentence.text))
    ends = {each["name"][-2:] for each in found}
    for end in sorted(ends):
        here = [each for each in found if each["name"].endswith(end)]
        names = [each["name"] for each in here]
        if not _SORTS.match(end) or len(here) < _NAMES or len(set(names)) < len(names):
            continue
        # 科学求实精神 of 讲求科学 is told by its own words.
        fit = [each for each in here if not set(each["what"]) & set(each["name"])]
        if not fit:
            continue
        asked = rng.choice(fit)
        wrong = rng.sample([each for each in names if each != asked["name"]], _NAMES - 1)
        shown = stems.inner(stems.wide(asked["what"]))
        span = (here[0].start("what"), here[-1].end("name"))
        opening = stems.opening(source, sentence, "提到")
        question = Question(
            key="",
            kind=Kind.SINGLE,
            stem=f"{opening}的几种{end}中，“{shown}”说的是哪一种？",
            difficulty=2,
            tags=tags_of(sentence),
            quotes=(quote_of(source, sentence, span),),
            note=f"原文是“{shown}的{asked['name']}”。",
            **shuffled([asked["name"]], wrong, rng),  # type: ignore[arg-type]
        )
        yield Proposal(question, "name choice", 7.8, sentence, span, (asked["name"],))
