"""A refusal becomes a sentence; a fault becomes a log line and an apology with a reference."""

import logging
import secrets
from datetime import datetime

from bot.context import Context
from bot.texts import Texts
from db import journal
from db.soundness import cannot_keep, trouble
from questions.errors import NotAllowed, Refusal

log = logging.getLogger(__name__)


async def refuse(refusal: Refusal, context: Context) -> None:
    if isinstance(refusal, NotAllowed):
        await context.run(journal.write, context.person_id, "refused", _asked(context))
    await context.say(sentence(refusal, context.words))


def sentence(refusal: Refusal, words: Texts) -> str:
    """The refusal in the person's language. Names of codes among the facts are put into words."""
    facts = {
        name: value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value
        for name, value in refusal.facts.items()
    }
    return words.plain(f"refusal.{refusal.code}", **facts)


async def apologise(fault: Exception, context: Context) -> None:
    if cannot_keep(fault):
        log.error("not kept, %s: %s", trouble(fault), _asked(context))
        await context.say(context.words.plain("error.not_saved"))
        return
    reference = secrets.token_hex(4)
    log.error("fault %s: %s", reference, _asked(context), exc_info=fault)
    await context.say(context.words.plain("error.ours", reference=reference))


def _asked(context: Context) -> str:
    """What was asked for, without what was typed: a command, a press, or the kind of message."""
    update = context.incoming
    if update.callback_query:
        return f"press {(update.callback_query.data or '')[:64]}"
    message = update.effective_message
    if message and message.text and message.text.startswith("/"):
        return message.text.split()[0][:32]
    return "message"
