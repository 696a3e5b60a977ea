"""Whatever a text holds, it is read or refused in bounded time; what was written as a paper is
read as what was written."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.errors import FileRefused
from questions.formats.docx.mark import marked
from questions.formats.paper.line import of_text
from questions.formats.paper.read import read
from questions.formats.reader import read as read_any
from questions.question import Kind
from tests.formats.made import spoken
from tests.formats.word import docx, p

PIECES = [
    *"""一、单选题|二、多选题（每题2分）|三、判断题|四、填空题|五、简答题|参考答案|答案：|【答案】|解析：|1.|2、|（3）|①|第4题|A.
B、|C．|D |（ ）|（A）|(√)|____|__B__|1-5 ABCDE|1.B 2.C|ABCD|对|错误|第一章 总则
- 3 -|我的答案：A|得分：1.0分|难度：易
*A.|甲|安全生产|word| |\t|。|？|，|：|5|题型：单选题|【|】|（|）""".replace("\n", "|").split("|"),
    "\n",
    "\n\n",
]
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join),
)


def taken(text):
    """What is read of the text; None where it is refused as it should be."""
    try:
        return spoken(read(of_text(text), "txt"))
    except FileRefused as refused:
        return None if refused.code == "file_text_no_table" else pytest.fail(refused.code)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_any_text_is_read_or_refused(text):
    found = taken(text)
    if found is None:
        return
    last = text.count("\n") + 1
    assert all(1 <= each.row <= last for each in (*found.drafts, *found.problems))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES).filter(str.isprintable), min_size=1, max_size=30))
def test_any_document_is_read_or_refused_and_can_be_marked(lines):
    data = docx(*(p(line) for line in lines))
    try:
        found = spoken(read_any(data))
    except FileRefused:
        return
    again = read_any(marked(data, {each.row: "错" for each in found.problems}))
    assert [draft.question for draft in again.drafts] == [draft.question for draft in found.drafts]


LONG = [
    "（ A B ）",
    "1.B ",
    "答案：",
    "A. B. ",
    " ",
    "1、",
    "____",
    "_x",
    "【答案】A",
    "单选题",
    "①",
    "1-5 AB",
    "(",
]


@pytest.mark.parametrize("piece", LONG)
def test_lines_of_20000_letters_take_no_long_time(piece):
    line = (piece * 20_000)[:19_900]
    text = f"1. 题（ ）{line}\nA.甲{line}\nB.乙\n答案：{line}\n2. 题\nA.{line}\nB.乙\n答案：A\n"

    began = time.process_time()
    taken(text)

    assert time.process_time() - began < 10


@pytest.mark.parametrize("line", ["A x", "问题A", "A. x", "a) x A. y"])
def test_a_question_of_20000_lines_takes_no_long_time(line):
    text = "1、题（ ）\n" + f"{line}\n" * 20_000

    began = time.process_time()
    taken(text)

    assert time.process_time() - began < 10


# -- a paper written from questions is read as the same questions

KINDS = {"单选": Kind.SINGLE, "多选": Kind.MULTIPLE, "判断": Kind.TRUE_FALSE}
HAN = st.text("安全生产责任制度培训管理企业员工", min_size=4, max_size=12)
STEMS = st.tuples(HAN, HAN).map(lambda pair: f"{pair[0]}应当{pair[1]}")
CHOICES = st.lists(HAN, min_size=2, max_size=6, unique=True)


@st.composite
def asked(draw):
    """Sections of questions: a kind, a stem, choices and a key."""
    sections = []
    kinds = st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3, unique=True)
    for kind in draw(kinds):
        found = []
        for number in range(draw(st.integers(1, 4))):
            stem = f"{draw(STEMS)}{'甲乙丙丁'[number]}"
            if kind == "判断":
                found.append((stem, (), draw(st.sampled_from("√×"))))
                continue
            choices = draw(CHOICES)
            most = 1 if kind == "单选" else len(choices)
            least = 1 if kind == "单选" else 2
            places = draw(
                st.lists(
                    st.integers(0, len(choices) - 1), min_size=least, max_size=most, unique=True
                )
            )
            found.append(
                (stem, tuple(choices), "".join("ABCDEF"[each] for each in sorted(places)))
            )
        sections.append((kind, found))
    return sections


TITLES = ["{n}、{kind}题", "{n}、{kind}题（每题2分）", "第{n}部分 {kind}题", "{n}. {kind}题"]
NUMBERS = ["{}. ", "{}、", "{}．", "（{}）", "第{}题：", "{})"]
KEYS = ["答案：{}", "【答案】{}", "正确答案: {}", "bracket", "run", "range"]


@st.composite
def styles(draw):
    return {
        "title": draw(st.sampled_from(TITLES)),
        "number": draw(st.sampled_from(NUMBERS)),
        "label": draw(st.sampled_from(["{}. ", "{}、", "{}．", "({})", "【{}】", "{}：", "{} "])),
        "between": draw(st.sampled_from(["\n", "   ", "\t"])),
        "key": draw(st.sampled_from(KEYS)),
        "blank": draw(st.booleans()),
    }  # fmt: skip


def paper(sections, style):
    lines, answers = ["安全知识竞赛试题", ""], ["参考答案"]
    for place, (kind, found) in enumerate(sections):
        title = style["title"].format(n="一二三"[place], kind=kind)
        lines.append(title)
        answers.append(title)
        for number, (stem, choices, key) in enumerate(found, start=1):
            shown = f"（{key}）" if style["key"] == "bracket" else "（ ）"
            lines.append(f"{style['number'].format(number)}{stem}{shown}")
            options = [
                style["label"].format("ABCDEF"[at]) + choice for at, choice in enumerate(choices)
            ]
            if options:
                lines.append(style["between"].join(options))
            if "{}" in style["key"]:
                lines.append(style["key"].format(key))
            if style["blank"]:
                lines.append("")
        keys = [key for _, _, key in found]
        if style["key"] == "range":
            answers.append(f"1-{len(found)} {' '.join(keys)}")
        else:
            answers.append("  ".join(f"{n}.{key}" for n, key in enumerate(keys, start=1)))
    return "\n".join([*lines, *(answers if style["key"] in ("run", "range") else ())])


@settings(deadline=None, max_examples=400)
@given(asked(), styles())
def test_a_paper_in_any_style_is_read_as_it_was_written(sections, style):
    text = paper(sections, style)

    found = read(of_text(text), "txt")

    wanted = [
        (KINDS[kind], stem, choices, key)
        for kind, asked in sections
        for stem, choices, key in asked
    ]
    assert not found.problems, text
    assert [
        (q.kind, q.stem.removesuffix("（ ）"), q.choices, _key(q))
        for q in (draft.question for draft in found.drafts)
    ] == wanted, text


def _key(question):
    if question.kind is Kind.TRUE_FALSE:
        return "√" if question.right == {0} else "×"
    return "".join("ABCDEF"[each] for each in sorted(question.right))
