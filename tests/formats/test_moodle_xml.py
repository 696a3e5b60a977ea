"""Moodle XML as Moodle exports it, and as other programs write it."""

import base64

import pytest

from questions.errors import FileRefused
from questions.formats.reader import read
from questions.question import Kind, Quote
from tests.formats.made import codes, letters, only, questions, said, spoken, text_reading


def quiz(*entries):
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>' + "".join(entries) + "</quiz>"


def entry(kind, content="", stem="<p>一？</p>", form="html"):
    return (
        f'<question type="{kind}"><name><text>Name</text></name><questiontext format="{form}">'
        f"<text><![CDATA[{stem}]]></text></questiontext>{content}</question>"
    )


def answer(text, fraction, feedback="", form="html"):
    return (
        f'<answer fraction="{fraction}" format="{form}"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text><![CDATA[{feedback}]]></text></feedback></answer>'
    )


def one(*arguments, **named):
    return only(text_reading(quiz(entry(*arguments, **named))))


CHOICES = answer("<p>甲</p>", 0) + answer("<p>乙</p>", 100) + answer("丙&nbsp;&lt;丁&gt;", 0)


@pytest.mark.parametrize("single", ["true", "1", "True", "TRUE"])
def test_a_choice_of_one(single):
    question = one("multichoice", f"<single>{single}</single>{CHOICES}")

    assert (question.kind, question.stem) == (Kind.SINGLE, "一？")
    assert (question.choices, letters(question)) == (("甲", "乙", "丙 <丁>"), "B")


def test_a_choice_of_several_with_negative_weights():
    weighed = answer("甲", "33.33333") + answer("乙", "33.33333") + answer("丙", "-100")
    weighed += answer("丁", "33.33333")

    question = one("multichoice", f"<single>false</single>{weighed}")

    assert (question.kind, letters(question)) == (Kind.MULTIPLE, "ABD")


def test_where_nothing_says_single_the_weights_do():
    assert one("multichoice", answer("甲", 50) + answer("乙", 50) + answer("丙", 0)).kind is (
        Kind.MULTIPLE
    )
    assert one("multichoice", answer("甲", 100) + answer("乙", 0)).kind is Kind.SINGLE


def test_the_best_of_a_choice_of_one_may_earn_less_than_all():
    content = "<single>true</single>" + answer("甲", 75) + answer("乙", 25)

    found = text_reading(quiz(entry("multichoice", content)))

    assert letters(only(found)) == "A"
    assert "weights_left_out" in said(found)


@pytest.mark.parametrize("kind", ["multichoiceset", "oumultiresponse"])
def test_plugins_for_several_answers_are_known(kind):
    assert one(kind, answer("甲", 100) + answer("乙", 100) + answer("丙", 0)).kind is Kind.MULTIPLE


def test_true_and_false_also_in_another_tongue():
    english = one("truefalse", answer("true", 0) + answer("false", 100))
    german = one("truefalse", answer("Wahr", 100) + answer("Falsch", 0))
    unknown = one("truefalse", answer("igaz", 100) + answer("hamis", 0))

    assert [english.is_true, german.is_true, unknown.is_true] == [False, True, True]


def test_wordings_of_a_short_answer():
    question = one(
        "shortanswer", "<usecase>0</usecase>" + answer("Paris", 100) + answer("*paris*", 50)
        + answer("*", 0, "No."),
    )  # fmt: skip

    assert (question.kind, question.accepted) == (Kind.BLANK, (("Paris",),))


def numerical(tolerance, units=""):
    given = answer("42", 100).replace("</answer>", f"<tolerance>{tolerance}</tolerance></answer>")
    return text_reading(quiz(entry("numerical", given + units)))


def test_numbers_with_tolerance_and_unit():
    unit = "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
    two = unit.replace("</units>", "") + "<unit><multiplier>100</multiplier><unit_name>cm"
    two += "</unit_name></unit></units>"

    assert only(numerical("0")).accepted == (("42",),)
    assert "tolerance_left_out" in said(numerical("0.5"))
    assert only(numerical("0", unit)).accepted == (("42 m",),)
    assert only(numerical("0", two)).accepted == (("42",),)
    assert "units_left_out" in said(numerical("0", two))


NOT_HELD = {
    "essay": "essay_not_held",
    "matching": "matching_not_held",
    "cloze": "cloze_not_held",
    "multianswer": "cloze_not_held",
    "description": "description_not_held",
    "ddwtos": "drag_not_held",
    "gapselect": "drag_not_held",
    "calculatedmulti": "calculated_not_held",
    "ordering": "ordering_not_held",
    "coderunner": "type_not_held",
}


@pytest.mark.parametrize(("kind", "code"), NOT_HELD.items(), ids=NOT_HELD)
def test_what_is_not_held_is_named_with_its_number(kind, code):
    good = entry("truefalse", answer("true", 100) + answer("false", 0))
    category = '<question type="category"><category><text>$course$/top/安全</text></category>'
    category += "</question>"

    found = text_reading(quiz(category, good, entry(kind, stem="<p>Match them.</p>")))

    assert codes(found) == [(2, code)]
    assert found.problems[0].text == "Match them."
    assert [(draft.row, draft.question.tags) for draft in found.drafts] == [(1, ("安全",))]
    assert "rows_are_items" in said(found)


