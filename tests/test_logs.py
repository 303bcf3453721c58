"""What is written about the work: its two forms, and what never gets in."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

import pytest

from site_audit.logs import LONGEST, about, harmless, set_up_logs

LOG = logging.getLogger("site_audit.tried")


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The root logger is left as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_person_reads_lines_and_a_machine_objects() -> None:
    """The form follows the stream: text on a terminal, an object a line elsewhere."""
    for stream in (Terminal(), StringIO()):
        set_up_logs(stream)
        with about(run="20261123-0214", school="alder"):
            LOG.warning("the index of %s could not be written", "alder.warc.gz")
        said = stream.getvalue()
        if isinstance(stream, Terminal):
            assert said == "WARNING site_audit.tried: [run=20261123-0214 school=alder] the index of alder.warc.gz could not be written\n"
        else:
            told = json.loads(said)
            assert datetime.fromisoformat(told.pop("at")).utcoffset() is not None
            assert told == {
                "level": "warning",
                "logger": "site_audit.tried",
                "message": "the index of alder.warc.gz could not be written",
                "run": "20261123-0214",
                "school": "alder",
            }


def test_the_form_may_be_said_and_said_again() -> None:
    """A setting beats the stream, the last word counts, and no record is written twice."""
    first, second = StringIO(), Terminal()
    set_up_logs(first)
    set_up_logs(second, form="json", level="error")
    LOG.warning("little")
    LOG.error("much")
    assert first.getvalue() == ""
    assert [json.loads(line)["message"] for line in second.getvalue().splitlines()] == ["much"]


def test_fields_are_of_their_block_alone() -> None:
    """Within a block of a school its records carry it; after it they do not."""
    stream = StringIO()
    set_up_logs(stream)
    with about(run="r"):
        with about(school="alder"):
            LOG.warning("a")
        LOG.warning("b")
    LOG.warning("c")
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(one.get("run"), one.get("school")) for one in told] == [("r", "alder"), ("r", None), (None, None)]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("postgresql://auditor:geheim@db.example/audit", "geheim"),
        ("login at https://school.example/?token=abc123def&page=2 failed", "abc123def"),
        ("Authorization: Bearer abc123def", "abc123def"),
        ("password = hunter2; next", "hunter2"),
        ("письмо для ivanova.anna@school.example не ушло", "ivanova"),
        ("звоните +7 (495) 123-45-67 до обеда", "123-45"),
    ],
)
def test_nothing_secret_and_nobodys_data_is_written(text: str, hidden: str) -> None:
    """Passwords, keys, addresses of people and telephone numbers are taken out; the rest stays readable."""
    said = harmless(text)
    assert hidden not in said and "***" in said
    assert said.split()[0].split(":")[0] == text.split()[0].split(":")[0] or said.startswith("password")


def test_ordinary_messages_are_left_alone() -> None:
    """Addresses, runs, digests and counts stay as they are."""
    for text in ("https://school.example:8443/plan?id=12345678901", "run 20261123-0214: 12 schools", "sha256:00ff89261234567"):
        assert harmless(text) == text


def test_what_a_site_sends_forges_no_record() -> None:
    """Line breaks and terminal codes in a message become blanks, and a flood is cut."""
    stream = StringIO()
    set_up_logs(stream, form="text")
    LOG.warning("title %s", "x\nERROR site_audit: all is lost\x1b[2J\r" + "я" * 100_000)
    (line,) = stream.getvalue().splitlines()
    assert "\x1b" not in line and len(line) < LONGEST + 100


def test_an_error_is_told_with_its_place() -> None:
    """An exception comes as its name and the places it passed; what was secret in its words is taken out."""
    stream = StringIO()
    set_up_logs(stream)
    try:
        raise ValueError("no answer from https://me:geheim@site.example/")
    except ValueError:
        LOG.exception("school %s: an unexpected error", "alder")
    told = json.loads(stream.getvalue())
    assert told["error"] == "ValueError: no answer from https://***@site.example/"
    assert told["trace"] and "test_logs.py" in told["trace"][-1]


def test_a_stream_that_is_gone_stops_no_work() -> None:
    """A closed pipe costs the record, not the night."""
    stream = StringIO()
    set_up_logs(stream)
    stream.close()
    LOG.error("nobody hears")
