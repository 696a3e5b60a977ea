"""What sets a name apart, with words of it left standing around the gap."""

import pytest

from questions.drafting.cores import around, core


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("重大危险源包保责任制", "包保"),
        ("设施设备全生命周期管理", "全生命周期"),
        ("依法合规经营", "依法合规"),
    ],
)
def test_a_part_is_blanked_and_the_noun_that_closes_the_name_stays(name, part):
    found = core(name)

    assert found is not None
    assert name[slice(*found)] == part


@pytest.mark.parametrize(
    "name",
    ["现场管理", "维护职工利益", "耐心倾听", "定期更换滤芯"],
    ids=["any might stand", "what is done", "two words", "how often"],
)
def test_a_name_without_such_a_part_has_none(name):
    assert core(name) is None


def test_what_closes_the_name_may_be_typed_as_well():
    assert around("重大危险源包保责任制", (5, 7)) == ("包保", "包保责任制")
