"""What a language model drafts passes the same gate, or is thrown away and counted."""

import json

import pytest

from questions.drafting.model import let_in, messages
from questions.question import Kind
from tests.drafting.made import an_article

ARTICLE = an_article("食堂每天十一点半开饭,由后勤部负责。", "剩菜不得过夜,违者罚款200元。")
GOOD = {
    "type": "single",
    "stem": "《食堂管理办法》规定，食堂由哪个部门负责？",
    "options": ["后勤部", "财务部", "人事部", "安全部"],
    "answer": [0],
    "quotes": ["食堂每天十一点半开饭,由后勤部负责。"],
    "difficulty": 1,
}


def reply(*entries):
    return json.dumps(entries, ensure_ascii=False)


def test_a_sound_draft_is_let_in_with_its_quote_found_in_the_article():
    drafted = let_in(reply(GOOD), ARTICLE)

    (question,) = drafted.questions
    assert (question.kind, question.right) == (Kind.SINGLE, frozenset({0}))
    assert [(each.passage, each.text) for each in question.quotes] == [(1, GOOD["quotes"][0])]
    assert drafted.thrown == {}


def test_words_around_the_list_do_not_matter():
    fenced = f"好的：\n```json\n{reply(GOOD)}\n```\n请查收。"

    assert len(let_in(fenced, ARTICLE).questions) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"quotes": ["食堂由后勤部负责。"]}, "astray", id="a quote that was made up"),
        pytest.param({"quotes": []}, "astray", id="no quote"),
        pytest.param({"answer": [1]}, "distractor_true", id="a key that the quote lacks"),
        pytest.param({"answer": [7]}, "wrong", id="a key beyond the choices"),
        pytest.param({"type": "essay"}, "shape", id="a kind that there is not"),
        pytest.param({"options": "后勤部"}, "shape", id="another shape"),
    ],
)
def test_what_does_not_hold_is_thrown_away_with_its_reason(change, reason):
    drafted = let_in(reply({**GOOD, **change}, GOOD), ARTICLE)

    assert len(drafted.questions) == 1
    assert drafted.thrown == {reason: 1}


@pytest.mark.parametrize(
    "said", ["", "对不起，我不能。", "[", '[1, null, "x"]', "{}", "[" * 100_000]
)
def test_any_reply_is_survived(said):
    drafted = let_in(said, ARTICLE)

    assert drafted.questions == ()
    assert set(drafted.thrown) == {"shape"}


def test_the_same_twice_is_let_in_once():
    assert let_in(reply(GOOD, GOOD), ARTICLE).thrown == {"duplicate": 1}


def test_it_is_asked_about_the_whole_article():
    text = messages(ARTICLE)[1]["content"]

    assert ARTICLE.title in text
    assert all(each.text in text for each in ARTICLE.passages)
