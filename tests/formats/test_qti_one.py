"""QTI 1.2: quizzes of Canvas and Blackboard, cartridges, and plain files of items."""

import pytest

from questions.formats.reader import read
from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said, spoken
from tests.formats.packed import (
    assessment,
    canvas_item,
    equals,
    labels,
    package,
    scores,
)


def reading(*items):
    return spoken(read(assessment(*items).encode()))


def one(*arguments, **named):
    return only(reading(canvas_item(*arguments, **named)))


def test_a_canvas_choice_is_read_with_its_key_and_its_markup_gone():
    question = one(
        "multiple_choice_question",
        "&lt;div&gt;&lt;p&gt;Water is H&lt;sub&gt;2&lt;/sub&gt;O.&lt;/p&gt;"
        "&lt;p&gt;Why?&lt;/p&gt;&lt;/div&gt;",
        labels("Because", "Despite", "Fish &amp;amp; chips"),
        scores(equals(2)),
    )

    assert question.kind is Kind.SINGLE
    assert question.stem == "Water is H₂O.\nWhy?"
    assert question.choices[:2] == ("Because", "Despite")
    assert letters(question) == "B"


def test_of_several_answers_those_count_that_are_not_denied():
    condition = f"<and>{equals(1)}<not>{equals(2)}</not>{equals(3)}</and>"

    question = one(
        "multiple_answers_question", "Which?", labels("甲", "乙", "丙", cardinality="Multiple"),
        scores(condition),
    )  # fmt: skip

    assert (question.kind, letters(question)) == (Kind.MULTIPLE, "AC")


def test_answers_that_add_up_are_all_right():
    question = one(
        "", "Which?", labels("甲", "乙", "丙", cardinality="Multiple"),
        scores(equals(1), "50", "Add") + scores(equals(3), "50", "Add")
        + scores(equals(2), "50", "Subtract"),
    )  # fmt: skip

    assert (question.kind, letters(question)) == (Kind.MULTIPLE, "AC")


def test_true_or_false_is_a_true_false_question():
    question = one("true_false_question", "Is it?", labels("True", "False"), scores(equals(2)))

    assert (question.kind, question.is_true, question.choices) == (Kind.TRUE_FALSE, False, ())


FIB = '<response_str ident="response1" rcardinality="Single"><render_fib/></response_str>'


def test_a_short_answer_takes_all_its_wordings():
    question = one(
        "short_answer_question", "Who?", FIB,
        scores(f"<or>{equals('Grant')}{equals('U. S. Grant')}</or>"),
    )  # fmt: skip

    assert (question.kind, question.accepted) == (Kind.BLANK, (("Grant", "U. S. Grant"),))


def test_a_number_leaves_its_tolerance_out_and_that_is_said():
    near = "<and><vargte>41</vargte><varlte>43</varlte></and>"
    number = f"<or>{equals(42)}{near}</or>"

    found = reading(canvas_item("numerical_question", "How many?", FIB, scores(number)))

    assert (only(found).accepted, only(found).typed_as) == ((("42",),), "number")
    assert "tolerance_left_out" in said(found)


def test_named_blanks_of_canvas_become_blanks_of_the_stem():
    responses = "".join(
        f'<response_lid ident="response_{name}"><material><mattext>{name}</mattext></material>'
        "<render_choice>" + "".join(
            f'<response_label ident="{name}{n}"><material><mattext>{text}</mattext></material>'
            "</response_label>" for n, text in enumerate(texts)
        ) + "</render_choice></response_lid>"
        for name, texts in {"a": ("roses", "rose"), "b": ("red",)}.items()
    )  # fmt: skip
    processing = "".join(
        scores(equals(value, f"response_{value[0]}"), "50", "Add") for value in ("a1", "b0")
    )

    question = one(
        "fill_in_multiple_blanks_question", "[a] are [b].", responses, processing
    )  # fmt: skip

    assert question.stem == "____ are ____."
    assert question.accepted == (("rose", "roses"), ("red",))


def test_a_list_with_a_place_to_type_in_is_typed():
    place = '<render_fib><response_label ident="x"/></render_fib>'
    response = f'<response_lid ident="r">{place}</response_lid>'

    question = one("short_answer_question", "Capital?", response, scores(equals("Paris", "r")))

    assert question.accepted == (("Paris",),)


NOT_HELD = {
    "essay": ("essay_question", FIB, "essay_not_held"),
    "matching": (
        "matching_question", labels("甲", "乙", ident="r1") + labels("甲", "乙", ident="r2"),
        "matching_not_held",
    ),
    "dropdowns": ("multiple_dropdowns_question", labels("甲", "乙"), "cloze_not_held"),
    "formula": ("calculated_question", FIB, "calculated_not_held"),
    "text": ("text_only_question", "", "description_not_held"),
    "upload": ("file_upload_question", "", "type_not_held"),
    "cartridge essay": ("cc.essay.v0p1", FIB, "essay_not_held"),
    "essay without a kind": ("", FIB, "essay_not_held"),
    "two lists without a kind": (
        "", labels("甲", "乙", ident="r1") + labels("甲", "乙", ident="r2"), "matching_not_held"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "responses", "code"), NOT_HELD.values(), ids=NOT_HELD)
