"""Texts that say the same in other clothes are read alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import inquiry, terms


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("安置321户,共924人。", "安置321户 共924人"),
        ("面積３５，２０２．４５平方米", "面积35202.45平方米"),
        ("坚持“40”(Organization)引领", "坚持 40 organization 引领"),
        ("约50%由网络文学改编", "约50%由网络文学改编"),
        ("約百分之五十由網絡文學改編", "约50%由网络文学改编"),
        ("三百二十一戶", "321户"),
        ("二千零五十米", "2050米"),
        ("第一响应人", "第一响应人"),
        ("____", ""),
        ("", ""),
    ],
)
def test_width_script_case_and_marks_do_not_matter(text, plain):
    assert terms.plain(text) == plain


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("安置321户924人", ["321", "924"]),
        ("超1.5亿人", ["150000000"]),
        ("作品300多万部", ["3000000"]),
        ("共20余万部", ["200000"]),
        ("有六成由", ["60%"]),
        ("约50%由", ["50%"]),
        ("三百二十一户", ["321"]),
        ("十五分钟", ["15"]),
        ("二〇二三年", ["2023"]),
        ("两万五千", ["25000"]),
        ("三千万零八", ["30000008"]),
        ("千万要小心", []),
    ],
)
def test_numbers_are_read_by_their_value(text, values):
    assert terms.numbers(text) == values


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    plain = terms.plain(text)

    assert terms.plain(plain) == plain
    assert "".join(terms.chars(plain)) == plain.replace(" ", "")
    terms.pairs(plain)
    terms.numbers(plain)


def test_pairs_do_not_cross_a_mark():
    assert terms.pairs(terms.plain("亮身份、亮")) == ["亮身", "身份", "亮"]


def test_the_asking_is_left_out_of_the_stem():
    asked = inquiry.read("下列关于网络文学的说法正确的是", ["走出去"], (), "single")

    assert "说法" not in asked.stem
    assert "网络文学" in asked.stem
    assert asked.answers == ("走出去",)


def test_a_statement_to_judge_is_looked_up_as_it_stands():
    asked = inquiry.read("党员包括哪些人是固定的", ["对"], ("对", "错"), "true_false")

    assert asked == inquiry.Inquiry("党员包括哪些人是固定的", ())


def test_gaps_take_the_answers_in_turn_or_all_together():
    two = inquiry.read("用____搭建____", ["甲", "乙"], (), "blank")
    one = inquiry.read("有（　　）三种", ["甲", "乙"], (), "multiple")

    assert two.stem == "用甲搭建乙"
    assert "有甲 乙三种" in one.stem
