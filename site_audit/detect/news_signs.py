"""Whether words tell news: of a day, on a page, and not in an act of the school or under the dates of its papers alone."""

from __future__ import annotations

import re

from site_audit.detect.acts import is_disposed, is_listed_act
from site_audit.detect.around import Around
from site_audit.detect.checks import holds
from site_audit.detect.notices import is_stamped
from site_audit.rulepack import Criterion
from site_audit.rulepack.checks import Check

#: A signal with one of these checks tells that something took place: on a page it is a piece of news, whatever its criterion.
TELLING = ("held", "noted")
_OF_A_PAPER = re.compile(r"(?:№\s?\S+|(?:дог|согл|прик|протокол|контракт|меморандум)\w*\.?)[^.;|]{0,25}\bот\s*«?\s*$", re.IGNORECASE)
_LOOK_BACK = 60
#: What stands on the site for good is no news, whatever date it bears.
_STANDING = ("access",)


def is_news(criterion: Criterion, around: Around, *, telling: bool) -> bool:
    """Whether a hit of any other criterion stands in a piece of news: it tells of a day, or stands under the date line of one."""
    if not around.sheet.document.is_page or criterion.time == "plan" or criterion.direction in _STANDING:
        return False
    return holds(Check("own"), around) and (telling or is_stamped(around))


def is_paper(around: Around) -> bool:
    """Whether the match stands in an act of the school or in a list of such, or all its days are those of papers."""
    sheet = around.sheet
    texts = [sheet.lines[number].text for number in around.lines("page")]
    above = [sheet.lines[number].text for number in around.lines("context")]
    if not sheet.is_listing and any(is_disposed(text) for text in texts):
        return True
    lines = around.lines("passage")
    if is_listed_act(sheet.lines[around.line].text, above):
        return True
    dated = [(sheet.facts(number).text, found.start) for number in lines for found in sheet.facts(number).dates if found.day]
    return bool(dated) and all(_OF_A_PAPER.search(text[max(0, start - _LOOK_BACK) : start]) for text, start in dated)
