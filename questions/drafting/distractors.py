"""Wrong answers that tempt: of the same sort as the right one, and not true as well."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random

from questions.drafting import lexicon
from questions.drafting.clauses import clauses
from questions.drafting.items import shared_end, shared_start
from questions.drafting.source import Sentence, Source
from questions.drafting.terms import BODY, Figure, figures, overlap
from questions.drafting.words import tagged

_SORTS = (
    ("person", re.compile(r"(?:人员|[员者]|人|群众|老人|儿童|代表|专家|干部|家庭|骨干|工|师傅)$")),
    ("body", re.compile(rf"{BODY}$")),
    ("place", re.compile(r"(?:店|校|院|站|点|园|馆|室|厅|库|书屋|之家|超市|广场)$")),
    ("quality", re.compile(r"[性力感权化]$")),
    ("history", re.compile(r"史$")),
)


_ENOUGH = 40
_CLOSE = ("body", "person", "place", "name", "history")


@lru_cache(maxsize=1 << 14)
def sort_of(term: str) -> str:
    """A word for the sort; terms of one sort may stand in each other's place."""
    first, *rest = tagged(term)
    last = rest[-1] if rest else first
    for name, ends in _SORTS:
        # 调处 is something done, though offices end so.
        if ends.search(term) and not last.is_verb:
            return f"quality {term[-1]}" if name == "quality" else name
    if not rest and first.tag[:2] in ("nr", "a", "ns"):
        return {"nr": "name", "a": "trait", "ns": "region"}[first.tag[:2]]
    if first.is_verb and rest:
        return "deed"
    return "short thing" if len(term) <= 2 else "thing"


def fellows(
    source: Source, sentence: Sentence, items: Sequence[str], count: int, rng: Random
) -> tuple[tuple[str, ...], bool]:
    """What might stand in a list beside these items, and whether it is close to them.

    Items of other lists of the article, or words that are known to be of their sort; () if both
    are too few.
    """
    picked = _from_lists(source, sentence, items, count, rng)
    if picked and sort_of(picked[0]) in _CLOSE:
        return picked, True
    here = source.passage(sentence.passage)
    groups = lexicon.groups("fellows")
    most = max((len(set(group) & set(items)) for group in groups), default=0)
    # 学校 alone makes no shops of 学校、家庭、社会.
    least = min(2, len(items) - 1)
    known = [group for group in groups if most >= least and len(set(group) & set(items)) == most]
    # 竞争力 is said together with 创新力、控制力, whether it stands here or not.
    formula = formula_of(items)
    terms = dict.fromkeys(
        each
        for group in known
        for each in group
        if each not in formula and not _is_near(each, items, here)
    )
    if known and (found := _picked(terms, count, rng)):
        return found, True
    return picked, False


def formula_of(items: Sequence[str]) -> frozenset[str]:
    """All that is said together where two of these are: of 创新力、控制力 there are five."""
    groups = lexicon.groups("formulas")
    return frozenset(x for group in groups if len(set(group) & set(items)) > 1 for x in group)


def are_fellows(one: str, other: str) -> bool:
    return any(one in group and other in group for group in lexicon.groups("fellows"))


def _from_lists(
    source: Source, sentence: Sentence, items: Sequence[str], count: int, rng: Random
) -> tuple[str, ...]:
    """Items of other lists of the article that none takes for one of these."""
    sorts = {sort_of(item) for item in items}
    # Of things no sort is seen: 误会 is no sibling of 方法. What one does may stand beside more.
    if len(sorts) > 1 or not sorts <= {*_CLOSE, "deed"}:
        return ()
    affixes = shared_start(items), shared_end(items)
    shapes = set(map(_shape, items))
    shortest, longest = min(map(len, items)), max(map(len, items))
    here = source.passage(sentence.passage)
    found: dict[str, None] = {}
    for other, listed in source.enumerations:
        if other.passage == sentence.passage or not all(map(_is_sound, listed.items)):
            continue
        for item in listed.items:
            fits = shortest - 1 <= len(item) <= longest + 1 and sort_of(item) in sorts
            is_alike = fits and (sort_of(item) in _CLOSE or _shape(item) in shapes)
            fits = is_alike and item not in here and _has_affixes(item, items[0], affixes)
            if fits and not _is_near(item, items, here):
                found[item] = None
        if len(found) >= _ENOUGH:
            break
    return _picked(found, count, rng)


def _shape(item: str) -> str:
    """How a term is built: 记录伟大时代 is va n, 收集社会意见 vnn."""
    return "".join("n" if each.tag in ("vn", "an") else each.tag[0] for each in tagged(item))


def _has_affixes(item: str, one: str, affixes: tuple[int, int]) -> bool:
    """Whether it begins and ends as all of the items do: no 会操作 among 懂原理, 懂标准."""
    start, end = affixes
    return item.startswith(one[:start]) and item.endswith(one[len(one) - end :])


