"""What the gate throws away: every way in which a draft is known to go wrong."""

from dataclasses import replace

from questions.articles import Misprint
from questions.drafting import cloze
from questions.drafting.gate import has_slip, is_near, refused, tells
from questions.drafting.stems import LIMIT
from tests.drafting.made import TITLE, a_blank, a_single, a_source, a_statement

CANTEEN = "食堂每天供应早餐、午餐和晚餐,由后勤部负责采购,留样125克。"


def test_a_sound_draft_passes():
    source = a_source(CANTEEN)

    assert refused(a_blank(source, "125"), source) == ""
    assert refused(a_single(source, "后勤部", "财务部", "安全部"), source) == ""


def test_a_distractor_that_is_also_true_is_thrown_away():
    source = a_source("食材由后勤部和膳食委员会共同验收,两方都要签字。")

    assert refused(a_single(source, "后勤部", "膳食委员会", "财务部"), source) == "distractor_true"


def test_a_distractor_that_contains_the_answer_is_thrown_away():
    source = a_source(CANTEEN)

    wrong = a_single(source, "后勤部", "公司后勤部门", "财务部")

    assert refused(wrong, source) == "distractor_true"


def test_a_false_statement_that_the_article_makes_elsewhere_is_thrown_away():
    source = a_source("早餐留样125克。", "宴会菜品同样要留样,留样200克以上。")

    made = a_statement(source, "留样200克以上。", "125")

    assert refused(made, source) == "distractor_true"


def test_a_blank_with_several_fillers_is_thrown_away():
    source = a_source("食堂每天打扫后厨一次,每月打扫库房一次。")

    made = a_blank(source, "后厨", frame=("打扫", "一次"))

    assert refused(made, source) == "several_fillers"


def test_a_blank_with_hardly_a_word_around_it_is_thrown_away():
    source = a_source(CANTEEN)

    assert refused(a_blank(source, "125", frame=("", "克")), source) == "several_fillers"


def test_a_stem_that_opens_with_a_pronoun_is_thrown_away():
    source = a_source(CANTEEN)

    for opening in ("该食堂", "这里", "此类食材", "它"):
        made = a_blank(source, "125", f"《{TITLE}》写明：“{opening}留样____克。”")

        assert refused(made, source) == "stem_pronoun"


def test_an_answer_that_the_stem_gives_away_is_thrown_away():
    source = a_source(CANTEEN)

    made = a_blank(source, "125", f"《{TITLE}》写明：“留样____克，不足125克的重做。”")

    assert refused(made, source) == "given_away"


def test_a_right_choice_that_is_told_by_its_length_is_thrown_away():
    source = a_source("新员工由人力资源管理与服务中心统一培训。")

    made = a_single(source, "人力资源管理与服务中心", "财务部", "安全部")

    assert refused(made, source) == "given_away"


def test_a_sentence_cut_by_a_page_break_is_thrown_away():
    source = a_source(
        "食堂每天供应早餐、午餐和晚餐,由后勤部负责采购,所有食材当天必须留样125克,并由厨师长在",
        "留样登记簿上签字。剩余食材由仓管员保管30天。",
    )

    reasons = {answer: refused(a_blank(source, answer), source) for answer in ("125", "30")}

    assert reasons == {"125": "window_cut", "30": ""}


def test_the_piece_after_a_page_break_is_not_asked():
    source = a_source(
        "所有食材当天必须留样125克以上,留样的容器要严格消毒,并由当班的厨师长在",
        "登记簿上签字满30天。剩余食材另行保管。",
    )

    assert refused(a_blank(source, "30"), source) == "window_cut"


def test_an_original_misprint_is_not_asked():
    misprint = Misprint("后勤步", 1, "后勤部")
    source = a_source("采购由后勤步负责,留样125克。", misprints=(misprint,))

    assert refused(a_single(source, "后勤步", "财务部", "安全部"), source) == "misprint"
    assert refused(a_blank(source, "125"), source) == "misprint"


def test_a_sentence_that_looks_misprinted_is_not_asked():
    assert has_slip("吸纳员工就近就近就业84人")
    assert has_slip("把爱爱岗的种子种到心中")
    assert has_slip("用好活用活议事制度")
    assert not has_slip("用好用活议事制度,讲好讲活身边故事")
    assert not has_slip("人人讲安全,天天抓落实")

    source = a_source("食堂就近就近采购蔬菜125种。")
    assert refused(a_blank(source, "125"), source) == "slip"


def test_a_list_with_a_comma_for_its_mark_is_not_asked_around():
    source = a_source("检验员工的应急能力、反应能力,指挥能力和预案,留样125克。")
    made = a_blank(source, "125")

    assert refused(made, source) == "slip"


