"""What a cell may hold, and that no text of anybody's becomes a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.cells import CELL_LIMIT, FORMULA_STARTS, csv_plain, csv_safe, sheet_text

# A NUL never gets as far as the file.
STARTS = sorted(FORMULA_STARTS - {"\0"})


@pytest.mark.parametrize("start", STARTS, ids=lambda c: f"U+{ord(c):04X}")
def test_a_text_that_starts_like_a_formula_is_marked_as_text_in_csv(start):
    assert csv_safe(start + "cmd|'/c calc'!A1").startswith("'")


@pytest.mark.parametrize(
    "hidden",
    [" ", "   ", "\u3000", "\xa0", "\u200b", "\ufeff", "\u2060\u202e", "\u2028", "'", "' '"],
    ids=lambda hidden: " ".join(f"U+{ord(c):04X}" for c in hidden),
)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "﹢", "−"])
def test_nothing_that_is_passed_over_hides_a_formula_in_csv(hidden, start):
    text = f"{hidden}{start}1+1"

    assert csv_safe(text) == f"'{text}"
    assert csv_plain(csv_safe(text)) == text


@pytest.mark.parametrize("text", ["张三", "0012", "A-1", "3-5 年", "", "'引号", "〇", "🙂"])
def test_a_harmless_text_stays_as_it_is_in_csv(text):
    assert csv_safe(text) == text


@pytest.mark.parametrize("text", ["=1+1", "-10 ℃", "+86 138", "@张三", "＝甲", "'甲", "-"])
def test_what_csv_marked_is_read_back_as_it_was(text):
    assert csv_plain(csv_safe(text)) == text


def test_control_characters_hidden_before_a_formula_do_not_hide_it():
    assert csv_safe("\x01=1+1") == "'=1+1"
    assert csv_safe("\x00=1+1") == "'=1+1"


def test_a_character_that_is_taken_away_leaves_no_mark_behind():
    assert csv_safe("\x00甲") == "甲"
    assert csv_safe("\x00") == ""


def test_a_sheet_text_keeps_its_formula_looks_and_its_line_breaks():
    assert sheet_text("=1+1\r\n甲\r乙\n丙\t丁") == "=1+1\n甲\n乙\n丙\t丁"


def test_half_characters_and_control_characters_go():
    assert sheet_text("甲\ud83d乙\x00丙\x1b\ufffe\uffff") == "甲乙丙"


def test_a_text_past_the_limit_of_a_cell_is_cut_and_says_so():
    cut = sheet_text("国" * 40_000)

    assert len(cut) == CELL_LIMIT
    assert cut.endswith("国…")


def test_the_limit_counts_characters_beyond_the_first_plane_twice():
    cut = sheet_text("国" + "😀" * 20_000)

    assert len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert cut.endswith("😀…")


def test_a_text_that_just_fits_is_not_cut():
    assert sheet_text("国" * CELL_LIMIT) == "国" * CELL_LIMIT


def test_text_that_looks_like_ready_made_rich_text_is_not_taken_for_it():
    assert sheet_text("<r><t>x</t></r>") == "<r><t>x</t></r> "


@given(st.text(st.characters(codec=None)))
def test_no_text_starts_a_formula_in_csv(text):
    marked = csv_safe(text)

    assert marked[:1] not in FORMULA_STARTS
    assert marked == sheet_text(text) or marked[:1] == "'"
    assert csv_plain(marked) == sheet_text(text)
    marked.encode("utf-8")


@given(st.text(st.characters(codec=None)))
def test_a_clean_text_is_not_cleaned_again(text):
    clean = sheet_text(text)

    assert sheet_text(clean) == clean
