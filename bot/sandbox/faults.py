"""Trouble on demand: latency, flood limits, and calls that fail, hang or are cut off."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError, flooded
from bot.sandbox.params import Json

OVERALL_PER_SECOND = 30
GROUP_PER_MINUTE = 20
# One message a second in a chat, but a short burst passes.
CHAT_BURST = 5


@dataclass(slots=True)
class Rule:
    """What goes wrong with the next `times` calls of a method; "*" is every one but getUpdates."""

    method: str = "*"
    times: int = 1
    chat: int | None = None
    status: int = 0
    retry_after: int = 0
    description: str = ""
    reset: bool = False
    after: bool = False
    hang_ms: int = 0

    def error(self) -> ApiError | None:
        """What the call is answered with, or None when the rule only delays or cuts it."""
        if not self.status:
            return None
        error = flooded(self.retry_after or 1) if self.status == 429 else ApiError(self.status)
        if self.description:
            error.description = self.description
        return error


@dataclass(slots=True)
class Faults:
    """The rules in force; `clock` gives seconds."""

    clock: Callable[[], float]
    latency_ms: float = 0
    flood: bool = False
    rules: list[Rule] = field(default_factory=list)
    _sent: deque[float] = field(default_factory=deque)
    _by_chat: dict[int, deque[float]] = field(default_factory=dict)

    def set(self, value: Json) -> None:
        """Replace everything; raises TypeError for a field it does not know."""
        rules = [Rule(**rule) for rule in value.get("rules", ())]
        self.latency_ms = float(value.get("latency_ms", 0))
        self.flood = bool(value.get("flood", False))
        self.rules = rules
        self._sent.clear()
        self._by_chat.clear()

    def take(self, method: str, chat_id: int | None) -> Rule | None:
        """The rule that hits this call, used up by one."""
        for rule in self.rules:
            any_method = rule.method == "*" and method != "getupdates"
            if (any_method or rule.method.lower() == method) and rule.chat in {None, chat_id}:
                rule.times -= 1
                if rule.times <= 0:
                    self.rules.remove(rule)
                return rule
        return None

    def check_flood(self, method: str, chat_id: int | None) -> None:
        """Refuse a message that comes too soon, with the seconds to wait."""
        counted = method.startswith(("send", "copy", "forward", "edit"))
        if not self.flood or not counted or method == "sendchataction":
            return
        now = self.clock()
        waits = [_wait(self._sent, now, OVERALL_PER_SECOND, 1)]
        lists = [self._sent]
        if chat_id is not None:
            seen = self._by_chat.setdefault(chat_id, deque())
            lists.append(seen)
            count, seconds = (GROUP_PER_MINUTE, 60) if chat_id < 0 else (CHAT_BURST, CHAT_BURST)
            waits.append(_wait(seen, now, count, seconds))
        if max(waits) > 0:
            raise flooded(max(1, math.ceil(max(waits))))
        for sent in lists:
            sent.append(now)


def _wait(sent: deque[float], now: float, count: int, seconds: float) -> float:
    """How long until one more fits under `count` in `seconds`; zero when it fits now."""
    while sent and sent[0] <= now - seconds:
        sent.popleft()
    return sent[0] + seconds - now if len(sent) >= count else 0.0
