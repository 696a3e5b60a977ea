"""The check of a bank finds what is planted, and keeps quiet about what is fair."""

import dataclasses

import pytest

from questions.articles import article
from questions.bank import shipped
from questions.check import WARNINGS, check
from questions.question import Bank, Kind, Question, Quote

ROSE = article("rose")
HOMES = Quote("rose", "总用地面积21589.46平方米,总建筑面积35202.45平方米,安置321户924人", 1)
WORK = Quote("rose", "界崮安置点摸排劳动力人员有571人,务工人员有266人", 13)

SINGLE = Question(
    key="1",
    kind=Kind.SINGLE,
    stem="苏家村安置小区安置了多少群众？",
    choices=("321户924人", "321户921人", "300户924人", "324户921人"),
    right=frozenset({0}),
    quotes=(HOMES,),
)
STATEMENT = Question(
    key="2",
    kind=Kind.TRUE_FALSE,
    stem="苏家村安置小区安置了924人。",
    right=frozenset({0}),
    quotes=(HOMES,),
)
BLANK = Question(
    key="3",
    kind=Kind.BLANK,
    stem="界崮安置点摸排的劳动力里，没有务工的有____人。",
    accepted=(("305", "305人"),),
    quotes=(WORK,),
    note="571－266＝305。",
)


def found(*questions, bank=None):
    report = check(bank or Bank("b", "b", questions), ROSE)
    return [each.code for each in report.findings if each.code != "passages_unquoted"]


@pytest.mark.parametrize(
    "question", [SINGLE, STATEMENT, BLANK], ids=["single", "statement", "blank"]
)
def test_a_fair_question_is_left_in_peace(question):
    assert found(question) == []


@pytest.mark.parametrize(
    ("question", "change", "code"),
    [
        (SINGLE, {"right": frozenset({1})}, "number_unsupported"),
        (SINGLE, {"choices": ("义务理发医院义诊", "甲", "乙")}, "key_unsupported"),
        (SINGLE, {"choices": ("Support", "甲", "乙")}, "key_unsupported"),
        (BLANK, {"note": ""}, "number_unsupported"),
        (STATEMENT, {"stem": "苏家村安置小区安置了942人。"}, "number_unsupported"),
        (SINGLE, {"stem": "安置321户924人的是哪个小区，安置了多少？"}, "given_away"),
        (BLANK, {"stem": "没有务工的305人里，有____人是劳动力。"}, "given_away"),
        (SINGLE, {"stem": "该小区安置了多少群众？"}, "stem_pronoun"),
        (SINGLE, {"stem": "根据上述文章，苏家村小区安置了多少群众？"}, "stem_pronoun"),
        (SINGLE, {"stem": "下列不属于苏家村小区安置规模的是？"}, "stem_negative"),
        (SINGLE, {"choices": ("321户924人", "三百二十一户924人", "300户")}, "choices_alike"),
        (SINGLE, {"choices": ("321户924人", "300户", "以上都不对")}, "choice_all"),
        (
            SINGLE,
            {
                "choices": ("就近就近就业84人", "进城务工84人"),
                "quotes": (Quote("rose", "移民小区劳动力就近就近就业84人", 13),),
            },
            "misprint_asked",
        ),
        (SINGLE, {"difficulty": 2}, "note_missing"),
        (SINGLE, {"stem": ""}, "stem_missing"),
        (SINGLE, {"quotes": (Quote("rose", "安置322户", 1),)}, "quote_not_verbatim"),
    ],
)
def test_a_planted_fault_is_found(question, change, code):
    assert code in found(dataclasses.replace(question, **change))


@pytest.mark.parametrize(
    "stem",
    [
        "下列【不】属于苏家村小区安置规模的是？",
        "“它”字打头的口号说的是谁？",
        "“不是”二字写在谁的门上？",
        "其实苏家村小区安置了多少群众？",
        "苏家村小区不断改进的是什么？",
    ],
)
def test_fair_wordings_raise_no_alarm(stem):
    codes = found(dataclasses.replace(SINGLE, stem=stem))

    assert not {"stem_pronoun", "stem_negative"} & set(codes)


@pytest.mark.parametrize(("figure", "doubted"), [("1.6", False), ("1．6", False), ("6", True)])
def test_a_figure_whose_unit_stands_behind_the_blank_is_looked_for_as_written(figure, doubted):
    quote = Quote("webnovel", "输出网络文学作品1.6万余部", 5)
    stem = "新时代十年来，中国输出网络文学作品____万余部。"
    blank = dataclasses.replace(BLANK, stem=stem, accepted=((figure,),), quotes=(quote,), note="")

    assert ("number_unsupported" in found(blank)) is doubted


def test_a_figure_that_the_note_works_out_counts_as_supported():
    share = dataclasses.replace(
        SINGLE,
        stem="务工的约占多少？",
        choices=("约47%", "约15%"),
        quotes=(WORK,),
        note="266÷571≈46.6%。",
    )

    assert found(share) == []


def test_two_questions_that_ask_the_same_are_named_together():
    again = dataclasses.replace(SINGLE, key="9", stem="苏家村安置小区共安置了多少群众?")

    report = check(Bank("b", "b", (SINGLE, again)), ROSE)

    twin = next(each for each in report.findings if each.code == "near_duplicate")
    assert (twin.question, twin.facts) == ("1", {"other": "9"})
    assert report.table.near_duplicates == 1


def test_the_same_stem_about_other_choices_is_another_question():
    other = dataclasses.replace(SINGLE, key="9", choices=("571人", "266人"), quotes=(WORK,))

    assert "near_duplicate" not in found(SINGLE, other)


def test_a_key_that_is_always_first_and_longest_is_noticed():
    questions = [
        dataclasses.replace(SINGLE, key=str(n), choices=("321户924人", "32户", "9人", "1户"))
        for n in range(24)
    ]

    codes = found(*questions)

    assert {"position_bias", "longest_bias"} <= set(codes)


def test_a_lopsided_mix_is_noticed():
    questions = [dataclasses.replace(STATEMENT, key=str(n)) for n in range(24)]

    codes = found(*questions)

    assert {"kind_above_half", "difficulty_2_few", "difficulty_3_few", "false_share"} <= set(codes)


def test_a_short_list_is_not_judged_by_shares():
    codes = found(SINGLE, BLANK)

    assert not {"kind_above_half", "difficulty_2_few", "position_bias"} & set(codes)


def test_passages_that_nobody_quotes_are_numbered():
    report = check(Bank("b", "b", (SINGLE, BLANK)), ROSE)

    missing = next(each for each in report.findings if each.code == "passages_unquoted")
    assert missing.facts["count"] == len(ROSE.passages) - 2
    assert (report.table.quoted, report.table.passages) == (2, len(ROSE.passages))


def test_without_an_article_all_that_ships_may_be_quoted():
    report = check(Bank("b", "b", (SINGLE,)))

    assert report.findings == ()


def test_errors_and_warnings_are_kept_apart():
    report = check(Bank("b", "b", (dataclasses.replace(SINGLE, stem="", difficulty=2),)), ROSE)

    assert [each.code for each in report.errors] == ["stem_missing"]
    assert {each.code for each in report.warnings} <= {*WARNINGS, "quote_missing"}


@pytest.mark.parametrize("bank", shipped(), ids=lambda bank: bank.key)
def test_the_banks_that_ship_pass(bank):
    report = check(bank, article(bank.article))

    assert report.errors == ()
    assert report.table.quoted == report.table.passages
    assert min(report.table.position_p, report.table.longest_p) >= 0.05
