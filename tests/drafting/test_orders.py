"""Neighbours that are built alike, their ends to be put in order."""

import pytest

from questions.drafting import orders
from tests.drafting.made import a_source

LAMPS = "绿灯表示温度正常,黄灯表示即将完成,红灯表示需要检修,蓝灯表示正在加热。"


def test_four_ends_are_put_in_order_among_four_orders_of_the_same():
    (proposal,) = orders.proposals(a_source(LAMPS), 0)
    question = proposal.question
    (right,) = (question.choices[at] for at in question.right)

    assert question.stem.count("____") == 4
    assert right == "温度正常、即将完成、需要检修、正在加热"
    assert len(question.choices) == 4
    assert len({frozenset(each.split("、")) for each in question.choices}) == 1


def test_three_ends_are_not_put_in_order():
    """Of their orders one only begins as the right one does: the others are soon told."""
    text = "绿灯表示温度正常,黄灯表示即将完成,红灯表示需要检修。"

    assert list(orders.proposals(a_source(text), 0)) == []


@pytest.mark.parametrize(
    "text",
    [
        "思想决定行为,行为决定习惯,习惯决定结果。",
        "预防胜于治疗,节约胜于浪费,健康胜于财富。",
        "老师傅带出好徒弟,好班长带出好班组。",
    ],
    ids=["a chain", "a saying", "two only"],
)
def test_what_tells_itself_is_not_put_in_order(text):
    assert list(orders.proposals(a_source(text), 0)) == []


@pytest.mark.parametrize("seed", range(6))
def test_all_orders_begin_as_the_right_one_does_and_its_second_stands_in_two(seed):
    """人员无故障 nobody would say, and what stands in one choice alone is soon told."""
    text = "做到人员无失误,设备无故障,系统无缺陷,管理无漏洞。"
    (proposal,) = orders.proposals(a_source(text), seed)
    choices = [each.split("、") for each in proposal.question.choices]
    seconds = [each[1] for each in choices]

    assert {each[0] for each in choices} == {"失误"}
    assert seconds.count("故障") == 2
    assert len(set(seconds)) == 2
    assert len(set(proposal.question.choices)) == 4
