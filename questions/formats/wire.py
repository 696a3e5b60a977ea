"""A reading as plain JSON and back: what passes between the bot and the process that parses."""

from collections.abc import Mapping
from typing import cast

from questions.formats.report import Assumption, Draft, Reading, RowProblem
from questions.question import Kind, Question, Quote

Json = dict[str, object]


def reading_to_json(reading: Reading) -> Json:
    return {
        "format": reading.format,
        "encoding": reading.encoding,
        "drafts": [
            {"row": each.row, "sheet": each.sheet, "question": question_to_json(each.question)}
            for each in reading.drafts
        ],
        "problems": [
            [each.row, each.sheet, each.text, each.code, dict(each.facts), each.field]
            for each in reading.problems
        ],
        "assumptions": [[each.code, dict(each.facts)] for each in reading.assumptions],
    }


def reading_from_json(value: object) -> Reading:
    """ValueError, TypeError or KeyError when the value is not what `reading_to_json` gives."""
    entry = cast("Json", _is(value, dict))
    return Reading(
        format=_text(entry["format"]),
        encoding=_text(entry["encoding"]),
        drafts=tuple(_draft(each) for each in _list(entry["drafts"])),
        problems=tuple(_problem(each) for each in _list(entry["problems"])),
        assumptions=tuple(
            Assumption(_text(code), _facts(facts))
            for code, facts in map(_list, _list(entry["assumptions"]))
        ),
    )


def question_to_json(question: Question) -> Json:
    """Every field of the question, the places of its quotes too."""
    return {
        "key": question.key,
        "kind": question.kind.value,
        "stem": question.stem,
        "choices": list(question.choices),
        "right": sorted(question.right),
        "accepted": [list(each) for each in question.accepted],
        "difficulty": question.difficulty,
        "tags": list(question.tags),
        "quotes": [[each.article, each.text, each.passage] for each in question.quotes],
        "note": question.note,
        "typed_as": question.typed_as,
        "ordered": question.ordered,
    }


def question_from_json(value: object) -> Question:
    """ValueError, TypeError or KeyError when the value has another shape."""
    entry = cast("Json", _is(value, dict))
    return Question(
        key=_text(entry["key"]),
        kind=Kind(_text(entry["kind"])),
        stem=_text(entry["stem"]),
        choices=_texts(entry["choices"]),
        right=frozenset(_number(each) for each in _list(entry["right"])),
        accepted=tuple(_texts(each) for each in _list(entry["accepted"])),
        difficulty=_number(entry["difficulty"]),
        tags=_texts(entry["tags"]),
        quotes=tuple(
            Quote(_text(article), _text(text), _number(passage))
            for article, text, passage in map(_list, _list(entry["quotes"]))
        ),
        note=_text(entry["note"]),
        typed_as=_text(entry["typed_as"]),
        ordered=bool(_is(entry["ordered"], bool)),
    )


def _draft(value: object) -> Draft:
    entry = cast("Json", _is(value, dict))
    question = question_from_json(entry["question"])
    return Draft(question, _number(entry["row"]), _text(entry["sheet"]))


def _problem(value: object) -> RowProblem:
    row, sheet, text, code, facts, field = _list(value)
    return RowProblem(
        _number(row), _text(sheet), _text(text), _text(code), _facts(facts), _text(field)
    )


def _facts(value: object) -> Mapping[str, object]:
    facts = cast("Json", _is(value, dict))
    for each in facts.values():
        _is(each, str | int | float)
    return facts


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(each) for each in _list(value))


def _list(value: object) -> list[object]:
    return cast("list[object]", _is(value, list))


def _text(value: object) -> str:
    return cast("str", _is(value, str))


def _number(value: object) -> int:
    if isinstance(value, bool):
        raise TypeError("a truth where a number belongs")
    return cast("int", _is(value, int))


def _is(value: object, wanted: type | object) -> object:
    if not isinstance(value, wanted):  # type: ignore[arg-type]
        raise TypeError(f"{type(value).__name__} where another type belongs")
    return value
