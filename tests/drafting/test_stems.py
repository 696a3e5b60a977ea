"""Stems stand alone: the article named, whole clauses, Chinese marks."""

import pytest

from questions.articles import Misprint
from questions.drafting import stems
from questions.drafting.source import Sentence, bare
from tests.drafting.made import TITLE, a_source


def window(text: str, about: str, room: int = 40) -> str:
    sentence = Sentence(1, 0, text)
    at = text.index(about)
    span = stems.window(sentence, at, at + len(about), room)
    return text[slice(*span)] if span else ""


@pytest.mark.parametrize(
    ("text", "about", "shown"),
    [
        ("仓库每天上午清点一次,结果报主管。", "清点", "仓库每天上午清点一次"),
        ("同时,仓库每天上午清点一次。", "清点", "仓库每天上午清点一次"),
        ("2、要注重每天上午清点一次。", "清点", "要注重每天上午清点一次"),
        ("3.2 仓库每天上午清点一次。", "清点", "仓库每天上午清点一次"),
        ("二是加强管理,每天上午清点一次。", "清点", "加强管理,每天上午清点一次"),
        ("发现问题时,应当立即报告主管。", "问题", "发现问题时,应当立即报告主管"),
        ("金额超过5万元的,由分管副总审批。", "5", "金额超过5万元的,由分管副总审批"),
        ("随着业务的发展,仓库扩建到12间。", "业务", "随着业务的发展,仓库扩建到12间"),
        ("主管强调:“每天要清点一次。”", "清点", "主管强调:“每天要清点一次。”"),
        ("仓库不仅清点货物,还要记录温度。", "清点", "仓库不仅清点货物,还要记录温度"),
    ],
    ids=[
        "one clause",
        "a joint",
        "a number",
        "of two levels",
        "secondly",
        "when",
        "in case",
        "with",
        "speech",
        "not only",
    ],
)
def test_a_window_is_whole_clauses_that_say_something_by_themselves(text, about, shown):
    assert window(text, about) == shown


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("该仓库每天清点一次。", "清点"),
        ("这是仓库管理的重要一环。", "重要"),
        ("员工提出建议后,由主管汇总,为其答复3次以内。", "3"),
        ("仓库现有装卸工和叉车工的班组,分为12个小组。", "12"),
        ("全年新增货架300个。", "300"),
        ("仓库扩建以后,通过大家的努力,打开了工作的新天地。", "新天地"),
        ("仓库和第二装配车间由通道相连,两者相距200米。", "200"),
    ],
    ids=["该", "这", "其", "of what", "of which year", "who did", "both"],
)
def test_what_leans_on_words_before_it_has_no_window(text, about):
    assert window(text, about, room=16) == ""


def test_a_case_is_not_left_out_of_what_holds_in_it():
    text = "超过3天的请假,应当提前一周提出申请的,由总经理审批签字。"
    assert window(text, "总经理", room=14) == ""

    sentence = Sentence(1, 0, "满20年的,年休假15天。", goes_on=True)
    assert stems.window(sentence, 8, 10) is None


def test_clauses_that_were_left_out_are_marked_and_others_are_not():
    text = "城东仓库今年完成扩建,新货架高5米,管理员增加到24人。"
    sentence = Sentence(1, 0, text)
    second, third = text.index("新货架"), text.index("管理员")

    assert stems.before(sentence, (third, len(text) - 1)) == "城东仓库今年完成扩建……"
    assert stems.before(sentence, (second, len(text) - 1)) == "城东仓库今年完成扩建，"
    assert stems.led(sentence, (third, len(text) - 1)) == (0, second - 1)


def test_figures_are_scoped_by_how_the_sentence_opens_or_by_a_heading():
    text = "落实各项制度,改善仓储环境,满意人数达到1350人。"
    late, whole = (text.index("满意"), len(text) - 1), (0, len(text) - 1)

    assert not stems.is_scoped(Sentence(1, 0, text), late)
    assert stems.is_scoped(Sentence(1, 0, text), whole)
    assert stems.is_scoped(Sentence(1, 0, text, topic="满意度调查"), late)


def test_a_window_goes_round_a_misprint():
    misprint = Misprint("讲好活", 1, "讲好讲活")
    source = a_source("食堂要讲好活身边故事,在互动中答疑解惑。", misprints=(misprint,))
    sentence = source.sentences[0]
    at = sentence.text.index("答疑")

    _, span = stems.framed(source, sentence, "写明", (at, at + 4), ())

    assert sentence.text[slice(*span)] == "在互动中答疑解惑"


def test_a_gap_is_a_line_in_a_quotation_with_chinese_marks():
    sentence = Sentence(1, 0, "成立“红马甲”队伍,共32人,分3组。")

    assert (
        stems.gapped(sentence, (0, len(sentence.text)), [(11, 13)])
        == "“成立‘红马甲’队伍，共____人，分3组。”"
    )


def test_a_stem_names_the_article_and_the_part_unless_that_tells_the_answer():
    source = a_source("## 二、食材采购", "食材由后勤部采购,每批留样48小时。")
    sentence = source.sentences[0]

    assert stems.opening(source, sentence, "写明") == f"《{TITLE}》在“食材采购”部分写明"
    assert stems.opening(source, sentence, "写明", ("食材采购",)) == f"《{TITLE}》写明"


def test_points_and_commas_of_numbers_stay_as_they_are():
    assert stems.wide("共1,350.5米(约),合格.") == "共1,350.5米（约），合格."


@pytest.mark.parametrize(
    "heading", ["## 二、食材采购", "（三）食材采购。", "第二章 食材采购", "3. 食材采购"]
)
def test_a_heading_is_said_without_its_number(heading):
    assert bare(heading) == "食材采购"


def test_the_number_of_an_article_of_rules_is_not_shown():
    text = "第七条 疏散通道的净宽度不得小于1.4米,安全出口不得锁闭。"
    source = a_source(text, "第八条 灭火器每半月检查一次。压力低的,立即送修。")

    first = source.sentences[0]
    span = stems.window(first, 15, 18)

    assert span is not None
    assert stems.gapped(first, span, [(17, 20)]).startswith("“疏散通道的净宽度")
    assert {each.topic for each in source.sentences} == {""}


@pytest.mark.parametrize(
    "first",
    [
        "2.1 后厨温度控制在21℃至25℃,保持通风。",
        "3.厨师进入后厨应更换工作服。",
        "1.1 本办法所称外来人员,是指供应商等人员。",
        "4.食材验收实行双人核对,由采购员和厨师长共同签字确认。",
    ],
    ids=["figures", "an order", "a definition", "a long one"],
)
def test_a_numbered_sentence_that_lays_down_what_holds_is_no_heading(first):
    source = a_source(first + "违反的,立即改正。", "5.其他事项。由后勤部另行通知。")

    assert {each.topic for each in source.sentences if each.passage == 1} == {""}


def test_a_numbered_sentence_of_a_few_words_is_a_heading():
    source = a_source("1.抓好后厨,守住底线。后厨每天消毒。", "2.倾听意见。设立意见箱。")

    assert {each.topic for each in source.sentences} == {"抓好后厨,守住底线", "倾听意见"}


def test_the_greeting_before_the_first_heading_is_no_heading():
    source = a_source(
        "一餐一饭连着人心。食堂去年接待员工12万人次。", "## 一、抓好后厨", "每天消毒。"
    )

    assert source.sentences[0].topic == ""
