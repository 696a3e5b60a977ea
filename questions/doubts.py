"""What makes a question doubtful, though it can be kept: for a person to look at."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz, process

from questions.articles import Article
from questions.bank import same_stem_key
from questions.numerals import chinese_to_digits
from questions.question import LETTERS, Kind, Question
from questions.typed import points
from questions.typed.joints import same
from questions.typed.plain import core, simplified
from questions.typed.quantities import quantities
from questions.typed.verdict import Verdict

Doubt = tuple[str, dict[str, object]]

# The share of an answer's characters that its quotes, note and stem should know: paraphrases in
# good banks have 0.77 and more.
_SUPPORTED = 0.7
# How much longer a piece of the right choice stands in the stem than one of any wrong choice.
_GIVEN_AWAY = 3
_GIVEN_AT_LEAST = 4
_ALIKE = 80
_STATEMENTS_ALIKE = 90
_ROUNDED = Fraction(1, 50)

_PRONOUN = re.compile(
    r"^(?:它|他|她|其(?![他实中余])|该|此(?!外)|这|那(?!么)|前者|后者)|上述|本文|本段|上文|下文|如上|如图"
)
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|「[^」]*」")
_NEGATIVE = re.compile(r"不属于|不是|不包括|不包含|不正确|不符合|不恰当|错误的|有误的|不对的")
_ASKING = re.compile(r"[?？]|哪|下列|以下|[(（]\s*[)）]|_{2,}")
_MARKED = re.compile(r"[“\"【\[『「*_]\s*(?:不|错误|有误)")
_ALL = re.compile(
    r"^(?:以上|上述|前面)?(?:各项|选项|答案|说法)?(?:都|全部?|均|皆)(?:不)?(?:对|是|正确|错|选|符合)"
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_COMPUTED = re.compile("[≈÷×=约]|除以|相差|合计|等于")


def doubts(question: Question, articles: Sequence[Article]) -> Iterator[Doubt]:
    """All that is doubtful about one question, looked at alone."""
    if question.quotes:
        yield from _unsupported(question)
    yield from _given_away(question)
    yield from _worded(question)
    yield from _of_choices(question)
    yield from _misprinted(question, articles)
    if question.difficulty >= 2 and not question.note.strip():
        yield "note_missing", {"value": question.difficulty}


def twins(questions: Sequence[Question]) -> list[tuple[str, str]]:
    """The keys of questions that ask nearly the same and have the same answer."""
    stems = [core(simplified(each.stem)) for each in questions]
    found: set[tuple[int, int]] = set()
    for group, alike in _groups(questions):
        found |= _alike([(place, stems[place]) for place in group], alike)
    return [(questions[one].key, questions[other].key) for one, other in sorted(found)]


def _groups(questions: Sequence[Question]) -> Iterator[tuple[list[int], float]]:
    """The places of questions that may be twins, and how alike their stems are then."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, question in enumerate(questions):
        if question.kind is Kind.TRUE_FALSE:
            groups[_STATEMENTS_ALIKE,].append(place)
            continue
        groups[_ALIKE, _answer(question)].append(place)
        # 下列说法正确的是 may be asked again of other choices.
        if not question.choices:
            groups[0, question.kind, same_stem_key(question)].append(place)
    for (alike, *_), group in groups.items():
        if len(group) > 1:
            assert isinstance(alike, int)
            yield group, alike


def _alike(stems: list[tuple[int, str]], alike: float) -> set[tuple[int, int]]:
    """Each with the first after it that is like it: of a thousand alike, not each with each."""
    texts, found = [stem for _, stem in stems], set()
    for start, (place, stem) in enumerate(stems, start=1):
        others = process.extract_iter(stem, texts[start:], scorer=fuzz.ratio, score_cutoff=alike)
        if first := next(others, None):
            found.add((place, stems[start + first[2]][0]))
    return found


def _answer(question: Question) -> frozenset[str]:
    return frozenset(same(wordings[0]) for wordings in _right_texts(question))


def _right_texts(question: Question) -> list[tuple[str, ...]]:
    """Each right choice, blank or key point with its wordings."""
    if question.kind.is_typed:
        return [wordings for wordings in question.accepted if wordings]
    inside = [each for each in sorted(question.right) if 0 <= each < len(question.choices)]
    return [(question.choices[each],) for each in inside]


def _unsupported(question: Question) -> Iterator[Doubt]:
    """Right answers of which quotes, note and stem know neither the figures nor the words."""
    if _is_negative(question.stem):
        return
    quoted = "\n".join(quote.text for quote in question.quotes)
    known = f"{quoted}\n{question.note}\n{question.stem}"
    for wordings in _right_texts(question):
        if not any(_is_supported(wording, known, quoted) for wording in wordings):
            yield "key_unsupported", {"answer": wordings[0]}
        elif not any(_has_figures(wording, known) for wording in wordings):
            yield "number_unsupported", {"answer": wordings[0]}
    is_statement = question.kind is Kind.TRUE_FALSE and question.is_true
    if is_statement and not _has_figures(question.stem, f"{quoted}\n{question.note}"):
        yield "number_unsupported", {"answer": question.stem}


