"""JSON in: our own export to the letter, and lists of other programs by their names."""

import json

import pytest

from questions.bank import shipped
from questions.errors import FileRefused
from questions.formats.json_bank import write_bank
from questions.formats.reader import read
from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said, spoken, text_reading


def test_our_own_export_comes_back():
    for bank in shipped():
        found = read(write_bank(bank, {bank.article: bank.title}))

        assert tuple(questions(found)) == bank.questions
        assert [draft.row for draft in found.drafts][:2] == [1, 2]


def test_a_kind_that_is_no_word_says_nothing():
    reading = read(
        json.dumps([{"type": [], "stem": "食堂几点开饭？", "answer": "十一点"}]).encode()
    )

    assert [(each.kind, each.stem) for each in questions(reading)] == [
        (Kind.BLANK, "食堂几点开饭？")
    ]


def test_an_object_of_another_shape_is_named_by_its_number():
    entries = json.loads(write_bank(shipped()[0], {}))[:3]
    entries[1]["answer"] = "B"
    del entries[2]["stem"]

    found = spoken(read(json.dumps(entries).encode()))

    assert codes(found) == [(2, "json_shape"), (3, "json_shape")]
    assert len(found.drafts) == 1


OTHERS = {
    "list": '[{"question":"一？","options":["甲","乙"],"answer":"B"}]',
    "text": '[{"question":"一？","options":["甲","乙"],"answer":"乙"}]',
    "letters": '[{"title":"一？","options":{"A":"甲","B":"乙"},"answer":["B"]}]',
    "flags": '[{"题目":"一？","选项":[{"text":"甲"},{"text":"乙","isCorrect":true}]}]',
    "columns": '[{"question":"一？","optionA":"甲","optionB":"乙","correct_answer":"B"}]',
    "wrapped": '{"id":1,"questions":[{"question":"一？","options":["甲","乙"],"answer":"B"}]}',
    "number": '[{"question":"一？","options":["甲","乙"],"correctAnswer":1}]',
    "index": '[{"question":"一？","options":["甲","乙"],"answerIndex":1}]',
    "lines": '{"question":"一？","options":["甲","乙"],"answer":"B"}\n'
    '{"question":"一？","options":["甲","乙"],"answer":"B"}',
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_lists_of_other_programs_are_read_by_their_names(text):
    question = questions(text_reading(text))[0]

    assert (question.stem, question.choices, letters(question)) == ("一？", ("甲", "乙"), "B")


def test_json_in_gbk_is_read():
    question = only(text_reading(OTHERS["list"], "gbk"))

    assert question.kind is Kind.SINGLE


def test_a_kind_named_in_json_counts():
    entry = '{"question":"一。","type":"判断题","answer":true}'

    found = text_reading(f"[{entry},{entry.replace('true', 'false')}]")

    assert [each.is_true for each in questions(found)] == [True, False]
    assert "kind_inferred" not in said(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [("[]", "file_no_questions"), ("[1, 2]", "file_no_questions"), ("[" * 100_000,
    "file_too_heavy"),
     ('[{"name": "张三", "age": 3}]', "file_no_table")],
)  # fmt: skip
def test_json_without_questions_is_refused(text, code):
    with pytest.raises(FileRefused) as refused:
        read(text.encode())

    assert refused.value.code == code


ASK = '{"question":"一？","options":["甲","乙"],"answer":"B"}'
SHAPES = {
    "by kind": '{"单选题":[ASK]}',
    "by chapter": '{"chapters":[{"name":"一章","questions":[ASK]}]}',
    "in an answer of a server": '{"code":0,"data":{"total":1,"list":[ASK]}}',
    "by number": '{"1":ASK}',
    "answers with flags": '[{"question":"一？","answers":[{"text":"甲","correct":false},'
    '{"text":"乙","correct":true}]}]',
    "stem inside": '[{"question":{"stem":"一？","choices":[{"label":"A","text":"甲"},'
    '{"label":"B","text":"乙"}]},"answerKey":"B"}]',
    "texts and labels": '[{"question":"一？","choices":{"text":["甲","乙"],"label":["A","B"]},'
    '"answerKey":"B"}]',
    "named options": '[{"question":"一？","options":[{"id":7,"text":"甲"},{"id":9,"text":"乙"}],'
    '"answer":9}]',
    "flags beside": '[{"question":"一？","options":["甲","乙"],"correct":[false,true]}]',
    "pages of a survey": '{"pages":[{"elements":[{"type":"radiogroup","title":"一？",'
    '"choices":[{"value":"x","text":"甲"},{"value":"y","text":"乙"}],"correctAnswer":"y"}]}]}',
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_questions_are_found_in_any_shape(text):
    question = only(text_reading(text.replace("ASK", ASK)))

    assert (question.stem, question.choices, letters(question)) == ("一？", ("甲", "乙"), "B")


def test_chapters_and_kinds_of_the_tree_are_told():
    tree = '{"第一章":{"判断题":[{"题目":"一。","答案":"1"}]}}'

    question = only(text_reading(tree))

    assert (question.kind, question.tags) == (Kind.TRUE_FALSE, ("第一章",))


def test_a_list_of_answers_is_a_blank_each_or_wordings_of_one():
    two = '{"题目":"甲____乙____","题型":"填空题","答案":["一",["二","贰"]]}'
    one = '{"题目":"甲____","题型":"填空题","答案":["一","壹"]}'
    points = '{"题目":"怎么做？","题型":"简答题","答案":["甲方","乙方"]}'

    found = questions(text_reading(f"[{two},{one},{points}]"))

    assert [each.accepted for each in found] == [
        (("一",), ("二", "贰")), (("一", "壹"),), (("甲方",), ("乙方",))
    ]  # fmt: skip


def test_a_list_in_yaml_by_whatever_names_is_read_like_json():
    found = text_reading(
        "# 安全\n- 题目: 火警电话？\n  选项: ['110', '0119']\n  答案: B\n"
        "- 题目: 火是热的。\n  答案: 对\n"
    )

    one, two = questions(found)
    assert (one.stem, one.choices, letters(one)) == ("火警电话？", ("110", "0119"), "B")
    assert two.is_true


def test_yaml_may_nest_its_questions_and_mark_the_right_option():
    found = text_reading(
        "title: t\nquestions:\n  - question: Fire?\n    choices:\n"
        "      - text: '110'\n      - text: '119'\n        correct: true\n"
    )

    assert (only(found).choices, letters(only(found))) == (("110", "119"), "B")


@pytest.mark.parametrize("text", ["- 题目: &a [*a]\n  答案: A\n", "- 题目: [\n  答案: A\n"])
def test_yaml_that_is_a_trap_or_broken_gives_no_question(text):
    found = text_reading(text)

    assert not found.drafts
    assert found.problems