def _is_sound(item: str) -> bool:
    return "的" not in item


def _is_near(item: str, items: Sequence[str], here: str) -> bool:
    """Whether it may be true as well: a piece of it stands in a right one, or all of it here."""
    if any(overlap(item, each) or _is_short_for(item, each) for each in items):
        return True
    # 话剧 is a kind of 戏剧; among 知情权 and 参与权 all are rights.
    if not shared_end(items) and len(item) < 4 and any(item[-1] == each[-1] for each in items):
        return True
    words = [each.text for each in tagged(item) if len(each.text) > 1]
    return bool(words) and all(word in here for word in words)


def _is_short_for(one: str, other: str) -> bool:
    """年假 for 年休假: its characters stand in the other in their order."""
    left = iter(other)
    return all(char in left for char in one)


def _picked(found: dict[str, None], count: int, rng: Random) -> tuple[str, ...]:
    terms = list(found)
    rng.shuffle(terms)
    picked: list[str] = []
    for term in terms:
        if not any(overlap(term, each) for each in picked):
            picked.append(term)
    return tuple(picked[:count]) if len(picked) >= count else ()


def other_bodies(
    source: Source, sentence: Sentence, body: str, count: int, rng: Random
) -> tuple[str, ...]:
    """Other bodies of the article that the passage does not name and that are no part of this."""
    here = source.passage(sentence.passage)
    told = _told_of(sentence.text, body)
    items = (item for _, listed in source.enumerations for item in listed.items)
    found: dict[str, None] = {}
    for name in (*source.bodies, *(item for item in items if sort_of(item) == "body")):
        apart = name not in here and not (name in body or body in name)
        apart = apart and not _does_the_same(source, name, told)
        if apart and len(name) >= 3 and not _share_most(name, body):
            found[name] = None
    # A 部 for a 部, before a 站.
    alike = dict.fromkeys(each for each in found if each[-1] == body[-1])
    return _picked(alike, count, rng) or _picked(found, count, rng)


def _does_the_same(source: Source, name: str, told: frozenset[str]) -> bool:
    """Whether elsewhere this body, too, does or is told of much the same."""
    return any(len(told & _told_of(text, name)) > 1 for text in source.holding(name))


@lru_cache(maxsize=1 << 14)
def _told_of(text: str, name: str) -> frozenset[str]:
    """The words of the clauses in which a body stands, without itself."""
    pieces = (text[a:b].replace(name, "") for a, b in clauses(text) if name in text[a:b])
    plain = lexicon.words("trivial")
    return frozenset(
        each.text
        for piece in pieces
        for each in tagged(piece)
        if len(each.text) > 1 and each.tag[:1] in ("n", "v", "i", "l") and each.text not in plain
    )


def _share_most(one: str, other: str) -> bool:
    return one[-3:] == other[-3:]


def like_figure(source: Source, sentence: Sentence, figure: Figure, rng: Random) -> str:
    """A number for the place of this one: of the same unit in the article, or near to it."""
    here = {each.text for each in figures(source.passage(sentence.passage))}
    others = [
        each.text
        for each in source.figures
        if (each.unit, each.after) == (figure.unit, figure.after)
        and _is_like(each.text, figure.text)
        and each.text not in here
        and _is_near_to(each.text, figure.text)
    ]
    near = near_figures(source, sentence, figure, 3, rng)
    misread_as = [each for each in misreadings(figure.text) if each not in here]
    close = [each for each in near if _is_near_to(each, figure.text)]
    return rng.choice(others or close or near or misread_as or [""])


# The numbers that rules and instructions use.
_SCALES = {
    "小时": (1, 2, 4, 8, 12, 24, 36, 48, 72),
    "分钟": (1, 3, 5, 10, 15, 20, 30, 45, 60, 90),
    "天": (1, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90),
    "日": (1, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90),
    "个工作日": (1, 2, 3, 5, 7, 10, 15, 20),
    "个月": (1, 2, 3, 6, 9, 12, 18, 24, 36),
    "年": (1, 2, 3, 5, 8, 10, 15, 20),
    "%": (5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 95),
    "元": (20, 50, 80, 100, 200, 300, 500, 800, 1000, 2000, 3000, 5000, 10000),
}