def _is_supported(wording: str, known: str, quoted: str) -> bool:
    plain, there = same(wording), same(known)
    if not plain or plain in same(quoted):
        return True
    chars = set(there) | set(chinese_to_digits(there))
    if points.find((wording,), quoted)[0] is Verdict.ACCEPT:
        return True
    if not any("一" <= char <= "鿿" for char in plain):
        # A word in letters, or a figure alone, which is looked for by its value.
        return plain.isdecimal() or plain in same(known) or bool(quantities(wording))
    return sum(char in chars for char in plain) / len(plain) >= _SUPPORTED


def _has_figures(text: str, known: str) -> bool:
    """Whether figures written in digits stand there too, or come out of a sum in the note."""
    wanted = {each.value for each in quantities(text)} if re.search(r"\d", text) else set()
    if not wanted or _is_bare_figure_of(text, known):
        return True
    there = _values(known)
    is_computed = _COMPUTED.search(known) is not None
    return all(
        value in there or (is_computed and any(_is_rounded(value, each) for each in there))
        for value in wanted
    )


def _is_bare_figure_of(text: str, known: str) -> bool:
    """Whether it is a figure without a unit that is written so there: before a blank's 亿 or 万
    stands 30, in the quote 30亿元."""
    figure = unicodedata.normalize("NFKC", text).strip()
    written = _FIGURE.findall(unicodedata.normalize("NFKC", known))
    return figure in written and _FIGURE.fullmatch(figure) is not None


@lru_cache(maxsize=4)
def _values(known: str) -> frozenset[Fraction]:
    parts = re.split(r"[\n,，、;；。:：]", known)
    return frozenset(each.value for part in parts for each in quantities(part))


def _is_rounded(value: Fraction, exact: Fraction) -> bool:
    return abs(value - exact) <= abs(exact) * _ROUNDED


def _given_away(question: Question) -> Iterator[Doubt]:
    stem = core(simplified(question.stem))
    if question.kind is Kind.BLANK:
        for wordings in question.accepted:
            said = [text for text in wordings if _stands_in(core(simplified(text)), stem)]
            if said:
                yield "given_away", {"answer": said[0]}
    elif question.kind is Kind.SINGLE and len(question.right) == 1:
        (right,) = question.right
        if 0 <= right < len(question.choices) and _stands_out(question, right, stem):
            yield "given_away", {"answer": question.choices[right]}


def _stands_out(question: Question, right: int, stem: str) -> bool:
    """Whether the stem repeats the right choice, or a piece of it, and no wrong one."""
    texts = [core(simplified(choice)) for choice in question.choices]
    if [text for text in texts if _stands_in(text, stem)] == [texts[right]]:
        return True
    if not _shares(stem, texts[right], _GIVEN_AT_LEAST):
        return False
    shared = [_longest_shared(stem, text) for text in texts]
    others = max((length for at, length in enumerate(shared) if at != right), default=0)
    return shared[right] >= _GIVEN_AT_LEAST and shared[right] - others >= _GIVEN_AWAY


def _shares(one: str, other: str, length: int) -> bool:
    """Whether a piece of that length stands in both."""
    return any(other[at : at + length] in one for at in range(len(other) - length + 1))


def _longest_shared(one: str, other: str) -> int:
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def _stands_in(text: str, stem: str) -> bool:
    if len(text) < 2:
        return False
    place = stem.find(text)
    while place >= 0:
        before, after = stem[:place][-1:], stem[place + len(text) :][:1]
        is_cut = (text[0].isdigit() and before.isdigit(), text[-1].isdigit() and after.isdigit())
        if not any(is_cut):
            return True
        place = stem.find(text, place + 1)
    return False


def _worded(question: Question) -> Iterator[Doubt]:
    outside_quotes = _QUOTED.sub("…", question.stem).strip()
    if found := _PRONOUN.search(outside_quotes):
        yield "stem_pronoun", {"word": found[0]}
    is_choice = question.kind in (Kind.SINGLE, Kind.MULTIPLE)
    if is_choice and _is_negative(question.stem) and not _MARKED.search(question.stem):
        found = _NEGATIVE.search(question.stem)
        yield "stem_negative", {"word": found[0] if found else ""}


def _is_negative(stem: str) -> bool:
    return _NEGATIVE.search(stem) is not None and _ASKING.search(stem) is not None


def _of_choices(question: Question) -> Iterator[Doubt]:
    for at, choice in enumerate(question.choices):
        if _ALL.search(choice.strip()) and at < len(LETTERS):
            yield "choice_all", {"letter": LETTERS[at]}
    plain = [chinese_to_digits(same(choice)) for choice in question.choices[: len(LETTERS)]]
    for (one, first), (other, second) in combinations(enumerate(plain), 2):
        if first and first == second:
            yield "choices_alike", {"first": LETTERS[one], "second": LETTERS[other]}


def _misprinted(question: Question, articles: Sequence[Article]) -> Iterator[Doubt]:
    asked = [text for wordings in _right_texts(question) for text in wordings]
    if question.kind is Kind.TRUE_FALSE:
        asked.append(question.stem)
    for each in articles:
        for text in asked:
            for misprint in each.misprints_in(text):
                yield "misprint_asked", {"misprint": misprint.text}
                return
