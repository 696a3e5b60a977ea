"""nginx as compose.yaml has it, before workers that run on ports of this machine."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from textwrap import dedent, indent

import pytest

from tests.process import ROOT, free_port

MISSING = "nginx is not installed: apt-get install -y nginx"
# Debian keeps it where only root's PATH leads.
_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))

_AROUND = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
{user}
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    access_log off;
{paths}
{shipped}
}}
"""
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def shipped() -> str:
    """What compose.yaml gives nginx to go by."""
    _, _, after = (ROOT / "compose.yaml").read_text("utf-8").partition("    content: |\n")
    lines = []
    for line in after.splitlines():
        if line and not line.startswith("      "):
            break
        lines.append(line)
    return dedent("\n".join(lines))


def adapted(ports: list[int], port: int) -> str:
    """The same for workers on these ports, without TLS, on a port of this machine; it is written
    for two workers."""
    text = shipped()
    for number, own in zip((11, 12), ports, strict=True):
        text = text.replace(f"172.30.57.{number}:8080", f"127.0.0.1:{own}")
    text = text.replace("listen 8443 ssl", f"listen 127.0.0.1:{port}")
    text = text.replace("allow 91.108.4.0/22", "allow 127.0.0.0/8")
    return "\n".join(line for line in text.splitlines() if "ssl_" not in line)


def is_there() -> str:
    """Where nginx is; skips where it is not."""
    found = shutil.which("nginx", path=_PATH)
    if found is None:
        pytest.skip(MISSING)
    return found


@asynccontextmanager
async def running(folder: Path, ports: list[int]) -> AsyncIterator[str]:
    """nginx before workers that listen on `ports`, or soon will; its URL. What it
    needs it keeps in `folder`."""
    program, port = is_there(), free_port()
    temporary = "\n".join(f"{name}_temp_path {folder}/{name};" for name in _TEMPORARY)
    conf = _AROUND.format(
        folder=folder,
        user="user root;" if os.geteuid() == 0 else "",
        paths=indent(temporary, "    "),
        shipped=indent(adapted(ports, port), "    "),
    )
    (folder / "nginx.conf").write_text(conf, "utf-8")
    with (folder / "out").open("w") as out:
        process = await asyncio.create_subprocess_exec(
            program, "-p", str(folder), "-c", str(folder / "nginx.conf"), stdout=out, stderr=out
        )
    try:
        await _answers(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()


async def _answers(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
