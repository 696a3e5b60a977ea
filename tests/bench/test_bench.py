"""The benchmarks run and keep what they saw; no figure decides anything here."""

import pytest

from tests.bench.__main__ import PARTS, main
from tests.bench.report import Report, Results, Sizes
from tests.bench.simulate import Morning, push_seconds, rows, simulate, span


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.filterwarnings("default")
def test_each_part_runs_and_is_kept(part, tmp_path, capsys):
    path = tmp_path / "RESULTS.md"

    assert main([part, "--tiny", "--write", "--results", str(path)]) == 0

    kept = path.read_text()
    assert f"## {part}" in kept
    assert f"`python -m tests.bench {part} --tiny`" in kept
    assert "| " in capsys.readouterr().out


def test_a_part_that_is_not_there_is_named(capsys):
    with pytest.raises(SystemExit):
        main(["crowds"])

    assert "crowds" in capsys.readouterr().err


def report(part, seen, missed=""):
    told = Report(part)
    told.table("a title", "", "ms")
    told.row("ours", seen)
    told.bar("under 3 ms", f"{seen} ms", missed)
    return told


def test_what_was_not_measured_again_is_kept_and_every_bar_is_told_above(tmp_path):
    path = tmp_path / "RESULTS.md"
    for told in (report("crowd", 1), report("files", 2)):
        results = Results.read(path)
        results.put(told, "python -m tests.bench")
        results.write(PARTS)

    results = Results.read(path)
    results.put(report("crowd", 5, "2 ms"), "python -m tests.bench")
    results.write(PARTS)

    kept = path.read_text()
    assert kept.count("## crowd") == kept.count("## files") == 1
    assert "| crowd | under 3 ms | 5 ms | missed by 2 ms |" in kept
    assert "| files | under 3 ms | 2 ms | met |" in kept


def test_tiny_is_tiny():
    assert Sizes(tiny=True).people(1000) == 3
    assert Sizes().people(1000) == 1000


def morning(**changes):
    usual = {"people": 60, "questions": 1, "rate": 30.0, "think": 0.0, "least_think": 0.0}
    return Morning("a morning", 0.0, **(usual | changes))


def test_of_sixty_who_press_at_once_the_last_waits_two_seconds():
    seen = simulate(morning())

    assert seen.longest == pytest.approx(2.0)
    assert seen.median == pytest.approx(31 / 30)
    assert (seen.done, seen.expired) == (pytest.approx(2.0), 0)


@pytest.mark.parametrize(
    ("changes", "done"),
    [
        pytest.param({"questions": 20}, 40.0, id="twenty questions"),
        pytest.param({"calls": 2}, 4.0, id="two calls an answer"),
        pytest.param({"bots": 3}, 2 / 3, id="three bots"),
        pytest.param({"rate": 1000.0}, 0.06, id="a higher rate"),
        pytest.param(
            {"people": 1, "questions": 3, "least_think": 5.0, "think": 5.0}, 10.1, id="thought"
        ),
    ],
)
def test_how_long_it_takes_is_the_work_divided_by_the_rate(changes, done):
    assert simulate(morning(**changes)).done == pytest.approx(done)


def test_presses_above_150_seconds_are_told_of_and_such_a_morning_does_not_hold():
    crowded = morning(people=9_000, think=1.0)

    seen = simulate(crowded)

    assert seen.expired == pytest.approx(0.5, abs=0.001)
    assert not seen.holds(crowded)
    assert rows([crowded])[0][-1] == "does not"


def test_an_easy_morning_holds():
    easy = Morning("easy", 3600.0, people=50)

    assert simulate(easy).holds(easy)
    assert rows([easy])[0][-1] == "**holds**"


def test_telling_a_hundred_thousand_takes_an_hour():
    assert span(push_seconds(100_000, 25)) == "67 min"
    assert span(push_seconds(100_000, 1000)) == "2 min"
    assert span(66_667) == "18.5 h"
