"""Made-up papers, and what is read of them."""

from tests.formats.made import text_reading

OPTIONS = "A. 甲\nB. 乙\nC. 丙\nD. 丁\n"


def paper(text):
    found = text_reading(text)
    assert found.format == "txt"
    return found


def stems(found):
    return [draft.question.stem for draft in found.drafts]
