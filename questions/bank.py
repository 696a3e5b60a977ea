"""Banks as JSON: the shape that other programs may rely on, and the four banks that ship."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from questions.articles import SHIPPED, Article, article
from questions.question import Bank, Kind, Question, Quote


class NotAQuestion(ValueError):  # noqa: N818 - said of what was read, like Refusal
    """A JSON object that has not the shape of a question. `field` names what is wrong."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field


def to_json(question: Question, article_title: str) -> dict[str, object]:
    """The object of `bank export --format json`; `typed_as` and `ordered` only where set."""
    entry: dict[str, object] = {
        "id": question.key,
        "article_title": article_title,
        "type": question.kind.value,
        "stem": question.stem,
        "options": list(question.choices),
        "answer": _answer(question),
        "explanation": question.note,
        "quotes": [each.text for each in question.quotes],
        "difficulty": question.difficulty,
        "tags": list(question.tags),
    }
    if question.typed_as:
        entry["typed_as"] = question.typed_as
    if question.ordered:
        entry["ordered"] = True
    return entry


def from_json(entry: Mapping[str, object], articles: Iterable[Article]) -> Question:
    """The question of such an object; NotAQuestion when it has another shape.

    Quotes are looked for in the article that is named, then in the others. One that stands in
    none keeps its text with `passage` 0, which validation reports.
    """
    kind = _kind(entry)
    known = _named_first(articles, _text(entry, "article_title", ""))
    quotes = tuple(_located(text, known) for text in _texts(entry, "quotes"))
    return Question(
        key=_text(entry, "id", ""),
        kind=kind,
        stem=_text(entry, "stem"),
        choices=() if kind is Kind.TRUE_FALSE else _texts(entry, "options"),
        right=frozenset() if kind.is_typed else _right(entry, kind),
        accepted=_accepted(entry) if kind.is_typed else (),
        difficulty=_difficulty(entry),
        tags=_texts(entry, "tags"),
        quotes=quotes,
        note=_text(entry, "explanation", ""),
        typed_as=_text(entry, "typed_as", ""),
        ordered=entry.get("ordered") is True,
    )


@cache
def shipped() -> tuple[Bank, ...]:
    """The banks drawn from the shipped articles, each quote proved to stand in its article.

    ValueError, naming bank, question and quote, when one does not.
    """
    return tuple(shipped_as(key) for key in SHIPPED)


@cache
def shipped_as(key: str) -> Bank:
    """One of them, by the key of its article; refused as `shipped` says."""
    return load(_file(f"banks/{key}.json").decode(), article(key))


def edition(key: str) -> str:
    """A digest of a shipped bank and its article: another text is another edition."""
    files = (f"{key}.md", f"banks/{key}.json")
    return hashlib.sha256(b"\0".join(map(_file, files))).hexdigest()


def _file(name: str) -> bytes:
    return (resources.files("questions.library") / name).read_bytes()


def load(text: str, source: Article) -> Bank:
    """A bank from the JSON list of its questions, all drawn from one article.

    ValueError, naming bank and question, for a quote that is not verbatim, a key twice or a
    wrong shape.
    """
    questions: dict[str, Question] = {}
    for number, entry in enumerate(json.loads(text), start=1):
        where = f"bank {source.key}, question {number}"
        try:
            question = from_json(entry, (source,))
        except NotAQuestion as wrong:
            raise ValueError(f"{where}: {wrong}") from wrong
        where += f" ({question.key})"
        if question.key in questions:
            raise ValueError(f"{where}: the key stands twice")
        for quote in question.quotes:
            if not quote.passage:
                raise ValueError(f"{where}: not verbatim in the article: {quote.text}")
        questions[question.key] = question
    return Bank(source.key, source.title, tuple(questions.values()), article=source.key)


