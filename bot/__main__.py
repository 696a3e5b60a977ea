"""python -m bot: the command line. `wengu` is the same."""

import gc
import sys
from importlib import import_module

# Each command is loaded only when it is called, so that `run` starts fast.
COMMANDS = {
    "run": ("bot.cli.run", "run"),
    "sandbox": ("bot.cli.sandbox", "sandbox"),
    "migrate": ("bot.cli.migrate", "migrate"),
    "bank": ("bot.cli.bank", "bank"),
    "article": ("bot.cli.article", "article"),
    "passages": ("bot.cli.passages", "passages"),
    "grade": ("bot.cli.grade", "grade"),
    "draft": ("bot.cli.draft", "draft_article"),
    "scores": ("bot.cli.scores", "scores"),
    "announce": ("bot.cli.announce", "announce"),
    "doctor": ("bot.cli.doctor", "doctor"),
}

SWITCH_SECONDS = 0.001


def main() -> int:
    name, *rest = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        wanted = name in ("help", "-h", "--help")
        print("wengu " + " | ".join(COMMANDS), file=sys.stdout if wanted else sys.stderr)
        return 0 if wanted else 2
    module, function = COMMANDS[name]
    # Nothing of what is loaded is ever garbage: to look for it would cost a sixth of the start,
    # and a little at every answer later.
    gc.disable()
    command = getattr(import_module(module), function)
    gc.freeze()
    gc.enable()
    # What is worked out in a thread makes way for those who answer people within this time.
    sys.setswitchinterval(SWITCH_SECONDS)
    status: int = command(rest)
    return status


if __name__ == "__main__":
    sys.exit(main())
