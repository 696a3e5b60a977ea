"""Typed numbers: exact, however they are written; a number tolerates nothing."""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache

from questions.typed import units
from questions.typed.plain import Context, known_texts
from questions.typed.quantities import AFTER, BEFORE, Quantity, near_a_gap, quantities
from questions.typed.verdict import Verdict, best, worst

# How much longer than its reference an answer may be: a short sentence around it.
_LONGER = 80
_TAIL = 12
_TURNING = set("不没无非未否别减降少低增升加涨或")


def judge(reference: str, typed: str, context: Context) -> Verdict:
    """Every number of the reference, in its order, each without a unit or with an equal one.

    ALMOST where the number is right and something around it is not quite: 300户 for 300多户.
    """
    if len(typed) > len(reference) + _LONGER:
        return Verdict.REJECT
    given = quantities(typed)
    if len(quantities(reference)) > len(given):
        # 321,924 may be two numbers as well as one.
        given = quantities(re.sub("[,， ]", "、", typed))
    found = [_judge(wanted, given, context) for wanted in _readings(reference, context) if wanted]
    return best(found) if given else Verdict.REJECT


def _readings(reference: str, context: Context) -> Iterable[tuple[Quantity, ...]]:
    """The reference as it stands, and as it reads within its sentence: 1.5 before 亿人."""
    wanted = quantities(reference)
    if len(wanted) != 1:
        yield wanted
        return
    (only,) = wanted
    tail = context.tail[:_TAIL]
    if not only.unit.is_named:
        only = replace(only, unit=units.unit(re.split("[的和与、]", tail)[0]))
    yield (only,)
    share = "百分之" if context.head.endswith("百分之") else ""
    full = quantities(f"{share}{reference}{tail}")
    if share or (len(full) == 1 and (full[0].value != only.value or full[0].is_share)):
        yield full


def _judge(wanted: tuple[Quantity, ...], given: tuple[Quantity, ...], context: Context) -> Verdict:
    if len(wanted) != len(given):
        return _one_among(wanted, given, context)
    if [each.join for each in wanted] != [each.join for each in given]:
        return Verdict.REJECT
    return worst(_one(*pair, context) for pair in zip(wanted, given, strict=True))


def _one_among(
    wanted: tuple[Quantity, ...], given: tuple[Quantity, ...], context: Context
) -> Verdict:
    """One number is asked, several are given: fine when the others only repeat the question."""
    if len(wanted) != 1:
        return Verdict.REJECT
    hits = [each for each in given if _one(wanted[0], each, context) is Verdict.ACCEPT]
    others = [each for each in given if each not in hits]
    if len(hits) != 1 or any(each.unit.measure == hits[0].unit.measure for each in others):
        return Verdict.REJECT
    asked = {(each.value, each.unit.measure) for each in quantities(context.whole)}
    if all((each.value, each.unit.measure) in asked for each in others):
        return Verdict.ACCEPT
    return Verdict.ALMOST if hits[0].unit.is_named else Verdict.REJECT


def _one(wanted: Quantity, given: Quantity, context: Context) -> Verdict:
    return worst(
        (
            _value(wanted, given, context),
            _unit(wanted, given, context),
            _nearness(wanted, given, context),
            _lead(wanted, given, context),
        )
    )


def _value(wanted: Quantity, given: Quantity, context: Context) -> Verdict:
    if wanted.is_share == given.is_share:
        is_same = wanted.value == given.value
        if is_same and given.is_ordinal and not (wanted.is_ordinal or "第" in context.whole):
            return Verdict.ALMOST
        return Verdict.ACCEPT if is_same else Verdict.REJECT
    if wanted.is_share and given.value == wanted.value * 100:
        return Verdict.ACCEPT if "百分" in context.whole else Verdict.ALMOST
    if wanted.is_share and given.value == wanted.value * 10 and "几成" in context.whole:
        return Verdict.ACCEPT
    if wanted.is_share and given.value == wanted.value:
        return Verdict.ALMOST
    return Verdict.REJECT


def _unit(wanted: Quantity, given: Quantity, context: Context) -> Verdict:
    if not given.unit.is_named:
        return Verdict.ACCEPT
    if wanted.unit.is_named or wanted.is_share:
        return units.compare(wanted.unit, given.unit, context.whole)
    if not context.whole:
        return Verdict.ACCEPT
    named = given.unit.measure + given.unit.noun
    return Verdict.ACCEPT if named in context.whole or named == "个" else Verdict.ALMOST


def _nearness(wanted: Quantity, given: Quantity, context: Context) -> Verdict:
    asked = near_a_gap(context.head, context.tail) | _long_words(context)
    missing = wanted.nearness - given.nearness - asked
    added = given.nearness - wanted.nearness - asked
    measure = given.unit.measure or wanted.unit.measure
    if added and (given.value, measure, given.nearness) in _known():
        added = frozenset()
    if not missing and not added:
        return Verdict.ACCEPT
    if missing == {"about"} and not added:
        # 约50% is 50% to anybody who learns it.
        return Verdict.ACCEPT
    return Verdict.REJECT if added - {"about", "over"} else Verdict.ALMOST


@cache
def _known() -> frozenset[tuple[Fraction, str, frozenset[str]]]:
    """The figures of the articles with what is said of them: 超1.5亿, 突破30亿."""
    found = (
        each
        for text in known_texts()
        for part in re.split("[,。;]", text)
        for each in quantities(part)
    )
    return frozenset((each.value, each.unit.measure, each.nearness) for each in found)


def _long_words(context: Context) -> frozenset[str]:
    """What a whole question says of its number; words of one character say too many things."""
    return frozenset(
        kind
        for said in (BEFORE, AFTER)
        for kind, words in said.items()
        if any(len(word) > 1 and word in context.whole for word in words.split())
    )


def _lead(wanted: Quantity, given: Quantity, context: Context) -> Verdict:
    lead = given.lead
    if not lead or lead == wanted.lead or lead in context.whole:
        return Verdict.ACCEPT
    if _TURNING & set(lead):
        return Verdict.REJECT
    is_repeated = set(lead) <= set(context.whole)
    return Verdict.ACCEPT if is_repeated else Verdict.ALMOST
