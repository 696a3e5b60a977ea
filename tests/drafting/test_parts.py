"""Which part of an article says it."""

from questions.drafting import parts
from questions.question import Kind
from tests.drafting.made import a_source

PARTS = (
    "## 一、抓好后厨",
    "规范食材采购。推行“阳光菜篮”行动,每天公示价格。",
    "改进烹饪方法。厨师定期参加培训,以观摩、比武、轮岗等形式提高手艺。",
    "## 二、服务员工",
    "倾听员工意见。设立“舌尖信箱”,由专人每周整理。",
    "关心特殊需要。为加班员工送餐,为病号单独做饭。",
)


def questions():
    return [each.question for each in parts.proposals(a_source(*PARTS), 0)]


def test_a_name_is_looked_for_among_the_parts_and_both_are_proved():
    found = next(each for each in questions() if "阳光菜篮" in each.stem)
    (right,) = (found.choices[at] for at in found.right)

    assert right == "规范食材采购"
    assert set(found.choices) == {"规范食材采购", "改进烹饪方法", "倾听员工意见", "关心特殊需要"}
    assert [quote.text[:6] for quote in found.quotes] == ["规范食材采购", "推行“阳光菜"]


def test_what_a_section_consists_of_is_chosen_among_the_parts_of_another():
    found = next(
        each for each in questions() if each.kind is Kind.MULTIPLE and "抓好后厨" in each.stem
    )
    right = {found.choices[at] for at in found.right}

    assert right == {"规范食材采购", "改进烹饪方法"}


def test_what_stands_in_two_parts_belongs_to_none():
    twice = "关心特殊需要。以观摩、比武、轮岗等形式交流。"
    source = a_source(*PARTS[:-1], twice)

    assert not any("观摩" in each.question.stem for each in parts.proposals(source, 0))


def test_passages_that_begin_in_the_same_way_are_called_so():
    source = a_source("抓学习,提高本领。每周学习2次。", "抓管理,提高效率。每月检查3次。")

    assert [each.topic for each in source.sentences] == ["抓学习,提高本领", "抓管理,提高效率"]


def test_a_detail_that_shares_a_word_with_its_part_is_not_asked():
    source = a_source(*PARTS[:1], "规范食材采购。推行“放心采购”行动,每天公示价格。", *PARTS[2:])

    assert not any("放心采购" in each.question.stem for each in parts.proposals(source, 0))


def test_it_is_asked_whose_doing_something_is_and_not_where_it_stands():
    found = next(each for each in questions() if "阳光菜篮" in each.stem)

    assert found.stem.endswith("中，“阳光菜篮”行动是下列哪一项工作的做法？")


def test_what_headings_are_called_is_asked_for():
    source = a_source(
        "健全采购体系。推行“阳光菜篮”行动,每天公示价格。",
        "构筑烹饪体系。厨师定期参加培训。",
        "完善清洁体系。每天擦洗三次。",
        "建立信息体系。每周发布菜单。",
    )
    (stem,) = (each.question.stem for each in parts.proposals(source, 0))

    assert stem.endswith("“阳光菜篮”行动是下列哪一体系的做法？")


def test_that_one_is_called_something_is_no_ones_doing():
    source = a_source(*PARTS[:-1], "关心特殊需要。做好员工的“贴心伙伴”,送餐上门。")

    assert not any("贴心伙伴" in each.question.stem for each in parts.proposals(source, 0))


def test_wrong_parts_of_a_section_are_headings_of_the_same_form():
    """环境明显优化 among 压实责任 is told by its form."""
    source = a_source(
        "## 一、抓好后厨",
        "规范食材采购。每天公示价格。",
        "改进烹饪方法。厨师定期参加培训。",
        "## 二、服务员工",
        "就餐环境明显优化。桌椅换了新的。",
        "员工更加满意。投诉少了。",
    )

    assert not any(each.way == "section parts" for each in parts.proposals(source, 0))
