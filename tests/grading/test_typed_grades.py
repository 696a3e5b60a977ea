"""What a typed answer earns, part by part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.grading import Verdict, grade_typed, judge
from questions.question import Kind, Question

HOMES = Question(
    "1", Kind.BLANK, "安置____户____人。", accepted=(("321", "321户"), ("924", "924人"))
)
RIGHTS = Question(
    "2", Kind.BLANK, "落实职工的知情权、____、表达权、____。", accepted=(("参与权",), ("监督权",))
)
LIST = Question(
    "3",
    Kind.BLANK,
    "职工有哪四权？",
    accepted=(("知情权",), ("参与权",), ("表达权",), ("监督权",)),
    typed_as="enum",
)
REASONS = Question(
    "4",
    Kind.SHORT,
    "小微企业思想政治工作基础薄弱的原因？",
    accepted=(
        ("受经济效益制约", "经济效益"),
        ("重视不够", "不够重视"),
        ("职工素质参差不齐",),
        ("人员流动性大", "流动性大"),
    ),
)
FIGURES = Question(
    "5", Kind.SHORT, "海外传播的数据？", accepted=(("市场规模突破30亿元", "30亿元"), ("1.5亿人",))
)


def verdicts(grade):
    return [part.verdict.value for part in grade.parts]


def test_each_blank_is_judged_and_says_what_was_given():
    grade = grade_typed(HOMES, "321户；942人")

    assert verdicts(grade) == ["accept", "reject"]
    assert [(part.given, part.expected) for part in grade.parts] == [
        ("321户", "321"),
        ("942人", "924"),
    ]
    assert (grade.points, grade.verdict) == (0.5, Verdict.ALMOST)


def test_a_blank_left_out_costs_only_itself():
    assert verdicts(grade_typed(HOMES, "321")) == ["accept", "reject"]
    assert verdicts(grade_typed(HOMES, "；924")) == ["reject", "accept"]


def test_nothing_right_earns_nothing():
    grade = grade_typed(HOMES, "不知道")

    assert (grade.points, grade.verdict) == (0.0, Verdict.REJECT)


def test_a_slip_alone_is_almost_and_earns_nothing():
    term = Question("6", Kind.BLANK, "成为小区的____。", accepted=(("红色管家",),))

    grade = grade_typed(term, "红色官家")

    assert (grade.points, grade.verdict) == (0.0, Verdict.ALMOST)


def test_blanks_that_only_enumerate_are_filled_in_any_order():
    assert grade_typed(RIGHTS, "监督权；参与权").is_right


def test_blanks_that_tell_things_apart_are_not():
    assert not grade_typed(HOMES, "924；321").is_right


def test_the_answer_to_another_blank_is_no_slip():
    terms = Question(
        "7", Kind.BLANK, "先____，后____。", accepted=(("五懂五会",), ("五懂五能",)), ordered=True
    )

    assert verdicts(grade_typed(terms, "五懂五能；五懂五能")) == ["reject", "accept"]


def test_an_enumeration_says_which_item_is_missing():
    grade = grade_typed(LIST, "监督权、知情权、参予权")

    assert verdicts(grade) == ["accept", "almost", "reject", "accept"]
    assert grade.points == 0.5


def test_naming_more_than_is_asked_earns_nothing():
    grade = grade_typed(LIST, "知情权、参与权、表达权、监督权、选举权")

    assert (grade.points, grade.verdict) == (0.0, Verdict.REJECT)


def test_one_wording_that_enumerates_stands_for_its_items():
    whole = Question("8", Kind.BLANK, "?", accepted=(("翻译、版权、质量",),), typed_as="enum")

    assert grade_typed(whole, "质量，版权，翻译").is_right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受经济效益制约，重视不够，职工素质参差不齐，人员流动性大。", "aaaa"),
        ("1.经济效益 2.对思想政治工作不够重视 3.流动性大", "aara"),
        ("因为职工的素质往往参差不齐", "rrar"),
        ("人员的流动性比较大；重视得不够", "rara"),
        ("不受经济效益制约", "rrrr"),
        ("不是人员流动性大，是重视不够", "rarr"),
        ("人員流動性大", "rrra"),
        ("职工素质参差不弃", "rrar"),
        ("我不知道", "rrrr"),
        ("", "rrrr"),
    ],
)
def test_key_points_are_found_in_free_words_unless_denied(text, expected):
    grade = grade_typed(REASONS, text)

    assert "".join(verdict[0] for verdict in verdicts(grade)) == expected
    assert grade.points == expected.count("a") / 4


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("市场规模突破30亿元，用户超过1.5亿", 1.0),
        ("三十亿、一亿五千万人", 1.0),
        ("130亿元，11.5亿人", 0.0),
        ("30亿人", 0.0),
    ],
)
def test_a_figure_among_key_points_is_exact(text, points):
    assert grade_typed(FIGURES, text).points == points


def test_a_short_point_with_a_slip_is_almost():
    point = Question("9", Kind.SHORT, "?", accepted=(("红心公益",),))

    assert verdicts(grade_typed(point, "推行红芯公益")) == ["almost"]


def test_an_english_word_is_not_found_inside_another():
    point = Question("10", Kind.SHORT, "?", accepted=(("Red",),))

    assert not grade_typed(point, "shared").is_right
    assert grade_typed(point, "R是red").is_right


ITEMS = ["懂工艺技术", "懂危险性", "懂设备原理", "懂法规标准", "懂制度要求"]


@given(st.permutations(ITEMS), st.sampled_from(["、", "，", "；", " ", "\n", "和", ""]))
def test_an_enumeration_is_a_set_however_it_is_joined(order, joint):
    assert judge("enum", [[each] for each in ITEMS], joint.join(order)) is Verdict.ACCEPT


@given(st.permutations(ITEMS))
def test_an_ordered_enumeration_is_a_sequence(order):
    verdict = judge("enum", [[each] for each in ITEMS], "、".join(order), ordered=True)

    assert (verdict is Verdict.ACCEPT) == (order == ITEMS)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_number_tolerates_nothing(wanted, typed):
    verdict = judge("number", f"{wanted}户", f"{typed:,} 户")

    assert (verdict is Verdict.ACCEPT) == (wanted == typed)


@given(st.integers(1, 10**6))
def test_a_wrong_unit_is_refused(value):
    assert judge("number", f"{value}户", f"{value}人") is Verdict.REJECT


@pytest.mark.parametrize("reference", [321, "321", ["321", "三百二十一"], [["321"]]])
def test_a_reference_may_be_a_figure_a_text_or_a_list(reference):
    assert judge("number", reference, "321") is Verdict.ACCEPT


def test_blanks_may_be_given_as_text_or_list():
    for reference in ("321;924", ["321", "924"], [["321"], ["924", "924人"]]):
        assert judge("blanks", reference, "321户924人") is Verdict.ACCEPT
