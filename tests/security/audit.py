"""python -m tests.security.audit: asks whether any pinned package has a known vulnerability.

Ends with 0 when every package was looked up and none has one, with 1 when one has, and with 2 when
the advisories could not be asked about all of them: then nothing is known, and that is no success.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PINNED = ROOT / "requirements.txt"
# Asked one after the other, until one of them knows every package.
SERVICES = ("pypi", "osv")
FOUND, UNKNOWN = 1, 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said: how many packages it knows, those it does not, and what it found."""

    service: str
    audited: int
    unknown: tuple[str, ...]
    found: tuple[str, ...]


def ask(service: str, pinned: Path = PINNED) -> Answer:
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off",
               "--vulnerability-service", service, "--disable-pip", "--require-hashes",
               "--requirement", str(pinned)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return Answer(service, 0, (f"all packages: {last[:300]}",), ())
    return judged(service, packages)


def judged(service: str, packages: list[dict[str, Any]]) -> Answer:
    found = tuple(
        f"{each['name']} {each['version']}: {hole['id']}, mended in "
        + (", ".join(hole["fix_versions"]) or "no version yet")
        for each in packages
        for hole in each.get("vulns", ())
    )
    unknown = tuple(each["name"] for each in packages if "skip_reason" in each)
    return Answer(service, len(packages) - len(unknown), unknown, found)


def outcome(answers: list[Answer]) -> tuple[int, list[str]]:
    """The exit status, and what to say."""
    said = []
    for answer in answers:
        said += answer.found
        counted = f"{answer.audited} packages looked up, {len(answer.found)} findings"
        whole = f"{answer.service}: {counted}"
        if answer.unknown:
            few = ", ".join(answer.unknown[:5]) + (" …" if len(answer.unknown) > 5 else "")
            whole += f"; not looked up: {len(answer.unknown)} ({few})"
        said.append(whole)
    if any(answer.found for answer in answers):
        return FOUND, said
    if any(answer.audited and not answer.unknown for answer in answers):
        return 0, said
    return UNKNOWN, [
        *said,
        "NOT AUDITED: no advisory service could be asked about all packages from this machine. "
        "Run `make audit` where pypi.org or api.osv.dev can be reached.",
    ]


def main() -> int:
    answers: list[Answer] = []
    for service in SERVICES:
        answers.append(ask(service))
        if not answers[-1].unknown:
            break
    status, said = outcome(answers)
    sys.stdout.write("\n".join(said) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
