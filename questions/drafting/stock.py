"""Lists that one knows by ear, or guesses, so that they are not worth asking."""

from questions.drafting import distractors, lexicon
from questions.drafting.items import shared_end, shared_start
from questions.drafting.lists import Enumeration


def is_stock(items: tuple[str, ...]) -> bool:
    """Whether these are always said together: 积极性、主动性、创造性."""
    return any(set(items) <= set(group) for group in lexicon.groups("stock"))


def holds_stock(text: str) -> bool:
    """Whether a text says such words: 充分调动积极性、主动性、创造性 stands anywhere."""
    return any(sum(each in text for each in group) > 1 for group in lexicon.groups("stock"))


def is_chant(listed: Enumeration) -> bool:
    """Whether all say the same but for one character: 求深、求实、求细. One may know it by ear."""
    items = listed.items
    start, end = shared_start(items), shared_end(items)
    fixed = listed.measure or listed.count
    return bool(start or end) and max(map(len, items)) - start - end < 2 and not fixed


def is_shade(items: tuple[str, ...]) -> bool:
    """Whether these are qualities, of which another is as good: 针对性、实效性."""
    return all(distractors.sort_of(each).startswith(("quality", "trait")) for each in items)


def is_everyday(listed: Enumeration) -> bool:
    """Whether short words end in 等: 电影、电视、戏剧等, of which many more might be said."""
    return listed.is_open and sum(map(len, listed.items)) < 3 * len(listed.items)
