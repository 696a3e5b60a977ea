"""Our own schema as JSON lines, YAML and TOML."""

import json

import pytest

from questions.bank import shipped, to_json
from questions.errors import FileRefused
from questions.formats.reader import read
from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said, spoken, text_reading

YAML = """
# A bank by hand
- id: q1
  type: single
  stem: 安置了多少户？
  options: [321户, 0012, no]
  answer: [0]
  difficulty: 2
  tags: [安置]
  explanation: >
    见第
    1段。
- type: true_false
  stem: "是吗？"
  answer: [false]
- type: blank
  stem: 共____户。
  answer:
    - [321, 321户]
  quotes:
    - 安置321户924人
- type: short
  stem: 怎么做？
  answer: [[明确责任, 落实责任], [严格考核]]
"""


def test_yaml_keeps_texts_as_they_are_written():
    single, truth, blank, short = questions(text_reading(YAML))

    assert (single.key, single.kind, letters(single)) == ("q1", Kind.SINGLE, "A")
    assert single.choices == ("321户", "0012", "no")
    assert (single.difficulty, single.tags, single.note) == (2, ("安置",), "见第 1段。\n")
    assert (truth.is_true, blank.accepted) == (False, (("321", "321户"),))
    assert blank.quotes[0].article == "rose"
    assert short.accepted == (("明确责任", "落实责任"), ("严格考核",))


def test_yaml_below_a_name_and_with_a_version():
    text = "version: 1\nquestions:\n- type: true_false\n  stem: 是吗？\n  answer: true\n"

    assert only(text_reading(text)).is_true


def test_what_is_wrong_in_yaml_is_said_with_its_number():
    text = YAML + "- type: single\n  stem: 二？\n  answer: [B]\n  options: [甲, 乙]\n"

    found = text_reading(text)

    assert codes(found) == [(5, "json_shape")]
    assert "rows_are_items" in said(found)


def test_yaml_that_is_none_says_the_line():
    with pytest.raises(FileRefused) as refused:
        read(b"- type: single\n  stem: 'open\n  answer: [0]\n")

    assert refused.value.code == "file_markup_broken"


BOMBS = {
    "aliases": "- type: single\n  stem: &a [x,x]\n" + "".join(
        f"- &b{n} [*a,*a,*a,*a]\n" for n in range(9)
    ),
    "depth": "- type: single\n  stem: x\n- " + "[" * 1000,
    "size": "- type: single\n  stem: x\n" + "# x\n" * 300_000,
}  # fmt: skip


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_of_yaml_is_refused(text):
    with pytest.raises(FileRefused) as refused:
        read(text.encode())

    assert refused.value.code == "file_too_heavy"


def test_an_alias_of_itself_is_refused():
    with pytest.raises(FileRefused) as refused:
        read(b"- &a\n  type: single\n  stem: x\n  answer: [*a]\n")

    assert refused.value.code == "file_markup_broken"


def test_no_tag_of_yaml_makes_an_object():
    text = "- type: single\n  stem: !!python/object/apply:os.system ['true']\n  answer: [0]\n"

    assert codes(text_reading(text)) == [(1, "json_shape")]


TOML = """
[[questions]]
type = "multiple"
stem = "哪几项？"
options = ["甲", "乙", "丙"]
answer = [0, 2]
difficulty = 3
"""


def test_toml_is_read():
    question = only(text_reading(TOML))

    assert (question.kind, letters(question), question.difficulty) == (Kind.MULTIPLE, "AC", 3)


def test_toml_that_is_none_says_the_line():
    with pytest.raises(FileRefused) as refused:
        read((TOML + "answer = \n").encode())

    assert (refused.value.code, refused.value.facts) == ("file_markup_broken", {"line": 8})


def test_json_lines_are_read_by_their_lines_and_a_broken_one_is_named():
    bank = shipped()[0].questions[:3]
    lines = [json.dumps(to_json(each, ""), ensure_ascii=False) for each in bank]
    text = "\n".join([lines[0], "", lines[1][:-9], lines[2]])

    found = spoken(read(text.encode()))

    assert [draft.row for draft in found.drafts] == [1, 4]
    assert codes(found) == [(3, "json_broken")]
    assert [draft.question for draft in found.drafts] == [bank[0], bank[2]]
