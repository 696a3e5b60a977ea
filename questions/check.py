"""The check of a bank: each question by itself, against the others, and the bank as a whole."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from questions.articles import Article, library
from questions.chance import chi_square_p, successes_p
from questions.doubts import doubts, twins
from questions.question import Bank, Kind, Question
from questions.typed.plain import core, simplified
from questions.validation import Severity, problems

# With fewer, a share or a chance says nothing.
_ENOUGH_QUESTIONS = 20
_ENOUGH_STATEMENTS = 8
_UNLIKELY = 0.05


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend. `question` is the question's key, "" where the whole bank is meant."""

    code: str
    severity: Severity
    question: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a bank; shares are 0–1, and None where there is nothing to say it of.

    `position_p` and `longest_p` say how likely it is by chance that the keys of the `single`
    questions stand where they do, and that the longest choice is right as often as it is.
    `quoted` of `passages` passages of the article are quoted by some question.
    """

    questions: int
    kinds: Mapping[Kind, int]
    difficulties: Mapping[int, int]
    share_false: float | None
    quoted: int
    passages: int
    position_p: float | None
    longest_p: float | None
    near_duplicates: int


@dataclass(frozen=True, slots=True)
class Report:
    key: str
    title: str
    table: Table
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity == "warning")


WARNINGS = (
    "key_unsupported",
    "number_unsupported",
    "given_away",
    "stem_pronoun",
    "stem_negative",
    "choices_alike",
    "choice_all",
    "misprint_asked",
    "note_missing",
    "near_duplicate",
    "kind_above_half",
    "difficulty_3_few",
    "difficulty_2_few",
    "false_share",
    "passages_unquoted",
    "position_bias",
    "longest_bias",
)


def check(bank: Bank, article: Article | None = None, sources: Sequence[Article] = ()) -> Report:
    """Check a bank, against the `article` that it is about or the `sources` that it quotes;
    where neither is given, against all that ships.

    Errors are what `validation` calls so; everything else is a warning, for a person to judge.
    """
    sources = _sources(article, sources)
    found = [
        Finding(each.code, each.severity, question.key, each.facts)
        for question in bank.questions
        for each in problems(question, sources)
    ]
    table, doubtful = doubted(bank, article, sources)
    return Report(bank.key, bank.title, table, (*found, *doubtful))


def doubted(
    bank: Bank, article: Article | None = None, sources: Sequence[Article] = ()
) -> tuple[Table, tuple[Finding, ...]]:
    """What a check says beyond `validation`, where that was asked already."""
    sources = _sources(article, sources)
    findings = [
        Finding(code, "warning", question.key, facts)
        for question in bank.questions
        for code, facts in doubts(question, sources)
    ]
    pairs = twins(bank.questions)
    findings += [Finding("near_duplicate", "warning", a, {"other": b}) for a, b in pairs]
    table = _table(bank, article, len(pairs))
    findings += [
        Finding(code, "warning", "", facts) for code, facts in _of_bank(bank, article, table)
    ]
    return table, tuple(findings)


def _sources(article: Article | None, sources: Sequence[Article]) -> Sequence[Article]:
    return sources or ((article,) if article else library())


def _table(bank: Bank, article: Article | None, near_duplicates: int) -> Table:
    questions = bank.questions
    kinds = Counter(each.kind for each in questions)
    statements = [each for each in questions if each.kind is Kind.TRUE_FALSE]
    singles = [each for each in questions if _is_sound_single(each)]
    return Table(
        questions=len(questions),
        kinds={kind: kinds[kind] for kind in Kind},
        difficulties={level: _count(questions, level) for level in (1, 2, 3)},
        share_false=_share(sum(not each.is_true for each in statements), len(statements)),
        quoted=len(_quoted(bank, article)) if article else 0,
        passages=len(article.passages) if article else 0,
        position_p=_position_p(singles) if len(singles) >= _ENOUGH_QUESTIONS else None,
        longest_p=_longest_p(singles) if len(singles) >= _ENOUGH_QUESTIONS else None,
        near_duplicates=near_duplicates,
    )


def _of_bank(
    bank: Bank, article: Article | None, table: Table
) -> Iterator[tuple[str, dict[str, object]]]:
    if table.questions >= _ENOUGH_QUESTIONS:
        yield from _of_mix(table)
    has_enough = table.kinds[Kind.TRUE_FALSE] >= _ENOUGH_STATEMENTS
    if has_enough and table.share_false is not None and not 0.3 <= table.share_false <= 0.7:
        yield "false_share", {"percent": round(100 * table.share_false)}
    if article and table.quoted < table.passages:
        missing = [n for n in range(1, table.passages + 1) if n not in _quoted(bank, article)]
        facts = {"count": len(missing), "numbers": "、".join(map(str, missing))}
        yield "passages_unquoted", facts
    for code, p in (("position_bias", table.position_p), ("longest_bias", table.longest_p)):
        if p is not None and p < _UNLIKELY:
            yield code, {"p": f"{p:.3f}"}


def _of_mix(table: Table) -> Iterator[tuple[str, dict[str, object]]]:
    for kind, count in table.kinds.items():
        if count > table.questions / 2:
            yield "kind_above_half", {"kind": kind.value, "count": count}
    for level, share in ((3, 1 / 4), (2, 1 / 3)):
        if table.difficulties[level] < share * table.questions:
            yield f"difficulty_{level}_few", {"count": table.difficulties[level]}


def _count(questions: tuple[Question, ...], level: int) -> int:
    return sum(each.difficulty == level for each in questions)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _quoted(bank: Bank, article: Article) -> set[int]:
    """The numbers of the passages that are quoted."""
    quotes = [quote for each in bank.questions for quote in each.quotes]
    return {quote.passage for quote in quotes if quote.article == article.key and quote.passage}


def _is_sound_single(question: Question) -> bool:
    is_inside = all(0 <= each < len(question.choices) for each in question.right)
    return question.kind is Kind.SINGLE and len(question.right) == 1 and is_inside


def _position_p(singles: list[Question]) -> float:
    places = range(max(len(each.choices) for each in singles))
    observed = [sum(place in each.right for each in singles) for place in places]
    expected = [
        sum(1 / len(each.choices) for each in singles if place < len(each.choices))
        for place in places
    ]
    return chi_square_p(observed, expected)


def _longest_p(singles: list[Question]) -> float:
    """Only questions with one longest choice tell anything."""
    hits, chances = 0, []
    for each in singles:
        lengths = [len(core(simplified(choice))) for choice in each.choices]
        if lengths.count(max(lengths)) == 1:
            hits += lengths.index(max(lengths)) in each.right
            chances.append(1 / len(lengths))
    return successes_p(hits, chances)
