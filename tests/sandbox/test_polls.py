"""Polls and quizzes."""

import itertools

import pytest

from tests.scene import Scene

QUIZ = {
    "question": "哪一句是原文？",
    "options": ["甲", "乙", "丙"],
    "type": "quiz",
    "correct_option_ids": [1],
    "is_anonymous": False,
    "explanation": "见第 7 段",
}


@pytest.fixture
async def quiz(bot, learner):
    await bot.does("sendPoll", chat_id=learner.id, **QUIZ)
    return await learner.hears()


async def test_a_vote_in_a_quiz_is_told_and_counts_once(bot, learner, quiz):
    await learner.votes(quiz, 1)

    answer, poll = await bot.inbox()
    assert answer["poll_answer"]["option_ids"] == [1]
    assert answer["poll_answer"]["option_persistent_ids"] == ["1"]
    assert [option["voter_count"] for option in poll["poll"]["options"]] == [0, 1, 0]
    with pytest.raises(AssertionError, match="voted already"):
        await learner.votes(quiz, 0)


async def test_an_anonymous_poll_tells_only_the_counts(bot, learner):
    await bot.does("sendPoll", chat_id=learner.id, question="几点？", options=["八", "九"])
    poll = await learner.hears()

    await learner.votes(poll, 0)
    await learner.votes(poll)

    updates = await bot.inbox()
    assert [update["poll"]["total_voter_count"] for update in updates] == [1, 0]


async def test_a_stopped_poll_takes_no_more_votes(bot, learner, quiz):
    where = {"chat_id": learner.id, "message_id": quiz.id}

    stopped = await bot.does("stopPoll", **where)

    assert stopped["is_closed"] is True
    assert await bot.refused("stopPoll", **where) == "Bad Request: poll has already been closed"
    with pytest.raises(AssertionError, match="closed"):
        await learner.votes(quiz, 1)


async def test_a_poll_with_a_period_closes_by_itself():
    ten_seconds_a_look = itertools.count(1_700_000_000, 10)
    async with Scene.start(clock=lambda: next(ten_seconds_a_look)) as scene:
        learner = await scene.person("李员工")
        await learner.types("/start")
        poll = {"chat_id": learner.id, **QUIZ, "open_period": 5}
        async with scene.http.post(f"/bot{scene.token}/sendPoll", json=poll) as answer:
            sent = (await answer.json())["result"]["poll"]
        await learner.hears()

        with pytest.raises(AssertionError, match="closed"):
            await learner.votes(learner.last, 1)

    assert (sent["open_period"], sent["is_closed"]) == (5, False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"question": ""}, "poll question must be non-empty"),
        ({"question": "问" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least 1 option"),
        ({"options": ["甲"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["甲", "长" * 101]}, "poll options length must not exceed 100"),
        ({"options": ["甲", ""]}, "poll options must be non-empty"),
        ({"correct_option_ids": [3]}, "wrong correct option ID specified"),
        ({"correct_option_ids": None}, "wrong correct option ID specified"),
        ({"explanation": "长" * 201}, "poll explanation length must not exceed 200"),
        ({"explanation": "a\nb\nc\nd"}, "poll explanation must have at most 2 line feeds"),
        ({"type": "riddle"}, "unsupported poll type specified"),
        ({"open_period": 4}, "poll open period is out of range"),
    ],
)
async def test_a_poll_has_limits(bot, learner, change, sentence):
    refusal = await bot.refused("sendPoll", chat_id=learner.id, **{**QUIZ, **change})

    assert refusal == f"Bad Request: {sentence}"
