"""What digits count, and what letters stand for."""

from questions.drafting import expanded
from tests.drafting.made import a_source

SERVICE = (
    "开展“三必问”(口味必问、忌口必问、人数必问)、“五必查”、4项便民服务"
    "和2类公益活动的“3542”暖心服务。"
)
LETTERS = "食堂健全“4S”(System)机制,优化“4R”(Red)服务,彰显“4E”(Effect)成效,打造“4B”(Brand)品牌。"


def made(text: str):
    return [each.question for each in expanded.proposals(a_source(text), 0)]


def test_a_name_of_digits_is_asked_for_what_they_count():
    (question,) = made(SERVICE)

    assert "所说的“3542”暖心服务，是由哪几项合起来的？（4点）" in question.stem
    assert [each[0] for each in question.accepted] == [
        "三必问", "五必查", "4项便民服务", "2类公益活动",
    ]  # fmt: skip
    assert "便民" in question.accepted[2]


def test_digits_that_count_nothing_of_the_sentence_are_not_asked():
    assert made("食堂开展3项便民服务,公布“9527”暖心热线。") == []


def test_what_letters_stand_for_is_put_in_order():
    (question,) = made(LETTERS)
    (right,) = (question.choices[at] for at in question.right)

    assert right == "机制、服务、成效、品牌"
    assert "‘4S’（System）____" in question.stem


def test_letters_that_do_not_begin_their_word_are_left():
    assert made(LETTERS.replace("4S", "4X")) == []


def test_what_three_letters_stand_for_is_soon_told():
    assert made(LETTERS.replace(",打造“4B”(Brand)品牌", "")) == []
