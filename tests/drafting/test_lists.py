"""What is enumerated in a sentence is told apart from the words around it."""

import pytest

from questions.drafting.lists import enumerations


@pytest.mark.parametrize(
    ("sentence", "items", "head", "rest"),
    [
        ("组织新人参加安全讲座、急救培训等活动。", ("安全讲座", "急救培训"), "活动", ""),
        ("以现场讲解、分组讨论等形式开展教学。", ("现场讲解", "分组讨论"), "形式", "开展教学"),
        ("充分调动员工的积极性、主动性和创造性。", ("积极性", "主动性", "创造性"), "", ""),
        ("遇到台风、暴雨等恶劣天气时,停止户外作业。", ("台风", "暴雨"), "恶劣天气", "时"),
        ("突出家庭责任和社会责任。", ("家庭责任", "社会责任"), "", ""),
        ("帮助独居老人、残疾人和失业人员等群体。", ("独居老人", "残疾人", "失业人员"), "群体", ""),
        ("努力在求深、求实、求细上下功夫。", ("求深", "求实", "求细"), "", "上下功夫"),
        ("加强厂史、校史、城市史、社区史和安全教育。",
         ("厂史", "校史", "城市史", "社区史"), "", "和安全教育"),
        ("按规定的采购职责、验收标准、台账管理到资金保障等方面的要求。",
         ("采购职责", "验收标准", "台账管理", "资金保障"), "方面", "的要求"),
        ("从上门服务、外卖服务到配送服务、团餐服务,样样都行。",
         ("上门服务", "外卖服务", "配送服务", "团餐服务"), "", ""),
        ("厨师应做到懂营养搭配、懂食材特性、懂卫生标准。",
         ("懂营养搭配", "懂食材特性", "懂卫生标准"), "", ""),
    ],
    ids=["activities", "forms", "closed", "weather", "two alike", "people", "an effort",
         "the last called otherwise", "from one to another", "reaching", "led by a verb"],
)  # fmt: skip
def test_items_are_found_with_what_they_are_items_of(sentence, items, head, rest):
    (found,) = enumerations(sentence)

    assert (found.items, found.head, found.rest) == (items, head, rest)


@pytest.mark.parametrize(
    "sentence",
    [
        "由社区党委、小区支部、居民代表召开会议。",
        "居民的幸福感、满意度显著提高了很多很多倍。",
        "努力在求深、求实、求细方面走在同行的最前列。",
        "共有3个村、6个乡、18个镇。",
        "围绕衣、食、住、行服务。",
        "食堂供应米饭和",
        "食堂供应米饭、、面条和。",
        "建立由风险管理部牵头、信贷管理部和审计部参与的机制。",
    ],
    ids=[
        "a verb at the end",
        "a predicate",
        "more than an item",
        "figures",
        "scraps",
        "a cut end",
        "twice a mark",
        "who does",
    ],
)
def test_a_list_whose_items_are_not_sure_is_left(sentence):
    assert enumerations(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "检验员工的应急能力、反应能力,指挥能力和预案的可行。",
        "检验员工的应急能力,反应能力、指挥能力。",
        "食堂供应米饭、面条、馒头,以及包子。",
    ],
    ids=["a comma for 、", "a comma before", "and more"],
)
def test_a_list_that_goes_on_behind_a_comma_is_left(sentence):
    assert enumerations(sentence) == ()


def test_a_count_behind_a_list_closes_it():
    (found,) = enumerations("门锁支持指纹、密码和门卡三种开锁方式。")

    assert (found.items, found.measure, found.head) == (
        ("指纹", "密码", "门卡"),
        "三种",
        "开锁方式",
    )


def test_a_bracket_after_a_name_lists_what_the_name_counts():
    (found,) = enumerations("落实“三带头”任务(带头学习业务,带头遵守纪律,带头服务群众)。")

    assert (found.name, found.count, len(found.items)) == ("“三带头”任务", 3, 3)


def test_a_chain_between_quotation_marks_is_a_list():
    (found,) = enumerations("建立“总部—分公司—营业部—班组”四级网络。")

    assert found.items == ("总部", "分公司", "营业部", "班组")


def test_a_word_that_begins_as_and_so_on_ends_no_list():
    (found,) = enumerations("坚持公开透明、平等协商、诚实守信。")

    assert found.items == ("公开透明", "平等协商", "诚实守信")
    assert not found.is_open


def test_a_list_before_a_verb_ends_where_it_is_closed():
    first, *_ = enumerations("从员工之盼、厨师之技、食材之味中提炼创意、研发新菜。")

    assert first.items == ("员工之盼", "厨师之技", "食材之味")


def test_a_quoted_list_loses_the_verb_before_its_first_item():
    (found,) = enumerations("建设“具有强大保障能力、强大服务能力、强大创新能力”的食堂。")

    assert found.items == ("强大保障能力", "强大服务能力", "强大创新能力")


def test_what_is_put_on_as_well_is_no_item_of_its_own():
    """更换外衣、戴手套和口罩: 口罩 is put on, not changed."""
    assert not any(
        "口罩" in found.items for found in enumerations("厨师进入后厨必须更换外衣、戴手套和口罩。")
    )
