"""What is worth asking: figures, names, bodies, parallels; and what may stand beside them."""

from random import Random

import pytest

from questions.drafting.distractors import (
    fellows,
    like_figure,
    misread,
    misreadings,
    near_figures,
    other_bodies,
    siblings,
    sort_of,
)
from questions.drafting.terms import bodies, figures, names, parallels
from tests.drafting.made import a_source


def test_figures_are_found_with_their_units():
    found = figures("全长1.2公里,曾有商户260余家,每天营业十二小时,去年接待47万人次。")

    assert [(each.text, each.after, each.unit) for each in found] == [
        ("1.2", "", "公里"),
        ("260", "余", "家"),
        ("十二", "", "小时"),
        ("47", "万", "人次"),
    ]


def test_a_number_that_is_part_of_a_name_is_no_figure():
    assert figures("《2022年度报告》介绍了“40”工程和4S店,还有第一种办法。") == ()


def test_a_body_is_who_does_it_and_to_whom_it_is_handed():
    found = [
        body for body, _, _ in bodies("由质检部负责检查,并向安全部报告,经职工大会审议后执行。")
    ]

    assert found == ["质检部", "安全部", "职工大会"]


def test_the_head_of_a_department_is_not_the_department():
    assert [body for body, _, _ in bodies("请假1天以内的,由部门负责人审批。")] == ["部门负责人"]


def test_the_ends_of_a_range_and_of_a_date_are_no_figures():
    assert figures("每组负责2至3个社区,3月31日前完成。") == ()


def test_what_is_open_day_and_night_is_no_figure():
    assert figures("拨打24小时抢修电话,值班员全天24小时在岗。") == ()
    assert [each.text for each in figures("应在24小时内报告。")] == ["24"]


def test_a_name_that_counts_is_not_asked_as_a_name():
    assert [name for name, _, _ in names("开展“暖心行动”,推行“四个清单”。")] == ["暖心行动"]


def test_neighbours_that_are_built_alike_are_parallels():
    (found,) = parallels("思想决定行为,行为决定习惯,习惯决定结果。")

    assert found.heads == ("思想决定", "行为决定", "习惯决定")
    assert found.tails == ("行为", "习惯", "结果")


def test_a_number_is_misread_by_digits_changed_about_and_never_as_itself():
    for number in ("321", "35202.45", "2018", "12", "300", "六"):
        wrong = list(misreadings(number))

        assert len(wrong) >= 2
        assert number not in wrong
        assert len(wrong) == len(set(wrong))


def test_a_figure_gets_another_of_its_unit_from_elsewhere_but_none_of_its_own_passage():
    source = a_source("一号库存放物资571吨,另有266吨在途。", "二号库存放物资845吨。")
    sentence = source.sentences[0]
    figure = figures(sentence.text)[0]

    assert like_figure(source, sentence, figure, Random(1)) == "845"


@pytest.mark.parametrize(
    "text", ["库房有物资571吨。", "库房长1.6公里。", "留守300人。", "设六次。"]
)
def test_wrong_numbers_lie_around_the_right_one_which_may_be_any_of_them(text):
    source = a_source(text)
    (figure,) = figures(text)
    places = set()

    for seed in range(40):
        wrong = near_figures(source, source.sentences[0], figure, 3, Random(seed))
        assert len({*wrong, figure.text}) == 4
        places.add(sorted([*wrong, figure.text], key=_as_number).index(figure.text))

    assert len(places) > 2


def _as_number(text: str) -> float:
    return float("零一二三四五六七八九".find(text)) if text in "五六七八九四三二" else float(text)


def test_periods_are_mistaken_for_such_as_rules_use():
    source = a_source("应在24小时内报告。")
    (figure,) = figures(source.sentences[0].text)

    wrong = near_figures(source, source.sentences[0], figure, 3, Random(1))

    assert {*wrong} < {"1", "2", "4", "8", "12", "36", "48", "72"}


def test_a_number_that_nobody_knows_by_heart_gets_no_wrong_ones():
    source = a_source("占地21589.46平方米。")
    (figure,) = figures(source.sentences[0].text)

    assert near_figures(source, source.sentences[0], figure, 3, Random(1)) == ()


def test_a_body_gets_bodies_that_its_passage_does_not_name():
    source = a_source(
        "由质检部负责检查,班组长在场。",
        "向安全部报告,经职工大会审议,由采购中心组织实施。",
        "由质检部门审核。",
    )

    wrong = other_bodies(source, source.sentences[0], "质检部", 3, Random(1))

    assert set(wrong) <= {"安全部", "职工大会", "采购中心"}


