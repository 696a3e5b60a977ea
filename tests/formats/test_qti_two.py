"""QTI 2.1, 2.2 and 3.0: packages of items, one a file."""

import io
import zipfile

import pytest

from questions.errors import FileRefused
from questions.formats.reader import read
from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said, spoken
from tests.formats.packed import choices, declared, item_two, package


def one(*arguments, **named):
    return only(spoken(read(item_two(*arguments, **named).encode())))


def test_a_choice_is_read_with_stem_and_prompt():
    question = one(
        "<p>Look at the <b>sign</b>.</p>" + choices("Stop", "Go", prompt="What does it say?"),
        declared("A"),
    )

    assert question.kind is Kind.SINGLE
    assert question.stem == "Look at the sign.\nWhat does it say?"
    assert (question.choices, letters(question)) == (("Stop", "Go"), "A")


def test_several_values_are_a_choice_of_several():
    question = one(
        choices("H", "O", "Cl", most=0, prompt="Of what is water?"),
        declared("A", "B", cardinality="multiple"),
    )

    assert (question.kind, letters(question)) == (Kind.MULTIPLE, "AB")


def test_true_and_false_make_a_true_false_question():
    question = one("<p>It rains.</p>" + choices("True", "False"), declared("B"))

    assert (question.kind, question.is_true) == (Kind.TRUE_FALSE, False)


MAPPING = (
    '<mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1"/>'
    '<mapEntry mapKey="york" mappedValue="0.5"/></mapping>'
)
ENTRY = '<textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>'


def test_a_text_entry_is_a_blank_where_it_stands():
    found = spoken(
        read(
            item_two(
                f"<p>Now made glorious by this sun of {ENTRY};</p>",
                declared("York", base="string", mapping=MAPPING),
            ).encode()
        )
    )

    assert only(found).stem == "Now made glorious by this sun of ____ ;"
    assert only(found).accepted == (("York",),)
    assert "weights_left_out" in said(found)


def test_a_number_is_typed_as_a_number():
    question = one(f"<p>1 + 1 = {ENTRY}</p>", declared("2", base="integer"))

    assert (question.accepted, question.typed_as) == ((("2",),), "number")


def test_partial_credit_without_a_key_takes_what_earns():
    mapping = (
        '<mapping><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="1"/>'
        '<mapEntry mapKey="C" mappedValue="-1"/></mapping>'
    )

    question = one(
        choices("H", "O", "Cl", most=0, prompt="Which?"),
        declared(cardinality="multiple", mapping=mapping),
    )

    assert letters(question) == "AB"


