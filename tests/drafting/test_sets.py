"""A counted set that the article takes point by point."""

from questions.drafting import sets
from questions.drafting.gate import refused
from tests.drafting.made import a_source

SET = (
    "## 一、办好食堂要做到“四个注重”",
    "1、要注重食材安全。后厨实行双人验收,每批蔬菜检测农药残留。",
    "2、要注重营养均衡。聘请专业医生设计菜谱,公布热量数据。",
    "3、要注重厉行节约。推行小份菜品,评选光盘标兵。",
    "4、要注重倾听意见。开通微信热线,召开恳谈会议。",
    "## 二、结语",
    "今后食堂还要加强厨师梯队建设。",
)


def of_way(way: str, *text: str):
    source = a_source(*text)
    made = [each for each in sets.proposals(source, 0) if each.way == way]
    assert not any(refused(each, source) for each in made)
    return [each.question for each in made]


def test_a_set_has_as_many_points_as_its_name_counts():
    (found,) = sets.counted_sets(a_source(*SET))

    assert found.name == "“四个注重”"
    assert [found.shown(each) for each in found.points] == [
        "注重食材安全", "注重营养均衡", "注重厉行节约", "注重倾听意见",
    ]  # fmt: skip


def test_where_fewer_points_stand_than_are_counted_there_is_no_set():
    assert sets.counted_sets(a_source(*SET[:4], *SET[5:])) == ()


def test_a_point_that_only_holds_the_word_is_shown_whole():
    text = [each.replace("要注重食材安全", "培训到位,食材安全") for each in SET]
    text = [each.replace("要注重", "管理到位,").replace("注重", "到位") for each in text]
    (found,) = sets.counted_sets(a_source(*text))

    assert found.shown(found.points[1]) == "管理到位，营养均衡"


def test_what_is_asked_for_elsewhere_is_none_of_the_points():
    (question,) = of_way("set not", *SET)

    assert [question.choices[at] for at in question.right] == ["注重加强厨师梯队建设"]
    assert "【不属于】" in question.stem
    assert question.note == "“加强厨师梯队建设”是原文在别处说的，不在“四个注重”之列。"


def test_a_detail_belongs_to_the_point_that_tells_of_it():
    made = {each.stem.split("“")[-1].split("”")[0]: each for each in of_way("set choice", *SET)}
    question = made["聘请专业医生设计菜谱"]

    assert [question.choices[at] for at in question.right] == ["注重营养均衡"]
    assert len(question.choices) == 4


def test_a_detail_that_another_point_speaks_of_as_well_is_not_asked():
    text = [each.replace("召开恳谈会议", "会上专业医生解读菜谱") for each in SET]

    assert not any("医生" in each.stem for each in of_way("set choice", *text))


def test_points_that_are_short_enough_are_typed():
    (question,) = of_way("set", *SET)

    assert question.stem.endswith("所说的“四个注重”，包括哪几项？（4点）")
    assert question.accepted[0] == ("注重食材安全", "食材安全")
    assert len(question.quotes) == 4


def test_of_a_point_of_two_clauses_the_one_with_the_word_will_do():
    text = [SET[0].replace("注重", "到位")]
    text += [each.replace("要注重", "管理到位,") for each in SET[1:]]
    (question,) = of_way("set", *text)

    assert "管理到位" in question.accepted[0]


def test_long_points_are_not_typed():
    text = [each.replace("食材安全", "食材采购、验收、储存各个环节的安全") for each in SET]

    assert of_way("set", *text) == []


RUN = (
    "## 一、今年要做到“三个必须”",
    "一是必须抓好采购验收。每批食材两人签字。二是必须抓好后厨消毒。每天消毒两次。"
    "三是必须抓好意见反馈。每周公开答复。",
)


def test_points_that_one_paragraph_numbers_are_a_set_as_well():
    (question,) = of_way("set", *RUN)

    assert question.accepted[1] == ("必须抓好后厨消毒", "后厨消毒")
    assert [each.text for each in question.quotes][2] == "三是必须抓好意见反馈"
    assert of_way("set choice", *RUN) == []


def test_a_number_that_is_left_out_makes_no_set():
    assert of_way("set", *(each.replace("二是", "还是") for each in RUN)) == []


def test_a_detail_that_may_be_said_under_any_point_is_not_asked():
    """瞄准热点话题 fits wherever people have needs, 调动积极性、主动性 wherever they work."""
    text = [each.replace("聘请专业医生设计菜谱", "瞄准员工热点话题") for each in SET]
    text = [each.replace("开通微信热线", "调动厨师积极性、主动性、创造性") for each in text]

    asked = [each.stem for each in of_way("set choice", *text)]

    assert not any("热点话题" in each or "积极性" in each for each in asked)


def test_a_word_that_the_article_says_all_along_tells_no_point_apart():
    text = [SET[0], *(f"{each}厨师们为此努力。" for each in SET[1:5]), *SET[5:]]
    text = [each.replace("聘请专业医生设计菜谱", "聘请专业医生指导厨师") for each in text]

    assert any("指导厨师" in each.stem for each in of_way("set choice", *text))
