"""The long run in short: kills, repeats, mixed order and every fault of Telegram at once."""

from tests.bench.long_run import run


async def test_a_long_run_in_short_ends_as_its_model_does():
    report = await run(600, crowd=48, kills=2, pause=0.3)

    assert report.answers >= 600
    assert report.kills == 2
    assert report.wrong == []
    assert report.log == []
