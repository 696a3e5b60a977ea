"""A browser, a sandbox, a person's page, and a bot that is scripted call by call."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.sandbox import Sandbox

TOKEN = "123456:page-tests"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EMPLOYEE, TRAINER, ADMIN = 1001, 1002, 1003


@dataclass(slots=True)
class Bot:
    """Raw Bot API calls, and the updates that were polled so far."""

    url: str
    session: aiohttp.ClientSession
    offset: int = 0
    sent: list[dict[str, Any]] = field(default_factory=list)

    async def call(self, method: str, **params: Any) -> Any:
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def say(self, text: str, chat: int = EMPLOYEE, **params: Any) -> int:
        """Send a message, and answer its id."""
        message = await self.call("sendMessage", chat_id=chat, text=text, **params)
        return message["message_id"]

    async def send_file(
        self, method: str, kind: str, name: str, data: bytes, **params: Any
    ) -> None:
        fields = {key: str(value) for key, value in params.items()}
        form = aiohttp.FormData(fields, quote_fields=False)
        form.add_field(kind, data, filename=name)
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", data=form) as response:
            assert response.status == 200, await response.text()

    async def hears(self) -> dict[str, Any]:
        """The next update, whatever it is."""
        updates = await self.call("getUpdates", offset=self.offset, limit=1, timeout=5)
        self.offset = updates[0]["update_id"] + 1
        return updates[0]

    async def download(self, file_id: str) -> bytes:
        path = (await self.call("getFile", file_id=file_id))["file_path"]
        async with self.session.get(f"{self.url}/file/bot{TOKEN}/{path}") as response:
            return await response.read()


@dataclass(slots=True)
class Phone:
    """One person's phone on the page."""

    root: Locator

    @property
    def log(self) -> Locator:
        return self.root.locator(".log")

    @property
    def input(self) -> Locator:
        return self.root.locator("textarea")

    @property
    def last(self) -> Locator:
        return self.root.locator(".message").last

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    async def types(self, text: str) -> None:
        await self.input.fill(text)
        await self.input.press("Enter")


@pytest.fixture(scope="session")
def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium here; `apt-get install -y chromium` brings one")


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def closing() -> AsyncIterator[list[asyncio.Task[None]]]:
    """Sandboxes on their way down: a page's open stream holds each of them up for a second."""
    tasks: list[asyncio.Task[None]] = []
    yield tasks
    await asyncio.gather(*tasks)


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(closing: list[asyncio.Task[None]]) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox.with_default_people(TOKEN)
    yield sandbox
    closing.append(asyncio.create_task(sandbox.stop()))


@pytest_asyncio.fixture(loop_scope="session")
async def url(sandbox: Sandbox) -> str:
    return await sandbox.start()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(url: str) -> AsyncIterator[Bot]:
    """A bot to which the employee has written already, so that it may write to them."""
    async with aiohttp.ClientSession() as session:
        bot = Bot(url, session)
        await session.post(f"{url}/sandbox/send", json={"person": EMPLOYEE, "text": "/start"})
        await bot.hears()
        yield bot


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, bot: Bot) -> AsyncIterator[Page]:
    """The page in a window 800 pixels wide; an error in its scripts fails the test."""
    context = await browser.new_context(viewport={"width": 800, "height": 900}, locale="zh-CN")
    context.set_default_timeout(5000)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(bot.url)
    await expect(page.locator(".phone.current .message")).to_have_count(1)
    yield page
    await context.close()
    assert errors == []


@pytest.fixture
def employee(page: Page) -> Phone:
    return Phone(page.locator(f"#phone-{EMPLOYEE}"))
