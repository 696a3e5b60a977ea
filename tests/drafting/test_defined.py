"""What the article says something is."""

import pytest

from questions.drafting import defined
from tests.drafting.made import a_source


def asked(text: str):
    return [each.asked[0] for each in defined.proposals(a_source(text), 0)]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("加强设施设备全生命周期管理是食堂安全的基本功。", "全生命周期"),
        ("依法合规经营是食堂防范各类风险,守住底线的根基。", "依法合规"),
        ("食堂主任是食品安全的第一责任人。", "第一责任人"),
        ("本办法所称留样食品,是指按规定保存48小时备查的饭菜。", "留样食品"),
    ],
    ids=["without its plain verb", "over a comma", "who answers", "a definition"],
)
def test_what_something_is_said_to_be_is_asked(text, answer):
    assert asked(text) == [answer]


@pytest.mark.parametrize(
    "text",
    [
        "这是做好食堂工作的前提。",
        "食堂不是赢得员工信赖的前提。",
        "他们的口味和习惯是安排菜单的关键。",
        "口味是安排菜单的关键。",
        "今年上半年是食堂改造的重点。",
    ],
    ids=["a pronoun", "denied", "whose", "too short", "a time"],
)
def test_what_has_no_name_of_its_own_is_not_asked(text):
    assert asked(text) == []


def test_what_many_words_would_fill_is_shown_with_the_clause_after_it():
    text = "厨师是食堂的核心竞争力,是宝贵的资源,要用心培养。"
    (made,) = defined.proposals(a_source(text), 0)

    assert "厨师是食堂的____，是宝贵的资源" in made.question.stem
