"""What is said as it stands must be such that one might doubt it."""

import pytest

from questions.drafting import true_false
from questions.drafting.doubted import may_be_doubted
from questions.drafting.reading import read
from questions.drafting.source import opened


@pytest.mark.parametrize(
    "text",
    [
        "食材验收由后勤部负责,每日登记。",
        "连续3天未登记的,应当停用。",
        "餐具先清洗再消毒,方可使用。",
        "本办法所称留样,是指每餐保留的样品。",
        "主管每月检查不少于8次。",
    ],
    ids=["who", "what follows", "what comes first", "a definition", "how often"],
)
def test_what_is_laid_down_may_be_doubted(text):
    assert may_be_doubted(text, is_rules=False)


@pytest.mark.parametrize(
    "text",
    [
        "摸排登记员工有571人,厨师有266人。",
        "设立党员先锋岗58个、责任区32个。",
        "通过桌面推演、情景模拟和实战演练,进一步提升本领。",
        "要坚定信心,必须再接再厉。",
    ],
    ids=["people", "things", "what everybody says yes to", "an appeal"],
)
def test_a_count_or_a_slogan_may_not(text):
    assert not may_be_doubted(text, is_rules=False)


def test_a_count_is_stated_in_another_number_only():
    source = opened(read("# 员工之家\n\n员工之家设立阅览室12个,健身房15个。"))
    found = [each.question.is_true for each in true_false.proposals(source, 0)]

    assert found
    assert not any(found)
