"""An uploaded file, examined: what can be imported, what cannot, and which quotes fit."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, count
from threading import Thread
from typing import Any

from questions.alongside import alongside
from questions.articles import Article
from questions.finder import Finder, over
from questions.formats.normal import tidy
from questions.formats.report import Assumption, Draft, Reading, RowProblem
from questions.formats.wire import question_from_json, question_to_json
from questions.formats.worker import read_apart
from questions.question import Bank, Kind, Question, Quote
from questions.validation import GAP, NOTE_LIMIT, Problem, problems

TEXT_LIMIT = 120
TITLE_LIMIT = 60
# Makes one picture of several emoji; it is no more printable than a control character.
JOINER = "\u200d"
# What marks a sheet that was returned, in any language, perhaps downloaded more than once.
_MARK = re.compile(r"(?:[-_ ]*(?:错误标注|marked)(?:\s*[(（]\d+[)）])?)+$", re.IGNORECASE)
# So many without a quote are worth a second process, and this share of them, for the first one
# has all else to do.
_MANY, _SHARE = 500, 0.6
# What is wrong with a question that is imported all the same.
_WARNED = ("blanks_differ", "right_only_one")


@dataclass(frozen=True, slots=True)
class Examined:
    """`proposed` holds the keys of questions whose quotes the finder proposes; `warnings` are
    about questions that can be imported, `problems` about rows that cannot. `findings` are what
    the check of a bank says of these questions; one about all of them has row 0. `sheets` are
    those that had any."""

    name: str
    format: str
    questions: tuple[Question, ...]
    proposed: frozenset[str] = frozenset()
    problems: tuple[RowProblem, ...] = ()
    warnings: tuple[RowProblem, ...] = ()
    findings: tuple[RowProblem, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    sheets: frozenset[str] = frozenset()

    @property
    def kinds(self) -> Mapping[Kind, int]:
        """How many questions there are of each kind, in the order of kinds."""
        counted = Counter(question.kind for question in self.questions)
        return {kind: counted[kind] for kind in Kind if counted[kind]}

    @property
    def unquoted(self) -> int:
        return sum(not question.quotes for question in self.questions)

    @property
    def rows(self) -> int:
        """How many rows gave no question."""
        return len({(problem.sheet, problem.row) for problem in self.problems})


@dataclass(slots=True)
class _Bench:
    """What has come together so far, row by row."""

    questions: list[Question] = field(default_factory=list)
    proposed: set[str] = field(default_factory=set)
    problems: list[RowProblem] = field(default_factory=list)
    warnings: list[RowProblem] = field(default_factory=list)
    places: dict[str, Draft] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)


def examine_file(data: bytes, name: str, articles: tuple[Article, ...]) -> Examined:
    """`examine` a file, which is parsed apart. Slow, and best done in another process: all that
    it needs is loaded with this module, which knows nothing of Telegram and the store."""
    # The finder is made ready while the file is parsed; whoever is refused does not wait for it.
    Thread(target=over, args=(articles,), daemon=True).start()
    reading = read_apart(data, name)
    return examine(reading, title_of(name), articles, over(articles), is_apart=True)


def examine(
    reading: Reading,
    name: str,
    articles: Sequence[Article],
    finder: Finder,
    *,
    is_apart: bool = False,
) -> Examined:
    """Check every question, find quotes where there are none, and leave out what is there twice.

    A question without a quote stays without one where nothing in the library supports it.
    `is_apart` says that this process has nothing else to do and may be copied.
    """
    bench = _Bench(problems=list(reading.problems))
    unquoted = [draft for draft in reading.drafts if not draft.question.quotes]
    theirs = _worth_two(unquoted) if is_apart else ()
    work = partial(_supports, finder, theirs)
    with alongside(work) if theirs else nullcontext(work) as found:
        for draft in reading.drafts:
            _examine(bench, draft, articles)
        # Asked first: a proposed quote is not yet the trainer's, so nothing is held against it.
        findings = tuple(_findings(bench, articles))
        _propose(bench, finder, theirs, found)
    return Examined(
        name=name,
        format=reading.format,
        questions=tuple(bench.questions),
        proposed=frozenset(bench.proposed),
        problems=tuple(sorted(bench.problems, key=lambda problem: (problem.sheet, problem.row))),
        warnings=tuple(bench.warnings),
        findings=findings,
        assumptions=reading.assumptions,
        sheets=frozenset(
            [draft.sheet for draft in reading.drafts] + [each.sheet for each in bench.problems]
        ),
    )


def as_bank(examined: Examined, owner_id: int) -> Bank:
    """The bank that the file becomes. The same trainer's file of the same name is the same bank,
    so a mended file is taken in again without doubling anything."""
    articles = Counter(q.article for question in examined.questions for q in question.quotes)
    most = articles.most_common(1)
    return Bank(
        key=bank_key(examined.name, owner_id),
        title=examined.name,
        questions=examined.questions,
        article=most[0][0] if most else "",
    )


def bank_key(title: str, owner_id: int) -> str:
    return f"u{owner_id}-{hashlib.sha256(title.encode()).hexdigest()[:10]}"


def title_of(file_name: str) -> str:
    """A bank's title from a file's name: no folder, no ending, one line, at most 60 characters.

    The sheet that went back with its mistakes marked has the title of the file that it marks.
    """
    base = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = base.rsplit(".", 1)[0] if "." in base[1:] else base
    words = " ".join(tidy(stem).split())
    title = "".join(char for char in words if char.isprintable() or char == JOINER)
    return _MARK.sub("", title).strip()[:TITLE_LIMIT].rstrip() or "题库"


def to_json(examined: Examined) -> dict[str, Any]:
    """For keeping an examined file until the trainer decides."""
    return {
        "name": examined.name,
        "format": examined.format,
        "questions": [question_to_json(question) for question in examined.questions],
        "proposed": sorted(examined.proposed),
    }


def from_json(kept: Mapping[str, Any]) -> Examined:
    """What `to_json` kept: enough to import, not the problems, which were told already."""
    return Examined(
        name=kept["name"],
        format=kept["format"],
        questions=tuple(map(question_from_json, kept["questions"])),
        proposed=frozenset(kept["proposed"]),
    )


def wrongs(question: Question, articles: Sequence[Article] = ()) -> tuple[Problem, ...]:
    """What keeps a question out. A quote that stands in no article does not: it is left away."""
    return _errors(problems(question, articles))


def _examine(
    bench: _Bench,
    draft: Draft,
    articles: Sequence[Article],
) -> None:
    found = problems(draft.question, articles)
    if wrong := _errors(found):
        bench.problems += [_problem(draft, p.code, p.facts, p.field) for p in wrong]
        return
    asked = _asks(draft.question)
    same = _sameness(asked, draft.question)
    twin = bench.places.setdefault(same, draft)
    if twin is not draft:
        bench.problems.append(_twice(draft, twin))
        return
    bench.warnings += [
        _problem(draft, p.code, p.facts, p.field) for p in found if p.code in _WARNED
    ]
    question = _with_proved_quotes(bench, draft, articles)
    question = replace(question, key=_key(question.key, asked, same, bench.drafts))
    bench.drafts[question.key] = draft
    bench.questions.append(question)


def _propose(
    bench: _Bench, finder: Finder, theirs: Sequence[Draft], found: Callable[[], list[Quote | None]]
) -> None:
    """Give each question without a quote the best one that supports it. `found` waits for those of
    `theirs`, the last of the file, which are looked for elsewhere."""
    places = [id(draft) for draft in theirs]
    known: dict[int, Quote | None] = {}
    elsewhere = frozenset(places)
    for at, question in enumerate(bench.questions):
        if question.quotes:
            continue
        place = id(bench.drafts[question.key])
        if place in elsewhere:
            known = known or dict(zip(places, found(), strict=True))
            quote = known[place]
        else:
            quote = _support(finder, question)
        if quote:
            bench.questions[at] = replace(question, quotes=(quote,))
            bench.proposed.add(question.key)


def _worth_two(unquoted: Sequence[Draft]) -> Sequence[Draft]:
    """Those that another process looks for, while this one examines all."""
    return unquoted[int(len(unquoted) * (1 - _SHARE)) :] if len(unquoted) >= _MANY else ()


def _supports(finder: Finder, drafts: Iterable[Draft]) -> list[Quote | None]:
    """For each the quote that supports it best. None where none does, and where it is no question
    that can be asked."""
    return [
        None if _errors(problems(draft.question)) else _support(finder, draft.question)
        for draft in drafts
    ]


def _support(finder: Finder, question: Question) -> Quote | None:
    found = finder.find_for(question, limit=1)
    return found.quotes[0] if found.is_supported else None


def _findings(bench: _Bench, articles: Sequence[Article]) -> Iterator[RowProblem]:
    """What the check says, less what `validation` told."""
    # Loaded where it is wanted, with the grammar of typed answers: `run` starts the faster.
    from questions.check import doubted

    for each in doubted(Bank("", "", tuple(bench.questions)), sources=articles)[1]:
        draft = bench.drafts.get(each.question)
        if draft is None:
            yield RowProblem(0, "", "", each.code, each.facts)
        elif each.code == "near_duplicate":
            yield _problem(draft, "nearly_twice", _place(bench, str(each.facts["other"])), "stem")
        else:
            yield _problem(draft, each.code, each.facts, "")


def _place(bench: _Bench, key: str) -> Mapping[str, object]:
    return {"row": bench.drafts[key].row}


def _errors(found: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(
        each for each in found if each.severity == "error" and each.code != "quote_not_verbatim"
    )


def _twice(draft: Draft, twin: Draft) -> RowProblem:
    if draft.sheet == twin.sheet:
        return _problem(draft, "twice_in_file", {"row": twin.row}, "stem")
    return _problem(draft, "twice_in_sheets", {"sheet": twin.sheet, "row": twin.row}, "stem")


def _with_proved_quotes(bench: _Bench, draft: Draft, articles: Sequence[Article]) -> Question:
    """The question with the quotes that stand in an article; what the others said is not lost,
    it goes into the note."""
    given = [quote for quote in draft.question.quotes if quote.text.strip()]
    located = [(quote, _located(quote, articles)) for quote in given]
    proved = tuple(place for _, place in located if place)
    unproved = [quote.text for quote, place in located if not place]
    if not unproved:
        return replace(draft.question, quotes=proved)
    facts = {"quote": unproved[0][:TEXT_LIMIT]}
    bench.warnings.append(_problem(draft, "quote_not_verbatim", facts, "quotes"))
    note = "\n".join(filter(None, [draft.question.note, *unproved]))[:NOTE_LIMIT]
    return replace(draft.question, quotes=proved, note=note)


def _located(quote: Quote, articles: Iterable[Article]) -> Quote | None:
    """The quote where it stands to the letter: in the place that it names, else in another."""
    articles = tuple(articles)
    named = next((each for each in articles if each.key == quote.article), None)
    if named and _stands(quote, named):
        return quote
    text = quote.text.strip()
    for article in articles:
        if (passage := article.locate(text)) is not None:
            return Quote(article.key, text, passage)
    return None


def _stands(quote: Quote, article: Article) -> bool:
    text = quote.text
    return bool(text) and any(
        each.number == quote.passage and text in each.text for each in article.passages
    )


def _asks(question: Question) -> str:
    """Equal for questions of a kind whose stems a reader takes for the same."""
    stem = unicodedata.normalize("NFKC", question.stem).casefold()
    bare = "".join(GAP.sub("\x00", stem).split())
    return f"{question.kind}\x00{bare.rstrip('。.?!:;') or bare}"


def _sameness(asked: str, question: Question) -> str:
    """Equal for questions that ask the same and offer the same."""
    return "\x00".join((asked, *sorted(question.choices)))


def _key(own: str, asked: str, same: str, taken: Container[str]) -> str:
    """The file's own key, or one made from what is asked: a mended file finds its questions,
    whatever was mended in their choices and answers."""
    ways = chain(
        filter(None, [own]),
        (_digest(text) for text in (asked, same)),
        (_digest(f"{same}\x00{number}") for number in count()),
    )
    return next(way for way in ways if way not in taken)


def _digest(text: str) -> str:
    return "q" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _problem(draft: Draft, code: str, facts: Mapping[str, object], at: str) -> RowProblem:
    return RowProblem(draft.row, draft.sheet, draft.question.stem[:TEXT_LIMIT], code, facts, at)
