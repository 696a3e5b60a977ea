"""Telling the items of an enumeration apart from the words around them."""

import re
from collections.abc import Sequence
from statistics import median

from questions.drafting import lexicon
from questions.drafting.words import Word, tagged

_NUMERALS = "零一二两三四五六七八九十百0123456789"
_COUNTS = re.compile(rf"[{_NUMERALS}]+[多余]?[个项名户人次部种类条元年月天日时%]")
_JOINTS = ("和", "与", "及", "以及", "或", "或者", "还有")
_LONGEST, _SHORTEST = 16, 2
_MARKS = re.compile("[\x00。，,;；“”()（）+—]")


def start_of_first(segment: str, others: list[str]) -> int | None:
    """Where in the first segment the first item begins; None where that is not sure."""
    words = tagged(segment)
    usual = median(len(each) for each in others)
    shared = {each[0] for each in others} if len(others) > 1 else set()
    verbal = sum(map(is_verbal, others)) * 2 > len(others)
    plain = not any("的" in each for each in others)
    # 懂甲、懂乙、懂丙: of two others that begin alike the first does so as well, if it can.
    many = len(others) > 2 or (len(shared) == 1 and any(segment[x.start] in shared for x in words))
    ranked = []
    for at, word in enumerate(words):
        item = segment[word.start :]
        is_led = len(shared) == 1 and many and item[0] in shared
        if (
            (word.text in lexicon.words("no_start") and not is_led)
            or (plain and "的" in item)
            or (_says_how(words, at) and len(item) != usual)
        ):
            continue
        if len(shared) == 1 and many and item[0] not in shared:
            continue
        before = words[at - 1] if at else None
        is_serial = at > 1 and words[at - 1].is_verb and words[at - 2].is_verb
        opens = before is None or before.tag[:1] in ("v", "p", "u", "x", "c", "d", "s", "f")
        opens = opens or (verbal and is_verbal(item))
        cost = abs(len(item) - usual) + (0 if opens else 1.5) + (2.5 if is_serial else 0)
        alike = is_verbal(item) == verbal or len(item) == usual
        # 独居 in 帮助独居老人 only says which: it does nothing.
        says_which = before is not None and before.is_verb and not verbal and not _is_modal(before)
        cost += 0 if alike or says_which else 2.5
        # 亮 in 亮身份 belongs to the item.
        cost += 1.5 if before and before.is_verb and len(before.text) == 1 else 0
        if any(other.endswith(item) for other in others):
            continue
        fits = opens or len(item) == usual
        if fits and len(item) >= min(map(len, others)) / 2:
            ranked.append((cost, -word.start, len(item)))
    if not ranked:
        return None
    cost, start, length = min(ranked)
    longest = 2 if len(shared) == 1 and many else 1.5
    fits = cost <= 3 or (cost <= 8 and 0.5 <= length / usual <= longest)
    return -start if fits else None


def _says_how(words: Sequence[Word], at: int) -> bool:
    """Whether it only says how the next is done: 充分 in 充分发挥, but not 公开 in 公开透明."""
    followed = at + 1 < len(words) and words[at + 1].is_verb
    return words[at].tag == "d" or (words[at].tag == "ad" and followed)


def _is_modal(word: Word) -> bool:
    return word.text in lexicon.words("no_topic")


def joined(segment: str, others: list[str]) -> list[str]:
    """甲和乙 as two, where each is as long as the other items; 和 inside a word joins none."""
    lengths = {len(each) for each in others}
    for word in reversed(tagged(segment)):
        two = [segment[: word.start], segment[word.end :]]
        # 甲、乙、丙到丁
        is_even = lengths == set(map(len, two)) and (len(others) > 1 or lengths == {4})
        if word.text == "到" and is_even:
            return two
        if word.text in _JOINTS and word.start and word.end < len(segment):
            two = [segment[: word.start], segment[word.end :]]
            usual = median(len(each) for each in others) if others else len(two[0])
            # 更换外衣、戴手套和口罩: the last is what is put on as well, and no item.
            is_done = tagged(two[0])[0].is_verb and tagged(two[0])[0].end == 1
            if is_done and is_verbal(two[0]) and not is_verbal(two[1]):
                return [segment]
            if all(abs(len(each) - usual) <= 2 + usual / 2 for each in two):
                return two
    return [segment]


def are_alike(items: list[str], is_open: bool = False) -> bool:
    """Whether these may be the items of one list: of like length and sort, none a mere scrap."""
    lengths = [len(item) for item in items]
    if min(lengths) < _SHORTEST or max(lengths) > _LONGEST or len(set(items)) < len(items):
        return False
    # 党史 beside 社会主义发展史: what ends alike may be longer as well.
    more = 4 if len(items) > 3 and shared_end(items) else 3
    if max(lengths) > 1.5 * min(lengths) + more or any(map(_MARKS.search, items)):
        return False
    # 懂原理、懂标准、懂操作规程: what begins alike may be longer, and say what it likes.
    is_led = len(items) > 3 and shared_start(items) > 0 and lengths[-1] < min(lengths[1:-1]) + 3
    if len(items) > 2 and max(lengths) > sorted(lengths)[-2] + 2 and len(set(lengths)) == 2:
        return is_led
    if is_led:
        return True
    alike = shared_end(items) or shared_start(items)
    if not is_open and max(lengths) > 2 * min(lengths) and not alike:
        return False
    return not any(map(_is_scrap, items)) and not _says_more(items)


def _is_scrap(item: str) -> bool:
    """Whether it begins with what begins nothing, counts something, or holds a preposition."""
    words = tagged(item)
    counts = re.search(r"\d", item) or _COUNTS.search(item)
    return bool(
        counts or words[0].text in lexicon.words("no_start") or any(x.tag == "p" for x in words)
    )


def _says_more(items: list[str]) -> bool:
    """Whether the first or the last of them took in words from beside the list."""
    first, *others = items
    last = others[-1]
    if last.endswith(("的", "时", "后", "中")):
        return True
    # 管理部牵头、审计部参与: who does what, and no list of either.
    if any(tagged(each)[-1].text in lexicon.words("does") for each in items):
        return True
    # 具有强大支撑力 beside 强大保障力, 强大感召力
    led = shared_start(others) if len(others) > 1 else 0
    if led > 1 and first[:led] != last[:led] and last[:led] in first:
        return True
    # 党员亮身份 beside 担责任 says who as well.
    if all(map(_is_done, others)) and not _is_done(first) and _has_late_verb(first):
        return True
    return _has_late_verb(last) and len(last) > max(map(len, items[:-1]))


def _is_done(item: str) -> bool:
    return tagged(item)[0].tag[:1] in ("v", "a")


def is_verbal(item: str) -> bool:
    words = tagged(item)
    return len(words) > 1 and words[0].is_verb and len(item) > words[0].end + 1


def shared_end(items: Sequence[str]) -> int:
    """How many characters the items have in common at their ends."""
    count = 0
    while (
        all(len(each) > count + 1 for each in items) and len({x[-count - 1] for x in items}) == 1
    ):
        count += 1
    return count


def shared_start(items: Sequence[str]) -> int:
    return shared_end([each[::-1] for each in items])


def _has_late_verb(item: str) -> bool:
    """Whether it is a noun with its verb after it: 居民代表召开 is no item beside 社区党委."""
    return any(each.is_verb and each.start for each in tagged(item)) and not is_verbal(item)
