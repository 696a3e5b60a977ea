"""Typed terms and clauses: the same words, whatever joins them; one slip is "almost"."""

import re
from collections.abc import Iterator
from itertools import chain

from questions.numerals import chinese_to_digits
from questions.typed import lexicon
from questions.typed.joints import breaks, clauses, joints, same
from questions.typed.plain import Context, core, simplified
from questions.typed.slips import NEGATIONS, is_slip, known
from questions.typed.verdict import Verdict

# How much longer than its reference an answer may be: a sentence around it.
_LONGER = 120
_CONTEXT = 16
_NOUN = 8
_LONGEST_EXTENDED = 12
_FEW = 2
_LONGEST_VERB = 8

_VERBS = "|".join(lexicon.words("lead_verbs"))
_LEAD = re.compile(
    r"(?:我(?:们)?(?:觉得|认为|想|猜)?|应该|应当|大概|正确答案|答案|答|就|应|[他她它这其]们?)*"
    r"(?:指的是|被称为|称之为|被称作|称为|称作|叫做|叫作|分别是|分别为|包括|就是|是指|要|是|为了|为|叫|指|即|填|选|有)?"
)
_VERB = re.compile(rf"(?:{_VERBS})[了好]?")
_END = re.compile(r"(?:的|了|吧|呢|啊|呀|哦|哈|嘛|等等|等|之类|即可|就行|谢谢|这一点)+\Z")
_NAMING = re.compile(r"(?:指的是|被称为|称为|称作|叫做|叫作|是|叫|为|即)")


def judge(
    reference: str, typed: str, context: Context, others: frozenset[str] = frozenset()
) -> Verdict:
    """ACCEPT for the same words, ALMOST for one slip in them, REJECT for anything else.

    Width, case, script, punctuation, 的地得了, what joins an enumeration and its order, and
    words repeated from the question make no difference. `others` holds the `same` form of
    whatever else the question asks for: naming one of those is no slip.
    """
    if len(typed) > len(reference) * 2 + _LONGER:
        return Verdict.REJECT
    wanted = list(_wanted(reference, context))
    given = list(_given(typed, context, is_term=len(reference) <= _LONGEST_EXTENDED))
    if any(_is_same(one, other) for one in wanted for other in given):
        return Verdict.ACCEPT
    if others & {same(each) for each in given}:
        return Verdict.REJECT
    if any(_is_extended(core(one), core(other), context) for one in wanted for other in given):
        return Verdict.ACCEPT
    slips = (
        is_slip(form(one), form(other), context.whole)
        for form in (same, core)
        for one in wanted
        for other in given
    )
    return Verdict.ALMOST if any(slips) else Verdict.REJECT


def _is_same(wanted: str, given: str) -> bool:
    if not (one := same(wanted)):
        return False
    other = same(given)
    if one == other or chinese_to_digits(one) == chinese_to_digits(other):
        return joints(given) <= breaks(wanted)
    return sorted(one) == sorted(other) and _is_reordered(wanted, given)


def _wanted(reference: str, context: Context) -> Iterator[str]:
    """The reference, and without what the question says right before or after the gap."""
    text = simplified(reference)
    yield text
    if (bare := re.sub(r"\([^()]*\)", "", text)) != text and core(bare):
        yield bare
    plain = core(text)
    for shorter in _without_context(plain, context):
        if len(shorter) >= 2:
            yield shorter


def _given(typed: str, context: Context, is_term: bool) -> Iterator[str]:
    text = simplified(typed).strip()
    yield text
    yield from _undressed(text)
    if is_term and (verb := _VERB.match(text)):
        yield from _undressed(text[verb.end() :])
    bare = re.sub(r"\(([^()]*)\)", "", text)
    if bare != text and _only_repeats(text, context):
        yield bare
    plain = core(text)
    yield from _without_context(plain, context)
    for naming in _NAMING.finditer(plain):
        subject = plain[: naming.start()]
        if subject and set(subject) <= set(context.whole) and not NEGATIONS & set(subject):
            yield from _undressed(plain[naming.end() :])


