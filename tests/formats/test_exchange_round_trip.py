"""A bank that is written as GIFT, Moodle XML or JSON comes back, whatever its texts are."""

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.bank import shipped, to_json
from questions.formats import gift, moodle_xml
from questions.formats.gift_bank import write_bank as write_gift
from questions.formats.json_bank import write_bank as write_json
from questions.formats.moodle_bank import write_bank as write_moodle
from questions.formats.reader import read
from questions.formats.shares import shares
from questions.question import Bank, Kind, Question, Quote
from tests.formats.made import spoken
from tests.formats.test_bank_round_trip import BANKS, KINDS, TEXTS

WRITERS = {"gift": write_gift, "moodle": write_moodle}
# What these formats give a meaning to.
SIGNS = st.sampled_from([
    "{", "}", "=", "~", "#", ":", "\\", "\\\\n", "%50%", "%100%x", "::", "//", "####", "->", "*",
    "[html]", "[plain]", "[tag:x]", "$CATEGORY: x", "T", "TRUE", "..", "</text>", "]]>", "&amp;",
    "<p>", "【引文】", "【要点】", "难度:3", "a；b", "A. x", "ANSWER: A", "\n", " ", "甲", "1",
])  # fmt: skip
SIGNED = st.lists(SIGNS, max_size=5).map("".join)


def with_signs(bank):
    return st.lists(SIGNED, min_size=len(bank.questions), max_size=len(bank.questions)).map(
        lambda texts: dataclasses.replace(
            bank,
            questions=tuple(
                dataclasses.replace(
                    each, stem=text, note=text, choices=(*each.choices, text),
                    accepted=(*each.accepted, (text, "x")),
                )
                for each, text in zip(bank.questions, texts, strict=True)
            ),
        )
    )  # fmt: skip


def read_back(data):
    reading = spoken(read(data))
    assert not reading.problems
    return tuple(draft.question for draft in reading.drafts)


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@settings(max_examples=40, deadline=None)
@given(bank=BANKS.flatmap(lambda bank: st.just(bank) | with_signs(bank)))
def test_any_bank_comes_back_to_the_letter(write, bank):
    assert read_back(write(bank, {})) == bank.questions


@settings(max_examples=40, deadline=None)
@given(BANKS)
def test_any_bank_of_true_shape_comes_back_from_json(bank):
    shaped = dataclasses.replace(bank, questions=tuple(map(as_shaped, bank.questions)))

    back = read_back(write_json(shaped, {}))

    assert [to_json(each, "") for each in back] == [to_json(each, "") for each in shaped.questions]


def as_shaped(question):
    """With a key in the form that the shape of JSON has words for."""
    if question.kind is Kind.TRUE_FALSE:
        return dataclasses.replace(question, right=frozenset({1}), choices=(), accepted=())
    if question.kind.is_typed:
        return dataclasses.replace(question, right=frozenset())
    return dataclasses.replace(question, accepted=())


def bare(data):
    """As another program hands it on: without what only we write."""
    text = data.decode()
    text = re.sub(r"(?m)^// wengu .*\n", "", text)
    return re.sub(r"<wengu>.*?</wengu>", "", text, flags=re.DOTALL).encode()


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_the_shipped_banks_come_back_also_through_another_program(write):
    for bank in shipped():
        titles = {bank.article: bank.title}

        assert read_back(write(bank, titles)) == bank.questions
        assert read_back(bare(write(bank, titles))) == tuple(map(unplaced, bank.questions))


def unplaced(question):
    """Another program keeps the texts of quotes, not the places."""
    quotes = tuple(Quote("", each.text, 0) for each in question.quotes)
    return dataclasses.replace(question, quotes=quotes)


WORDS = st.text("甲乙丙 abc=~#{}:\\%*->[]【】<>&", min_size=1, max_size=8).map(str.strip)
PLAIN = WORDS.filter(lambda text: text and "  " not in text)


def seen(kind):
    """A sound question without what the visible forms have no words for."""
    choices = st.lists(PLAIN, min_size=2, max_size=12, unique=True).map(tuple)
    return choices.flatmap(
        lambda some: st.builds(
            Question, key=st.just(""), kind=st.just(kind), stem=PLAIN.map("问".__add__),
            choices=st.just(some if kind in (Kind.SINGLE, Kind.MULTIPLE) else ()),
            right=rights(kind, len(some)), difficulty=st.integers(1, 3),
            note=PLAIN.map("注".__add__), quotes=st.just((Quote("", "原文一句。", 0),)),
        )
    )  # fmt: skip


