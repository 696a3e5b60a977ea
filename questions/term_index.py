"""Which texts hold a term, and how much that says: BM25 over one way of reading a text."""

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

_SATURATION, _LENGTH = 1.2, 0.4  # k1 and b of BM25
_OPENING = 0.3  # a term of a text's opening, beside one of its own
# What is asked is read several times, and what is found is often found again.
_READ = 512

Reading = Callable[[str], list[str]]


class _Postings:
    """The places of the texts that hold a term, how strongly each holds it, and what that says."""

    # Arrays take 8 bytes an entry where pairs would take 88: a library has millions.
    __slots__ = ("places", "rarity", "strengths")

    def __init__(self, rarity: float) -> None:
        self.rarity = rarity
        self.places = array("I")
        self.strengths = array("f")

    def add(self, place: int, strength: float) -> None:
        self.places.append(place)
        self.strengths.append(strength)


class TermIndex:
    """Built once over plain texts, each with the opening of the passage that it stands in."""

    def __init__(self, texts: Sequence[tuple[str, str]], reading: Reading) -> None:
        self._terms_of = lru_cache(_READ)(lambda text: tuple(reading(text)))
        own = [Counter(reading(text)) for text, _ in texts]
        held = Counter(term for counts in own for term in counts)
        rarity = {term: _rarity(count, len(texts)) for term, count in held.items()}
        self._unheard = _rarity(0, len(texts))
        self._postings: dict[str, _Postings] = {}
        mean = sum(counts.total() for counts in own) / max(1, len(own)) or 1.0
        opened = cache(lambda opening: frozenset(reading(opening)))
        for place, (counts, (_, opening)) in enumerate(zip(own, texts, strict=True)):
            length = 1 - _LENGTH + _LENGTH * counts.total() / mean
            for term, times in _with_opening(counts, opened(opening)).items():
                strength = times * (_SATURATION + 1) / (times + _SATURATION * length)
                if term not in self._postings:
                    self._postings[term] = _Postings(rarity.get(term, self._unheard))
                self._postings[term].add(place, strength)

    def wanted(self, stem: str, answers: Iterable[str], emphasis: float) -> dict[str, float]:
        """The terms of a question, each of an answer counted `emphasis` times."""
        wanted = dict.fromkeys(self._terms_of(stem), 1.0)
        for term in self._terms(answers):
            wanted[term] = wanted.get(term, 0.0) + emphasis
        return wanted

    def weigh(self, wanted: Mapping[str, float], share: float, weights: list[float]) -> None:
        """Add to the weight of each text, by its place, the share of the terms' rarity that it
        holds: 0 to little more than `share`."""
        most, heard = 0.0, []
        for term, times in wanted.items():
            if (postings := self._postings.get(term)) is None:
                most += times * self._unheard
            else:
                most += (heavy := times * postings.rarity)
                heard.append((heavy, postings))
        for heavy, postings in heard:
            heavy *= share / most
            # As long as each other: to prove it at each step costs more than all the rest.
            for place, strength in zip(postings.places, postings.strengths):  # noqa: B905
                weights[place] += heavy * strength

    def share(self, sought: Iterable[str], text: str) -> float:
        """How much of what is sought this text holds, by rarity, 0 to 1; 1 when nothing is."""
        wanted = self._terms(sought)
        held = set(self._terms_of(text))
        most = sum(map(self._rare, wanted))
        return sum(self._rare(term) for term in wanted if term in held) / most if most else 1.0

    def _terms(self, texts: Iterable[str]) -> dict[str, None]:
        # Not a set: its order changes from run to run, and with it the last digit of a sum.
        return dict.fromkeys(term for text in texts for term in self._terms_of(text))

    def _rare(self, term: str) -> float:
        postings = self._postings.get(term)
        return self._unheard if postings is None else postings.rarity


def _with_opening(counts: Counter[str], opening: Iterable[str]) -> dict[str, float]:
    times: dict[str, float] = dict(counts)
    for term in opening:
        times[term] = times.get(term, 0.0) + _OPENING
    return times


def _rarity(holding: int, total: int) -> float:
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))