def test_pictures_are_asked_for_only_where_the_question_needs_them():
    file = f'<file name="a.png" encoding="base64">{base64.b64encode(b"x" * 99).decode()}</file>'
    image = '<img src="@@PLUGINFILE@@/a.png" alt=""/>'
    aside = entry("multichoice", CHOICES, f"<p>一？</p>{image}").replace(
        "</questiontext>", f"{file}</questiontext>"
    )
    needed = entry("multichoice", CHOICES, f"<p>看图，这是什么？</p>{image}")
    choice = entry("multichoice", answer(image, 100) + answer("乙", 0))
    alone = entry("multichoice", CHOICES, image)

    found = text_reading(quiz(aside, needed, choice, alone))

    assert codes(found) == [(2, "picture_needed"), (3, "picture_needed"), (4, "picture_needed")]
    assert [draft.question.stem for draft in found.drafts] == ["一？"]
    assert "pictures_left_out" in said(found)


def test_equations_keep_their_words():
    stem = '<p>Solve <img class="Wirisformula" alt="x squared" src="a.png"/> &gt; 1</p>'
    marked = stem.replace("Wirisformula", "equation_image")

    assert one("multichoice", CHOICES, marked).stem == "Solve x squared > 1"


@pytest.mark.parametrize(
    ("form", "stem", "shown"),
    [
        ("html", "<p>甲\n乙</p><ul><li>丙</li></ul>", "甲 乙\n丙"),
        ("plain_text", "a < b\n<p>", "a < b\n<p>"),
        ("moodle_auto_format", "甲\n乙 <b>丙</b> <x>", "甲\n乙 丙 <x>"),
        ("markdown", "**甲**", "**甲**"),
        ("html", "x<sup>2</sup> + a<sub>n+1</sub>", "x² + a_(n+1)"),
        ("html", "a<!-- no --><script>alert(1)</script>b", "ab"),
    ],
)
def test_each_format_is_shown_as_moodle_shows_it(form, stem, shown):
    assert one("multichoice", CHOICES, stem, form).stem == shown


def test_notes_tags_and_ids_are_taken():
    told = "<![CDATA[<p>见第2段。</p><p>【引文】安全第一</p>]]>"
    content = (
        f'<generalfeedback format="html"><text>{told}</text></generalfeedback>'
        "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
        "<idnumber>k1</idnumber>"
        "<tags><tag><text>安全</text></tag><tag><text>难度:2</text></tag></tags>"
    )

    question = one("multichoice", content + CHOICES)

    assert (question.note, question.quotes) == ("见第2段。", (Quote("", "安全第一", 0),))
    assert (question.key, question.tags, question.difficulty) == ("k1", ("安全",), 2)


def test_texts_without_cdata_and_without_a_text_node_are_read():
    text = (
        '<quiz><question type="multichoice"><questiontext format="html">&lt;p&gt;一？&lt;/p&gt;'
        '</questiontext><answer fraction="100">甲</answer><answer fraction="0">乙</answer>'
        "</question></quiz>"
    )

    assert (only(text_reading(text)).stem, only(text_reading(text)).choices) == (
        "一？", ("甲", "乙"),
    )  # fmt: skip


def test_entities_of_web_pages_and_bare_ampersands_are_mended():
    text = quiz(entry("multichoice", CHOICES)).replace("<text>Name", "<text>A & B&nbsp;&eacute;")

    assert len(questions(text_reading(text))) == 1


def test_what_stands_before_a_break_is_read_and_the_line_of_the_break_is_said():
    text = quiz(entry("multichoice", CHOICES), "\n", entry("multichoice", CHOICES, "二？"))

    found = text_reading(text[:-60])

    assert [draft.question.stem for draft in found.drafts] == ["一？"]
    assert codes(found) == [(2, "xml_broken")]
    assert found.problems[0].facts["line"] == 3


def test_the_encoding_that_the_file_names_is_believed_if_it_fits():
    text = quiz(entry("multichoice", CHOICES, "Größe?")).replace("UTF-8", "ISO-8859-1")
    chinese = quiz(entry("multichoice", CHOICES)).replace("UTF-8", "GB2312")

    german = text.replace("甲", "ä").replace("乙", "ö").replace("丙", "ü").replace("丁", "ß")
    assert only(text_reading(german, "latin-1")).stem == "Größe?"
    assert only(text_reading(chinese, "gbk")).choices[0] == "甲"
    assert only(text_reading(text)).stem == "Größe?"


DOCTYPES = {
    "entities": '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
    "outside": '<!DOCTYPE quiz SYSTEM "http://example.org/x.dtd">',
    "file": '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
}


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES)
def test_a_document_type_is_refused(doctype):
    text = quiz(entry("multichoice", CHOICES)).replace("<quiz>", doctype + "<quiz>")

    with pytest.raises(FileRefused) as refused:
        read(text.encode())

    assert refused.value.code == "file_doctype"


def test_a_question_about_a_document_type_is_a_question():
    assert one("multichoice", CHOICES, "&lt;!DOCTYPE html&gt;？").stem == "<!DOCTYPE html>？"


HEAVY = {
    "deep": "<quiz>" + "<question>" * 100_000,
    "deep and closed": "<quiz>" + "<b>" * 50_000 + "</b>" * 50_000 + "</quiz>",
    "tags": quiz(entry("multichoice", CHOICES, "<p>" * 100_000)),
    "comments": quiz(entry("multichoice", CHOICES, "<!--" * 100_000)),
    "entities": quiz(entry("multichoice", CHOICES, "&amp;" * 100_000)),
    "ampersands": quiz(entry("multichoice", CHOICES)) + "&" * 100_000,
    "small letters": quiz(entry("multichoice", CHOICES, "<sup>" * 50_000 + "</sup>" * 50_000)),
    "sections": "<quiz><question>" + "<![CDATA[" * 50_000,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_heavy_xml_ends_soon(text):
    try:
        spoken(read(text.encode()))
    except FileRefused:
        return
