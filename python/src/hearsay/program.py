"""The hearsay program: where it is, and how it is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path


class HearsayError(Exception):
    """What hearsay said was wrong, and with what exit status.

    1 a fault in hearsay, 2 a wrong request, 3 not found, 4 not readable,
    5 not available.
    """

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def binary() -> str:
    """The path of the program: HEARSAY_BINARY, the one installed with this package, or one on PATH."""
    if given := os.environ.get("HEARSAY_BINARY"):
        return given
    name = "hearsay.exe" if sys.platform == "win32" else "hearsay"
    for scripts in (sysconfig.get_path("scripts"), sysconfig.get_path("scripts", f"{os.name}_user")):
        if (path := Path(scripts, name)).is_file():
            return str(path)
    if found := shutil.which("hearsay"):
        return found
    raise HearsayError("the hearsay program was not found: install the wheel, or name it in HEARSAY_BINARY", 5)


def version() -> dict[str, str]:
    """The versions of program, record, model and gazetteer."""
    lines = run(["version"]).splitlines()
    return dict(line.split(None, 1) for line in lines)


def run(arguments: Sequence[str], text: str | None = None) -> str:
    """What the program prints, given arguments and perhaps a text on standard input."""
    done = subprocess.run(
        [binary(), *arguments], input=text, capture_output=True, encoding="utf-8", errors="surrogateescape"
    )
    if done.returncode:
        raise HearsayError(done.stderr.strip() or f"hearsay {arguments[0]}: status {done.returncode}", done.returncode)
    return done.stdout


def lines(arguments: Sequence[str]) -> Iterator[str]:
    """What the program prints, line by line, as it prints them."""
    with subprocess.Popen(
        [binary(), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8"
    ) as running:
        assert running.stdout and running.stderr
        try:
            # A line is a whole reading: what is said on standard error is little
            # and waits in the pipe.
            yield from running.stdout
            said = running.stderr.read().strip()
        except GeneratorExit:
            running.kill()
            raise
    if running.returncode:
        raise HearsayError(said or f"hearsay {arguments[0]}: status {running.returncode}", running.returncode)
