"""@needs(Permission.…): whose handler this is. The verbs ask once more, in their transaction."""

from collections.abc import Callable
from functools import wraps

from telegram import Update

from bot.context import Context, Handler
from db import people
from questions.people import Permission


def needs(permission: Permission) -> Callable[[Handler], Handler]:
    """Only for those whose role allows it now, whatever it was when the button was drawn."""

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        async def guarded(update: Update, context: Context) -> None:
            await context.read(people.authorise, context.person_id, permission)
            await handler(update, context)

        guarded.permission = permission  # type: ignore[attr-defined]  # for the table of rights
        return guarded

    return guard
