"""The kinds of value a setting may have: each reader makes the value, or says in a ValueError what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path
from zoneinfo import ZoneInfo

BLANK = "____"  # what a person sees where the operator has not said whose district it is
YES, NO = frozenset({"true", "1", "yes", "on", "да"}), frozenset({"false", "0", "no", "off", "нет"})


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A part of the day, by the clock of the place: from `begin` until just before `end`, over midnight where `end` is the earlier."""

    begin: time
    end: time

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}-{self.end:%H:%M}"

    def hold(self, moment: datetime) -> bool:
        """Whether the moment, in its own zone, lies within."""
        now = moment.time()
        if self.begin < self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end

    def over(self, moment: datetime) -> datetime:
        """When the hours that hold this moment are over."""
        end = moment.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return end if end > moment else end + timedelta(days=1)


def check_zone(name: str) -> None:
    """A time zone this machine knows, or a ValueError."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"ожидался часовой пояс вида Europe/Moscow, дано {name!r}") from None


def _number(value: object, of: Callable[[str], float], expected: str) -> float:
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            number = of(str(value).strip())
            if isfinite(number):
                return number
        except (ValueError, OverflowError):
            pass
    raise ValueError(f"ожидалось {expected}, дано {value!r}")


def _bool(value: object) -> bool:
    said = str(value).strip().lower()
    if isinstance(value, bool | str) and said in YES | NO:
        return said in YES
    raise ValueError(f"ожидалось true или false, дано {value!r}")


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"ожидалась строка в кавычках, дано {value!r}")
    return value.strip()


def _path(value: object, base: Path) -> Path:
    if not isinstance(value, str | Path) or not str(value).strip():
        raise ValueError(f"ожидался путь к файлу или папке, дано {value!r}")
    try:
        return base / Path(value).expanduser()
    except RuntimeError:  # "~name" of nobody
        raise ValueError(f"нет такого пользователя: {value}") from None


def _date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"ожидалась дата вида 2026-11-23, дано {value!r}") from None


def _words(value: object) -> tuple[str, ...]:
    several = value.split(";") if isinstance(value, str) else value
    if not isinstance(several, list | tuple) or not all(isinstance(one, str) for one in several):
        raise ValueError(f'ожидался список строк вида ["…", "…"], дано {value!r}')
    return tuple(one.strip() for one in several if one.strip()) or (BLANK,)


def _hours(value: object) -> QuietHours | None:
    said = str(value).strip() if isinstance(value, str) else "?"
    if not said:
        return None
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–—]\s*([01]?\d|2[0-3]):([0-5]\d)", said)
    if not found:
        raise ValueError(f'ожидались часы вида "08:00-16:00", дано {value!r}')
    begin, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if begin == end:
        raise ValueError(f"начало и конец совпадают ({said}): так сайт не обходили бы никогда")
    return QuietHours(begin, end)


READERS: Mapping[
    str, Callable[[object, Path], object]
] = {  # by the annotation of the field; a relative path starts from the second argument
    "int": lambda value, _: _number(value, int, "целое число"),
    "float": lambda value, _: _number(value, float, "число"),
    "bool": lambda value, _: _bool(value),
    "str": lambda value, _: _str(value),
    "Path": _path,
    "Path | None": _path,
    "date | None": lambda value, _: _date(value),
    "tuple[str, ...]": lambda value, _: _words(value),
    "QuietHours | None": lambda value, _: _hours(value),
}
