"""wengu doctor: settings, database, Telegram: what is wrong and how to mend it."""

import asyncio

import aiohttp
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, func, select
from telegram import Bot
from telegram.error import TelegramError

from bot import logs
from bot.cli.opening import cannot_open, open_store, parser, sentence, settings_or_exit
from bot.engine.request import AiohttpRequest
from bot.settings import Settings, SettingWrong, need_token
from bot.texts import Texts, texts
from db import jobs
from db.soundness import Damaged, check
from db.tables import BankRow, PersonRow


def doctor(argv: list[str]) -> int:
    parser("doctor", __doc__ or "").parse_args(argv)
    settings = settings_or_exit()
    words = texts(settings.language)
    wrong = 0
    print(words.plain("doctor.settings"))
    store = open_store(settings)
    try:
        check(store.engine)
    except (Damaged, DatabaseError) as fault:
        cannot_open(settings, fault)
    banks, people = store.do(_counts)
    failed = store.do(jobs.census)[jobs.FAILED]
    store.close()
    url = make_url(settings.database).render_as_string(hide_password=True)
    print(words.plain("doctor.database", url=url, banks=banks, people=people))
    if failed:
        print(words.plain("doctor.jobs", count=failed))
    try:
        token = need_token(settings)
        print(asyncio.run(_reach(settings, token, words)))
    except SettingWrong as missing:
        wrong += 1
        print(sentence(missing, words))
    except TelegramError as fault:
        wrong += 1
        print(words.plain("doctor.no_telegram", why=logs.hide(fault.message)))
    if settings.health:
        said, ready = asyncio.run(_watched(settings, words))
        wrong += not ready
        print(said)
    print(words.plain("doctor.bad", count=wrong) if wrong else words.plain("doctor.good"))
    return 1 if wrong else 0


def _counts(session: Session) -> tuple[int, int]:
    banks = session.exec(select(func.count()).select_from(BankRow)).one()
    people = session.exec(select(func.count()).select_from(PersonRow)).one()
    return banks, people


async def _watched(settings: Settings, words: Texts) -> tuple[str, bool]:
    """What a bot that runs now says of itself, and whether it has nothing to complain of."""
    url = f"http://{settings.health}/readyz"
    limit = aiohttp.ClientTimeout(total=5)
    try:
        async with aiohttp.ClientSession(timeout=limit) as http, http.get(url) as answer:
            checks: dict[str, bool] = await answer.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return words.plain("doctor.not_running", url=url), True
    failing = [name for name, holds in checks.items() if not holds and name != "ready"]
    if failing:
        return words.plain("doctor.unready", url=url, checks=", ".join(failing)), False
    return words.plain("doctor.ready", url=url), True


async def _reach(settings: Settings, token: str, words: Texts) -> str:
    bot = Bot(
        token,
        base_url=f"{settings.api_url}/bot",
        request=AiohttpRequest(connections=2),
        get_updates_request=AiohttpRequest(connections=1),
    )
    async with bot:
        return words.plain("doctor.telegram", bot=bot.username)
