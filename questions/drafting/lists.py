"""Enumerations in a text: their items, what they are items of, and the words around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from questions.drafting.clauses import clauses, masked
from questions.drafting.items import are_alike, joined, shared_end, shared_start, start_of_first
from questions.drafting.words import tagged

_NUMERALS = "零一二两三四五六七八九十百0123456789"
_COUNTED = re.compile(rf"^([{_NUMERALS}]+)[多余]?(?:大|个|项|种|类|条|名|方面|方|步|点)+")
_COUNT_BEHIND = re.compile(
    "(?<=[一-鿿])(?<!第)([二两三四五六七八九十])(?:大|个|项|种|类|条|方面|步|点|方)"
)
_EFFORT = re.compile("上(?:狠?下功夫|发力|用力|用劲|做文章|见成效|见实效|求突破)$")
_AMONG = re.compile("[从在][^、]{2,8}(?:、[^、]{2,8}){1,5}?(?=中[一-鿿]{2})")
_CLAUSE = "[^,，。；;！？!?]*"
_MANY = re.compile("^(?:多个|多种|多项|多类|各类|各种|各项|有关|相关|多(?=方面)|一系列|各)")
_AND_SO_ON = re.compile(r"(?<![平同均高中上不优初对何相])等等?(?![级待于候同额价])")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """`start`–`end` hold the items, in the text that was looked through.

    `lead` and `rest` are the words of the clause before the items and after them: in 组织党员参加
    甲、乙等活动 the lead is 组织党员参加 and the head 活动. `name` is what the list is called:
    四项权利 in 落实“四项权利”(甲、乙…). `is_open` where 等 says that there may be more.
    `measure` is 三个 where 三个级别 follows the items.
    """

    items: tuple[str, ...]
    start: int
    end: int
    lead: str
    head: str
    rest: str
    name: str = ""
    count: int = 0
    is_open: bool = False
    is_bracketed: bool = False
    measure: str = ""

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where in that text each item stands."""
        found, at = [], self.start
        for item in self.items:
            at = text.index(item, at)
            found.append((at, at + len(item)))
            at += len(item)
        return tuple(found)


def enumerations(text: str) -> tuple[Enumeration, ...]:
    """Those of a sentence whose items can be told apart surely; the others are left."""
    return tuple(_outer(text)) + tuple(_inner(text))


def value(numeral: str) -> int:
    """三 and 3 are 3; 0 for what is no small number."""
    if numeral.isdecimal():
        return int(numeral)
    digits = "零一二三四五六七八九十"
    if len(numeral) == 1 and numeral in digits:
        return digits.index(numeral)
    return 2 if numeral == "两" else 0


def _outer(text: str) -> Iterator[Enumeration]:
    blotted = masked(text)
    for start, end in clauses(text):
        found = None
        # 从甲、乙、丙中提炼主题、萃取题材: the first list ends where 中 closes it.
        if among := _AMONG.match(blotted[start:end]):
            end = start + among.end()
        if "、" in blotted[start:end]:
            places = [start + at for at, char in enumerate(blotted[start:end]) if char == "、"]
            found = _read(text, blotted, start, end, places)
        else:
            found = _two(text, blotted, start, end)
        if found and not _goes_on(text, found):
            yield found


def _goes_on(text: str, listed: Enumeration) -> bool:
    """Whether a comma stands where 、 is meant, so that the next clause has items as well.

    甲能力、乙能力,丙能力和… and 甲、乙,以及丙: how many there are is not sure.
    """
    found = re.match(f"{_CLAUSE}[,，]({_CLAUSE})", text[listed.end :])
    after = found[1] if found else ""
    found = re.search(f"({_CLAUSE})[,，]$", text[: listed.start - len(listed.lead)])
    before = found[1] if found else ""
    end = shared_end(listed.items)
    called = listed.items[0][-end:] if end > 1 else ""
    if called and (called in before or called in after):
        return True
    return not listed.is_open and bool(re.match("(?:和|与|及|以及|还有|或者?)(?!此)", after))


def _two(text: str, blotted: str, start: int, end: int) -> Enumeration | None:
    """家庭责任和社区责任: two that share what they are called."""
    for word in tagged(text[start:end]):
        at = start + word.start
        if word.text in ("和", "与", "及") and blotted[at] != "\x00":
            found = _read(text, blotted, start, end, [at])
            if found and len(found.items) == 2 and shared_end(found.items) > 1:
                return found
    return None


def _inner(text: str) -> Iterator[Enumeration]:
    """Lists that a pair of marks holds: (甲,乙,丙) after a name, or “甲、乙、丙” itself."""
    for found in re.finditer(r"[(（]([^()（）]+)[)）]|“([^“”]+)”", text):
        inside, at = found[1] or found[2], found.start() + 1
        chained = found[2] and re.search("[+＋—→]", inside)
        marks = "[+＋—→]+" if chained else "、" if "、" in inside else "[,，、；;]"
        items = [each.strip() for each in re.split(marks, inside)]
        if len(items) > 1 and found[2]:
            *items, last = items
            items += joined(last, items)
        # 具有强大支撑力 beside 强大保障力, 强大感召力
        led = shared_start(items[1:]) if len(items) > 2 else 0
        skipped = items[0].find(items[1][:led]) if led > 1 else 0
        if skipped > 0:
            items[0], at = items[0][skipped:], at + skipped
            inside = inside[skipped:]
        if len(items) < 2 or not are_alike(items):
            continue
        clause = next(((a, b) for a, b in clauses(text) if a <= found.start() < b), None)
        if clause is None:
            continue
        before, after = text[clause[0] : found.start()], text[found.end() : clause[1]]
        name = _name_before(before) if found[1] else ""
        if found[1] and not name:
            continue
        counted = _COUNTED.match(after)
        head = _head(after[counted.end() if counted else 0 :])[0] if found[2] else ""
        yield Enumeration(
            tuple(items),
            at,
            at + len(inside),
            before,
            head,
            after,
            name,
            value(counted[1]) if counted else _count_in(name),
            is_bracketed=True,
        )


