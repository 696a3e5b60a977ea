"""People who go through practice by themselves, and remember what the store must hold then."""

import asyncio
import random
import re
from collections.abc import Callable
from typing import Any

from bot.sandbox import Sandbox
from bot.sandbox import people as acts
from questions.question import Bank, Kind, Question

# Who hears nothing for so long asks where they stand.
PATIENCE = 10.0


def bank() -> Bank:
    """Questions whose screen shows what is right, so that nobody has to be told."""
    made = []
    for number in range(1, 201):
        key, stem = f"n{number}", f"第 {number} 号"
        if number % 7 == 0:
            right = (f"{number}人", str(number))
            made.append(Question(key, Kind.BLANK, f"{stem}有多少人？", accepted=(right,)))
        elif number % 5 == 0:
            choices = tuple(f"{'是' if place % 2 else '非'}{number}{place}" for place in range(4))
            made.append(
                Question(key, Kind.MULTIPLE, stem, choices=choices, right=frozenset({1, 3}))
            )
        elif number % 3 == 0:
            right_one = frozenset({number % 2})
            stem += "为真" if number % 2 == 0 else "为假"
            made.append(Question(key, Kind.TRUE_FALSE, stem, right=right_one))
        else:
            choices = tuple(f"{'是' if place == 2 else '非'}{number}{place}" for place in range(4))
            made.append(Question(key, Kind.SINGLE, stem, choices=choices, right=frozenset({2})))
    return Bank("walk", "长跑", tuple(made))


class Walker:
    """Does one thing after another: the next only once the last was answered to.

    `pressed` holds, for each place of a run, the points that its first press must earn; `typed`
    each text, with its question and its points.
    """

    def __init__(self, sandbox: Sandbox, person_id: int, answered: Callable[[], bool]) -> None:
        """`answered` is told of each answer, and says whether to go on."""
        self.id = person_id
        self.pressed: dict[int, float] = {}
        self.typed: list[tuple[str, str, float]] = []
        self._world = sandbox.world
        self._me = sandbox.world.people[person_id]
        self._chat = sandbox.world.chats[person_id]
        self._answered = answered
        self._seq = sandbox.world.events.seq
        self._message = Seen({})
        self._is_reply: Callable[[Seen], bool] = lambda _: False
        self._going = True

    async def walk(self) -> None:
        self._say("/start")
        while self._going:
            if await self._hear():
                self._act()
            elif self._going:
                await self._find_out()

    async def _hear(self) -> bool:
        """Whether what was done last is answered, in good time and not with an alert."""
        until = self._now() + PATIENCE
        while (left := until - self._now()) > 0:
            for event in await self._world.events.wait(self.id, self._seq, left):
                self._seq = event["seq"]
                if event["type"] == "toast" and event.get("text"):
                    return False
                message = event.get("message")
                if message and message["from"].get("is_bot"):
                    seen = Seen(message)
                    if self._is_reply(seen):
                        self._message = seen
                        return True
        return False

    async def _find_out(self) -> None:
        """Silence, or an alert: see where we stand. First all that was done must have arrived, so
        that nothing can overtake it."""
        while self._is_on_its_way():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.5)
        self._is_reply = lambda seen: "选一个题库" in seen.text
        self._say("/practice")

    def _is_on_its_way(self) -> bool:
        return any(u.person == self.id for u in self._world.updates.pending.values())

    def _act(self) -> None:
        seen = self._message
        for kind in ("next", "pick", "sub", "on", "run", "banks"):
            data = seen.pressable(kind)
            if data:
                self._does(kind, data)
                return
        if seen.is_typed:
            self._type()
        else:
            # The last verdict; the result is on its way.
            self._is_reply = lambda seen: bool(seen.pressable("run"))

    def _does(self, kind: str, data: str) -> None:
        seen = self._message
        if kind == "pick":
            self._pick(seen)
        elif kind == "sub":
            self._tick(seen, data)
        elif kind == "banks":
            self._is_reply = lambda seen: "选一个题库" in seen.text
            self._press(data)
        else:
            # A word on where we stood before that answer may come late.
            before = seen.number if kind == "next" else 0
            self._is_reply = lambda heard: heard.is_question and heard.number != before
            self._press(data)

    def _pick(self, seen: "Seen") -> None:
        if "为真" in seen.text or "为假" in seen.text:
            right, width = (0 if "为真" in seen.text else 1), 2
        else:
            right, width = seen.rights.index(True), len(seen.rights)
        place = random.randrange(width)
        self._is_reply = lambda heard: heard.is_verdict
        self._press(f"pick:{seen.asked}:{place}")
        if random.random() < 0.1:
            # A nervous finger: the first press counts.
            self._press(f"pick:{seen.asked}:{random.randrange(width)}")
        self._note(seen.asked, place == right)

    def _tick(self, seen: "Seen", submit: str) -> None:
        """All that is right, or one that is wrong."""
        wrong_one = seen.rights.index(False)
        wanted = seen.rights if seen.asked % 2 else [n == wrong_one for n in range(4)]
        differ = [n for n in range(4) if wanted[n] != seen.ticked[n]]
        if differ:
            after = [seen.ticked[n] != (n == differ[0]) for n in range(4)]
            self._is_reply = lambda heard: heard.asked == seen.asked and heard.ticked == after
            self._press(f"tog:{seen.asked}:{differ[0]}")
            return
        self._is_reply = lambda heard: heard.is_verdict
        self._press(submit)
        self._note(seen.asked, wanted == seen.rights)

    def _type(self) -> None:
        seen, right = self._message, random.random() < 0.5
        text = f"{seen.number}人" if right else f"不知道{seen.number}"
        self.typed.append((f"n{seen.number}", text, float(right)))
        # A word on where we stand, said before the text arrived, is no verdict on it.
        same = seen.number
        self._is_reply = lambda heard: heard.is_verdict and not heard.awaits(same)
        self._say(text)
        self._going = self._answered()

    def _note(self, asked: int, right: bool) -> None:
        if asked not in self.pressed:
            self.pressed[asked] = float(right)
            self._going = self._answered()

    def _say(self, text: str) -> None:
        if text == "/start":
            self._is_reply = lambda seen: bool(seen.pressable("banks"))
        acts.say(self._world, self._me, self._chat, text)

    def _press(self, data: str) -> None:
        acts.press(self._world, self._me, self._chat, self._message.id, data)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


