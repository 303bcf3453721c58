"""What a command says while it works: a progress bar on a terminal, plain lines elsewhere; and the ranking at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.box import HEAVY_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from site_audit.model import Audit
from site_audit.score import printed, rank
from site_audit.view.pages.asked import thrift_in_words, thrift_of
from site_audit.view.words import words_in

_WIDTH_ELSEWHERE = 120
_AGAIN = "Все школы обойдены. Ещё раз спрашиваю то, что не открылось и могло открыться позже; школ: {schools}."
_BROKEN_OFF = 130  # the exit code of a program ended by Ctrl-C


def console() -> Console:
    """Where a command writes; wide enough for a table where there is no terminal."""
    return Console() if sys.stdout.isatty() else Console(width=_WIDTH_ELSEWHERE, no_color=True)


class Lines:
    """Plain lines, one a school."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._of = 0
        self._done = 0

    def began(self, schools: int) -> None:
        self._of = schools

    def finished(self, audit: Audit) -> None:
        self._done += 1
        self._out.print(f"[{self._done}/{self._of}] {_line(audit)}", markup=False, highlight=False)

    def again(self, schools: int) -> None:
        self._done, self._of = 0, schools
        self._out.print(_AGAIN.format(schools=schools), markup=False, highlight=False)


class Bar:
    """A bar on a terminal; each finished school leaves a line above it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Школы", total=None)

    def began(self, schools: int) -> None:
        self._progress.update(self._task, total=schools)

    def finished(self, audit: Audit) -> None:
        self._progress.console.print(_line(audit), markup=False, highlight=False)
        self._progress.advance(self._task)

    def again(self, schools: int) -> None:
        self._progress.console.print(_AGAIN.format(schools=schools), markup=False, highlight=False)
        self._progress.reset(self._task, total=schools, description="Ещё раз")


@contextmanager
def progress(out: Console) -> Iterator[Lines | Bar]:
    """The way to tell how a run goes on, fitting the terminal."""
    if not out.is_terminal:
        yield Lines(out)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=out) as bar:
        yield Bar(bar)


@contextmanager
def kept_when_broken_off(hint: Callable[[], str] = str) -> Iterator[None]:
    """Ctrl-C ends the command with a sentence about what is kept; the command line would end it without a word."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"Прервано. Всё, что уже проверено, сохранено. {hint()}".rstrip(), err=True)
        raise typer.Exit(_BROKEN_OFF) from None


def _line(audit: Audit) -> str:
    value = audit.indicator.value
    figure = "не оценён" if value is None else str(printed(value)).replace(".", ",")
    reach = audit.reach
    return f"{audit.school.name}: {figure} (страниц {reach.pages}, файлов {reach.documents}, не прочитано {reach.failures})"


def ranking(audits: Sequence[Audit], out: Console) -> None:
    """Print the ranking; schools not assessed stand apart, without a place."""
    words = words_in("ru")
    places = rank({audit.school.id: audit.indicator.value for audit in audits})
    table = Table(title="Индекс информационной открытости", box=HEAVY_HEAD if out.is_terminal else None)
    for heading, side in (("Место", "right"), ("Школа", "left"), ("ИИО", "right"), ("От – до", "right"), ("Уровень", "left")):
        table.add_column(heading, justify="right" if side == "right" else "left")
    for audit in sorted(audits, key=lambda each: (places.get(each.school.id, 10**9), each.school.name)):
        indicator = audit.indicator
        if indicator.value is None or indicator.low is None or indicator.high is None:
            table.add_row("—", escape(audit.school.name), "—", "—", "не оценён")
            continue
        between = f"{printed(indicator.low)} – {printed(indicator.high)}".replace(".", ",")
        value = str(printed(indicator.value)).replace(".", ",")
        table.add_row(str(places[audit.school.id]), escape(audit.school.name), value, between, words.say(f"level.{indicator.level}"))
    out.print(table)


def spared(audits: Sequence[Audit], out: Console) -> None:
    """Print what the night cost the sites and what it was spared."""
    words = words_in("ru")
    if thrift := thrift_in_words(thrift_of(audits), words):
        requests = words.count("request", sum(audit.requests for audit in audits))
        out.print(f"{requests[:1].upper()}{requests[1:]}. {thrift}", markup=False, highlight=False, soft_wrap=True)
