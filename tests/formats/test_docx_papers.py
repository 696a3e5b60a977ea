"""Word documents: what a reader sees on the page is what is read."""

import io
import zipfile
from random import Random

import pytest

from questions.errors import FileRefused
from questions.formats.docx.numbering import written
from questions.formats.marked import marked
from questions.formats.reader import read
from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said
from tests.formats.word import (
    PICTURE,
    W,
    bold,
    document,
    docx,
    highlighted,
    level,
    numbering,
    p,
    ps,
    red,
    run,
    styles,
    table,
    underlined,
)

OPTIONS = "A. 甲\nB. 乙\nC. 丙\nD. 丁"


def test_a_paper_of_paragraphs():
    found = document(
        ps(f"安全考试\n一、单选题\n1、一？\n{OPTIONS}\n答案：B\n2、二（ C ）\n{OPTIONS}")
    )

    assert found.format == "docx"
    assert [letters(each) for each in questions(found)] == ["B", "C"]
    assert [draft.row for draft in found.drafts] == [3, 9]


# -- automatic numbers

LETTERED = (level(0, "decimal", "%1."), level(1, "upperLetter", "%2."))


def test_automatic_numbers_and_letters_are_written_again():
    blocks = "".join(
        p(f"问题{n}（ ）", numbered=(1, 0))
        + "".join(p(f"{option}{n}", numbered=(1, 1)) for option in "甲乙丙")
        + p("答案：C")
        for n in (1, 2)
    )
    found = questions(document(blocks, numbering=numbering([LETTERED], [(0, None)])))

    assert [each.stem for each in found] == ["问题1（ ）", "问题2（ ）"]
    assert [each.choices for each in found] == [("甲1", "乙1", "丙1"), ("甲2", "乙2", "丙2")]


def test_every_question_may_have_a_list_of_letters_of_its_own():
    lists = [(0, None), *((1, 1) for _ in range(3))]
    blocks = "".join(
        p(f"问题{n}（ ）", numbered=(1, 0))
        + "".join(p(f"{option}{n}", numbered=(n + 1, 0)) for option in "甲乙丙")
        + p("答案：B")
        for n in (1, 2, 3)
    )
    abstracts = [(level(0, "decimal", "%1、"),), (level(0, "upperLetter", "%1．"),)]
    found = questions(document(blocks, numbering=numbering(abstracts, lists)))

    assert [each.choices for each in found] == [(f"甲{n}", f"乙{n}", f"丙{n}") for n in (1, 2, 3)]


def test_numbers_may_come_from_the_style():
    part = styles(
        '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Question"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    blocks = (
        p("一？", style="Q")
        + ps("A.甲\nB.乙\n答案：A")
        + p("二？", style="Q")
        + ps("A.甲\nB.乙\n答案：B")
    )
    found = document(blocks, styles=part, numbering=numbering([LETTERED], [(0, None)]))

    assert [letters(each) for each in questions(found)] == ["A", "B"]


def test_sections_may_be_numbered_by_word_as_well():
    lists = numbering([(level(0, "chineseCounting", "%1、"),)], [(0, None)])
    found = questions(
        document(
            p("单选题", numbered=(1, 0)), ps(f"1. 一？\n{OPTIONS}\n答案：B"),
            p("判断题", numbered=(1, 0)), ps("1. 雪是白的。（√）"), numbering=lists,
        )
    )  # fmt: skip

    assert [each.kind for each in found] == [Kind.SINGLE, Kind.TRUE_FALSE]


def test_a_number_that_is_typed_as_well_is_no_part_of_the_stem():
    blocks = p("1. 一？", numbered=(1, 0)) + ps("A.甲\nB.乙\n答案：A")

    assert only(document(blocks, numbering=numbering([LETTERED], [(0, None)]))).stem == "一？"


@pytest.mark.parametrize(
    ("form", "count", "text"),
    [
        ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("upperLetter", 3, "C"),
        ("lowerLetter", 28, "bb"), ("upperRoman", 9, "IX"), ("lowerRoman", 14, "xiv"),
        ("chineseCounting", 21, "二十一"), ("chineseCountingThousand", 105, "一百〇五"),
        ("chineseCounting", 10, "十"), ("ideographDigital", 3, "三"),
        ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedCircle", 36, "㊱"),
        ("decimalEnclosedParen", 2, "⑵"),
    ],
)  # fmt: skip
def test_the_forms_of_numbers(form, count, text):
    assert written(count, form) == text


# -- what stands in a paragraph