def _undressed(text: str) -> Iterator[str]:
    """Without 答案是 before it and 吧 after it."""
    lead = _LEAD.match(text)
    bare = text[lead.end() :].lstrip(" :,") if lead else text
    for each in (bare, text):
        yield _END.sub("", each.rstrip(" 。!?,.~"))
        yield each


def _only_repeats(text: str, context: Context) -> bool:
    """Whether the brackets only add what the question says, or the articles at that place."""
    inside = [core(each) for each in re.findall(r"\(([^()]*)\)", text)]
    return all(each in context.whole for each in inside) or same(text) in known()


def _without_context(plain: str, context: Context) -> Iterator[str]:
    for head in _overlaps(context.head, at_end=True):
        if plain.startswith(head) and plain != head:
            yield plain.removeprefix(head).lstrip("了着过的")
    for tail in _overlaps(context.tail, at_end=False):
        if plain.endswith(tail) and plain != tail:
            bare = plain.removesuffix(tail)
            yield bare
            for head in _overlaps(context.head, at_end=True):
                if bare.startswith(head) and bare != head:
                    yield bare.removeprefix(head)


def _overlaps(text: str, at_end: bool) -> Iterator[str]:
    if not at_end and len(text) <= _NOUN:
        # 品牌 alone, where 党建品牌 was asked for.
        yield from (text[start:] for start in range(1, len(text) - 1))
    longest = min(len(text), _CONTEXT)
    for length in range(longest, 0, -1):
        yield text[-length:] if at_end else text[:length]


def _is_extended(wanted: str, given: str, context: Context) -> bool:
    """Whether a short term only carries words of the question with it: ROSE品牌, 工程师夏常.

    Not where the articles tell several such things apart, as 小区党支部 and 社区党支部.
    """
    if not 2 <= len(wanted) <= _LONGEST_EXTENDED or wanted not in given or wanted in context.whole:
        return False
    before, _, after = given.partition(wanted)
    if bool(before) == bool(after) or NEGATIONS & set(before + after):
        return False
    is_asked = len(before + after) >= 2 and before + after in context.whole
    around = _neighbours(wanted, at_end=bool(after))
    return is_asked and given not in context.whole and len(around) <= _FEW


def _neighbours(term: str, at_end: bool) -> set[str]:
    """The two characters that stand before a term in the articles, or after it."""
    text = known()
    places = [found.span() for found in re.finditer(re.escape(same(term)), text)]
    return {
        text[end : end + 2] if at_end else text[max(0, start - 2) : start] for start, end in places
    }


def _is_reordered(wanted: str, given: str) -> bool:
    """Whether the same items are enumerated in another order, clause by clause."""
    one, other = clauses(wanted), clauses(given)
    if len(one) == len(other):
        left = list(other)
        for clause in one:
            match = next((each for each in left if _is_shuffled(clause, each)), None)
            if match is None:
                break
            left.remove(match)
        else:
            return True
    # Commas and 、 are one where only one of them is used.
    if len(one) == 1 or len(other) == 1 or all(len(each) == 1 for each in (*one, *other)):
        return sorted(chain(*one)) == sorted(chain(*other))
    return False


def _is_shuffled(one: list[str], other: list[str]) -> bool:
    """Whether these are the same items, but for a verb before the first or a noun after the last.

    加强党史、新中国史教育 is 加强新中国史、党史教育.
    """
    if sorted(one) == sorted(other):
        return True
    if len(one) != len(other) or len(one) < 2:
        return False
    heads = range(_shared(one[0], other[0]) + 1)
    tails = range(_shared(one[-1][::-1], other[-1][::-1]) + 1)
    return any(
        _trimmed(one, head, tail) == _trimmed(other, head, tail)
        for head in heads
        for tail in tails
        if min(len(one[0]), len(other[0])) >= head + 2
        and min(len(one[-1]), len(other[-1])) >= tail + 2
    )


def _shared(one: str, other: str) -> int:
    apart = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return min(next(apart, min(len(one), len(other))), _LONGEST_VERB)


def _trimmed(items: list[str], head: int, tail: int) -> list[str]:
    trimmed = [items[0][head:], *items[1:-1], items[-1][: len(items[-1]) - tail]]
    return sorted(trimmed)