def rights(kind, width):
    if kind is Kind.TRUE_FALSE:
        return st.sampled_from([frozenset({0}), frozenset({1})])
    if kind is Kind.SINGLE:
        return st.integers(0, width - 1).map(lambda place: frozenset({place}))
    return st.frozensets(st.integers(0, width - 1), min_size=1)


CHOSEN = st.sampled_from([Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE]).flatmap(seen)


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@settings(max_examples=60, deadline=None)
@given(question=CHOSEN)
def test_sound_questions_come_back_without_our_own_data_as_well(write, question):
    data = write(
        Bank("k", "t", (Question("", Kind.TRUE_FALSE, "一。", right=frozenset({0})), question)), {}
    )

    assert read_back(bare(data))[1] == question


TYPED = {
    "one blank": Question("", Kind.BLANK, "共____户。", accepted=(("321", "三百二十一"),)),
    "blanks": Question("", Kind.BLANK, "____户____人", accepted=(("321", "三二一"), ("924",))),
    "points": Question("", Kind.SHORT, "怎么做？", accepted=(("明确责任", "落实责任"), ("考核",))),
    "star": Question("", Kind.BLANK, "乘号是____。", accepted=(("*", "a*b"),)),
    "number": Question("", Kind.BLANK, "共____户。", accepted=(("321",),), typed_as="number"),
    "ordered": Question("", Kind.SHORT, "顺序？", accepted=(("一",), ("二",)), ordered=True),
    "semicolons": Question("", Kind.BLANK, "____和____", accepted=(("a；b",), ("c",))),
    "slash": Question("", Kind.BLANK, "路径____", accepted=(("a\\n=b",),)),
}


@pytest.mark.parametrize("question", TYPED.values(), ids=TYPED)
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_typed_questions_come_back_without_our_own_data_as_well(write, question):
    other = Question("", Kind.TRUE_FALSE, "一。", right=frozenset({0}))

    assert read_back(bare(write(Bank("k", "t", (other, question)), {})))[1] == question


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_what_was_edited_counts_as_it_is_shown(write):
    bank = Bank("k", "t", shipped()[0].questions[:1])
    data = write(bank, {}).decode()
    head, _, tail = data.rpartition("321户924人")

    edited = (head + "320户924人" + tail).replace(bank.questions[0].stem, "户数？")
    edited = re.sub(r'"stem":"[^"]*"', '"stem":"forged"', edited)

    assert read_back(edited.encode())[0].stem == "户数？"


@pytest.mark.parametrize("count", range(13))
def test_shares_of_a_whole_mark_are_a_whole_mark(count):
    given_shares = [float(each) for each in shares(count)]

    assert len(given_shares) == count
    assert sum(given_shares) == pytest.approx(100 if count else 0, abs=0.001)


def test_gift_has_id_tags_note_quotes_and_source_where_moodle_shows_them():
    bank = shipped()[0]

    text = write_gift(Bank("k", "t", bank.questions[:1]), {bank.article: bank.title}).decode()

    assert "[id:rose-001] [tag:小区概况]" in text
    assert f"\\n【出处】《{bank.title}》" in text
    assert gift.is_gift(text)


def test_moodle_is_given_only_weights_that_it_takes():
    question = Question("", Kind.MULTIPLE, "？", tuple("abcd"), frozenset({0, 1, 2}))

    text = write_moodle(Bank("k", "t", (question,)), {}).decode()

    assert re.findall(r'fraction="([^"]+)"', text) == ["33.33333"] * 3 + ["-100"]
    assert moodle_xml.is_moodle(text)


def test_titles_of_banks_are_one_comment():
    assert write_gift(Bank("k", "a\n{=b}", ()), {}).decode().count("\n") == 1


@settings(max_examples=30, deadline=None)
@given(KINDS, TEXTS)
def test_no_text_of_a_bank_breaks_out_of_xml(kind, text):
    question = Question(text, kind, text, (text,), frozenset({0}), ((text,),), note=text)

    data = write_moodle(Bank("k", text, (question,)), {text: text})

    assert len(read_back(data)) == 1