def test_insertions_links_controls_and_breaks_are_read_and_deletions_are_not():
    stem = (
        "<w:p><w:ins>" + run("1. 新") + "</w:ins>"
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:hyperlink>" + run("问") + "</w:hyperlink><w:sdt><w:sdtContent>" + run("题？")
        + "</w:sdtContent></w:sdt></w:p>"
    )  # fmt: skip
    options = "<w:p><w:r><w:t>A.甲</w:t><w:tab/><w:t>B.乙</w:t><w:br/><w:t>C.丙</w:t></w:r></w:p>"
    block = "<w:sdt><w:sdtContent>" + options + p("答案：C") + "</w:sdtContent></w:sdt>"

    found = only(document(stem, block))

    assert (found.stem, found.choices, letters(found)) == ("新问题？", ("甲", "乙", "丙"), "C")


def test_ticks_of_picture_fonts_are_ticks():
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'

    assert only(document(p("一、判断题"), p("1、雪是白的（", tick, "）"))).right == {0}


def test_underlined_blanks_are_gaps_and_underlined_words_fill_them():
    found = questions(
        document(
            p("一、填空题"),
            p("1、火警是", underlined("      "), "。"), p("答案：119"),
            p("2、匪警是", underlined(" 110 "), "，急救是", underlined("120"), "。"),
        )
    )  # fmt: skip

    assert [each.stem for each in found] == ["火警是______。", "匪警是____，急救是____。"]
    assert [each.accepted for each in found] == [(("119",),), (("110",), ("120",))]


@pytest.mark.parametrize(
    ("way", "code"),
    [(bold, "bold"), (red, "colour"), (underlined, "underline"), (highlighted, "highlight")],
)
def test_the_right_option_may_stand_out(way, code):
    found = document(
        p("1、一？"),
        p("A.甲"),
        p(way("B.乙")),
        p("C.丙"),
        p("2、二？"),
        p("A.", way("甲")),
        p("B.乙"),
    )

    assert [letters(each) for each in questions(found)] == ["B", "A"]
    assert f"key_{code}" in said(found)


def test_bold_may_come_from_a_style_and_be_undone():
    part = styles(
        '<w:style w:type="character" w:styleId="K"><w:name w:val="key"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    found = document(
        p("1、一？"), p("A.甲"), p(run("B.乙", '<w:rStyle w:val="K"/>')),
        p(run("C.丙", '<w:rStyle w:val="K"/><w:b w:val="0"/>')), styles=part,
    )  # fmt: skip

    assert letters(only(found)) == "B"


def test_two_ways_that_differ_are_no_key():
    found = document(
        p("1、一？"),
        p(bold("A.甲")),
        p(red("B.乙")),
        p("C.丙"),
        ps("2、二？\nA.甲\nB.乙\n答案：A"),
    )

    assert codes(found) == [(1, "right_missing")]


def test_one_question_without_it_and_none_is_taken():
    blocks = "".join(p(f"{n}、问题{n}？") + p(bold("A.甲")) + p("B.乙") for n in range(1, 6))
    found = document(blocks, ps("6、六？\nA.甲\nB.乙"))

    assert [code for _, code in codes(found)] == ["right_missing"] * 6
    assert "key_look_missing" in said(found)


# -- tables


def test_a_table_of_answers():
    questions_of = ps("".join(f"{n}. 问题{n}？\nA.甲\nB.乙\nC.丙\n" for n in (1, 2, 3)))
    for answers in (
        table(("题号", "1", "2", "3"), ("答案", "C", "B", "A")),
        table(("1", "2", "3"), ("C", "B", "A")),
        table(("题号", "答案"), ("1", "C"), ("2", "B"), ("3", "A")),
        table(("题号", "答案", "题号", "答案"), ("1", "C", "3", "A"), ("2", "B", "", "")),
    ):
        found = document(p("一、单选题"), questions_of, p("参考答案"), answers)

        assert [letters(each) for each in questions(found)] == ["C", "B", "A"]


def test_a_table_of_questions():
    found = document(
        p("题库"),
        table(("序号", "题型", "题目", "选项A", "选项B", "答案"),
              ("1", "单选题", "一？", "甲", "乙", "B"),
              ("2", "判断题", "雪是白的", "", "", "对")),
    )  # fmt: skip

    assert [each.kind for each in questions(found)] == [Kind.SINGLE, Kind.TRUE_FALSE]


