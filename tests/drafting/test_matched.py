"""Two lists side by side, and names with their descriptions."""

from questions.drafting import matched
from questions.drafting.gate import refused
from tests.drafting.made import a_source

TWO = "厨师应当做到懂营养搭配、懂食材特性、懂卫生标准,会刀工火候、会菜品创新、会成本核算。"
FOUR = "食堂大力弘扬精益求精的工匠精神,不计得失的奉献精神,敢为人先的创新精神和同舟共济的团队精神。"


def of_way(text: str, way: str):
    source = a_source(text)
    made = [each for each in matched.proposals(source, 0) if each.way == way]
    assert not any(refused(each, source) for each in made)
    return [each.question for each in made]


def test_an_item_of_two_lists_is_looked_for_in_the_right_one():
    (question,) = of_way(TWO, "of two lists")
    lead = question.stem.split("属于以“")[1][0]
    right = {question.choices[at] for at in question.right}

    assert all(lead + choice in TWO for choice in right)
    assert all(lead + choice not in TWO for choice in set(question.choices) - right)
    assert "以“懂”开头和以“会”开头" in question.stem


def test_items_that_share_a_word_with_the_other_list_are_not_shown():
    text = TWO.replace("会菜品创新", "会食材搭配")
    questions = of_way(text, "of two lists")

    assert not any("食材" in choice for each in questions for choice in each.choices)


def test_two_lists_that_begin_alike_are_not_told_apart():
    assert of_way(TWO.replace("会", "懂"), "of two lists") == []


def test_a_name_is_found_by_what_it_is_said_to_be():
    (question,) = of_way(FOUR, "name choice")
    (right,) = (question.choices[at] for at in question.right)
    said = question.stem.split("“")[-1].split("”")[0]

    assert f"{said}的{right}" in FOUR
    assert set(question.choices) == {"工匠精神", "奉献精神", "创新精神", "团队精神"}


def test_a_description_that_has_a_word_of_its_name_is_not_asked():
    told = FOUR.replace("精益求精", "匠心独运").replace("不计得失", "无私奉献")
    told = told.replace("敢为人先", "勇于创新").replace("同舟共济", "团结友爱")

    assert of_way(told, "name choice") == []


def test_what_is_there_and_what_is_not_are_not_to_be_told_apart():
    text = "食堂做到有制度、有人员、有经费,无事故、无投诉、无浪费。"

    assert of_way(text, "of two lists") == []
