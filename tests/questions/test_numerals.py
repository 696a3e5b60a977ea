"""Numbers are read as people write them, and nothing else is taken for one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.numerals import chinese_to_digits, numbers

DIGITS = "零一二三四五六七八九"


def in_chinese(value):
    """The usual way to write a whole number in Chinese."""
    for unit, mark in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            rest = value % unit
            gap = "零" if rest and rest < unit // 10 else ""
            return in_chinese(value // unit) + mark + gap + (in_chinese(rest) if rest else "")
    text, gap = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + mark
            gap = False
        else:
            gap = True
    return text or "零"


def values(text):
    return [each.value for each in numbers(text)]


@given(st.integers(0, 10**12))
def test_every_whole_number_is_read_back(value):
    assert values(in_chinese(value)) == [value]
    assert values(f"{value:,}") == [value]
    assert values(str(value)) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两百", 200),
        ("三百二", 320),
        ("三万五", 35000),
        ("廿四", 24),
        ("壹佰贰拾", 120),
        ("二〇一八", 2018),
        ("六六八八", 6688),
        ("1.5亿", 150_000_000),
        ("1亿5千万", 150_000_000),
        ("35,202.45", Fraction("35202.45")),
        ("三万五千二百零二点四五", Fraction("35202.45")),
        ("5千", 5000),
    ],
)
def test_other_ways_of_writing_are_read(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50%", Fraction(1, 2)),
        ("百分之五十", Fraction(1, 2)),
        ("六成", Fraction(3, 5)),
        ("六成五", Fraction(13, 20)),
        ("2/3", Fraction(2, 3)),
        ("三分之二", Fraction(2, 3)),
        ("一半", Fraction(1, 2)),
    ],
)
def test_shares_are_told_from_counts(text, value):
    (found,) = numbers(text)

    assert (found.value, found.is_share) == (value, True)


@pytest.mark.parametrize("text", ["300多万", "三百多万", "20余万"])
def test_a_number_that_is_said_to_be_more_says_so(text):
    (found,) = numbers(text)

    assert found.is_over


@pytest.mark.parametrize("text", ["三百二一", "二十百", "15千", "百分点", "百", "万", "点", ""])
def test_what_makes_no_number_is_none(text):
    assert values(text) == []


def test_endless_digits_are_not_read():
    assert values("9" * 10_000) == []


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("五带头", "5带头"),
        ("十五分钟", "15分钟"),
        ("三百二十一户", "321户"),
        ("百姓", "百姓"),
        ("万一", "万1"),
    ],
)
def test_numerals_inside_words_can_be_written_as_digits(text, digits):
    assert chinese_to_digits(text) == digits
