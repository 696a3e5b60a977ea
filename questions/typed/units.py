"""Units and measure words: which are the same, which are merely close, what converts."""

from dataclasses import dataclass
from fractions import Fraction

from questions.typed import lexicon
from questions.typed.verdict import Verdict

_CONVERTED = {
    "公里": ("米", Fraction(1000)),
    "km": ("米", Fraction(1000)),
    "m": ("米", Fraction(1)),
    "厘米": ("米", Fraction(1, 100)),
    "cm": ("米", Fraction(1, 100)),
    "毫米": ("米", Fraction(1, 1000)),
    "mm": ("米", Fraction(1, 1000)),
    "公斤": ("克", Fraction(1000)),
    "kg": ("克", Fraction(1000)),
    "g": ("克", Fraction(1)),
    "斤": ("克", Fraction(500)),
    "吨": ("克", Fraction(1000000)),
    "刻钟": ("分钟", Fraction(15)),
    "小时": ("分钟", Fraction(60)),
    "个小时": ("分钟", Fraction(60)),
    "钟头": ("分钟", Fraction(60)),
    "个钟头": ("分钟", Fraction(60)),
    "h": ("分钟", Fraction(60)),
    "秒": ("分钟", Fraction(1, 60)),
    "秒钟": ("分钟", Fraction(1, 60)),
    "公顷": ("平方米", Fraction(10000)),
}
_COUNTED_AS = "个"

_CANONICAL: dict[str, tuple[str, Fraction]] = {
    name: (group[0], Fraction(1)) for group in lexicon.groups("same") for name in group
}
_CANONICAL |= {name: (name, Fraction(1)) for name in lexicon.words("own", "units")}
_CANONICAL |= _CONVERTED
_LONGEST = max(map(len, _CANONICAL))


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure word and the noun after it: 个 and 公益岗位. Either may be "".

    `factor` turns a value in this unit into one of `measure`: 公里 is 1000 米.
    """

    measure: str
    noun: str
    factor: Fraction = Fraction(1)

    @property
    def is_named(self) -> bool:
        return bool(self.measure or self.noun)


def unit(text: str) -> Unit:
    """What stands after a number, as a unit; an unknown measure word counts as a noun."""
    for length in range(min(_LONGEST, len(text)), 0, -1):
        if known := _CANONICAL.get(text[:length]):
            measure, factor = known
            return Unit(measure, text[length:], factor)
    return Unit("", text)


def compare(reference: Unit, typed: Unit, stem: str) -> Verdict:
    """Whether a typed unit may stand for that of the reference; none at all may.

    `stem` (as `core`) lets a noun pass that the question itself uses.
    """
    if not typed.is_named or reference == typed:
        return Verdict.ACCEPT
    if reference.measure == typed.measure:
        return _nouns(reference.noun, typed.noun, stem)
    if reference.measure == _COUNTED_AS and not typed.measure:
        return _nouns(reference.noun, typed.noun, stem)
    if not reference.measure and typed.measure == _COUNTED_AS:
        return _nouns(reference.noun, typed.noun, stem)
    if not reference.measure and reference.noun and typed.noun:
        return _nouns(reference.noun, typed.measure + typed.noun, stem)
    if _COUNTED_AS in (reference.measure, typed.measure):
        # 27村 for 27个村, where 村 is read as the measure word.
        named = {reference.measure + reference.noun, typed.measure + typed.noun}
        if len({name.removeprefix(_COUNTED_AS) for name in named}) == 1:
            return Verdict.ACCEPT
        return Verdict.REJECT if reference.measure == _COUNTED_AS else Verdict.ALMOST
    is_close = any(
        {reference.measure, typed.measure} <= set(each) for each in lexicon.groups("close")
    )
    return Verdict.ALMOST if is_close else Verdict.REJECT


def _nouns(reference: str, typed: str, stem: str) -> Verdict:
    if typed in reference:
        return Verdict.ACCEPT
    if reference in typed:
        more = typed.replace(reference, "", 1)
        is_said = more in stem or more in lexicon.words("people", "units")
        return Verdict.ACCEPT if is_said else Verdict.ALMOST
    return Verdict.REJECT
