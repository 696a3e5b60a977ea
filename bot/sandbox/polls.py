"""Polls and quizzes: their limits, their votes, and what the bot sees of them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.entities import Entity
from bot.sandbox.errors import bad
from bot.sandbox.params import Json, Params

MAX_QUESTION = 300
MAX_OPTIONS = 12
MAX_OPTION = 100
MAX_EXPLANATION = 200
MAX_EXPLANATION_LINE_FEEDS = 2
OPEN_PERIOD_SECONDS = range(5, 2_628_001)


class VoteRefusedError(ValueError):
    """Why a person can't vote, for the chat page."""


@dataclass(slots=True)
class Poll:
    """One poll and who voted for what (person → option indexes)."""

    id: str
    chat_id: int
    question: str
    question_entities: list[Entity]
    options: list[Json]
    quiz: bool
    anonymous: bool
    multiple: bool
    revoting: bool
    hidden: bool
    correct: list[int]
    explanation: str = ""
    explanation_entities: list[Entity] = field(default_factory=list)
    open_seconds: int = 0
    close_at: int = 0
    closed: bool = False
    message_id: int = 0
    votes: dict[int, list[int]] = field(default_factory=dict)

    def vote(self, person: int, options: list[int]) -> None:
        """Cast, change or take back a vote, as far as the poll allows it."""
        if self.closed:
            raise VoteRefusedError("the poll is closed")
        if any(option not in range(len(self.options)) for option in options):
            raise VoteRefusedError("no such option")
        if len(options) > 1 and not self.multiple:
            raise VoteRefusedError("only one option may be chosen")
        if person in self.votes and not self.revoting:
            raise VoteRefusedError("you have voted already")
        if options:
            self.votes[person] = sorted(set(options))
        else:
            self.votes.pop(person, None)

    def answer(self, person: int, user: Json) -> Json:
        """The PollAnswer that the bot gets."""
        chosen = self.votes.get(person, [])
        return {
            "poll_id": self.id,
            "user": user,
            "option_ids": chosen,
            "option_persistent_ids": [self.options[option]["persistent_id"] for option in chosen],
        }

    def json(self) -> Json:
        """The Bot API's Poll, with the votes so far."""
        counts = Counter(option for chosen in self.votes.values() for option in chosen)
        if self.hidden and not self.closed:
            counts.clear()
        poll: Json = {
            "id": self.id,
            "question": self.question,
            "options": [
                {**option, "voter_count": counts[index]}
                for index, option in enumerate(self.options)
            ],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": "quiz" if self.quiz else "regular",
            "allows_multiple_answers": self.multiple,
            "allows_revoting": self.revoting,
            "members_only": False,
        }
        poll.update(self._extras())
        return poll

    def _extras(self) -> Json:
        extras: Json = {
            "question_entities": self.question_entities,
            "explanation": self.explanation,
            "explanation_entities": self.explanation_entities,
            "open_period": self.open_seconds,
            "close_date": self.close_at,
        }
        kept = {name: value for name, value in extras.items() if value}
        if self.quiz:
            kept["correct_option_ids"] = self.correct
            if len(self.correct) == 1:
                kept["correct_option_id"] = self.correct[0]
        return kept


def options(value: Any, parse: Any) -> list[Json]:
    """The options of sendPoll, measured; `parse` reads an option's formatting."""
    if not isinstance(value, list):
        raise bad("expected an Array of InputPollOption as options")
    if not value:
        raise bad("poll must have at least 1 option")
    if len(value) > MAX_OPTIONS:
        raise bad(f"poll can't have more than {MAX_OPTIONS} options")
    kept = []
    for index, option in enumerate(value):
        text, entities = parse(option if isinstance(option, dict) else {"text": str(option)})
        if not text:
            raise bad("poll options must be non-empty")
        if len(text) > MAX_OPTION:
            raise bad(f"poll options length must not exceed {MAX_OPTION}")
        kept.append({"persistent_id": str(index), "text": text})
        if entities:
            kept[-1]["text_entities"] = entities
    return kept


def correct(params: Params, count: int, *, quiz: bool, multiple: bool) -> list[int]:
    """Which options are right; a quiz has at least one, several only when it allows several."""
    if not quiz:
        return []
    given = params.json("correct_option_ids")
    if given is None:
        given = [params.integer("correct_option_id", -1)]
    if not isinstance(given, list) or not given:
        raise bad("wrong correct option ID specified")
    if any(not isinstance(option, int) or option not in range(count) for option in given):
        raise bad("wrong correct option ID specified")
    if len(given) > 1 and not multiple:
        raise bad("poll with one answer can't have several correct options")
    return sorted(set(given))
