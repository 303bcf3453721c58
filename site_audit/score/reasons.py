"""Why a finding is what it is: the codes, and the facts each carries. `view` says them in the reader's language.

Facts are plain strings: `trouble` is a `Trouble` value, `unmet` ids of a criterion's `must` joined by ", ", days are ISO dates, `year` is
a label such as 2026/27 ("" where none is known), `*_grades` a range such as 8-11, the rest numbers, addresses or words of the site.

A finding of which the program is not sure carries one fact more, `doubts`: what of it speaks most against it, codes joined by ", ".

| code                       | outcome                  | facts                                          |
|----------------------------|--------------------------|------------------------------------------------|
| present                    | present                  | –                                              |
| present_undated            | present, review          | –                                              |
| present_weak               | present, review          | –                                              |
| partial_incomplete         | partial                  | met, total, unmet                              |
| partial_not_current        | partial                  | year                                           |
| partial_incomplete_old     | partial                  | met, total, unmet, year                        |
| absent                     | absent                   | pages, documents                               |
| absent_archive             | absent                   | year, url, pages, documents                    |
| absent_unmet               | absent                   | url, unmet, pages, documents                   |
| promise_unread             | unknown                  | link_text, url, trouble, detail                |
| other_owner                | unknown                  | owner                                          |
| grades_outside             | not_applicable           | school_grades, criterion_grades                |
| excluded                   | not_applicable           | named                                          |
| share_readable             | present, partial, absent | readable, opened, percent                      |
| share_no_files             | not_applicable           | –                                              |
| share_none_opened          | unknown                  | files, link_text, url, trouble                 |
| share_unread_site          | unknown                  | –                                              |
| news_rate                  | present, partial         | count, months, year                            |
| news_rate_stale            | present, partial         | count, months, year, last, days                |
| news_none                  | absent                   | year, pages                                    |
| home_unread                | unknown (gap of reach)   | url, trouble, detail                           |
| subject_link_failed         | unknown (gap of reach)   | count, link_text, url, trouble, detail         |
| subject_links_left          | unknown (gap of reach)   | count, link_text, url                          |
| menus_unread               | unknown (gap of reach)   | count, link_text, url                          |
| sitemap_unread             | unknown (gap of reach)   | –                                              |
| walk_cut_short             | unknown (gap of reach)   | left                                           |
| reach_unexplained          | unknown                  | pages, documents                               |
| archive_year               | (of a candidate)         | year                                           |
| must_unmet                 | (of a candidate)         | unmet                                          |
| file_without_text          | (of a candidate)         | –                                              |
| file_unopened              | (of a candidate)         | trouble                                        |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from site_audit.model import Reason

REASONS: Final[tuple[str, ...]] = (
    "present",
    "present_undated",
    "present_weak",
    "partial_incomplete",
    "partial_not_current",
    "partial_incomplete_old",
    "absent",
    "absent_archive",
    "absent_unmet",
    "promise_unread",
    "other_owner",
    "grades_outside",
    "excluded",
    "share_readable",
    "share_no_files",
    "share_none_opened",
    "share_unread_site",
    "news_rate",
    "news_rate_stale",
    "news_none",
    "home_unread",
    "subject_link_failed",
    "subject_links_left",
    "menus_unread",
    "sitemap_unread",
    "walk_cut_short",
    "reach_unexplained",
    "archive_year",
    "must_unmet",
    "file_without_text",
    "file_unopened",
)


def doubting(reason: Reason, doubts: Sequence[str]) -> Reason:
    """The same reason with what makes a person look."""
    return replace(reason, facts=(*reason.facts, ("doubts", ", ".join(doubts)))) if doubts else reason


def because(code: str, **facts: object) -> Reason:
    """A reason of the list above; a code that is not on it is a mistake of the programmer."""
    if code not in REASONS:
        raise ValueError(f"reason code {code!r} is not in REASONS: add it to score/reasons.py and to the sentences of view")
    return Reason(code=code, facts=tuple((name, str(value)) for name, value in facts.items()))