class Seen:
    """A message of the bot as a person reads it."""

    def __init__(self, message: dict[str, Any]) -> None:
        self.id: int = message.get("message_id", 0)
        self.text: str = message.get("text", "")
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        self._buttons = [button for row in rows for button in row if "callback_data" in button]

    def pressable(self, kind: str) -> str:
        """What a button of this kind sends; of several banks, ours."""
        found = [b for b in self._buttons if b["callback_data"].partition(":")[0] == kind]
        ours = [b for b in found if "长跑" in b["text"]]
        return str((ours or found)[0]["callback_data"]) if found else ""

    @property
    def asked(self) -> int:
        """The place that the question has in its run; for a typed one minus its number."""
        for kind in ("pick", "sub", "next"):
            if data := self.pressable(kind):
                return int(data.split(":")[1])
        return -self.number if self.is_typed else 0

    @property
    def number(self) -> int:
        found = re.search(r"第 (\d+) 号", self.text)
        return int(found[1]) if found else 0

    @property
    def is_typed(self) -> bool:
        return "请直接打字回答" in self.text

    def awaits(self, number: int) -> bool:
        return self.is_typed and self.number == number

    @property
    def is_question(self) -> bool:
        return self.is_typed or bool(self.pressable("pick") or self.pressable("sub"))

    @property
    def is_verdict(self) -> bool:
        """A verdict, or the word that is said where it got lost."""
        return bool(re.search("回答正确|回答错误|部分正确|刚才中断|本组完成", self.text))

    @property
    def rights(self) -> list[bool]:
        """For each choice as shown, whether it is right: those that are, say so."""
        return [kind == "是" for kind in re.findall(r"^[A-Z]\. ([是非])", self.text, re.M)]

    @property
    def ticked(self) -> list[bool]:
        return ["☑" in b["text"] for b in self._buttons if b["callback_data"].startswith("tog")]


async def all_walk(walkers: list[Walker]) -> None:
    await asyncio.gather(*(walker.walk() for walker in walkers))
