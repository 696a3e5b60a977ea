"""Files that an assistant wrote: what it wrote round them, and its mistakes."""

import pytest

from tests.formats.made import codes, letters, only, questions, text_reading

XML = """<quiz><question type="{type}">
<questiontext format="html"><text>{stem}</text></questiontext>
<answer fraction="100"><text>a1</text></answer><answer fraction="0"><text>b1</text></answer>
</question></quiz>"""
MOODLE = XML.format(type="multichoice", stem="Which?")
GIFT = "::Q1:: Which? {=a1 ~b1}\n\n::Q2:: Who? {=a1 ~}"
TABLE = "question,A,B,answer\nWhich?,a1,b1,A\n"
LIST = '[{"question": "Which?", "options": ["a1", "b1"], "answer": "A"}]'


@pytest.mark.parametrize("sent", [MOODLE, TABLE, LIST, "Which?\nA) a1\nB) b1\nANSWER: A\n"])
@pytest.mark.parametrize(
    "way",
    ["```\n{}\n```", "```csv\n{}```\n", "Here it is:\n\n```xml\n{}\n```\nGood luck!", "```\n{}"],
)
def test_what_stands_round_a_file_is_no_part_of_it(sent, way):
    sent = sent + "\n" if not sent.endswith("\n") else sent
    question = only(text_reading(way.format(sent)))

    assert (question.stem, question.choices) == ("Which?", ("a1", "b1"))


def test_rows_keep_their_numbers_within_the_fence():
    found = text_reading(f"Here it is:\n```csv\n{TABLE}Who?,a1,b1,F\n```\n")

    assert found.drafts[0].row == 4
    assert codes(found) == [(5, "right_beyond")]


def test_code_in_a_paper_is_part_of_its_question():
    found = text_reading("1. 输出什么？\n```\nprint(1)\n```\nA. 1\nB. 2\n答案：A\n")

    assert "print(1)" in only(found).stem


@pytest.mark.parametrize(
    ("stem", "shown"),
    [
        ("Is 3 < 5 & 2 < 4?", "Is 3 < 5 & 2 < 4?"),
        ("One<br>two?", "One\ntwo?"),
        ("<p>One</p><p>two &nbsp;<b>b</b>?</p>", "One\ntwo b?"),
    ],
)
def test_html_that_nobody_escaped_is_read_in_moodle_xml(stem, shown):
    question = only(text_reading(XML.format(type="multichoice", stem=stem)))

    assert " ".join(question.stem.split(" ")).replace("  ", " ") == shown


@pytest.mark.parametrize("kind", ["multiple_choice", "MultipleChoice", "multiple-response"])
def test_types_by_their_usual_names_are_known_in_moodle_xml(kind):
    assert letters(only(text_reading(XML.format(type=kind, stem="Which?")))) == "A"


def test_letters_before_the_options_of_gift_are_no_part_of_them():
    found = text_reading("One? {\n~A) a1\n=B) b1\n~C) c1\n}\n\nTwo? {\n=A级 ~B级\n}\n")

    assert [each.choices for each in questions(found)] == [("a1", "b1", "c1"), ("A级", "B级")]
