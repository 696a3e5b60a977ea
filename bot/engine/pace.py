"""When a message may go out: Telegram's limits, as arithmetic on a clock that is handed in."""

from collections import deque

OVERALL = 30
BULK = 25
CHAT_SECONDS = 1.0
GROUP = 20
GROUP_SECONDS = 60.0
# So many chats are remembered; beyond that those that wait for nothing are forgotten.
CHATS = 10_000


class Pace:
    """Two lanes. Replies to people wait for nothing but a 429 of their own chat; bulk takes what
    they leave of 30 a second over all chats, never above 25, one a second to a chat and 20 a
    minute to a group. All times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._sent: deque[float] = deque()
        self._bulk: deque[float] = deque()
        self._last: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._held: dict[int, float] = {}
        self._bulk_held = 0.0

    def wait(self, chat_id: int | None, now: float, *, bulk: bool = False) -> float:
        """Seconds until a call for this chat may go out; 0 means now."""
        until = self._held.get(chat_id, 0.0) if chat_id is not None else 0.0
        if bulk:
            until = max(until, self._bulk_held, self._overall(now), self._own_chat(chat_id, now))
        return max(until - now, 0.0)

    def note(self, chat_id: int | None, now: float, *, bulk: bool = False) -> None:
        """A message goes out now."""
        self._sent.append(now)
        if bulk:
            self._bulk.append(now)
        if chat_id is None:
            return
        if len(self._last) >= CHATS:
            self._last = {c: at for c, at in self._last.items() if now - at < CHAT_SECONDS}
        self._last[chat_id] = now
        if chat_id < 0:
            self._groups.setdefault(chat_id, deque(maxlen=GROUP)).append(now)

    def hold(self, chat_id: int | None, now: float, seconds: float, *, bulk: bool = False) -> None:
        """Telegram answered 429: nothing for this chat before its time and, where it was a bulk
        message, nothing of the bulk lane. Everyone else goes on."""
        if chat_id is not None:
            if len(self._held) >= CHATS:
                self._held = {c: until for c, until in self._held.items() if until > now}
            self._held[chat_id] = max(self._held.get(chat_id, 0.0), now + seconds)
        if bulk:
            self._bulk_held = max(self._bulk_held, now + seconds)

    def _overall(self, now: float) -> float:
        """When bulk has room among all that went out in the last second."""
        for times in (self._sent, self._bulk):
            while times and times[0] <= now - 1.0:
                times.popleft()
        until = 0.0
        if len(self._bulk) >= BULK:
            until = self._bulk[-BULK] + 1.0
        if len(self._sent) >= OVERALL:
            until = max(until, self._sent[-OVERALL] + 1.0)
        return until

    def _own_chat(self, chat_id: int | None, now: float) -> float:
        if chat_id is None:
            return now
        until = self._last.get(chat_id, -CHAT_SECONDS) + CHAT_SECONDS
        minute = self._groups.get(chat_id)
        if minute and len(minute) == GROUP:
            until = max(until, minute[0] + GROUP_SECONDS)
        return until
