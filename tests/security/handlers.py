"""Every handler of the bot, read from the bot itself, and who may what, written down here."""

from telegram.ext import CommandHandler, MessageHandler

from bot.context import App, Handler, PressHandler

NOBODY: tuple[str, ...] = ()
ADMINS = ("admin",)
TRAINERS = ("trainer", "admin")
MEMBERS = ("employee", "trainer", "admin")
ALL = ("nobody", "employee", "trainer", "admin")

# One joins by invitation here, so that a stranger's bare /start is refused.
MAY: dict[str, tuple[str, ...]] = {
    "/start": MEMBERS,
    "/help": ALL,
    "/cancel": MEMBERS,
    "/practice": MEMBERS,
    "/score": MEMBERS,
    "/search": MEMBERS,
    "/profile": MEMBERS,
    "/upload": TRAINERS,
    "/banks": TRAINERS,
    "/template": TRAINERS,
    "/draft": TRAINERS,
    "/stats": TRAINERS,
    "/reports": TRAINERS,
    "/export": ADMINS,
    "/people": ADMINS,
    "/invite": ADMINS,
    "press banks": MEMBERS,
    "press run": MEMBERS,
    "press on": MEMBERS,
    "press next": MEMBERS,
    "press tog": MEMBERS,
    "press pick": MEMBERS,
    "press sub": MEMBERS,
    "press ctx": MEMBERS,
    "press ob": MEMBERS,
    "press obr": MEMBERS,
    "press obf": MEMBERS,
    "press lang": MEMBERS,
    "press own": MEMBERS,
    "press src": MEMBERS,
    "press imp": TRAINERS,
    "press impx": TRAINERS,
    "press impno": TRAINERS,
    "press shelves": TRAINERS,
    "press bank": TRAINERS,
    "press state": TRAINERS,
    "press view": TRAINERS,
    "press viewx": TRAINERS,
    "press qout": TRAINERS,
    "press qt": TRAINERS,
    "press quotes": TRAINERS,
    "press seek": TRAINERS,
    "press cq": TRAINERS,
    "press nofit": TRAINERS,
    "press down": TRAINERS,
    "press ibs": TRAINERS,
    "press ib": TRAINERS,
    "press i1": TRAINERS,
    "press it": TRAINERS,
    "press itpic": TRAINERS,
    "press itok": TRAINERS,
    "press itout": TRAINERS,
    "press ed": TRAINERS,
    "press edb": TRAINERS,
    "press edf": TRAINERS,
    "press edm": TRAINERS,
    "press edd": TRAINERS,
    "press edc": TRAINERS,
    "press edq": TRAINERS,
    "press eds": TRAINERS,
    "press edx": TRAINERS,
    "press lql": TRAINERS,
    "press lq": TRAINERS,
    "press lqt": TRAINERS,
    "press lqx": TRAINERS,
    "press obl": TRAINERS,
    "press obs": TRAINERS,
    "press obk": TRAINERS,
    "press obx": TRAINERS,
    "press key": TRAINERS,
    "press keym": TRAINERS,
    "press keys": TRAINERS,
    "press dfa": TRAINERS,
    "press dfl": TRAINERS,
    "press dft": TRAINERS,
    "press dfp": TRAINERS,
    "press dfo": TRAINERS,
    "press dfs": TRAINERS,
    "press dfj": TRAINERS,
    "press dfv": TRAINERS,
    "press dfe": TRAINERS,
    "press dff": TRAINERS,
    "press dfm": TRAINERS,
    "press dfd": TRAINERS,
    "press dfc": TRAINERS,
    "press dfq": TRAINERS,
    "press ex": ADMINS,
    "press exl": ADMINS,
    "press exd": ADMINS,
    "press exgo": ADMINS,
    "press ppl": ADMINS,
    "press who": ADMINS,
    "press dep": ADMINS,
    "press role": ADMINS,
    "press setd": ADMINS,
    "press newd": ADMINS,
    "press act": ADMINS,
    "press inv": ADMINS,
    "press invd": ADMINS,
    "press invn": ADMINS,
    "press invgo": ADMINS,
    "typed answer": MEMBERS,
    "typed objection": MEMBERS,
    "typed own": MEMBERS,
    "typed search": MEMBERS,
    "typed key": TRAINERS,
    "typed edit": TRAINERS,
    "typed draft": TRAINERS,
    "typed draft_field": TRAINERS,
    "typed export": ADMINS,
    "typed people": ADMINS,
    "typed department": ADMINS,
    "typed invite": ADMINS,
    "file draft": TRAINERS,
    "message receive": TRAINERS,
    "message _unknown_command": NOBODY,
    "message _typed": MEMBERS,
    "message _something_else": MEMBERS,
}

# These say what one might do, ask the store for nothing and keep nothing.
HARMLESS = {"/help", "message _unknown_command", "message _typed", "message _something_else"}


def registered(app: App) -> dict[str, Handler]:
    """Every handler by how it is reached: a command, a press, a typed text, a file that is
    awaited, another message."""
    found: dict[str, Handler] = {}
    for group in app.handlers.values():
        for handler in group:
            match handler:
                case PressHandler():
                    found |= {f"press {name}": each for name, each in handler.handlers.items()}
                case CommandHandler():
                    found |= dict.fromkeys((f"/{c}" for c in handler.commands), handler.callback)
                case MessageHandler():
                    found[f"message {handler.callback.__name__}"] = handler.callback
                case other:
                    raise AssertionError(f"no name for {other}: say here how it is reached")
    found |= {f"file {name}": each for name, each in app.bot_data["files"].items()}
    return found | {f"typed {name}": each for name, each in app.bot_data["typed"].items()}
