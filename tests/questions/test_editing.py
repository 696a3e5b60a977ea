"""A question is changed field by field, by the rules of an upload."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.editing import (
    OPTIONAL,
    Field,
    changed,
    cleared,
    errors,
    fields,
    found,
    is_other_key,
    is_pressed,
    marked,
    rebased,
    typed,
    with_difficulty,
    with_quote,
    written,
)
from questions.errors import OldButton
from questions.question import Kind
from tests.builders import make_article, make_question, make_quote

ARTICLE = make_article("安全第一,预防为主。综合治理。", "第二段。", "第三段。")
ARTICLES = (ARTICLE, make_article("别处的话。第二段。", key="other"))


def codes(edited):
    return [each.code for each in edited.problems]


def said(question, field, text):
    edited = typed(question, field, text, ARTICLES)
    assert not edited.problems
    return edited.question


# Which fields, and how


def test_each_kind_has_its_fields_and_keeps_its_kind():
    with_choices = [kind for kind in Kind if Field.CHOICES in fields(make_question(kind=kind))]

    assert with_choices == [Kind.SINGLE, Kind.MULTIPLE]
    assert len(fields(make_question(kind=Kind.BLANK))) == 6


@pytest.mark.parametrize("kind", Kind)
def test_a_key_of_choices_is_pressed_and_one_of_words_typed(kind):
    question = make_question(kind=kind)

    assert is_pressed(question, Field.ANSWER) is not kind.is_typed
    assert is_pressed(question, Field.DIFFICULTY)
    assert not is_pressed(question, Field.STEM)


@pytest.mark.parametrize("kind", Kind)
def test_what_is_typed_again_unchanged_changes_nothing(kind):
    question = make_question(
        kind=kind,
        quotes=(make_quote(), make_quote("第三段。", 3)),
        note="看第二段。",
        tags=("安全", "月考"),
    )

    for field in fields(question):
        if not is_pressed(question, field):
            assert said(question, field, written(question, field)) == question


WORDING = st.text("甲乙丙12;； 人", min_size=1, max_size=6).map(lambda text: f"甲{text}".strip())


@given(st.lists(st.lists(WORDING, min_size=1, max_size=3, unique=True), min_size=1, max_size=3))
def test_any_wordings_come_back_as_they_were_written(accepted):
    plain = tuple(tuple(" ".join(each.split()) for each in line) for line in accepted)
    question = make_question(
        kind=Kind.SHORT, accepted=tuple(tuple(dict.fromkeys(line)) for line in plain)
    )

    assert said(question, Field.ANSWER, written(question, Field.ANSWER)) == question


# Typing


def test_a_stem_is_checked_as_in_an_upload():
    question = make_question()

    assert said(question, Field.STEM, "  新的题干？ ").stem == "新的题干？"
    long = typed(question, Field.STEM, "长" * 1001, ())
    assert (codes(long), long.question) == (["stem_too_long"], question)
    assert codes(typed(question, Field.STEM, " \n ", ())) == ["stem_missing"]


@pytest.mark.parametrize(
    "text",
    ["甲\n新乙\n丙\n丁", "A. 甲\nB. 新乙\nC. 丙\nD. 丁", "a、甲\n\nb、新乙\nc、丙\nd、丁"],
    ids=["lines", "letters", "small letters and empty lines"],
)
def test_choices_are_a_line_each_with_letters_or_without(text):
    question = said(make_question(), Field.CHOICES, text)

    assert question.choices == ("甲", "新乙", "丙", "丁")
    assert question.right == {1}


def test_letters_that_are_the_choices_own_stay():
    question = said(make_question(), Field.CHOICES, "B. 甲\nA. 乙")

    assert question.choices == ("B. 甲", "A. 乙")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("丁\n丙\n乙\n甲", {2}),
        ("甲\n新的\n丙\n丁", {1}),
        ("甲\n乙\n丙\n丁\n戊", {1}),
        ("甲\n丙\n丁", set()),
        ("甲\n丙\n乙二\n丁", set()),
    ],
    ids=["another order", "reworded", "one more", "gone", "no telling which"],
)
def test_the_key_goes_with_its_choice(text, right):
    assert said(make_question(), Field.CHOICES, text).right == right


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲", "choices_few"),
        ("甲\n乙\n甲。", "choices_same"),
        ("长" * 301 + "\n乙", "choice_too_long"),
    ],
)
def test_choices_that_an_upload_would_not_take_are_not_taken(text, code):
    assert code in codes(typed(make_question(), Field.CHOICES, text, ()))


def test_wordings_are_apart_by_a_semicolon_or_by_a_bar_where_they_hold_one():
    question = make_question(kind=Kind.SHORT)

    short = said(question, Field.ANSWER, "隐患排查；查隐患\n\n 演练 ; 演练")
    barred = said(question, Field.ANSWER, "甲；乙 | 丙\n丁；戊 |")

    assert short.accepted == (("隐患排查", "查隐患"), ("演练",))
    assert barred.accepted == (("甲；乙", "丙"), ("丁；戊",))
    assert codes(typed(question, Field.ANSWER, "；", ())) == ["points_missing"]
    assert codes(typed(question, Field.ANSWER, "长" * 301, ())) == ["accepted_too_long"]


def test_tags_are_apart_by_commas_of_any_sort():
    question = said(make_question(), Field.TAGS, "安全，月考、安全,新 员工\n")

    assert question.tags == ("安全", "月考", "新 员工")
    assert codes(typed(make_question(), Field.TAGS, "长" * 41, ())) == ["tag_too_long"]


def test_a_note_is_as_long_as_a_message_holds():
    assert said(make_question(), Field.NOTE, "为什么。").note == "为什么。"
    assert codes(typed(make_question(), Field.NOTE, "长" * 801, ())) == ["note_too_long"]


def test_what_is_pressed_cannot_be_typed():
    for field in (Field.ANSWER, Field.DIFFICULTY):
        with pytest.raises(OldButton):
            typed(make_question(), field, "A", ())
    with pytest.raises(OldButton):
        typed(make_question(kind=Kind.BLANK), Field.CHOICES, "甲\n乙", ())


# Quotes


def test_a_quote_is_taken_to_the_letter_wherever_it_stands():
    question = said(make_question(), Field.QUOTES, "安全第一,预防为主。\n\n别处的话。")

    assert question.quotes == (
        make_quote("安全第一,预防为主。", 1),
        make_quote("别处的话。", 1, "other"),
    )


def test_of_two_places_the_article_that_is_quoted_already_comes_first():
    question = make_question(quotes=(make_quote("别处的话。", 1, "other"),))

    assert said(question, Field.QUOTES, "第二段。").quotes[0].article == "other"


def test_a_quote_that_stands_nowhere_is_refused_with_its_whole_text():
    question = make_question(quotes=(make_quote(),))

    edited = typed(question, Field.QUOTES, "第三段。\n\n安全第一，预防为主。", ARTICLES)

    assert codes(edited) == ["quote_not_verbatim"]
    assert edited.astray == "安全第一，预防为主。"
    assert edited.question == question


def test_a_chosen_sentence_takes_the_place_of_the_quotes():
    question = make_question(quotes=(make_quote(), make_quote("第三段。", 3)))

    assert with_quote(question, make_quote("第三段。", 3)).quotes == (make_quote("第三段。", 3),)


# Pressing


def test_of_one_right_choice_the_pressed_one_is_right_and_of_several_each_in_turns():
    assert marked(make_question(), 3).right == {3}
    assert marked(make_question(kind=Kind.TRUE_FALSE), 1).right == {1}
    assert marked(make_question(kind=Kind.MULTIPLE), 2).right == {0}
    assert marked(make_question(kind=Kind.MULTIPLE), 1).right == {0, 1, 2}


@pytest.mark.parametrize(
    ("kind", "place"), [(Kind.SINGLE, 4), (Kind.TRUE_FALSE, 2), (Kind.BLANK, 0)]
)
def test_a_choice_that_is_not_there_cannot_be_right(kind, place):
    with pytest.raises(OldButton):
        marked(make_question(kind=kind), place)


def test_difficulty_is_one_two_or_three():
    assert with_difficulty(make_question(), 3).difficulty == 3
    for wrong in (0, 4):
        with pytest.raises(OldButton):
            with_difficulty(make_question(), wrong)


def test_only_what_a_question_can_do_without_is_taken_away():
    question = make_question(quotes=(make_quote(),), note="注", tags=("一",))

    for field in Field:
        if field in OPTIONAL:
            assert not getattr(cleared(question, field), field)
        else:
            with pytest.raises(OldButton):
                cleared(question, field)


# What changed, and what stands in the way


def test_what_changed_is_told_field_by_field():
    question = make_question()

    other = replace(marked(question, 0), stem="新", tags=("一",))

    assert changed(question, question) == ()
    assert changed(question, other) == (Field.STEM, Field.ANSWER, Field.TAGS)


def test_a_question_whose_key_is_gone_cannot_be_saved():
    before = make_question(quotes=(make_quote(),))
    after = said(before, Field.CHOICES, "甲\n丙")

    wrong = found(before, after, ARTICLES)

    assert [each.code for each in errors(wrong)] == ["right_missing"]
    assert errors(found(before, marked(after, 0), ARTICLES)) == ()


def test_what_was_wrong_before_is_nobodys_fault_now():
    """Its article has changed since."""
    before = make_question(quotes=(make_quote("不在了。"),))

    after = replace(before, stem="新的？")

    assert found(before, after, ARTICLES) == ()
    assert [each.code for each in found(None, after, ARTICLES)] == ["quote_not_verbatim"]


def test_blanks_without_their_gaps_are_worth_a_look_and_no_hindrance():
    before = make_question(kind=Kind.BLANK, stem="共____人。", quotes=(make_quote(),))
    after = said(before, Field.STEM, "____户____人。")

    wrong = found(before, after, ARTICLES)

    assert [each.code for each in wrong] == ["blanks_differ"]
    assert errors(wrong) == ()


def test_answers_are_judged_otherwise_only_where_the_same_is_asked():
    question = make_question()

    assert is_other_key(question, marked(question, 0))
    assert not is_other_key(question, replace(question, note="注"))
    assert not is_other_key(question, replace(marked(question, 0), stem="别的？"))


# Two at once


def test_changes_of_different_fields_are_both_kept():
    base = make_question()

    together = rebased(base, replace(base, note="我们"), replace(base, stem="他们"))

    assert together.question == replace(base, note="我们", stem="他们")
    assert together.lost == ()


def test_of_changes_of_one_field_theirs_stands_and_ours_is_told():
    base = make_question()

    together = rebased(base, replace(base, stem="我们", note="我们"), replace(base, stem="他们"))

    assert together.question == replace(base, stem="他们", note="我们")
    assert together.lost == (Field.STEM,)


def test_a_key_is_not_put_on_choices_that_it_was_not_chosen_from():
    base = make_question()
    theirs = said(base, Field.CHOICES, "丁\n丙\n乙\n甲")

    together = rebased(base, marked(base, 0), theirs)

    assert together.question == theirs
    assert together.lost == (Field.ANSWER,)


def test_who_changed_the_same_to_the_same_has_lost_nothing():
    base = make_question()
    both = replace(base, stem="一样")

    assert rebased(base, both, both).lost == ()