def fingerprint(question: Question) -> str:
    """64 hex digits over all that a trainer wrote; the key, blanks and full width do not count."""
    parts = [
        question.kind.value,
        _plain(question.stem),
        [_plain(choice) for choice in question.choices],
        sorted(question.right),
        [[_plain(wording) for wording in entry] for entry in question.accepted],
        question.difficulty,
        [_plain(tag) for tag in question.tags],
        [_plain(quote.text) for quote in question.quotes],
        _plain(question.note),
        question.typed_as,
        question.ordered,
    ]
    written = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def asks(question: Question) -> str:
    """16 hex digits over what is asked and what is right: versions that are alike in these are
    one question to whoever answers, whatever became of quotes, notes and tags."""
    parts = [
        question.kind.value,
        _plain(question.stem),
        [_plain(choice) for choice in question.choices],
        sorted(question.right),
        [[_plain(wording) for wording in entry] for entry in question.accepted],
        question.typed_as,
        question.ordered,
    ]
    written = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def same_stem_key(question: Question) -> str:
    """Equal for stems that differ in case, width, blanks or punctuation only.

    A place to fill in counts as one mark however it is drawn.
    """
    stem = unicodedata.normalize("NFKC", question.stem).casefold()
    stem = re.sub(r"\(\s*\)|_+", "\x00", stem)
    return "".join(char for char in stem if char.isalnum() or char == "\x00")


def _answer(question: Question) -> list[object]:
    if question.kind is Kind.TRUE_FALSE:
        return [question.is_true]
    if question.kind.is_typed:
        return [list(wordings) for wordings in question.accepted]
    return [*sorted(question.right)]


def _kind(entry: Mapping[str, object]) -> Kind:
    name = _text(entry, "type")
    try:
        return Kind(name)
    except ValueError:
        raise NotAQuestion("type", f"no kind is called {name!r}") from None


def _right(entry: Mapping[str, object], kind: Kind) -> frozenset[int]:
    answer = _list(entry, "answer")
    if kind is Kind.TRUE_FALSE:
        if len(answer) != 1 or not isinstance(answer[0], bool):
            raise NotAQuestion("answer", "neither [true] nor [false]")
        return frozenset({0 if answer[0] else 1})
    if not all(isinstance(each, int) and not isinstance(each, bool) for each in answer):
        raise NotAQuestion("answer", "not a list of positions from 0")
    return frozenset(each for each in answer if isinstance(each, int))


def _accepted(entry: Mapping[str, object]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(_strings("answer", wordings if isinstance(wordings, list) else [wordings]))
        for wordings in _list(entry, "answer")
    )


def _difficulty(entry: Mapping[str, object]) -> int:
    value = entry.get("difficulty", 1)
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotAQuestion("difficulty", "not a whole number")
    return value


def _text(entry: Mapping[str, object], field: str, default: str | None = None) -> str:
    value = entry.get(field, default)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise NotAQuestion(field, "missing" if value is None else "not a text")
    return value


def _texts(entry: Mapping[str, object], field: str) -> tuple[str, ...]:
    return tuple(_strings(field, _list(entry, field))) if entry.get(field) is not None else ()


def _list(entry: Mapping[str, object], field: str) -> list[object]:
    value = entry.get(field)
    if not isinstance(value, list):
        raise NotAQuestion(field, "missing" if value is None else "not a list")
    return value


def _strings(field: str, values: list[object]) -> Iterable[str]:
    for value in values:
        if not isinstance(value, str):
            raise NotAQuestion(field, "not a text in the list")
        yield value


def _named_first(articles: Iterable[Article], title: str) -> tuple[Article, ...]:
    wanted = _title(title)
    return tuple(sorted(articles, key=lambda each: _title(each.title) != wanted))


def _located(text: str, articles: tuple[Article, ...]) -> Quote:
    for each in articles:
        if passage := each.locate(text):
            return Quote(each.key, text, passage)
    return Quote(articles[0].key if articles else "", text, 0)


def _title(text: str) -> str:
    return re.sub(r"[《》〈〉]", "", _plain(text))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
