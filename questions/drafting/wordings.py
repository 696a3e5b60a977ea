"""In which words a point, or a name, may be typed beside those of the article.

Never in words that fit another point as well.
"""

import re
from collections.abc import Iterator, Sequence

from questions.drafting import lexicon
from questions.drafting.distractors import sort_of
from questions.drafting.items import shared_end, shared_start
from questions.drafting.words import tagged

_CAN = ("能够", "能", "会")
_KIND = re.compile("类(?=服务|工作|活动|组织|项目)")
_HEAD = re.compile("(?:制度|机制|工作)$")
_CALLED = re.compile("(?:制度|机制|工作|活动|服务)$")
_COUNT = re.compile(r"^[一二两三四五六七八九十\d]+[个项类条种大]")
_ENDS = re.compile("(?:服务|工作|活动)$")
# Free of charge, in either word.
_FREE = ("义务", "免费", "无偿")
_SAME = ("调解", "调处")
_COUNTRY = "中华人民共和国"


def wordings(items: tuple[str, ...], whole: str = "", head: str = "") -> list[tuple[str, ...]]:
    """Each item as it stands, and as one types it: 创新 for 创新精神 beside 奉献精神.

    What may be left out of one may be left out of all. A first item that took in words from
    before the list, 能够自觉遵守纪律 beside 能制止违章, is asked as the others are. Beside these
    each in short, in words of the `whole` text, and with the `head` that all are called by.
    """
    start, end = shared_start(items), shared_end(items)
    edges = [{0, len(each), *(word.start for word in tagged(each))} for each in items]
    # 权 in 知情权 is a word of its own sort.
    ends = any(len(each) - end in edge for each, edge in zip(items, edges, strict=True))
    ends = ends if end > 1 else items[0][-1:] in ("权", "性")
    starts = any(start in edge for edge in edges)
    made = []
    for item in items:
        until = len(item) - end * ends
        since = start * starts
        shorter = [item, item[since:], item[:until], item[since:until]]
        if item is items[0] and start and len(items) > 3 and len(item) > 9:
            # 能够自觉遵守工艺纪律 beside 能遵守安全纪律: what is done begins with 遵守.
            done = tagged(items[1][start:])[0].text
            if done in item:
                own = item[item.index(done) :]
                shorter = [own, item, items[1][:start] + own]
        made.append(tuple(dict.fromkeys(each for each in shorter if len(each) > 1)))
    return [_with_more(made, at, whole, head) for at in range(len(items))]


def _with_more(made: Sequence[tuple[str, ...]], at: int, whole: str, head: str) -> tuple[str, ...]:
    """The wordings of a point and others, of which none fits, or holds, one of another point."""
    others = [each for place, one in enumerate(made) if place != at for each in one]
    more = [
        each
        for one in made[at]
        for each in _in_short(one, whole, head)
        if len(each) > 1 and not any(each in other or other in each for other in others)
    ]
    return tuple(dict.fromkeys((*made[at], *more)))


def _in_short(item: str, whole: str, head: str) -> Iterator[str]:
    words = [each.text for each in tagged(item)]
    if words[0] in _CAN and len(item) > 4:
        yield item[len(words[0]) :]
    if _KIND.search(item):
        yield _KIND.sub("", item)
    if _HEAD.search(item) and len(item) > 4:
        yield _HEAD.sub("", item)
    called = _CALLED.search(head)
    if called and not item.endswith(called[0]):
        yield item + called[0]
    if words[0] in lexicon.words("plainly") and len(item) - len(words[0]) > 3:
        yield item[len(words[0]) :]
    if words[0] in _FREE and len(item) - len(words[0]) > 1:
        done = item[len(words[0]) :]
        yield from (done, *(each + done for each in _FREE))
    for one, other in (_SAME, _SAME[::-1]):
        if one in item and other in whole:
            yield item.replace(one, other)
    yield from _heads(item)
    yield from _without_a_word(item)


def _heads(item: str) -> Iterator[str]:
    """义诊 for 医院义诊: where it is done need not be said."""
    words = tagged(item)
    if len(item) == 4 and len(words) == 2 and sort_of(words[0].text) == "place":
        done = words[1].text
        if len(done) == 2 and done not in lexicon.words("trivial") | lexicon.words("everyday"):
            yield done


def _without_a_word(item: str) -> Iterator[str]:
    """党建宣传 for 党建工作宣传, 矛盾调处 for 矛盾纠纷调处, 就业帮扶 for 就业帮扶指导."""
    words = tagged(item)
    if len(words) != 3 or len(item) != 6 or any(len(each.text) != 2 for each in words):
        return
    first, second, third = (each.text for each in words)
    # 抵制违章指挥: what is done to what, and no name of it.
    if words[0].tag == "v" and first not in lexicon.words("deeds"):
        return
    if words[2].tag not in ("v", "vn") and third not in lexicon.words("deeds"):
        return
    if second == "工作":
        yield first + third
    elif words[0].tag in ("n", "an") and words[1].tag in ("n", "an"):
        yield from (first + third, second + third)
    elif words[1].tag in ("v", "vn"):
        yield from (first + second, first + third)


def of_counted(said: str) -> tuple[str, ...]:
    """8项公益活动类服务, also as 公益活动服务 and as 公益活动, with its number or without."""
    count = _COUNT.match(said)
    number, bare = (count[0], said[count.end() :]) if count else ("", said)
    plain = _KIND.sub("", bare)
    forms = (bare, plain, _ENDS.sub("", plain))
    return tuple(dict.fromkeys((said, *forms, *(number + each for each in forms))))


def of_certificate(name: str) -> tuple[str, ...]:
    """从业资格证, 从业资格证书 and 资格证."""
    made = [name, name.removesuffix("书") if name.endswith("证书") else name]
    made += [name + "书"] if name.endswith("证") else []
    if (shorter := name[len(tagged(name)[0].text) :]).endswith("证") and len(shorter) > 2:
        made += [shorter, shorter + "书"]
    return tuple(dict.fromkeys(made))


def of_law(name: str) -> tuple[str, ...]:
    """A law of the country, also by its full title; of 办法 there are others."""
    if name.startswith(_COUNTRY):
        return name, name.removeprefix(_COUNTRY)
    is_law = re.search("(?<![办方工作])法$", name) and tagged(name)[0].tag != "ns"
    return (name, _COUNTRY + name) if is_law else (name,)
