"""What one rule sees in one page or document, and why it turns the rest down: a teaching tool for rule writers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from site_audit.crawl import open_fetcher
from site_audit.detect import detect
from site_audit.errors import ConfigurationError
from site_audit.extract import extract
from site_audit.model import Candidate, Capture, Document, EvidenceGroup, Failure, Link, School, Seen, Sighting
from site_audit.rulepack import Criterion, RulePack
from site_audit.settings import Settings
from site_audit.view.words import words_in


def try_on(criterion: Criterion, target: str, pack: RulePack, settings: Settings) -> Iterator[str]:
    """Lines to print. A target with a scheme is fetched (through the address guard), anything else is a file."""
    now = datetime.now().astimezone()
    document = _fetched(target, settings) if target.startswith(("http://", "https://")) else _read(Path(target))
    if isinstance(document, Failure):
        words = words_in("ru")
        detail = f" ({words.detail(document.detail)})" if document.detail else ""
        yield f"Прочитать не удалось: {words.say(f'trouble.{document.trouble}.word')}{detail}."
        return
    seen = Seen(document.url, (Sighting(Link(document.url), 0, now, document=document),))
    found = detect(School("try", "", document.url), seen, pack, as_of=settings.as_of or now.date())
    yield f"{criterion.title.ru} – {document.url} (блоков {len(document.blocks)}, {document.encoding or document.media_type})"
    yield from _told(criterion, found.groups, found.candidates)
    if found.other_owner:
        yield f"Сайт похож на чужой ({found.other_owner}): находки не засчитываются."


def _told(criterion: Criterion, groups: Iterable[EvidenceGroup], candidates: Iterable[Candidate]) -> Iterator[str]:
    words = words_in("ru")
    titles = {must.id: must.title.ru for must in criterion.musts}
    mine = [group for group in groups if group.criterion == criterion.id]
    yield "Найдено:" if mine else "Не найдено."
    for group in mine:
        for evidence in group.evidence:
            dating = evidence.dating
            when = dating.day or (f"{dating.year}/{(dating.year + 1) % 100:02}" if dating.year is not None else "без даты")
            yield f"  + [{evidence.place}] «{evidence.quote}» – признак {evidence.signal}, {when}, уверенность {evidence.confidence}"
        yield "    есть: " + (", ".join(titles.get(name, name) for name in group.met) or "–")
        yield "    нет: " + (", ".join(titles.get(name, name) for name in group.unmet) or "–")
    misses = [miss for miss in candidates if miss.criterion == criterion.id]
    for miss in misses:
        pattern = next((f" [{value}]" for name, value in miss.turned_down.facts if name == "words"), "")  # whoever writes rules wants it
        yield f"  – [{miss.place}] «{miss.quote}»: {words.reason(miss.turned_down, titles)}{pattern}"


def _read(path: Path) -> Document | Failure:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"Файл {path} прочитать не удалось ({error.strerror}). Назовите файл или адрес с http://.") from error
    return extract(body, url=path.resolve().as_uri(), media_type="", charset="", digest="sha256:" + hashlib.sha256(body).hexdigest())


def _fetched(url: str, settings: Settings) -> Document | Failure:
    fetcher = open_fetcher(settings)
    try:
        got: Capture | Failure = fetcher.fetch(url)
    finally:
        fetcher.close()
    if isinstance(got, Failure):
        return got
    return extract(got.body, url=got.url, media_type=got.media_type, charset=got.charset, digest=got.digest)
