"""A bank as rows of a sheet: the columns of 考试宝 first, so that it can be read there too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questions.cells import sheet_text
from questions.formats.headers import OWN_DATA, OWN_KEY
from questions.formats.own_sheet import sealed
from questions.question import LETTERS, Bank, Kind, Question

_KINDS = {
    Kind.SINGLE: "单选题",
    Kind.MULTIPLE: "多选题",
    Kind.TRUE_FALSE: "判断题",
    Kind.BLANK: "填空题",
    Kind.SHORT: "简答题",
}
_DIFFICULTIES = {1: "易", 2: "适中", 3: "难"}
# 考试宝 knows eight options; more columns come only where a question has them.
_OPTIONS = 8
_MOST_QUOTES = 5

KINDS = tuple(_KINDS.values())
DIFFICULTIES = tuple(_DIFFICULTIES.values())


@dataclass(frozen=True, slots=True)
class Columns:
    """The headers in their order; the last one holds what the others have no words for."""

    names: tuple[str, ...]

    def place(self, name: str) -> int:
        return self.names.index(name)


STEM, KIND, KEY, NOTE = "题干（必填）", "题型（必填）", "正确答案（必填）", "解析"
CHAPTER, DIFFICULTY, TAGS, QUOTE = "章节", "难度", "标签", "引文"
ARTICLE, POINTS, TYPED_AS, ORDERED = "文章", "要点（每行一个，写法用|隔开）", "判法", "要点有序"


def columns(questions: Sequence[Question]) -> Columns:
    widest = max((len(_options(each)) for each in questions), default=0)
    quotes = max((len(each.quotes) for each in questions), default=1)
    options = [f"选项{letter}" for letter in LETTERS[: max(widest, _OPTIONS)]]
    more = [f"{QUOTE}{number}" for number in range(2, min(quotes, _MOST_QUOTES) + 1)]
    return Columns(
        (STEM, KIND, *options, KEY, NOTE, CHAPTER, DIFFICULTY, TAGS, QUOTE, *more, ARTICLE,
         POINTS, TYPED_AS, ORDERED, OWN_KEY, OWN_DATA)
    )  # fmt: skip


def rows(bank: Bank, titles: Mapping[str, str]) -> tuple[Columns, list[list[str]]]:
    """The header and a row a question. `titles` names articles by their keys."""
    named = columns(bank.questions)
    return named, [[*named.names], *(_row(each, named, titles) for each in bank.questions)]


def _row(question: Question, named: Columns, titles: Mapping[str, str]) -> list[str]:
    shown = {name: sheet_text(text) for name, text in _shown(question, titles).items()}
    shown[OWN_DATA] = sealed(question, shown)
    return [shown.get(name, "") for name in named.names]


def _shown(question: Question, titles: Mapping[str, str]) -> dict[str, str]:
    shown = {
        STEM: question.stem,
        KIND: _KINDS[question.kind],
        KEY: _key(question),
        NOTE: question.note,
        CHAPTER: question.tags[0] if question.tags else "",
        DIFFICULTY: _DIFFICULTIES.get(question.difficulty, str(question.difficulty)),
        TAGS: "、".join(question.tags),
        ARTICLE: "、".join(dict.fromkeys(titles.get(each.article, each.article)
                                        for each in question.quotes)),
        POINTS: _points(question),
        TYPED_AS: question.typed_as,
        ORDERED: "是" if question.ordered else "",
        OWN_KEY: question.key,
    }  # fmt: skip
    options = dict(zip((f"选项{letter}" for letter in LETTERS), _options(question), strict=False))
    return {**shown, **options, **_quotes(question)}


def _options(question: Question) -> tuple[str, ...]:
    if question.kind is Kind.TRUE_FALSE:
        return ("对", "错")
    if question.kind is Kind.BLANK:
        return tuple("|".join(wordings) for wordings in question.accepted)
    return question.choices


def _key(question: Question) -> str:
    if question.kind is Kind.SHORT:
        return "；".join(wordings[0] for wordings in question.accepted if wordings)
    if question.kind is Kind.BLANK:
        return ""
    return "".join(LETTERS[each] for each in sorted(question.right) if 0 <= each < len(LETTERS))


def _points(question: Question) -> str:
    if question.kind is not Kind.SHORT:
        return ""
    return "\n".join("|".join(wordings) for wordings in question.accepted)


def _quotes(question: Question) -> dict[str, str]:
    texts = [each.text for each in question.quotes]
    first, rest = texts[: _MOST_QUOTES - 1], texts[_MOST_QUOTES - 1 :]
    shown = [*first, "\n".join(rest)] if rest else first
    return {f"{QUOTE}{number}" if number > 1 else QUOTE: text
            for number, text in enumerate(shown, start=1)}  # fmt: skip
