"""What one rule sees in one page or document, and why it turns the rest down, step by step: a teaching tool for rule writers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from site_audit.crawl import open_fetcher
from site_audit.detect import Step, Tried, attempts, detect
from site_audit.errors import ConfigurationError
from site_audit.extract import extract
from site_audit.model import Capture, Document, EvidenceGroup, Failure, Link, School, Searched, Seen, Sighting
from site_audit.rulepack import Criterion, RulePack
from site_audit.settings import Settings
from site_audit.view.pages.searching import place_name
from site_audit.view.words import words_in

WORDS_SHOWN = 6


def try_on(criterion: Criterion, target: str, pack: RulePack, settings: Settings) -> Iterator[str]:
    """Lines to print. A target with a scheme is fetched (through the address guard), anything else is a file."""
    now = datetime.now().astimezone()
    document = _fetched(target, settings) if target.startswith(("http://", "https://")) else _read(Path(target))
    if isinstance(document, Failure):
        words = words_in("ru")
        detail = f" ({words.detail(document.detail)})" if document.detail else ""
        yield f"Прочитать не удалось: {words.say(f'trouble.{document.trouble}.word')}{detail}."
        return
    at = settings.as_of or now.date()
    seen = Seen(document.url, (Sighting(Link(document.url), 0, now, document=document),))
    found = detect(School("try", "", document.url), seen, pack, as_of=at)
    yield f"{criterion.title.ru} – {document.url} (блоков {len(document.blocks)}, {document.encoding or document.media_type})"
    yield from _found(criterion, found.groups)
    if found.other_owner:
        yield f"Сайт похож на чужой ({words_in('ru').code('owner_word', found.other_owner)}): находки не засчитываются."
    yield from _places(next(each for each in found.searched if each.criterion == criterion.id))
    yield from _steps_told(criterion, attempts(criterion, document, pack, as_of=at))


def _found(criterion: Criterion, groups: Iterable[EvidenceGroup]) -> Iterator[str]:
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


def _places(searched: Searched) -> Iterator[str]:
    """Whether this page or file is called like one of the places where a person would look."""
    names = {place.words: place_name(place.words, words_in("ru")) for place in searched.looked}
    here = [names[place.words] for place in searched.looked if place.pages or place.documents]
    yield f"Человек стал бы искать: {', '.join(names.values()) or 'в правиле не сказано, где'}."
    yield f"По названию это подходящее место: {', '.join(here)}." if here else "По названию это не то место, где стали бы искать."


def _steps_told(criterion: Criterion, tried: Iterable[Tried]) -> Iterator[str]:
    """Every signal with the places where its words stand, and there each condition up to the one that failed."""
    yield "Как читалось, признак за признаком:"
    for number, each in enumerate(tried, 1):
        about = f" – {each.signal.about}" if each.signal.about else ""
        yield f"{number}. {each.signal.id}{about}"
        if not each.attempts:
            wanted = "; ".join(each.signal.find[:WORDS_SHOWN]) + ("; …" if len(each.signal.find) > WORDS_SHOWN else "")
            yield f"   слов признака нет; ищем: {wanted}"
        for attempt in each.attempts:
            seen = (
                f"увидели «{attempt.seen}» в «{attempt.quote}»" if attempt.seen not in ("", attempt.quote) else f"увидели «{attempt.quote}»"
            )
            yield f"   [{attempt.place}] {seen}"
            held = [_held(step) for step in attempt.steps if step.failed is None and step.kind != "never"]
            kept_off = sum(step.kind == "never" and step.failed is None for step in attempt.steps)
            held += [f"ни одно из условий never ({kept_off}) не сработало"] if kept_off else []
            if held:
                yield f"     выполнено: {'; '.join(held)}"
            yield f"     не выполнено: {_failed(attempt.failed, criterion)}" if attempt.failed else "     всё выполнено, это находка"
        if each.more:
            yield f"   и ещё мест с этими словами: {each.more}"


def _held(step: Step) -> str:
    """A condition that held, in the rule's own words where it has some."""
    match step.kind:
        case "where":
            return f"стоит {words_in('ru').say(f'where.{step.source}')}"
        case "denied":
            return "не отрицается"
        case "also":
            return f"есть also [{step.source}]"
        case _:
            return f"проверка {step.source}"


def _failed(step: Step, criterion: Criterion) -> str:
    """The condition that failed, as the report says it, and the rule's own words for whoever writes it."""
    assert step.failed is not None
    titles = {must.id: must.title.ru for must in criterion.musts}
    rule = {"where": "where = ", "denied": "", "also": "also ", "never": "never ", "check": "проверка "}[step.kind]
    return words_in("ru").reason(step.failed, titles) + (f" [{rule}{step.source}]" if step.source else "")


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
