"""A line to be filled in: figures, names, and the item that a closed list lacks."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from questions.drafting import stems
from questions.drafting.clauses import clauses
from questions.drafting.lists import Enumeration
from questions.drafting.proposal import Proposal, beside, dice, quote_of, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.stock import is_chant, is_stock
from questions.drafting.terms import Figure, bodies, figures, is_of_calendar, names
from questions.drafting.words import tagged
from questions.question import Kind, Question

_MOST = 3
_FRAME = 4
_LONGEST = 4
# The how manieth month of its kind it is may be all that opens an article.
_CALENDAR, _HOW_MANIETH = 3.2, 2.8
_OF_PEOPLE, _DETAIL = ("人", "户", "名", "位", "人次"), 1.6
_WORD = 5
_LETTERS = re.compile(r"[一-鿿][(（]([A-Z]{3,6})[)）]")
# 以公开促公平: what it leads to stays, for without it nothing tells what is meant.
_LEADS_TO = re.compile(
    "以(?P<what>[一-鿿]{2,4})[促带保](?P<end>[一-鿿]{2,4})(?=[,，。；;、]|$)(?<![促带保]进)"
)
_MEANS = re.compile(
    r"以(?P<what>[一-鿿]{4,12}?)为(?:基本形式|核心|主线|重点|平台|载体|抓手|契机|主体|依托|中心|原则|牵引|突破口|纽带)"
)

_QUALITIES = re.compile(
    "(?<=[一-鿿])([一-鿿]{2})性、([一-鿿]{2})性(?=的?(?:工作|任务|工程|作用|问题|举措|措施|要求))"
)


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for sentence in source.sentences:
        if sentence.is_whole:
            yield from _of_figures(source, sentence)
            yield from _of_names(source, sentence)
            yield from _of_means(source, sentence)
            yield from _of_bodies(source, sentence)
            yield from _of_qualities(source, sentence)
    for sentence, listed in source.enumerations:
        rng = dice(seed, sentence)
        yield from _of_items(source, sentence, listed, rng)


def _of_figures(source: Source, sentence: Sentence) -> Iterator[Proposal]:
    spans = list(clauses(sentence.text))
    by_clause: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures(sentence.text):
        span = next((each for each in spans if each[0] <= figure.start < each[1]), None)
        if span and not (figure.text == "1" and not figure.after):
            by_clause.setdefault(span, []).append(figure)
    for found in by_clause.values():
        asked = [each for each in found if not each.is_year][:_MOST] or found
        # Nobody need know 21589.46 by heart.
        if any(len(re.sub(r"\D", "", each.text)) > _LONGEST for each in asked):
            continue
        merit = 8.5 if any(len(each.text) > 1 for each in asked) else 7.5
        if all(each.is_year for each in asked):
            merit -= 2.6
        if all(is_of_calendar(sentence.text, each) for each in asked):
            merit -= _CALENDAR if asked[0].unit == "周年" else _HOW_MANIETH
        if any(each.is_rough for each in asked):
            merit -= 2.8
        # How many people are in one part of it is no news of the article.
        if sentence.topic and all(each.unit in _OF_PEOPLE for each in asked):
            merit -= _DETAIL * (not source.is_rules)
        gaps = [each.place for each in asked]
        yield from _blank(source, sentence, gaps, "figure blank", merit, "number")
        # Without the figures of the clauses before, so that those may be asked as well.
        if stems.led(sentence, span := _clause_of(spans, gaps[0])):
            most = span[1] - span[0]
            yield from _blank(source, sentence, gaps, "figure blank", merit, "number", most=most)


def _clause_of(spans: Sequence[tuple[int, int]], gap: tuple[int, int]) -> tuple[int, int]:
    return next((start, end) for start, end in spans if start <= gap[0] < end)


def _of_names(source: Source, sentence: Sentence) -> Iterator[Proposal]:
    for name, start, end in names(sentence.text):
        if stems.has_rivals(name):
            continue
        yield from _blank(source, sentence, [(start, end)], "name blank", 6.8, "term", 22)


def _of_bodies(source: Source, sentence: Sentence) -> Iterator[Proposal]:
    for _, start, end in bodies(sentence.text):
        yield from _blank(source, sentence, [(start, end)], "body blank", 6.9, "term", 22)


def _of_means(source: Source, sentence: Sentence) -> Iterator[Proposal]:
    """What something is based on, 以…为核心, and what it is called in letters: …(PDCA)."""
    for found in _MEANS.finditer(sentence.text):
        if not re.search("[的和与及或、了]", found["what"]):
            gap = found.span("what")
            yield from _blank(source, sentence, [gap], "means blank", 6.6, "term", 22)
    for found in _LEADS_TO.finditer(sentence.text):
        gap = found.span("what")
        yield from _blank(source, sentence, [gap], "means blank", 6.2, "term", 16)
    for found in _LETTERS.finditer(sentence.text):
        yield from _blank(source, sentence, [found.span(1)], "name blank", 6.6, "term", 22)


def _of_qualities(source: Source, sentence: Sentence) -> Iterator[Proposal]:
    """Of what sort something is said to be: 一项经常性、基础性工作."""
    for found in _QUALITIES.finditer(sentence.text):
        gaps = [found.span(1), found.span(2)]
        yield from _blank(source, sentence, gaps, "quality blank", 6.6, "term", 16)


def _of_items(
    source: Source, sentence: Sentence, listed: Enumeration, rng: Random
) -> Iterator[Proposal]:
    """One item of a list of which every other shows how it is built."""
    items = listed.items
    if listed.is_open or not 3 <= len(items) <= 6 or is_stock(items) or is_chant(listed):
        return
    lengths = set(map(len, items))
    shares = len({each[-1] for each in items}) == 1 or len({each[0] for each in items}) == 1
    if len(lengths) > 1 or max(lengths) > _WORD or not (shares or listed.is_bracketed):
        return
    item = items[rng.randrange(1, len(items))]
    start = sentence.text.index(item, listed.start)
    yield from _blank(
        source, sentence, [(start, start + len(item))], "item blank", 6.5, typed_as="term"
    )


def _accepted(source: Source, text: str, gap: tuple[int, int], typed_as: str) -> tuple[str, ...]:
    if typed_as == "number":
        found = (each for each in figures(text) if each.place == gap)
        return next((each.wordings for each in found), (text[slice(*gap)],))
    return _wordings(source, text[slice(*gap)], typed_as)


def _wordings(source: Source, answer: str, typed_as: str) -> tuple[str, ...]:
    """The answer, and what else it is called: 职代会 and 职工代表大会, 东山车间 and 车间 alone."""
    if typed_as != "term" or not re.fullmatch("[一-鿿]{3,}", answer):
        return (answer,)
    made = [answer]
    if len(answer) < 5:
        longer = "[一-鿿]{1,2}".join(answer[:-1]) + f"[一-鿿]{{0,2}}{answer[-1]}"
        full = re.search(longer, source.whole)
        made += [full[0]] if full else []
    _, *rest = (each.text for each in tagged(answer))
    shorter = "".join(rest)
    is_told = any(each.endswith(shorter) for each in source.bodies if each != answer)
    if answer in source.bodies and len(shorter) > 3 and not is_told:
        made.append(shorter)
    return tuple(made)


def _blank(
    source: Source,
    sentence: Sentence,
    gaps: Sequence[tuple[int, int]],
    way: str,
    merit: float,
    typed_as: str,
    least: int = 0,
    most: int = stems.LIMIT,
) -> Iterator[Proposal]:
    text = sentence.text
    answers = tuple(text[start:end] for start, end in gaps)
    place = (gaps[0][0], gaps[-1][1])
    # A figure stands where it stands; a word, as others might, for what follows.
    frame_it = stems.framed if typed_as == "number" else stems.framed_on
    found = frame_it(
        source, sentence, stems.said(source), place, answers, least=least or 10, most=most
    )
    if found is None:
        return
    opening, span = found
    # Of 建党102周年 it is said whose they are.
    counts = typed_as == "number" and not text[gaps[0][1] :].startswith("周年")
    if counts and not stems.is_scoped(sentence, span):
        return
    hint = stems.in_characters(answers[0]) if way == "means blank" else ""
    question = Question(
        key="",
        kind=Kind.BLANK,
        stem=f"{opening}：{stems.gapped(sentence, span, gaps)}{hint}",
        accepted=tuple(_accepted(source, text, each, typed_as) for each in gaps),
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, span),),
        note=stems.told(sentence, gaps) + beside(source, sentence, gaps),
        typed_as=typed_as,
        ordered=len(gaps) > 1 and way != "quality blank",
    )
    start, end = gaps[0][0], gaps[-1][1]
    frame = (text[max(0, start - _FRAME) : start], text[end : end + _FRAME])
    yield Proposal(question, way, merit, sentence, span, answers, frame=frame)