def test_what_tells_another_answer_stands_beside_it_in_no_set():
    source = a_source("食堂每天供应早餐120份,午餐350份。", "冷库温度保持在零下18度。")
    one = a_blank(source, "120")
    gapped = f"《{TITLE}》写明：“食堂每天供应早餐____份，午餐____份。”"
    both = a_blank(source, "120", gapped)

    assert tells(a_blank(source, "350"), [one])
    assert not tells(replace(both, asked=("120", "350")), [both])
    assert not tells(a_blank(source, "18"), [one])


def test_what_asks_for_pieces_of_what_another_asks_is_near():
    source = a_source("厨房要做到人员无失误、设备无故障、管理无漏洞。")
    whole = replace(a_blank(source, "人员无失误"), asked=("人员无失误", "设备无故障"))
    pieces = replace(a_blank(source, "故障", "另一种问法____"), asked=("失误", "故障"))

    assert is_near(pieces, [whole])


def test_a_stem_beyond_the_limit_is_thrown_away():
    source = a_source(CANTEEN)

    made = a_blank(source, "125", f"《{TITLE}》写明：“{'食' * LIMIT}留样____克。”")

    assert refused(made, source) == "stem_long"


def test_a_term_that_the_stem_echoes_is_thrown_away():
    source = a_source("食堂要树立问题导向,为员工解决用餐问题。")
    made = replace(
        a_single(source, "问题导向", "目标导向", "效果导向", "市场导向"), way="term choice"
    )

    assert refused(made, source) == "given_away"


def test_choices_of_which_one_contains_another_are_thrown_away():
    source = a_source(CANTEEN)

    assert refused(a_single(source, "后勤部", "安全部", "生产安全部"), source) == "choices_unlike"


def test_a_plain_word_is_not_asked():
    source = a_source("食堂要做好各种工作安排。")

    assert refused(a_blank(source, "工作"), source) == "trivial"


def test_an_answer_that_the_quote_lacks_is_thrown_away():
    source = a_source(CANTEEN, "冷库温度保持在零下18度,每天记录2次。")
    moved = replace(a_blank(source, "18"), asked=("125",))

    assert refused(moved, source) == "not_verbatim"


def test_what_the_bank_check_doubts_is_thrown_away():
    """哪一项不是 must have its 不 marked."""
    source = a_source(CANTEEN)
    stem = f"《{TITLE}》写明的采购部门不是下列哪一项？"

    assert refused(a_single(source, "后勤部", "财务部", "安全部", stem=stem), source) == "doubtful"


def test_two_drafts_that_ask_the_same_are_near():
    source = a_source(CANTEEN, "冷库温度保持在零下18度,每天记录2次。")
    one = a_blank(source, "后勤部")
    same, other = a_single(source, "后勤部", "财务部", "安全部"), a_blank(source, "18")

    assert is_near(same, [one])
    assert not is_near(other, [one])


def test_a_list_that_is_not_as_long_as_it_is_called_is_not_asked():
    """四懂四会 of which five are listed."""
    from questions.drafting import enumeration

    right = a_source("落实“三带头”任务(带头学习业务,带头遵守纪律,带头服务群众),抓好班组建设。")
    wrong = a_source("落实“四带头”任务(带头学习业务,带头遵守纪律,带头服务群众),抓好班组建设。")

    assert list(enumeration.proposals(right, 0))
    assert not list(enumeration.proposals(wrong, 0))


def test_what_is_called_by_a_short_name_may_be_typed_in_full():
    source = a_source(
        "食堂承包方案必须经过职代会审议才能执行。", "职工代表大会每年召开2次,听取食堂管理情况。"
    )
    asked = {each.asked: each.question for each in cloze.proposals(source, 0)}

    assert asked["职代会",].accepted == (("职代会", "职工代表大会"),)


def test_nobody_needs_to_know_a_long_number_by_heart():
    source = a_source("食堂占地21589.46平方米。")

    assert list(cloze.proposals(source, 0)) == []


def test_only_figures_names_and_closed_lists_are_typed():
    source = a_source(
        "食堂要弘扬勤俭节约的优良传统,引导员工珍惜粮食。成立“光盘行动”小组,每周检查3次。"
    )

    typed = {each.asked for each in cloze.proposals(source, 0)}

    assert typed == {("光盘行动",), ("3",)}


def test_an_idiom_is_too_plain_to_be_asked():
    source = a_source("食堂每月推出员工喜闻乐见的新菜品。")

    made = a_single(source, "喜闻乐见", "耳熟能详", "津津乐道")

    assert refused(made, source) == "trivial"


def test_a_numeral_that_another_stem_shows_with_its_unit_is_told():
    text = "新员工中有六成来自本地,老员工中约50%来自外地。"
    source = a_source(text)

    one = a_blank(source, "六", frame=("中有", "成来自本"))
    other = a_blank(source, "50%")

    assert tells(other, [one])
    assert tells(one, [other])
