"""A Telegram of our own: the Bot API over HTTP, people to be, and a chat page.

It imports nothing of the product and is as strict as Telegram is.
"""

from bot.sandbox.server import Sandbox

__all__ = ["Sandbox"]
