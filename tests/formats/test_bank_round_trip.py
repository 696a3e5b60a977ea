"""A bank that is written comes back to the letter, whatever its texts are made of."""

import dataclasses
import io
import zipfile

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.bank import shipped
from questions.formats.reader import read
from questions.formats.xlsx_bank import write_bank, write_bank_csv
from questions.question import Bank, Kind, Question, Quote

# What a reader would take for something else, if it did not know the row for its own.
TRAPS = [
    " x", "A.甲", "=1+1", "_x0041_", "_x000D_", "<r>a</r>", "对", "\\", "x005F_", "a|b",
    "\ufeffb", "⼯", "a\r\nb", "第一章 总则", "一、单选题", '{"a":1}', "题干", "答案",
    "Text (required)", "'=x", "1", "0012", "说明：", "\u200b", "（ A ）", "@@", "\x00", "\x1a",
    "https://e.example", "甲\t乙",
]  # fmt: skip
TEXTS = st.text(max_size=12) | st.sampled_from(TRAPS)
MANY = st.lists(TEXTS, max_size=3).map(tuple)


def questions(kind):
    return st.builds(
        Question,
        key=TEXTS,
        kind=st.just(kind),
        stem=TEXTS,
        choices=st.lists(TEXTS, max_size=13).map(tuple),
        right=st.frozensets(st.integers(0, 12)),
        accepted=st.lists(MANY, max_size=14).map(tuple),
        difficulty=st.integers(-1, 5),
        tags=MANY,
        quotes=st.lists(st.builds(Quote, TEXTS, TEXTS, st.integers(0, 9)), max_size=7).map(tuple),
        note=TEXTS,
        typed_as=TEXTS,
        ordered=st.booleans(),
    )


def bank_of(some):
    numbered = [
        dataclasses.replace(each, key=each.key and f"{each.key}{place}")
        for place, each in enumerate(some)
    ]
    return Bank("k", "题库", tuple(numbered))


KINDS = st.sampled_from(list(Kind))
BANKS = st.lists(KINDS.flatmap(questions), min_size=1, max_size=4).map(bank_of)


def read_back(data):
    reading = read(data)
    assert not reading.problems
    return tuple(draft.question for draft in reading.drafts)


@settings(max_examples=60, deadline=None)
@given(BANKS)
def test_any_bank_comes_back_from_xlsx_to_the_letter(bank):
    assert read_back(write_bank(bank, {})) == bank.questions


@settings(max_examples=60, deadline=None)
@given(BANKS)
def test_any_bank_comes_back_from_csv_to_the_letter(bank):
    assert read_back(write_bank_csv(bank, {})) == bank.questions


def test_the_shipped_banks_come_back_with_keys_quotes_and_places():
    for bank in shipped():
        assert read_back(write_bank(bank, {bank.article: bank.title})) == bank.questions


def example(**changes):
    question = Question(
        "q1", Kind.SINGLE, "安置了多少户？", ("321户", "924户"), frozenset({0}),
        difficulty=2, tags=("安置",), note="见第1段。",
        quotes=(Quote("rose", "安置321户924人", 1),),
    )  # fmt: skip
    return Bank("k", "题库", (dataclasses.replace(question, **changes),))


def edited(data, column, text):
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.active
    headers = [cell.value for cell in page[1]]
    page.cell(2, headers.index(column) + 1).value = text
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_row_that_was_edited_counts_as_it_is_shown():
    data = edited(write_bank(example(), {}), "选项A", "320户")

    (question,) = read_back(data)

    assert question.choices == ("320户", "924户")
    assert (question.key, question.difficulty, question.tags) == ("q1", 2, ("安置",))
    assert question.quotes == (Quote("", "安置321户924人", 0),)


def test_an_edited_key_point_keeps_its_wordings():
    short = example(
        kind=Kind.SHORT,
        choices=(),
        right=frozenset(),
        accepted=(("明确责任", "落实责任"), ("严格考核",)),
    )

    (question,) = read_back(edited(write_bank(short, {}), "题干（必填）", "怎么做？"))

    assert question.stem == "怎么做？"
    assert question.accepted == (("明确责任", "落实责任"), ("严格考核",))


def test_a_copied_row_does_not_take_the_key_of_its_source():
    bank = example()
    twice = Bank("k", "题库", bank.questions * 2)

    first, second = read_back(write_bank(twice, {}))

    assert (first.key, second.key) == ("q1", "")


def test_forged_data_of_another_shape_is_not_believed():
    data = edited(write_bank(example(), {}), "温故数据", '{"seal":"","question":{"kind":"essay"}}')

    (question,) = read_back(data)

    assert question.stem == "安置了多少户？"


def test_no_text_becomes_a_formula_or_a_link():
    data = write_bank(example(stem="=1+1", note="https://e.example", tags=("@a", "+1")), {})

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_csv_marks_what_would_run_as_a_formula():
    text = write_bank_csv(example(stem="=cmd|'/c calc'!A1"), {}).decode("utf-8-sig")

    assert "\"'=cmd|'/c calc'!A1\"" in text


def test_a_row_of_ours_is_known_by_what_we_wrote_though_it_shows_little():
    """Cut at another sign it would look more like a question."""
    nothing = (Quote("", "", 0),) * 5
    bank = example(
        key="", kind=Kind.SHORT, stem="", choices=(), right=frozenset(), difficulty=0, tags=(),
        note="", accepted=(("", "题"), ()), quotes=(*nothing, Quote("", "答0", 0)),
    )  # fmt: skip

    assert read_back(write_bank_csv(bank, {})) == bank.questions
