"""`python -m bot.sandbox --port N --token T`: the sandbox alone; prints its base URL first."""

import argparse
import asyncio
import contextlib
import signal
import sys

from bot.sandbox.server import TOKEN, Sandbox


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free port")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--username", default="wengu_bot", help="the bot's username")
    parser.add_argument("--latency-ms", type=float, default=0, help="delay of every call")
    args = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(args))


async def _serve(args: argparse.Namespace) -> None:
    sandbox = Sandbox.with_default_people(args.token, args.username)
    sandbox.bot_api.faults.latency_ms = args.latency_ms
    url = await sandbox.start(args.host, args.port)
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    await stopped.wait()
    await sandbox.stop()


if __name__ == "__main__":
    main()
