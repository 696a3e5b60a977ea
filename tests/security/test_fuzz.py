"""A few hundred broken files, pieces of HTML and presses; `python -m tests.security.fuzz` tries
more of them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions.formats.marked import marked
from questions.formats.reader import read
from tests.formats.test_refused_files import changed
from tests.security import fuzz
from tests.uploading import HOMES, sheet

SHORT = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@settings(SHORT, max_examples=300)
@given(st.randoms(use_true_random=True))
def test_a_broken_file_is_read_or_refused(rng):
    fuzz.readers(rng)


@settings(SHORT, max_examples=500)
@given(st.randoms(use_true_random=True))
def test_broken_html_is_read_or_refused(rng):
    fuzz.html(rng)


@settings(SHORT, max_examples=300)
@given(st.randoms(use_true_random=True))
def test_a_broken_press_is_read_or_refused(rng):
    fuzz.presses(rng)


# What the long runs found.


@pytest.mark.parametrize("part", ["[Content_Types].xml", "docProps/core.xml"])
def test_a_workbook_that_only_we_can_read_comes_back_all_the_same(part):
    data = changed(sheet(HOMES), part, lambda xml: xml[:-20])
    assert len(read(data).drafts) == 1

    content, suffix = marked(data, {("题目", 2): "看这一行"})

    assert suffix == ".xlsx"
    assert len(read(content).drafts) == 1


@pytest.mark.parametrize("odd", ["<![CNaNDATA[x]]>", "<![x", "<![", "<![if !x]>", "<!x[", "<!--"])
def test_an_odd_declaration_in_a_web_page_is_passed_over(odd):
    rows = "<tr><td>题干</td><td>答案</td></tr><tr><td>一。</td><td>对</td></tr>"
    fuzz.survives(f"<table>{rows}</table>{odd}".encode())
    fuzz.survives(f"<html><table>{odd}{rows}</table>".encode())


def test_each_target_has_a_share_of_the_time():
    assert set(fuzz.SHARES) == set(fuzz.TARGETS)
    assert sum(fuzz.SHARES.values()) == pytest.approx(1)
