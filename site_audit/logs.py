"""What the program writes about its own work: lines for a person at a terminal, one JSON object a line for machines.

    set_up_logs(form="auto", level="warning")
    with about(run="20261123-0214", school="school-1"):
        log.warning("…")            # the record carries `run` and `school`

Nothing secret and nobody's data gets in: passwords in addresses, keys after `token=` and the like, e-mail addresses and telephone numbers
are taken out of every message. Signs that steer a terminal are taken out too, and no record is longer than `LONGEST`: what sites send
may stand in a message.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

LONGEST = 4_000
_FRAMES = 12
_about: ContextVar[tuple[tuple[str, str], ...]] = ContextVar("about", default=())

_HIDDEN = (
    (re.compile(r"(?<=://)[^/\s@]{1,300}@"), "***@"),
    (
        re.compile(
            r"(?i)\b(pass(?:word|wd)?|token|secret|api_?key|authorization|cookie|session(?:id)?)(\s*[=:]\s*)(?:bearer\s+)?[^\s&;,]+"
        ),
        r"\1\2***",
    ),
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"), "***@***"),
    (re.compile(r"(?<![\w.:/-])(?:\+7|8)[\s(-]{0,2}\d{3}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\w)"), "***"),
)


@contextmanager
def about(**fields: str) -> Iterator[None]:
    """What the records within are about: their `run`, `school` …; fields without a value are passed over."""
    token = _about.set((*_about.get(), *((name, value) for name, value in fields.items() if value)))
    try:
        yield
    finally:
        _about.reset(token)


def set_up_logs(stream: TextIO | None = None, *, form: str = "auto", level: str = "warning") -> None:
    """Let all records from this level on go to the stream, the standard error where none is given.

    Called again, it changes form and level; other handlers stay as they are.
    """
    root = logging.getLogger()
    lines = form == "text" or (form == "auto" and (stream or sys.stderr).isatty())
    for old in [one for one in root.handlers if isinstance(one, _Handler)]:
        root.removeHandler(old)
    handler = _Handler(stream)
    handler.setFormatter(Lines() if lines else Objects())
    handler.addFilter(_carry)
    root.addHandler(handler)
    root.setLevel(level.upper())


class _Handler(logging.Handler):
    """Ours, so that it is known again. The standard error is asked for with every record: it may be another one by then."""

    def __init__(self, stream: TextIO | None) -> None:
        super().__init__()
        self._stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; where that cannot be done the work goes on."""
        with suppress(OSError, ValueError):
            stream = self._stream or sys.stderr
            stream.write(f"{self.format(record)}\n")
            stream.flush()


class Lines(logging.Formatter):
    """A line a record, its fields before the message; the trace of an error below it."""

    def format(self, record: logging.LogRecord) -> str:
        """The text of a record."""
        of = " ".join(f"{name}={value}" for name, value in _fields(record))
        head = f"{record.levelname} {record.name}: {f'[{of}] ' if of else ''}{harmless(record.getMessage())}"
        return "\n".join((head, *(f"    {line}" for line in _trace(record))))


class Objects(logging.Formatter):
    """A JSON object a record: `at`, `level`, `logger`, `message`, then its fields, and `error` and `trace` where there was one."""

    def format(self, record: logging.LogRecord) -> str:
        """The text of a record."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, object] = {
            "at": at,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": harmless(record.getMessage()),
        }
        told |= {name: value for name, value in _fields(record) if name not in told}
        if trace := _trace(record):
            told |= {"error": trace[-1], "trace": trace[:-1]}
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace").decode()


def harmless(text: str) -> str:
    """The text without what must not be written down, in one line, and not longer than allowed."""
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    for pattern, instead in _HIDDEN:
        short = pattern.sub(instead, short)
    return "".join(sign if sign.isprintable() else " " for sign in short)


def _carry(record: logging.LogRecord) -> bool:
    record.about = dict(_about.get())
    return True


def _fields(record: logging.LogRecord) -> list[tuple[str, str]]:
    return [(name, harmless(str(value))) for name, value in getattr(record, "about", {}).items()]


def _trace(record: logging.LogRecord) -> list[str]:
    """Where an error came from, innermost last, and what it was. The lines of the code are not shown: the place is enough."""
    if not record.exc_info or record.exc_info[1] is None:
        return []
    error = record.exc_info[1]
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return [*places, harmless(f"{type(error).__name__}: {error}")]