def _name_before(before: str) -> str:
    found = re.search(r"“([^“”]{2,12})”([一-鿿]{0,4})$", before)
    return f"“{found[1]}”{found[2]}" if found else ""


def _count_in(name: str) -> int:
    numerals = re.findall(rf"[{_NUMERALS}]+", name)
    return value(numerals[0]) if len(numerals) == 1 else 0


def _read(text: str, blotted: str, start: int, end: int, places: list[int]) -> Enumeration | None:
    middle = [one for a, b in pairwise(places) for one in _reaching(text[a + 1 : b])]
    last, tail = _last(text[places[-1] + 1 : end], blotted[places[-1] + 1 : end], middle)
    if last is None:
        return None
    others = [*middle, *last]
    if not all(others):
        return None
    begins = start_of_first(text[start : places[0]], others)
    if begins is None:
        return None
    items = [text[start + begins : places[0]], *others]
    if not are_alike(items, tail.is_open):
        return None
    spread = max(map(len, items)) - min(map(len, items))
    if len(places) == 1 and len(items) == 3 and not tail.is_open and spread > 1:
        return None
    ends = places[-1] + 1 + tail.taken
    return Enumeration(
        tuple(items),
        start + begins,
        ends,
        text[start : start + begins],
        tail.head,
        tail.rest,
        tail.name,
        tail.count,
        tail.is_open,
        measure=tail.measure,
    )


def _reaching(segment: str) -> list[str]:
    """乙出海 and 丙出海 of 从甲出海、乙出海到丙出海、丁出海: two that end alike."""
    one, reaches, other = segment.partition("到")
    both = [one, other]
    return both if reaches and len(one) > 2 and shared_end(both) > 1 else [segment]


@dataclass(frozen=True, slots=True)
class _Tail:
    taken: int = 0
    head: str = ""
    rest: str = ""
    name: str = ""
    count: int = 0
    is_open: bool = False
    measure: str = ""


def _last(segment: str, blotted: str, others: list[str]) -> tuple[list[str] | None, _Tail]:
    """The last item or two, and what follows them."""
    if so_on := _AND_SO_ON.search(blotted):
        items, after = joined(segment[: so_on.start()], others), segment[so_on.end() :]
        if "等" in after:
            return None, _Tail()
        counted = _COUNTED.match(after)
        head, rest = _head(after[counted.end() if counted else 0 :])
        count = value(counted[1]) if counted else 0
        return items, _Tail(so_on.start(), head, rest, count=count, is_open=True)
    # 甲、乙、丙三个级别
    if counted := _COUNT_BEHIND.search(blotted):
        head, rest = _head(segment[counted.end() :])
        if not head and len(rest) < 8:
            head, rest = rest, ""
        items = joined(segment[: counted.start()], others)
        count = value(counted[1])
        if head and count == len(others) + 1 + len(items):
            return items, _Tail(counted.start(), head, rest, "", count, measure=counted[0])
    if closed := _closed(segment, others):
        return closed
    quoted = re.search(r"“([^“”]+)”", segment)
    if quoted and quoted.start() > 1 and not any("“" in each for each in others):
        name = f"“{quoted[1]}”"
        # 能抵制违章指挥的“五能”
        listed = segment[: quoted.start()]
        listed = listed.removesuffix("的") if listed.endswith("的") else listed
        items, rest = joined(listed, others), segment[quoted.end() :]
        return items, _Tail(len(listed), "", rest, name, _count_in(quoted[1]))
    if not any("的" in each for each in others) and "的" in segment:
        at = segment.index("的")
        if at > 1:
            return joined(segment[:at], others), _Tail(at, "", segment[at:])
    return joined(segment, others), _Tail(len(segment))


def _closed(segment: str, others: list[str]) -> tuple[list[str], _Tail] | None:
    """The last items where what follows is surely none of them."""
    # 在求深、求实、求细上下功夫
    if effort := _EFFORT.search(segment):
        items = joined(segment[: effort.start()], others)
        return items, _Tail(effort.start(), "", segment[effort.start() :])
    # 党史、国史、改革史和政策教育: the last is called otherwise.
    called = shared_end(others)
    end = others[0][-called:] if called and len(others) > 1 else ""
    for word in tagged(segment) if end and not segment.endswith(end) else ():
        head = segment[: word.start]
        if word.text in ("和", "与") and head.endswith(end):
            return [head], _Tail(len(head), "", segment[word.start :])
    return None


def _head(after: str) -> tuple[str, str]:
    """The noun that says what the items are, and the rest of the clause."""
    many = _MANY.match(after)
    after = after[many.end() :] if many else after
    end = 0
    for word in tagged(after):
        plain = word.tag[:1] in ("n", "b", "l", "j") or word.tag in ("vn", "an", "z")
        plain = plain or (word.text == "组织" and end > 0)
        plain = plain or (word.text in ("突出", "重点", "主要", "常见") and end == 0)
        if not (plain or (end == 0 and word.tag in ("a", "f", "ad"))):
            break
        end = word.end
    head = after[:end]
    for late in ("时", "中", "上", "内", "期间"):
        if head.endswith(late) and len(head) > len(late) + 1:
            return head.removesuffix(late), late + after[end:]
    return head, after[end:]