def near_figures(
    source: Source, sentence: Sentence, figure: Figure, count: int, rng: Random
) -> tuple[str, ...]:
    """Numbers in even steps around this one, which may be any of them; () where it is too long."""
    number = re.fullmatch(r"(\d+)(?:\.(\d+))?", figure.text)
    if number is None:
        return _near_numerals(figure.text, count, rng)
    places = len(number[2] or "")
    whole = int(number[1] + (number[2] or ""))
    zeros = 0 if places or whole < 20 else len(number[1]) - len(number[1].rstrip("0"))
    units = whole // 10**zeros
    if units > 9999 or not units:
        return ()
    is_year = figure.unit == "年" and 1900 < whole < 2100
    step = 1 if is_year or (units < 20 and not places) else max(1, round(units * 0.12))
    here = {each.text for each in figures(source.passage(sentence.passage))} - {figure.text}
    scale = [each for each in _SCALES.get(figure.unit, ()) if str(each) not in here]
    if whole in scale and not places and not figure.after:
        at = scale.index(whole)
        first = max(0, min(at - rng.randrange(count + 1), len(scale) - count - 1))
        return tuple(str(each) for each in scale[first : first + count + 1] if each != whole)
    made: list[str] = []
    # The right one is the least, the greatest or one between them, as it happens.
    below = rng.randrange(count + 1)
    offsets = [*range(-1, -below - 1, -1), *range(1, 2 * count + 1)]
    offsets += range(-below - 1, -2 * count - 1, -1)
    # A share is never more than the whole.
    is_share = figure.unit in ("%", "％") and whole <= 100 * 10**places
    most = 100 * 10**places if is_share else float("inf")
    for offset in offsets:
        jitter = rng.randrange(-(step // 5), step // 5 + 1) if zeros == 0 else 0
        value = (units + offset * step + jitter) * 10**zeros
        text = str(value) if not places else f"{value / 10**places:.{places}f}"
        if 0 < value <= most and text not in here and len(made) < count:
            made.append(text)
    return tuple(made) if len(made) == count else ()


def _near_numerals(numeral: str, count: int, rng: Random) -> tuple[str, ...]:
    scale = "二三四五六七八九"
    if len(numeral) != 1 or numeral not in scale:
        return ()
    at = scale.index(numeral)
    first = min(max(0, at - rng.randrange(count + 1)), len(scale) - count - 1)
    return tuple(each for each in scale[first : first + count + 1] if each != numeral)


def _is_like(one: str, other: str) -> bool:
    same_form = one.isdecimal() == other.isdecimal() and one[-1:].isdigit() == other[-1:].isdigit()
    return one != other and same_form and abs(len(one) - len(other)) <= 1


def misreadings(number: str) -> Iterator[str]:
    """What one may take a number for: two digits changed about, the last or first one off."""
    digits = re.match(r"\d+(?:\.\d+)?", number)
    if digits is None:
        scale = "二三四五六七八九"
        if number in scale:
            at = scale.index(number)
            yield from (scale[each] for each in (at + 1, at - 1, at + 2) if 0 <= each < len(scale))
        return
    plain, rest = digits[0], number[digits.end() :]
    made: list[str] = []
    if len(plain) == 4 and plain[:2] in ("19", "20"):
        made = [str(int(plain) + off) for off in (-1, 1, -2)]
    elif "." not in plain and int(plain) < 20:
        made = [str(int(plain) + off) for off in (1, -1, 2) if int(plain) + off > 1]
    elif "." not in plain and plain.endswith("0"):
        kept = plain.rstrip("0")
        zeros = plain[len(kept) :]
        made = [str(int(kept) + off) + zeros for off in (1, -1, 2) if int(kept) + off > 0]
    else:
        for at in range(len(plain) - 1, 0, -1):
            a, b = plain[at - 1], plain[at]
            if a != b and a.isdigit() and b.isdigit() and not (at == 1 and b == "0"):
                made.append(plain[: at - 1] + b + a + plain[at + 1 :])
        last = int(plain[-1])
        made.insert(1, plain[:-1] + str(last + 1 if last < 9 else last - 1))
        first = int(plain[0])
        made.append(str(first + 1 if first < 9 else first - 1) + plain[1:])
        made.append(plain[:-1] + str(last - 1 if last > 1 else last + 2))
    yield from (each + rest for each in dict.fromkeys(made) if each != plain)


def _is_near_to(one: str, other: str) -> bool:
    """Whether one may be taken for the other: of 571 people 84 or 924 may not."""
    if not (one[0].isdigit() and other[0].isdigit()):
        return True
    least, most = sorted((float(one), float(other)))
    return most <= 1.5 * least


def misread(number: str) -> str:
    """What one most easily takes a number for, not far from it: 517 for 571; "" for none."""
    near = [
        each
        for each in misreadings(number)
        if number[0].isdigit() and 0.75 <= float(each) / float(number) <= 1.33
    ]
    return near[0] if near else ""


def siblings(
    term: str, here: str, count: int, rng: Random, kind: str = "words"
) -> tuple[str, ...]:
    """Words of its sort that the passage does not use; () where it has none, or too few."""
    for group in lexicon.groups(kind):
        if term in group:
            others = [each for each in group if each != term and each not in here]
            rng.shuffle(others)
            return tuple(others[:count]) if len(others) >= count else ()
    return ()


def asked_words() -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for group in lexicon.groups("words") for each in group))
