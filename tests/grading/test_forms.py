"""The quick ways to compare typed words give what the plain ways give."""

import re

from hypothesis import given
from hypothesis import strategies as st

from questions.numerals import chinese_to_digits
from questions.typed import points
from questions.typed.plain import core
from questions.typed.quantities import quantities
from questions.typed.units import _CANONICAL, unit

CHARS = "安全生产不是30三十五.,，、%+#-_ c个小时公里"


def plain_core(text):
    kept = [
        char
        for at, char in enumerate(text)
        if char.isalnum() or changes_sense(char, text[at - 1 : at], text[at + 1 : at + 2])
    ]
    return "".join(kept)


def changes_sense(char, before, after):
    if char == ".":
        return before.isdecimal() and after.isdecimal()
    if char == "%":
        return before.isdecimal()
    if char in "+#":
        return before.isascii() and (before.isalpha() or before == char) and not after.isalnum()
    return char == "-" and after.isdecimal() and not before.isalnum()


@given(st.text(max_size=30) | st.text(st.sampled_from(CHARS), max_size=30))
def test_core_drops_what_is_neither_letter_nor_digit_nor_telling(text):
    assert core(text) == plain_core(text)


@given(st.text(st.sampled_from(CHARS), max_size=6), st.text(st.sampled_from(CHARS), max_size=30))
def test_words_are_looked_for_only_where_they_can_stand(words, sentence):
    text, wanted = chinese_to_digits(sentence), chinese_to_digits(words)
    found = re.finditer("[,、]?".join(map(re.escape, wanted)), text) if words else ()
    stands = any(
        points._is_whole(text, each) and not points._is_denied(text, each.start(), each.end())
        for each in found
        if each[0]
    )

    assert points._has(words, sentence) == stands


def test_of_the_units_that_a_text_begins_with_the_longest_counts():
    for name, (measure, factor) in _CANONICAL.items():
        found = unit(name + "的")
        assert (found.measure, found.noun, found.factor) == (measure, "的", factor)


def test_a_text_without_a_figure_has_no_quantity():
    assert quantities("安全生产，人人有责。") == ()
    assert [str(each.value) for each in quantities("半数以上；两个；３个；①；廿天")] != []
