"""A language model behind an endpoint that speaks as OpenAI's chat completions do."""

import json
import logging
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr

from questions.errors import ModelSilent

log = logging.getLogger(__name__)

SECONDS = 120
BYTES = 2 << 20


@dataclass(frozen=True, slots=True)
class Model:
    """`url` is the root, to which /chat/completions is added."""

    url: str
    name: str
    key: SecretStr

    @property
    def host(self) -> str:
        return self.url.split("://", 1)[-1].split("/", 1)[0].rsplit("@", 1)[-1]

    async def answer(self, messages: list[dict[str, str]]) -> str:
        """What it says; refused as `ModelSilent` where it says nothing that can be read."""
        key = self.key.get_secret_value()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        asked = {"model": self.name, "messages": messages, "temperature": 0}
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(SECONDS)) as http,
                # Not led elsewhere: the text goes where its owner was told that it goes.
                http.post(
                    f"{self.url}/chat/completions",
                    json=asked, headers=headers, allow_redirects=False,
                ) as answer,
            ):  # fmt: skip
                body = await answer.content.read(BYTES)
                while len(body) < BYTES and (more := await answer.content.read(BYTES)):
                    body += more
                if answer.status != 200:
                    log.warning("the model answered %s", answer.status)
                    raise ModelSilent(host=self.host)
            said = json.loads(body)["choices"][0]["message"]["content"]
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError) as fault:
            log.warning("the model was not understood: %s", type(fault).__name__)
            raise ModelSilent(host=self.host) from fault
        if not isinstance(said, str):
            raise ModelSilent(host=self.host)
        return said
