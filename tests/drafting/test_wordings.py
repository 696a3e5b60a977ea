"""In which words an answer may be typed, and that they fit no other point."""

from itertools import permutations

import pytest

from questions.articles import library
from questions.drafting.draft import draft
from questions.drafting.wordings import of_certificate, of_counted, of_law, wordings
from questions.question import Kind
from tests.drafting.made import own_articles


def test_what_one_item_may_leave_out_all_may():
    """奉献 for 奉献精神 where 创新 does for 创新精神."""
    assert wordings(("创新精神", "奉献精神")) == [
        ("创新精神", "创新"),
        ("奉献精神", "奉献"),
    ]


def test_a_first_item_with_words_from_before_the_list_is_asked_as_the_others_are():
    items = ("能够自觉养成遵守工艺纪律", "能遵守安全纪律", "能制止他人违章", "能抵制违章指挥")

    assert wordings(items)[0][:3] == (
        "遵守工艺纪律",
        "能够自觉养成遵守工艺纪律",
        "能遵守工艺纪律",
    )


@pytest.mark.parametrize(
    ("items", "also"),
    [
        (("菜单工作宣传", "厨师教育管理"), "菜单宣传"),
        (("菜单工作宣传", "厨师教育管理"), "厨师教育"),
        (("矛盾纠纷化解", "菜单工作宣传"), "矛盾化解"),
        (("义务理发", "上门送餐"), "理发"),
        (("义务理发", "上门送餐"), "免费理发"),
        (("医院义诊", "上门送餐"), "义诊"),
        (("便民咨询类服务", "厨房开放日"), "便民咨询服务"),
        (("首问负责制度", "晨检"), "首问负责"),
        (("加强食材采购", "严查后厨"), "食材采购"),
    ],
)
def test_a_point_may_be_typed_as_people_say_it_in_short(items, also):
    assert any(also in each for each in wordings(items))


def test_a_point_may_be_typed_with_what_all_are_called():
    made = wordings(("定期会议", "晨检登记"), head="工作制度")

    assert made == [("定期会议", "定期会议制度"), ("晨检登记", "晨检登记制度")]


def test_what_is_done_to_what_is_not_cut():
    assert wordings(("抵制违章指挥", "遵守卫生纪律"))[0] == ("抵制违章指挥",)


def test_words_for_each_other_are_accepted_where_the_text_has_both():
    items = ("纠纷调处", "菜单宣传")

    assert "纠纷调解" in wordings(items, whole="纠纷难调解,纠纷调处难")[0]
    assert "纠纷调解" not in wordings(items, whole="纠纷调处难")[0]


def test_what_would_fit_another_point_is_not_accepted():
    """教育 of 学校教育 is 家庭教育 as well."""
    assert "教育" not in wordings(("学校教育", "家庭教育"))[0]
    made = wordings(("员工教育管理", "员工教育考核", "菜品更新"))
    assert not any("员工教育" in each for each in made)


@pytest.mark.parametrize("article", [*library(), *own_articles()], ids=lambda each: each.title[:8])
def test_no_wording_of_a_draft_fits_two_points(article):
    for question in draft(article).questions:
        if question.kind is Kind.SHORT:
            for one, other in permutations(question.accepted, 2):
                assert not set(one) & set(other)
                # What is added lies in no other point.
                assert not any(each in other[0] for each in one)


def test_what_is_counted_may_be_typed_with_its_number_and_in_short():
    assert set(of_counted("8项公益活动类服务")) == {
        "8项公益活动类服务", "公益活动类服务", "公益活动服务", "公益活动",
        "8项公益活动服务", "8项公益活动",
    }  # fmt: skip


def test_a_certificate_is_known_by_its_longer_and_its_shorter_name():
    assert of_certificate("从业资格证") == ("从业资格证", "从业资格证书", "资格证", "资格证书")
    assert of_certificate("健康证书")[:2] == ("健康证书", "健康证")


def test_a_law_is_known_by_its_full_title_and_no_other_rule_is():
    assert of_law("食品安全法") == ("食品安全法", "中华人民共和国食品安全法")
    assert of_law("中华人民共和国消防法")[1] == "消防法"
    assert of_law("食堂管理办法") == ("食堂管理办法",)