def test_what_is_not_held_is_named_with_its_number(kind, responses, code):
    good = canvas_item("", "Good?", labels("甲", "乙"), scores(equals(1)))

    found = reading(good, canvas_item(kind, "Which is it?", responses))

    assert codes(found) == [(2, code)]
    assert found.problems[0].text == "Which is it?"
    assert [draft.row for draft in found.drafts] == [1]


@pytest.mark.parametrize(
    ("profile", "kind"),
    [
        ("cc.multiple_choice.v0p1", Kind.SINGLE),
        ("cc.multiple_response.v0p1", Kind.MULTIPLE),
        ("cc.true_false.v0p1", Kind.TRUE_FALSE),
    ],
)
def test_the_profiles_of_a_cartridge_are_known(profile, kind):
    item = canvas_item(profile, "Right?", labels("True", "False"), scores(equals(1)))

    question = only(reading(item.replace("question_type", "cc_profile")))

    assert question.kind is kind


def test_feedback_to_everybody_and_to_who_is_right_becomes_the_note():
    feedback = "".join(
        f'<itemfeedback ident="{name}"><flow_mat><material><mattext texttype="text/plain">{text}'
        "</mattext></material></flow_mat></itemfeedback>"
        for name, text in {
            "general_fb": "See part 2.", "correct_fb": "It boils.",
            "general_incorrect_fb": "Wrong!", "2_fb": "Steam is not ice.",
        }.items()
    )  # fmt: skip
    processing = (
        '<respcondition continue="Yes"><conditionvar><other/></conditionvar>'
        '<displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>'
        '<respcondition continue="Yes"><conditionvar>' + equals(2) + "</conditionvar>"
        '<displayfeedback feedbacktype="Response" linkrefid="2_fb"/></respcondition>'
    )
    found = reading(
        canvas_item(
            "multiple_choice_question", "Water?", labels("甲", "乙"),
            processing + scores(equals(1)), feedback,
        )
    )  # fmt: skip

    assert only(found).note == "See part 2.\nIt boils."
    assert "feedback_left_out" in said(found)


def test_blackboard_says_the_score_in_words_and_its_answers_by_long_names():
    item = """
    <item title="q" maxattempts="0"><itemmetadata><bbmd_questiontype>Multiple Answer
    </bbmd_questiontype></itemmetadata><presentation><flow class="Block">
    <flow class="QUESTION_BLOCK"><flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension>
    <mat_formattedtext type="HTML">&lt;p&gt;Which two?&lt;/p&gt;</mat_formattedtext>
    </mat_extension></material></flow></flow><flow class="RESPONSE_BLOCK">
    <response_lid ident="response" rcardinality="Multiple"><render_choice>
    <flow_label><response_label ident="x1"><flow_mat><material><mattext>甲</mattext></material>
    </flow_mat></response_label></flow_label>
    <flow_label><response_label ident="x2"><flow_mat><material><mattext>乙</mattext></material>
    </flow_mat></response_label></flow_label>
    <flow_label><response_label ident="x3"><flow_mat><material><mattext>丙</mattext></material>
    </flow_mat></response_label></flow_label></render_choice></response_lid></flow></flow>
    </presentation><resprocessing><respcondition title="correct"><conditionvar><and>
    <varequal respident="response">x1</varequal><varequal respident="response">x3</varequal>
    <not><varequal respident="response">x2</varequal></not></and></conditionvar>
    <setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition>
    <respcondition title="incorrect"><conditionvar><other/></conditionvar>
    <setvar variablename="SCORE" action="Set">0</setvar></respcondition></resprocessing></item>"""

    question = only(spoken(read(f"<questestinterop>{item}</questestinterop>".encode())))

    assert (question.stem, letters(question)) == ("Which two?", "AC")


def test_canvas_packs_a_quiz_twice_and_it_is_read_once_in_full():
    short = assessment(canvas_item("cc.fib.v0p1", "Cut", FIB, scores(equals("x"))))
    full = assessment(
        canvas_item("multiple_choice_question", "一？", labels("甲", "乙"), scores(equals(1))),
        canvas_item("essay_question", "二？", FIB),
    )
    data = package(
        {"g1/assessment_qti.xml": short, "g1/assessment_meta.xml": "<quiz/>",
         "non_cc_assessments/g1.xml.qti": full}
    )  # fmt: skip

    found = spoken(read(data))

    assert [draft.question.stem for draft in found.drafts] == ["一？"]
    assert [(each.sheet, each.row) for each in found.problems] == [
        ("non_cc_assessments/g1.xml.qti", 2)
    ]
    assert questions(spoken(read(package({"only.xml": short}))))[0].stem == "Cut"


def test_brightspace_counts_wrong_picks_apart_and_leaves_an_empty_extension():
    def counted(value, name):
        return (
            f"<respcondition><conditionvar>{equals(value)}</conditionvar>"
            f'<setvar varname="D2L_{name}" action="Add">1</setvar></respcondition>'
        )

    item = canvas_item(
        "", "Which?", "<response_extension/>" + labels("甲", "乙", "丙", cardinality="Multiple"),
        counted(1, "Correct") + counted(2, "Incorrect") + counted(3, "Correct"),
    )  # fmt: skip
    named = (
        "<qti_metadatafield><fieldlabel>qmd_questiontype</fieldlabel>"
        "<fieldentry>Multi-Select</fieldentry></qti_metadatafield>"
    )

    question = only(reading(item.replace("<qtimetadata>", f"<qtimetadata>{named}")))

    assert (question.kind, letters(question)) == (Kind.MULTIPLE, "AC")
