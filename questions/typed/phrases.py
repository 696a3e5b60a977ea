"""Typed terms and clauses: the same words, whatever joins them; one slip is "almost"."""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import Levenshtein

from questions.numerals import chinese_to_digits
from questions.typed import lexicon
from questions.typed.plain import Context, core, known_texts, simplified
from questions.typed.verdict import Verdict

# How much longer than its reference an answer may be: a sentence around it.
_LONGER = 120
_CONTEXT = 16
_NOUN = 8
_SHORTEST_WITH_A_SLIP = 3
_SHORTEST_WORD_WITH_A_SLIP = 5

_JOINING = "以及|还有|和|与|及|跟"
_PROTECTED = "|".join(
    sorted({re.escape(word) for word in lexicon.words("joined_words")}, key=len, reverse=True)
)
_JOINT = re.compile(rf"({_PROTECTED})|(?<=\S)(?:(?P<joint>{_JOINING})(?=\S)|[的地得了着])")
_STRONG = re.compile(r"[,;:。!?\n]+")
# A blank enumerates between Chinese words only.
_ENUMERATING = re.compile(r"[、/\x01]+|(?<=[一-鿿]) (?=[一-鿿])")

_LEAD = re.compile(
    r"(?:我(?:们)?(?:觉得|认为|想|猜)?|应该|应当|大概|正确答案|答案|答|就|应)*"
    r"(?:指的是|被称为|称之为|被称作|称为|称作|叫做|叫作|分别是|分别为|包括|就是|是指|要|是|为|叫|指|即|填|选|有)?"
)
_END = re.compile(r"(?:的|了|吧|呢|啊|呀|哦|哈|嘛|等等|等|之类|即可|就行|谢谢|这一点)+\Z")
_NAMING = re.compile(r"(?:指的是|被称为|称为|称作|叫做|叫作|是|叫|为|即)")

NEGATIONS = frozenset(lexicon.words("negations"))
_FIGURES = set("0123456789零二三四五六七八九十百千万亿两半")
_FLIPS = {frozenset(pair) for pair in lexicon.words("opposites")}


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
    wanted, given = list(_wanted(reference, context)), list(_given(typed, context))
    if any(_is_same(one, other) for one in wanted for other in given):
        return Verdict.ACCEPT
    if others & {same(each) for each in given}:
        return Verdict.REJECT
    slips = (is_slip(same(one), same(other), context.whole) for one in wanted for other in given)
    return Verdict.ALMOST if any(slips) else Verdict.REJECT


def same(text: str) -> str:
    """Equal for texts that say the same in the same order: `core` without its joints."""
    return core(_JOINT.sub(lambda found: found[1] or " ", simplified(text)))


def clauses(text: str) -> list[list[str]]:
    """A `simplified` text cut at its stops, and each piece at what enumerates; no joints left."""
    found = []
    for piece in _STRONG.split(_JOINT.sub(_cut, text)):
        items = [core(item) for item in _ENUMERATING.split(piece)]
        if items := [item for item in items if item]:
            found.append(items)
    return found


def is_slip(reference: str, typed: str, stem: str = "") -> bool:
    """Whether one character is wrong, missing, too much or swapped, and it is no other thing.

    Both in `same` form. A figure, a negation or an opposite is never a slip; nor is what the
    articles or the stem say elsewhere.
    """
    if len(reference) < _SHORTEST_WITH_A_SLIP or not typed:
        return False
    if not (_is_one_edit(reference, typed) or _is_swap(reference, typed)):
        return False
    known = f"{same(stem)}\n{_known()}".replace(reference, "\n")
    return typed not in known or typed in reference


@cache
def _known() -> str:
    return "\n".join(same(text) for text in known_texts())


def _is_same(wanted: str, given: str) -> bool:
    if not (one := same(wanted)):
        return False
    other = same(given)
    if one == other or _in_digits(one) == _in_digits(other):
        return True
    return sorted(one) == sorted(other) and _is_reordered(wanted, given)


def _in_digits(text: str) -> str:
    return chinese_to_digits(text)


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


def _given(typed: str, context: Context) -> Iterator[str]:
    text = simplified(typed).strip()
    yield text
    yield from _undressed(text)
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
    return all(each in context.whole for each in inside) or same(text) in _known()


def _without_context(plain: str, context: Context) -> Iterator[str]:
    for head in _overlaps(context.head, at_end=True):
        if plain.startswith(head) and plain != head:
            yield plain.removeprefix(head)
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


def _is_one_edit(reference: str, typed: str) -> bool:
    if abs(len(reference) - len(typed)) > 1:
        return False
    if Levenshtein.distance(reference, typed, score_cutoff=1) != 1:
        return False
    (edit,) = Levenshtein.editops(reference, typed)
    old = reference[edit.src_pos] if edit.tag != "insert" else ""
    new = typed[edit.dest_pos] if edit.tag != "delete" else ""
    return _is_harmless(old, new, reference, edit.src_pos)


def _is_harmless(old: str, new: str, reference: str, at: int) -> bool:
    if {old, new} & (_FIGURES | NEGATIONS) or frozenset((old, new)) in _FLIPS:
        return False
    if any(char.isascii() for char in old + new):
        word = re.search(r"[a-z]*\Z", reference[:at])
        after = re.match(r"[a-z]*", reference[at:])
        length = len(word[0] if word else "") + len(after[0] if after else "")
        return length >= _SHORTEST_WORD_WITH_A_SLIP
    return True


def _is_swap(reference: str, typed: str) -> bool:
    if len(reference) != len(typed):
        return False
    apart = [at for at, (a, b) in enumerate(zip(reference, typed, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    pair = reference[apart[0] : apart[1] + 1]
    is_word = not (set(pair) & (_FIGURES | NEGATIONS)) and not pair.isascii()
    return pair[::-1] == typed[apart[0] : apart[1] + 1] and (is_word or len(reference) >= 6)


def _is_reordered(wanted: str, given: str) -> bool:
    """Whether the same items are enumerated in another order, clause by clause."""
    one, other = clauses(wanted), clauses(given)
    if len(one) == 1 or len(other) == 1 or all(len(each) == 1 for each in (*one, *other)):
        flat = [item for clause in one for item in clause]
        back = [item for clause in other for item in clause]
        return len(flat) == len(back) and _is_shuffled(flat, back)
    if len(one) != len(other):
        return False
    left = list(other)
    for clause in one:
        match = next((each for each in left if _is_shuffled(clause, each)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _cut(found: re.Match[str]) -> str:
    return "\x01" if found["joint"] else found[1] or ""


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
    return any(_trimmed(one, h, t) == _trimmed(other, h, t) for h in heads for t in tails)


def _shared(one: str, other: str) -> int:
    apart = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(apart, min(len(one), len(other)))


def _trimmed(items: list[str], head: int, tail: int) -> list[str]:
    trimmed = [items[0][head:], *items[1:-1], items[-1][: len(items[-1]) - tail]]
    return sorted(trimmed)
