"""An article as a trainer hands it in: Markdown or plain text, the title first."""

import pytest

from questions.articles import library
from questions.drafting.reading import NoArticle, read


def told(text: str) -> list[tuple[str, str]]:
    return [(each.heading, each.text) for each in read(text).passages]


def test_markdown_has_a_title_headings_and_paragraphs():
    text = (
        "# 访客须知\n\n## 一、登记\n\n访客在前台登记。\n\n## 二、离开\n\n离开时交还**访客证**。\n"
    )

    assert read(text).title == "访客须知"
    assert told(text) == [("一、登记", "访客在前台登记。"), ("二、离开", "离开时交还访客证。")]


def test_plain_text_has_a_paragraph_a_line_and_short_numbered_lines_as_headings():
    text = "访客须知\n\n一、登记\n访客在前台登记。\n访客证要戴在胸前。\n二、离开\n交还访客证。"

    assert told(text) == [
        ("一、登记", "访客在前台登记。"),
        ("一、登记", "访客证要戴在胸前。"),
        ("二、离开", "交还访客证。"),
    ]


def test_lines_broken_at_a_width_are_joined():
    text = (
        "访客须知\n\n访客到达公司以后应当首先在一楼前台出示本人的有效身份证件并且如实\n"
        "登记姓名和来访事由。\n\n离开公司以前应当把访客证交还给一楼前台的值班人员并且在登记\n簿上签字。"
    )

    assert [text for _, text in told(text)] == [
        "访客到达公司以后应当首先在一楼前台出示本人的有效身份证件并且如实登记姓名和来访事由。",
        "离开公司以前应当把访客证交还给一楼前台的值班人员并且在登记簿上签字。",
    ]


def test_author_source_and_photo_credit_are_no_paragraphs():
    text = "访客须知\n作者：王小明\n来源：行政部\n\n访客在前台登记。\n\n李小红 摄\n"

    assert told(text) == [("", "访客在前台登记。")]


def test_line_ends_of_windows_and_a_byte_order_mark_do_not_matter():
    assert told("\ufeff访客须知\r\n\r\n访客在前台登记。\r\n") == [("", "访客在前台登记。")]


def test_our_own_files_keep_their_front_matter():
    from importlib import resources

    text = (resources.files("questions.library") / "safety.md").read_text("utf-8")

    assert read(text) == library()[-1]


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "# 访客须知\n", "访客在前台登记。", "+++\nkey = 1\n+++\n"],
    ids=["empty", "blank", "a title only", "a sentence only", "wrong front matter"],
)  # fmt: skip
def test_what_is_no_article_is_refused(text):
    with pytest.raises(NoArticle):
        read(text)
