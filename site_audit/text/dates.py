"""The door to dates: days and years in texts, dates in addresses, and words like «вчера» beside a date of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from site_audit.text.days import FoundDate, find_dates
from site_audit.text.years import FoundYear, academic_label, academic_year_of, find_years

__all__ = ["FoundDate", "FoundYear", "academic_label", "academic_year_of", "find_dates", "find_years", "relative_day", "url_date"]

_PATH_DATES = (
    # uCoz /news/2026-02-13-1159 and /news/slug/2026-02-13-17; WordPress and edu21 /2024/01/18/
    (re.compile(r"(?<![\d-])(20\d{2})(?P<s>[-_.])(\d{1,2})(?P=s)(\d{1,2})(?!\d)"), (1, 3, 4)),
    (re.compile(r"/(20\d{2})/(\d{1,2})/(\d{1,2})(?:/|$)"), (1, 2, 3)),
    (re.compile(r"(?<![\d-])(\d{1,2})(?P<s>[-_.])(\d{1,2})(?P=s)(20\d{2})(?!\d)"), (4, 3, 1)),
    # file names: plan_27102021.pdf, 20260901_prikaz.docx; a bare number is an id
    (re.compile(r"(?<=[a-zа-яё])[_ -](\d{2})(\d{2})(20\d{2})(?=[^/\d][^/]*$)", re.IGNORECASE), (3, 2, 1)),
    (
        re.compile(
            r"(?:(?<=/)|(?<=[a-zа-яё][_ -]))(20\d{2})(\d{2})(\d{2})(?=[_ -][a-zа-яё][^/]*$|\.(?:pdf|docx?"
            r"|xlsx?|pptx?)$)",
            re.IGNORECASE,
        ),
        (1, 2, 3),
    ),
)
_RELATIVE = (
    (re.compile(r"\bпозавчера\b", re.IGNORECASE), -2),
    (re.compile(r"\bвчера\b", re.IGNORECASE), -1),
    (re.compile(r"\bна\s+прошлой\s+неделе\b", re.IGNORECASE), -7),
    (re.compile(r"\bпослезавтра\b", re.IGNORECASE), 2),
    (re.compile(r"\bзавтра\b", re.IGNORECASE), 1),
    (
        re.compile(
            r"\b(?:сегодня|на\s+(?:этой|текущей)\s+неделе|в\s+(?:начале|середине|конце)\s+(?:этой\s+)?недели"
            r"|на\s+днях|накануне)\b",
            re.IGNORECASE,
        ),
        0,
    ),
)


def url_date(url: str) -> date | None:
    """The day that the path of an address names; host, port and query do not count."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return None
    for pattern, (year, month, dayno) in _PATH_DATES:
        for match in pattern.finditer(path):
            try:
                return date(int(match[year]), int(match[month]), int(match[dayno]))
            except ValueError:
                continue
    return None


def relative_day(text: str, published: date) -> date | None:
    """The day meant by the first «сегодня», «вчера», «на этой неделе» … of `text`, counted from the day of publication."""
    first: tuple[int, int] | None = None
    for pattern, shift in _RELATIVE:
        match = pattern.search(text)
        if match and (first is None or match.start() < first[0]):
            first = (match.start(), shift)
    if first is None:
        return None
    try:
        return published + timedelta(days=first[1])
    except OverflowError:
        return None