def test_a_body_that_is_told_of_much_the_same_is_not_offered():
    source = a_source(
        "隐患问题应及时向班组长反映。",
        "隐患问题也可直接向安全部反映。",
        "由采购中心组织招标,由质检部负责验收,经职工大会审议。",
    )

    for seed in range(5):
        wrong = other_bodies(source, source.sentences[0], "班组长", 3, Random(seed))
        assert set(wrong) == {"采购中心", "质检部", "职工大会"}


def test_wrong_items_of_a_list_are_of_its_sort_and_not_in_its_passage():
    source = a_source("预防火灾、触电、坠落等事故,也要预防爆炸。")
    sentence, listed = source.enumerations[0]

    wrong, are_close = fellows(source, sentence, listed.items, 2, Random(1))

    assert are_close
    assert len(wrong) == 2
    assert not {*wrong} & {"火灾", "触电", "坠落", "爆炸"}


def test_one_word_of_a_sort_makes_no_list_of_that_sort():
    source = a_source("形成学校、家庭、社会三方联动。")
    sentence, listed = source.enumerations[0]

    assert fellows(source, sentence, listed.items, 2, Random(1))[0] == ()


def test_items_that_share_their_ends_get_only_such():
    """带头… among what one does not lead is given away by its form."""
    source = a_source(
        "做到懂结构原理、懂操作规程、懂保养方法。", "开展岗位练兵、现场观摩、案例讨论等活动。"
    )
    sentence, listed = source.enumerations[0]

    assert fellows(source, sentence, listed.items, 1, Random(1))[0] == ()


def test_short_nouns_of_no_known_sort_get_no_wrong_items_from_elsewhere():
    source = a_source("更新课程、教材、方法。", "消除疑虑、误会、隔阂。")
    sentence, listed = source.enumerations[0]

    assert fellows(source, sentence, listed.items, 1, Random(1))[0] == ()


def test_a_sibling_that_the_passage_uses_is_not_offered():
    wrong = siblings("问题导向", "坚持问题导向和目标导向。", 3, Random(1))

    assert len(wrong) == 3
    assert not {"问题导向", "目标导向"} & set(wrong)


def test_terms_know_their_sort():
    assert sort_of("业主委员会") == sort_of("安全部") == "body"
    assert sort_of("社区干部") == sort_of("独居老人") == "person"
    assert sort_of("纠纷调处") != "body"
    assert sort_of("积极性") != sort_of("凝聚力")


def test_a_short_name_of_what_is_listed_is_no_wrong_answer():
    """年假 says the same as 年休假."""
    source = a_source("员工依法享有年休假、婚假、产假、丧假、陪产假等假期。")
    (sentence, listed), *_ = source.enumerations

    for seed in range(20):
        wrong, _ = fellows(source, sentence, listed.items, 2, Random(seed))
        assert "年假" not in wrong


def test_no_wrong_share_is_more_than_the_whole():
    source = a_source("食堂满意度达到97.6%,光盘率达到99%。")
    (sentence,) = source.sentences

    for figure in figures(sentence.text):
        for seed in range(20):
            wrong = near_figures(source, sentence, figure, 3, Random(seed))
            assert len(wrong) == 3
            assert all(float(each) <= 100 for each in wrong)


def test_of_a_formula_none_is_wrong_though_the_article_names_but_some():
    """竞争力 is said together with 创新力、控制力 by all who read the papers."""
    source = a_source("同时也面临创新力、控制力、抗风险能力的挑战。")
    sentence, listed = source.enumerations[0]

    for seed in range(20):
        wrong, _ = fellows(source, sentence, listed.items, 2, Random(seed))
        assert wrong
        assert not {"竞争力", "影响力"} & set(wrong)


def test_items_of_other_lists_of_the_article_come_before_words_from_elsewhere():
    source = a_source(
        "值班人员包括社区干部、居民代表、技术骨干。", "走访困难群众、独居老人、残疾家庭,送餐上门。"
    )
    sentence, listed = source.enumerations[0]

    wrong, are_close = fellows(source, sentence, listed.items, 2, Random(1))

    assert are_close
    assert set(wrong) < {"困难群众", "独居老人", "残疾家庭"}


def test_a_kind_of_what_is_listed_is_no_wrong_answer():
    """话剧 is a kind of 戏剧."""
    source = a_source("改编成电影、电视、戏剧、动漫、游戏等多种形式。")
    sentence, listed = source.enumerations[0]

    for seed in range(20):
        wrong, _ = fellows(source, sentence, listed.items, 2, Random(seed))
        assert "话剧" not in wrong


def test_one_is_misread_as_what_is_not_far_from_it():
    assert misread("571") == "517"
    assert misread("六") == ""
