"""The kinds of value a setting may have: each reader makes the value, or says in a ValueError what was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from zoneinfo import ZoneInfo

BLANK = "____"  # what a person sees where the operator has not said whose district it is
YES, NO = frozenset({"true", "1", "yes", "on", "да"}), frozenset({"false", "0", "no", "off", "нет"})


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
}