def test_a_table_that_only_lays_out_the_page():
    score = table(("题号", "一", "二", "总分"), ("得分", "", "", ""))
    options = table(("A. 甲", "B. 乙"), ("C. 丙", "D. 丁"))
    columns = table((ps("2. 二？\nA.甲\nB.乙\n答案：A"), ps("3. 三？\nA.甲\nB.乙\n答案：B")))

    found = questions(document(p("考试"), score, p("1. 一？"), options, p("答案：D"), columns))

    assert [each.stem for each in found] == ["一？", "二？", "三？"]
    assert [letters(each) for each in found] == ["D", "A", "B"]


# -- what cannot be read is said


def test_a_picture_that_is_needed():
    found = document(
        p("1、如图所示，这是（ ）"), p(PICTURE), ps("A.甲\nB.乙\n答案：A"),
        p("2、又？", PICTURE), ps("A.甲\nB.乙\n答案：A\n3、三？"),
        p("A.", PICTURE), ps("B.\n答案：A"),
    )  # fmt: skip

    assert codes(found) == [(1, "picture_needed"), (10, "picture_needed")]
    assert "pictures_left_out" in said(found)


def test_text_boxes_headers_and_formulas_are_mentioned():
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        + p("密封线内不要答题") + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )  # fmt: skip
    math = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    formula = "<w:p>" + run("1、") + math + run("吗？") + "</w:p>"
    header = f'<w:hdr xmlns:w="{W}">{p("某某公司内部资料")}</w:hdr>'

    found = document(box, formula, ps("A.是\nB.非\n答案：A"), header1=header)

    assert only(found).stem == "x=1吗？"
    assert {"text_boxes_left_out", "headers_left_out", "formulas_as_text"} <= said(found)


def test_a_table_of_contents_is_passed_over():
    part = styles('<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>')
    found = document(
        p("一、单选题 1", style="T1"), ps("1. 一？\nA.甲\nB.乙\n答案：A"), styles=part
    )

    assert [draft.row for draft in found.drafts] == [2]


def test_a_document_of_the_strict_kind():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    source = docx(ps("1. 一？\nA.甲\nB.乙\n答案：A"))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(target, "w") as made:
        for name in old.namelist():
            made.writestr(name, old.read(name).replace(W.encode(), strict.encode()))

    assert only(read(target.getvalue())).stem == "一？"


def test_a_document_without_questions_is_refused():
    with pytest.raises(FileRefused) as refused:
        read(docx(ps("会议纪要\n一、时间\n今天")))

    assert refused.value.code == "file_docx_no_questions"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: docx(p("x"), vbaData=""), "file_macros"),
        (lambda: docx(p("x"))[:-60], "file_broken"),
        (lambda: docx("<w:p>"), "file_broken"),
        (lambda: docx(p("1"), footer1='<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "file_doctype"),
        (lambda: docx(p("x"), media=" " * (60 << 20)), "file_too_heavy"),
        (lambda: docx(p("x"), media=Random(1).randbytes(9 << 20).hex()), "file_too_large"),
    ],
)  # fmt: skip
def test_documents_that_mean_harm_are_refused(make, code):
    with pytest.raises(FileRefused) as refused:
        read(make())

    assert refused.value.code == code


# -- given back with the reasons


def test_the_document_comes_back_with_the_reason_below_the_question():
    data = docx(ps(f"一、单选题\n1、一？\n{OPTIONS}\n答案：E\n2、二？\n{OPTIONS}\n答案：B"))

    made, ending = marked(data, {("", 2): "答案 E 不在选项里。"})

    assert ending == ".docx"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        xml = archive.read("word/document.xml").decode()
    assert xml.index("答案：E") < xml.index("【错误原因】答案 E") < xml.index("2、二")
    again = read(made)
    assert codes(again) == [(2, "right_beyond")]
    twice, _ = marked(made, {("", 2): "又错了。"})
    with zipfile.ZipFile(io.BytesIO(twice)) as archive:
        assert archive.read("word/document.xml").decode().count("【错误原因】") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_comes_back_in_its_own_encoding(encoding):
    options = "A.甲\r\nB.乙\r\n"
    text = f"一、单选题\r\n1、一？\r\n{options}答案：E\r\n2、二？\r\n{options}答案：B\r\n"
    data = text.encode(encoding)

    made, ending = marked(data, {("", 2): "没有 E。"})

    lines = made.decode(encoding).split("\r\n")
    assert (ending, lines[4:6]) == (".txt", ["答案：E", "【错误原因】没有 E。"])
    assert codes(read(made)) == [(2, "right_beyond")]
