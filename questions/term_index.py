"""Which texts hold a term, and how much that says: BM25 over one way of reading a text."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

_SATURATION, _LENGTH = 1.2, 0.4  # k1 and b of BM25
_OPENING = 0.3  # a term of a text's opening, beside one of its own

Reading = Callable[[str], list[str]]


class _Postings:
    """The places of the texts that hold a term, and how strongly each holds it."""

    # Arrays take 8 bytes an entry where pairs would take 88: a library has millions.
    __slots__ = ("places", "strengths")

    def __init__(self) -> None:
        self.places = array("I")
        self.strengths = array("f")

    def add(self, place: int, strength: float) -> None:
        self.places.append(place)
        self.strengths.append(strength)


class TermIndex:
    """Built once over plain texts, each with the opening of the passage that it stands in."""

    def __init__(self, texts: Sequence[tuple[str, str]], reading: Reading) -> None:
        self._reading = reading
        own = [Counter(reading(text)) for text, _ in texts]
        held = Counter(term for counts in own for term in counts)
        self._rarity = {term: _rarity(count, len(texts)) for term, count in held.items()}
        self._unheard = _rarity(0, len(texts))
        self._postings: defaultdict[str, _Postings] = defaultdict(_Postings)
        mean = sum(counts.total() for counts in own) / max(1, len(own)) or 1.0
        opened = cache(lambda opening: frozenset(reading(opening)))
        for place, (counts, (_, opening)) in enumerate(zip(own, texts, strict=True)):
            length = 1 - _LENGTH + _LENGTH * counts.total() / mean
            for term, times in _with_opening(counts, opened(opening)).items():
                strength = times * (_SATURATION + 1) / (times + _SATURATION * length)
                self._postings[term].add(place, strength)

    def wanted(self, stem: str, answers: Iterable[str], emphasis: float) -> dict[str, float]:
        """The terms of a question, each of an answer counted `emphasis` times."""
        wanted = dict.fromkeys(self._reading(stem), 1.0)
        for term in self._terms(answers):
            wanted[term] = wanted.get(term, 0.0) + emphasis
        return wanted

    def weigh(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """By place of a text, the share of the terms' rarity it holds: 0 to little more than 1."""
        found: defaultdict[int, float] = defaultdict(float)
        most = sum(times * self._rare(term) for term, times in wanted.items())
        for term, times in wanted.items():
            postings = self._postings.get(term)
            if postings is not None:
                share = times * self._rare(term) / most
                for place, strength in zip(postings.places, postings.strengths, strict=True):
                    found[place] += share * strength
        return found

    def share(self, sought: Iterable[str], text: str) -> float:
        """How much of what is sought this text holds, by rarity, 0 to 1; 1 when nothing is."""
        wanted = self._terms(sought)
        held = set(self._reading(text))
        most = sum(map(self._rare, wanted))
        return sum(self._rare(term) for term in wanted if term in held) / most if most else 1.0

    def _terms(self, texts: Iterable[str]) -> dict[str, None]:
        # Not a set: its order changes from run to run, and with it the last digit of a sum.
        return dict.fromkeys(term for text in texts for term in self._reading(text))

    def _rare(self, term: str) -> float:
        return self._rarity.get(term, self._unheard)


def _with_opening(counts: Counter[str], opening: Iterable[str]) -> dict[str, float]:
    times: dict[str, float] = dict(counts)
    for term in opening:
        times[term] = times.get(term, 0.0) + _OPENING
    return times


def _rarity(holding: int, total: int) -> float:
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))
