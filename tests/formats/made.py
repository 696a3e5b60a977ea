"""Files made up for the tests, and what the reader makes of them."""

import io

import openpyxl

from bot.texts import LANGUAGES, texts
from questions.formats.reader import read

CHOICE = ("题干", "题型", "选项A", "选项B", "选项C", "选项D", "答案")


def xlsx(*rows, **sheets):
    """A workbook of one sheet of these rows, or of the named sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, content in (sheets or {"Sheet1": rows}).items():
        page = book.create_sheet(name)
        for row in content:
            page.append(row)
    return saved(book)


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def reading(*rows, **sheets):
    """What is read of such a workbook; everything said about it has words and all its facts."""
    return spoken(read(xlsx(*rows, **sheets)))


def text_reading(text, encoding="utf-8"):
    return spoken(read(text.encode(encoding)))


def spoken(found):
    for language in LANGUAGES:
        words = texts(language)
        for problem in found.problems:
            words.plain(f"problem.{problem.code}", **problem.facts)
            words.plain(f"problem.{problem.code}.mend", **problem.facts)
        for each in found.assumptions:
            words.plain(f"assumption.{each.code}", **each.facts)
    return found


def questions(found):
    assert not found.problems, found.problems
    return [draft.question for draft in found.drafts]


def only(found):
    (question,) = questions(found)
    return question


def codes(found):
    return [(problem.row, problem.code) for problem in found.problems]


def said(found):
    return {each.code for each in found.assumptions}


def one(*cells, header=CHOICE):
    """The one question of a sheet with the usual header."""
    return only(reading(header, cells))


def letters(question):
    return "".join("ABCDEFGHIJKL"[each] for each in sorted(question.right))
