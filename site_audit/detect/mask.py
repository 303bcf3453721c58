"""Names of pupils do not leave the audit: in a quote each is written «…», the rest stays literal.

Teachers, guests and heads keep their names: they answer for what they do. A name is taken for a pupil's where the words before it say so.
"""

from __future__ import annotations

import re

from site_audit.text.legible import lettered
from site_audit.text.people import find_people

MASK = "…"
_REACH = 60
_PUPIL_BEFORE = re.compile(
    r"(?:учени[кц]\w*|учащ\w{2,5}|обучающ\w{2,6}|воспитанни[кц]\w*|школьни[кц]\w*|\w+классни[кц]\w*|выпускни[кц]\w*|призёр\w*|призер\w*|победител\w+"
    r"|\d\W{0,3}[а-я]?\W{0,2}класса?)(?:\W+(?:\d{1,2}|[А-Яа-я]|класс\w*|кл|школы|нашей)(?!\w)){0,4}\W*$",
    re.IGNORECASE,
)
_GROWN_UP = re.compile(
    r"(?:руководител|учител|педагог|директор|воспитател|психолог|мастер|преподавател|специалист|родител|мам|пап|советник|организатор"
    r"|навигатор|ответственн|заместител|врач|инженер|начальник|сотрудни|тренер|куратор)\w*[^.;|]{0,30}$",
    re.IGNORECASE,
)


def masked(quote: str) -> str:
    """The quote with pupils' names masked."""
    pieces: list[str] = []
    at = 0
    named = False
    for person in find_people(lettered(quote)):
        before = quote[max(0, person.start - _REACH) : person.start]
        listed = named and quote[at : person.start].strip() in {",", "и", ", и", ";"}
        named = listed or bool(_PUPIL_BEFORE.search(before) and not _GROWN_UP.search(before))
        if named:
            pieces += [quote[at : person.start], MASK]
            at = person.end
    return "".join((*pieces, quote[at:])) if pieces else quote
