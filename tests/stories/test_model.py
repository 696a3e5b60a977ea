"""A language model drafts as well, where one is set and the trainer says so; here a stand-in."""

import json

import pytest
from aiohttp import web

from tests.stories.test_drafting import RULES, TITLE, drafts, judges

SOUND = {
    "type": "blank",
    "stem": f"《{TITLE}》规定，厂区叉车限速____公里。",
    "answer": [["5公里", "5"]],
    "quotes": ["叉车驾驶员必须持证上岗,厂区限速5公里,转弯和倒车时限速3公里。"],
    "difficulty": 1,
}
MADE_UP = {**SOUND, "quotes": ["厂区限速五公里。"]}


class StandIn:
    """Answers as chat completions do; `asked` is what came, each with its key."""

    def __init__(self):
        self.asked = []
        self.status, self.content = 200, json.dumps([SOUND, MADE_UP], ensure_ascii=False)

    async def complete(self, request):
        self.asked.append((request.headers.get("Authorization"), await request.json()))
        said = {"choices": [{"message": {"role": "assistant", "content": self.content}}]}
        return web.json_response(said, status=self.status)


@pytest.fixture
async def stand_in():
    model, app = StandIn(), web.Application()
    app.router.add_post("/v1/chat/completions", model.complete)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    model.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    yield model
    await runner.cleanup()


@pytest.fixture
async def company(company_with, stand_in):
    return await company_with(llm_url=stand_in.url, llm_model="stand-in", llm_key="secret")


async def hands_in(trainer):
    """Paste the article; what became of it."""
    await trainer.types("/draft")
    await trainer.hears("请发来一篇文章")
    await trainer.types(RULES)
    opened = await trainer.hears("已存进文库", timeout=60)
    await trainer.hears("第 1 题，共")
    return opened


async def test_nothing_leaves_the_house_before_the_button_that_says_so(company, stand_in):
    trainer = company.trainer
    opened = await hands_in(trainer)
    assert "文章全文会发到 127.0.0.1:" in opened
    assert stand_in.asked == []
    before = len(await drafts(company))

    await trainer.presses("再请大模型出题")
    made = await trainer.hears("通过检查的有 1 道", timeout=60)

    ((key, asked),) = stand_in.asked
    assert (key, asked["model"]) == ("Bearer secret", "stand-in")
    assert "厂区限速5公里" in asked["messages"][1]["content"]
    assert "弃用 1 道：引文不是原文" in made
    added = (await drafts(company))[before:]
    assert [(question.stem, state) for question, state in added] == [(SOUND["stem"], "open")]
    assert "题，共" in await judges(trainer, "继续审核")


async def test_a_second_press_sends_it_once(company, stand_in):
    trainer = company.trainer
    opened = await hands_in(trainer)
    data = opened.keys[0]["callback_data"]
    await trainer.presses("再请大模型出题")
    await trainer.hears("通过检查的有", timeout=60)

    await trainer.presses_data(data)

    await trainer.hears("这个按钮是旧的")
    assert len(stand_in.asked) == 1


@pytest.mark.parametrize(("status", "content"), [(500, ""), (302, ""), (200, None)])
async def test_a_model_that_says_nothing_is_owned_up_to(company, stand_in, status, content):
    trainer = company.trainer
    stand_in.status, stand_in.content = status, content
    await hands_in(trainer)

    await trainer.presses("再请大模型出题")

    await trainer.hears("没有回答，或者回答读不懂", timeout=60)


async def test_where_none_is_set_none_is_offered(company_with):
    company = await company_with()

    opened = await hands_in(company.trainer)

    assert "大模型" not in opened
    assert opened.keys == []
