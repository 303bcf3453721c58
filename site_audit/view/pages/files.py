"""The career files of a school: how each was read, what approves it, when it belongs to and why we think so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from site_audit.model import Approval, CareerFile, Dating, ReadAs
from site_audit.view.pages.address import NAME_LIMIT, clip
from site_audit.view.pages.quotes import dating_in_words
from site_audit.view.words import UNSAID, Words

FILE_COLUMNS = ("file", "format", "read", "approval", "dated")


def file_line(file: CareerFile, words: Words) -> tuple[str, ...]:
    """One file in the words of `FILE_COLUMNS`."""
    return (
        clip(_name(file), NAME_LIMIT) or UNSAID,
        format_in_words(file, words),
        reading_in_words(file, words),
        approvals_in_words(file, words) if file.opened else UNSAID,
        dating_of(file, words) if file.opened else UNSAID,
    )


def _name(file: CareerFile) -> str:
    """The file's own title, or the words of its link where the title is one word («ПРИКАЗ»)."""
    return file.title if len(file.title.split()) > 1 else file.link_text or file.title


def format_in_words(file: CareerFile, words: Words) -> str:
    """«PDF, 3 страницы»."""
    if not file.media_type:
        return UNSAID
    pages = f", {words.count('page', file.pages)}" if file.pages else ""
    return words.code("media", file.media_type) + pages


def reading_in_words(file: CareerFile, words: Words) -> str:
    """Read as text, recognised and how surely, or not read and why."""
    if not file.opened:
        return words.say("read.not_opened", trouble=words.code("trouble", f"{file.trouble}.word") if file.trouble else UNSAID)
    if file.read_as is ReadAs.OCR:
        said = words.say("read.ocr", confidence=words.number(Decimal(str(file.confidence or 0)) * 100, 0))
    else:
        said = words.say(f"read.{file.read_as}")
    partly = file.unread_pages and file.read_as is not ReadAs.IMAGE_UNREAD
    return f"{said}; {words.say('read.unread_pages', number=str(file.unread_pages))}" if partly else said


def approvals_in_words(file: CareerFile, words: Words) -> str:
    """«гриф; приказ № 181 от 29.08.2026; электронная подпись, директор»."""
    return approvals_said(file.approvals, words) or words.say("approval.none")


def approvals_said(approvals: Sequence[Approval], words: Words) -> str:
    """Signs of approval in words, "" where there are none."""
    return "; ".join(_approval(one, words) for one in approvals)


def _approval(approval: Approval, words: Words) -> str:
    said = [words.say(f"approval.{approval.kind}")]
    if approval.number:
        said.append(words.say("approval.number", number=clip(approval.number, 40)))
    if approval.day:
        said.append(words.say("approval.of_day", day=words.day(approval.day)))
    return " ".join(said) + (f", {clip(approval.post, 80)}" if approval.post else "")


def dating_of(file: CareerFile, words: Words) -> str:
    """The date that won with its source, and after it what else the file claims."""
    if not file.datings:
        return words.say("dating.none")
    first, *others = file.datings
    if not others:
        return dating_in_words(first, words)
    return f"{dating_in_words(first, words)}; {words.say('dated.also', others=', '.join(_claim(one, words) for one in others))}"


def _claim(dating: Dating, words: Words) -> str:
    """«28.08.2026 (по свойствам файла)»."""
    said = words.day(dating.day) if dating.day else words.year(dating.year) if dating.year is not None else UNSAID
    return f"{said} ({words.code('dating_source', dating.source)})"