def test_version_three_has_other_names_for_the_same():
    text = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
      identifier="i" title="t"><qti-response-declaration identifier="RESPONSE"
      cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value>
      </qti-correct-response></qti-response-declaration><qti-item-body>
      <qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
      <qti-prompt>一？</qti-prompt><qti-simple-choice identifier="A">甲</qti-simple-choice>
      <qti-simple-choice identifier="B">乙<qti-feedback-inline identifier="B" show-hide="show"
      outcome-identifier="FEEDBACK">因为二。</qti-feedback-inline></qti-simple-choice>
      </qti-choice-interaction></qti-item-body></qti-assessment-item>"""

    question = only(spoken(read(text.encode())))

    assert (question.stem, question.choices, letters(question)) == ("一？", ("甲", "乙"), "B")
    assert question.note == "因为二。"


NOT_HELD = {
    "extendedTextInteraction": "essay_not_held",
    "orderInteraction": "ordering_not_held",
    "matchInteraction": "matching_not_held",
    "gapMatchInteraction": "drag_not_held",
    "inlineChoiceInteraction": "cloze_not_held",
    "hotspotInteraction": "type_not_held",
    "sliderInteraction": "type_not_held",
}
GOOD = item_two(choices("甲", "乙", prompt="一？"), declared("A"))


@pytest.mark.parametrize(("name", "code"), NOT_HELD.items(), ids=NOT_HELD)
def test_other_interactions_are_named_with_their_member(name, code):
    bad = item_two(f'<p>Do this.</p><{name} responseIdentifier="RESPONSE"/>')

    found = spoken(read(package({"items/a.xml": GOOD, "items/b.xml": bad})))

    assert len(found.drafts) == 1
    (problem,) = found.problems
    assert (problem.sheet, problem.row, problem.code) == ("items/b.xml", 1, code)
    assert problem.text == "Do this."


def test_two_choices_in_one_item_are_too_many():
    body = f"<p>一？</p>{choices('甲', '乙')}<p>二？</p>{choices('丙', '丁')}"

    found = spoken(read(item_two(body).encode()))

    assert codes(found) == [(1, "interactions_many")]


def test_a_picture_that_is_asked_about_is_needed():
    body = '<p>What does the picture show? <img src="images/sign.png" alt="sign"/></p>'

    found = spoken(read(item_two(body + choices("甲", "乙"), declared("A")).encode()))

    assert [problem.code for problem in found.problems] == ["picture_needed"]


def test_items_come_in_the_order_of_the_test_then_of_the_manifest():
    members = {
        f"items/i{n}.xml": item_two(choices("甲", "乙", prompt=f"第{n}题？"), declared("A"))
        for n in (1, 2, 10)
    }
    test = (
        '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t">'
        '<testPart><assessmentSection><assessmentItemRef identifier="x" href="items/i10.xml"/>'
        '<assessmentItemRef identifier="y" href="items/i2.xml"/></assessmentSection></testPart>'
        "</assessmentTest>"
    )

    stems = [each.stem for each in questions(spoken(read(package(members | {"test.xml": test}))))]

    assert stems == ["第10题？", "第2题？", "第1题？"]
    assert [each.stem for each in questions(spoken(read(package(members, manifest=False))))] == [
        "第1题？", "第2题？", "第10题？",
    ]  # fmt: skip


def test_one_broken_member_is_skipped_and_the_others_are_read():
    found = spoken(read(package({"a.xml": GOOD, "b.xml": GOOD[:300], "c.xml": GOOD})))

    assert [draft.sheet for draft in found.drafts] == ["a.xml", "c.xml"]
    assert [(each.sheet, each.code) for each in found.problems] == [("b.xml", "member_broken")]


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


def test_a_document_type_in_one_member_costs_only_that_member():
    bad = GOOD.replace("?>", "?>" + DOCTYPE, 1)

    found = spoken(read(package({"a.xml": GOOD, "b.xml": bad})))

    assert [draft.sheet for draft in found.drafts] == ["a.xml"]
    assert [each.code for each in found.problems] == ["member_doctype"]
    with pytest.raises(FileRefused) as refused:
        read(package({"b.xml": bad}))
    assert refused.value.code == "file_doctype"


@pytest.mark.parametrize("name", ["../a.xml", "/etc/a.xml", "C:/a.xml", "x/../../a.xml"])
def test_a_path_that_leads_outside_is_refused(name):
    with pytest.raises(FileRefused) as refused:
        read(package({name: GOOD}))

    assert refused.value.code == "file_paths"


def test_a_link_is_not_followed():
    target = io.BytesIO(package({"a.xml": GOOD}))
    with zipfile.ZipFile(target, "a") as archive:
        link = zipfile.ZipInfo("b.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert len(spoken(read(target.getvalue())).drafts) == 1


def test_a_package_without_questions_says_what_can_be_read():
    with pytest.raises(FileRefused) as refused:
        read(package({"page.html": "<html/>"}))
    assert refused.value.code == "file_package"

    with pytest.raises(FileRefused) as refused:
        read(package({"data.xml": "<x/>"}, manifest=False))
    assert refused.value.code == "file_zip"


def test_a_package_that_unpacks_to_too_much_is_refused():
    with pytest.raises(FileRefused) as refused:
        read(package({"a.xml": GOOD + " " * (60 << 20)}))

    assert refused.value.code == "file_too_heavy"


def test_a_key_that_only_the_processing_names_is_the_key():
    processing = (
        "<responseProcessing><responseCondition><responseIf><match>"
        '<variable identifier="RESPONSE"/><baseValue baseType="identifier">B</baseValue></match>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )

    assert letters(one(choices("x", "y", prompt="Which?"), declared(), processing)) == "B"
