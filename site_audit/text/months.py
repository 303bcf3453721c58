"""Russian month names as patterns and numbers."""

from __future__ import annotations

import re

_NUMBERS = {
    **{"янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "мае": 5, "маю": 5, "июн": 6},
    **{"июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12},
}

GENITIVE = r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?!\w)"
"""The form that stands after a day: «15 октября»."""

ANY_FORM = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|е|ю|[её]м)|март[аеу]?|мартом"
    r"|август[аеу]?|августом|ма[йяею]|маем)(?!\w)"
)

DAY_FORM = rf"(?:{GENITIVE}|{ANY_FORM}|(?:янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек)(?!\w)\.?)"
"""After a day sites also write abbreviations («12 окт. 2025») and wrong cases («6 Май 2016»)."""

IS_GENITIVE = re.compile(GENITIVE, re.IGNORECASE)


def month_number(word: str) -> int:
    """1–12 for any form or customary abbreviation of a month.

    >>> month_number("сентябре"), month_number("Мая")
    (9, 5)
    """
    return _NUMBERS[word[:3].lower()]
