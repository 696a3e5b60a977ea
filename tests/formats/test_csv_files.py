"""CSV and TSV in the encodings, separators and quotes that real files have."""

import codecs

import pytest

from questions.errors import FileRefused
from questions.formats.reader import read
from questions.question import Kind
from questions.spreadsheet.encoding import decoded
from tests.formats.made import codes, letters, only, questions, said, text_reading

TABLE = "题目,A,B,答案\n安全第一？,甲,乙,B\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_a_table_is_read_in_its_encoding(encoding):
    found = text_reading(TABLE, encoding)

    assert only(found).stem == "安全第一？"
    assert "encoding_guessed" not in said(found)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("答案：A".encode("gbk"), "gb18030"), ("单选题,1+1=?,1,2,3,4,B".encode("gbk"), "gb18030"),
        ("aödf".encode("cp1252"), "cp1252"), ("中".encode(), "utf-8"), (b"plain", "utf-8"),
        (codecs.BOM_UTF16_BE + "题".encode("utf-16-be"), "utf-16"),
        ("題目,選項,安全生產".encode("big5"), "big5"),
        ("題目,選項,安全生產".encode("gbk"), "gb18030"), (b"\x81", "latin-1"),
    ],
)  # fmt: skip
def test_the_ladder_of_encodings(data, encoding):
    assert decoded(data).encoding == encoding


def test_an_encoding_that_no_rule_proves_is_said():
    found = text_reading("question,A,B,answer\naödf?,x1,é2,A\n", "cp1252")

    assert only(found).stem == "aödf?"
    assert "encoding_guessed" in said(found)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("text", "stem"),
    [
        (TABLE, "安全第一？"), ("1. 一是（ ）\r\nA. 甲\r\nB. 乙\r\n答案：B\r\n", "一是（ ）"),
        ("Which one?\nA. x\nB. y\nANSWER: B\n", "Which one?"),
    ],
    ids=["table", "paper", "English"],
)  # fmt: skip
def test_utf16_that_does_not_say_so_is_told_by_its_zeros_and_said(encoding, text, stem):
    found = text_reading(text, encoding)

    assert only(found).stem == stem
    assert [each.facts for each in found.assumptions if each.code == "encoding_guessed"] == [
        {"encoding": encoding}
    ]


def test_zeros_alone_make_no_text():
    with pytest.raises(FileRefused) as refused:
        read(bytes(range(256)) * 8)

    assert refused.value.code == "file_unknown"


def test_utf8_with_a_broken_byte_is_refused_and_not_read_as_nonsense():
    with pytest.raises(FileRefused) as refused:
        read(("安全生产" * 50).encode()[:-1])

    assert refused.value.code == "file_text_broken"


def test_line_ends_and_the_end_mark_of_dos_are_no_text():
    assert decoded("甲\r\n乙\r丙\ufeff\x1a".encode()).text == "甲\n乙\n丙"


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
def test_a_separator_is_found(separator):
    found = text_reading(TABLE.replace(",", separator))

    assert only(found).choices == ("甲", "乙")
    assert ("separator" in said(found)) is (separator not in ",\t")


def test_commas_of_sentences_are_no_separator():
    found = text_reading("题目\tA\tB\t答案\n甲,乙,丙,丁?\t一,二\t三,四\tA\n")

    assert only(found).choices == ("一,二", "三,四")


def test_bars_inside_options_are_no_separator():
    found = text_reading(
        "题目,选项,答案\n一？,A-甲|B-乙|C-丙|D-丁,B\n二？,A-甲|B-乙|C-丙|D-丁,C\n"
    )

    assert [letters(each) for each in questions(found)] == ["B", "C"]


def test_the_hint_for_excel_names_the_separator():
    found = text_reading("sep=;\n题目;A;B;答案\n一？;甲;乙;A\n")

    assert found.drafts[0].row == 3


def test_quotation_marks_keep_separators_and_line_ends_inside():
    found = text_reading('题目,A,B,答案\n"甲,""乙""\n丙？",一,二,A\n三？,四,五,B\n')

    assert [each.stem for each in questions(found)] == ['甲,"乙"\n丙？', "三？"]
    assert [draft.row for draft in found.drafts] == [2, 3]


def test_single_quotation_marks_round_every_field():
    found = text_reading("'题目','A','B','答案'\n'甲,乙？','一','二','A'\n")

    assert only(found).stem == "甲,乙？"


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_rest():
    rest = "".join(f"第{n}题？\t甲\t乙\tB\n" for n in range(2, 20))

    found = text_reading(f'题目\tA\tB\t答案\n"第1题？\t甲\t乙\tA\n{rest}')

    assert len(questions(found)) == 19


def test_a_row_with_too_many_cells_is_named():
    found = text_reading(TABLE + "二？,甲,乙,丙,B\n三？,丁,戊,A\n")

    assert codes(found) == [(3, "row_ragged")]
    assert len(found.drafts) == 2


def test_one_row_without_header():
    question = only(text_reading("单选题,1+1=?,1,2,3,4,B\n", "gbk"))

    assert (question.kind, question.stem, letters(question)) == (Kind.SINGLE, "1+1=?", "B")
    assert question.choices == ("1", "2", "3", "4")


def test_blank_lines_count_as_rows():
    found = text_reading("题目,A,B,答案\n\n一？,甲,乙,A\n")

    assert found.drafts[0].row == 3


def test_the_mark_before_a_formula_is_not_part_of_the_text():
    found = text_reading("题目,A,B,答案\n'=1+1 等于？,'-2,2,B\n")

    assert (only(found).stem, only(found).choices) == ("=1+1 等于？", ("-2", "2"))


@pytest.mark.parametrize(
    "text",
    [
        "这是一段普通文字，没有题目。\n第二行",
        "甲,乙\n丙,丁\n",
    ],
)
def test_text_that_is_no_table_is_refused(text):
    with pytest.raises(FileRefused) as refused:
        read(text.encode())

    assert refused.value.code == "file_text_no_table"


def test_a_field_beyond_measure_is_refused():
    with pytest.raises(FileRefused) as refused:
        read(b'a,b\n"' + b"x" * 1_100_000 + b'",c\n')

    assert refused.value.code == "file_text_no_table"


def test_a_chinese_text_with_a_broken_letter_is_refused_by_that_name():
    text = "题目,选项A,选项B,答案\n" + "哪个方案更好？,甲方案,乙方案,A\n" * 9
    data = text.encode("gbk")

    with pytest.raises(FileRefused) as refused:
        read(data[:60] + b"\xff" + data[60:])

    assert refused.value.code == "file_text_broken"
