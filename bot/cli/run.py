"""wengu run: the bot itself, by polling or, where WENGU_WEBHOOK_URL is set, by webhook."""

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy.exc import DatabaseError
from telegram.error import InvalidToken, TelegramError

from bot import logs
from bot.cli.opening import (
    cannot_open,
    file_of,
    folder_of,
    give_up,
    look_through,
    open_store,
    parser,
    sentence,
    settings_or_exit,
)
from bot.engine.lock import Taken, hold
from bot.engine.webhook import PortTaken
from bot.service import Service
from bot.settings import Settings, SettingWrong, need_token
from bot.texts import texts
from db import people
from db.soundness import Damaged
from db.store import Store

log = logging.getLogger(__name__)

REST_TIMES, REST_SECONDS = 20, 0.25


def run(argv: list[str]) -> int:
    parser("run", __doc__ or "").parse_args(argv)
    settings = settings_or_exit()
    words = texts(settings.language)
    try:
        token = need_token(settings)
    except SettingWrong as wrong:
        give_up(sentence(wrong, words))
    logs.set_up(settings.log)
    file = file_of(settings)
    try:
        locks = [hold(folder_of(settings), part) for part in (token, str(file))] if file else []
    except Taken:
        give_up(words.plain("setting.taken"))
    except OSError as fault:
        cannot_open(settings, fault)
    store = open_store(settings)
    try:
        with asyncio.Runner(loop_factory=_loop()) as runner:
            runner.run(_serve(settings, store))
    except Taken:
        give_up(words.plain("setting.taken"))
    except (Damaged, DatabaseError) as fault:
        cannot_open(settings, fault)
    except InvalidToken:
        give_up(words.plain("setting.token_refused", setting="WENGU_TOKEN"))
    except PortTaken as taken:
        name = "WENGU_HEALTH" if str(taken) == settings.health else "WENGU_LISTEN"
        give_up(words.plain("setting.listen_taken", setting=name, value=taken))
    except TelegramError as fault:
        give_up(
            words.plain("setting.unreached", url=settings.api_url, why=logs.hide(fault.message))
        )
    finally:
        store.close()
        for lock in locks:
            lock.close()
    return 0


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop takes a tenth off the time of a press; None, the library's own, where it is not."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return None
    return new_event_loop


async def _serve(settings: Settings, store: Store) -> None:
    service = Service(settings, store)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    await service.start()
    if service.watch.leads:
        await announce_claim(settings, store, service.app.bot.username)
    print(texts(settings.language).plain("run.ready", bot=service.app.bot.username), flush=True)
    assert service.running
    waiting = asyncio.create_task(stop.wait())
    looking = asyncio.create_task(look_through(settings, store))
    going = {waiting, looking, service.running}
    ended, _ = await asyncio.wait(going, return_when=asyncio.FIRST_COMPLETED)
    faults = [task.exception() for task in ended if not task.cancelled()]
    fault = next(filter(None, faults), None)
    await service.stop()
    for task in (waiting, looking):
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task
    await _end_the_rest()
    if fault:
        raise fault


async def _end_the_rest() -> None:
    """Libraries leave tasks behind, and one may miss that it was cancelled: what it waited for
    had just come. Each is asked until it ends, but not for ever."""
    ours = asyncio.current_task()
    for _ in range(REST_TIMES):
        left = asyncio.all_tasks() - {ours}
        if not left:
            return
        for task in left:
            task.cancel()
        await asyncio.wait(left, timeout=REST_SECONDS)
    log.warning("left behind: %s", ", ".join(sorted(task.get_name() for task in left)))


async def announce_claim(settings: Settings, store: Store, username: str) -> None:
    """Without an admin by settings or in the store, print the link that makes one."""
    if settings.admins:
        return
    code = await store.run(people.claim, datetime.now(UTC))
    if code:
        link = f"https://t.me/{username}?start={code}"
        print(texts(settings.language).plain("run.claim", link=link), flush=True)
