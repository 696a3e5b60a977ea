"""Whole papers as trainers have them, made up: each question with its key, nothing lost."""

from pathlib import Path

import pytest

from questions.formats.reader import read
from questions.question import Kind
from tests.formats.made import codes, letters, spoken

FILES = Path(__file__).parent / "files" / "papers"
SIGNS = {Kind.TRUE_FALSE: "", Kind.SINGLE: "", Kind.MULTIPLE: "", Kind.BLANK: "_", Kind.SHORT: "="}


def key(question):
    if question.kind is Kind.TRUE_FALSE:
        return "√" if question.right == {0} else "×"
    if question.kind.is_typed:
        return SIGNS[question.kind] + "/".join(each[0] for each in question.accepted)
    return letters(question)


PAPERS = {
    "tax": "C B C C ABD ABCD × × √ _强制性/无偿性/固定性 _18"
    " =是指法律、行政法规规定负有纳税义务的单位和个人 =是指应纳税额与计税依据之间的比例"
    " =组织财政收入/调节经济/监督管理 =税收要素法定/税收要素明确/征税合法",
    "party": "B A ABCD ABCD √ × _二十/2022 _马克思列宁主义/毛泽东思想 C A =违反廉洁纪律/给予处分",
    "bank": "B ABCD √ _贷款市场报价利率 D",
    "course_page": "D ABC √ _安全第一/预防为主 =健康、安全、环境",
    "power": "C × C ABCD √ B √ B",
    "cases": "D A A B",
    "contest": "√ × × A B",
    "fire": "A ABCD × _绿色 =提/拔/握/压",
    "numbered_on": "A B C D A B C D A B ABC AB ACD BD ABCD √ × √ √ ×",
    "chapters": "A B C √ × D C B × ×",
}
LISTED = {"tax": [(46, "reference_missing")]}


@pytest.mark.parametrize("name", PAPERS)
def test_a_whole_paper_is_read(name):
    found = spoken(read((FILES / f"{name}.txt").read_bytes()))

    assert " ".join(key(draft.question) for draft in found.drafts) == PAPERS[name]
    assert codes(found) == LISTED.get(name, [])


@pytest.mark.parametrize("name", PAPERS)
def test_no_line_of_a_stem_or_an_option_is_another_part_of_the_paper(name):
    found = read((FILES / f"{name}.txt").read_bytes())

    for question in (draft.question for draft in found.drafts):
        for text in (question.stem, *question.choices):
            assert not any(word in text for word in ("答案", "解析", "、单选", "每题", "第二部分"))
