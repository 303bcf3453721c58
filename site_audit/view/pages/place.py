"""Where on a page something stands, in words: "page 4, p[2]" → «стр. 4, абзац 2»."""

from __future__ import annotations

import re

from site_audit.view.words import Words

PAGE = re.compile(r"page (\d+)")
ROW = re.compile(r"row (\d+)")
BLOCK = re.compile(r"(h[1-6]|p|li|a|alt|img|td|tr|dt|dd|caption)\[(\d+)\]")


def place_in_words(place: str, words: Words) -> str:
    """The place for a person; a part that we cannot name stays as it is."""
    return ", ".join(_part(part.strip(), words) for part in place.split(",") if part.strip())


def _part(part: str, words: Words) -> str:
    if part == "title":
        return words.say("place.title")
    if page := PAGE.fullmatch(part):
        return words.say("place.page", number=page[1])
    if row := ROW.fullmatch(part):
        return words.say("place.row", number=row[1])
    if block := BLOCK.fullmatch(part):
        tag = "heading" if block[1][0] == "h" else block[1]
        return words.say(f"place.{tag}", number=block[2])
    return part
