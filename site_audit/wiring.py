"""Settings → concrete parts. The only place that names concrete classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from time import monotonic, time
from zoneinfo import ZoneInfo

from site_audit.audit import Tools
from site_audit.crawl import Reader, Throttle, open_fetcher
from site_audit.errors import ConfigurationError
from site_audit.extract import VERSION
from site_audit.model import Aside, School
from site_audit.ocr import Tesseract, find_tesseract
from site_audit.reader import CHILDREN, DocumentReader, SchoolReader
from site_audit.rulepack import RulePack, load_pack
from site_audit.rulepack.load import WORDS
from site_audit.settings import Settings
from site_audit.store.archive import Archive
from site_audit.store.documents import DocumentStore
from site_audit.store.ledger import Ledger
from site_audit.store.shelf import Shelf
from site_audit.view.documents import TEMPLATES

_PACK = "career"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a run works with."""

    settings: Settings
    pack: RulePack
    ledger: Ledger
    archive: Archive
    now: Callable[[], datetime]
    shared_reader: DocumentReader
    throttle: Throttle
    documents: DocumentStore

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """The parts of one school's walk: an HTTP client of its own, closed with the walk."""
        fetcher = open_fetcher(self.settings, throttle=self.throttle)
        reader = SchoolReader(self.shared_reader, recognition_s=self.settings.limits.recognition_s, clock=monotonic)
        try:
            yield Tools(fetcher, reader, self.pack, self.settings.limits, self.now, monotonic)
        finally:
            fetcher.close()

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """The reader of documents."""
        yield self.shared_reader

    @contextmanager
    def shelf(self) -> Iterator[Aside]:
        """Where the documents of one walk lie until it was judged."""
        with Shelf(self.settings.var) as shelf:
            yield shelf.put


@contextmanager
def open_parts(settings: Settings) -> Iterator[Parts]:
    """Open what a run needs and close it after."""
    zone = ZoneInfo(settings.timezone)
    pack = load_rules(settings)
    with ExitStack() as stack:
        ledger = stack.enter_context(Ledger(settings.var / "audit.db"))
        recogniser = _recogniser(settings)
        documents = _documents(settings, recogniser)
        reader = stack.enter_context(open_reader(settings, recogniser, documents))
        archive, throttle = Archive(settings.var / "archive"), ledger.platforms(time)
        throttle.sweep()
        yield Parts(settings, pack, ledger, archive, lambda: datetime.now(zone), reader, throttle, documents)


@contextmanager
def open_reader(settings: Settings, recogniser: Tesseract | None, documents: DocumentStore) -> Iterator[DocumentReader]:
    """The reader of documents with its recogniser, if the machine has one, and what was read before."""
    limits = settings.limits
    children = min(settings.workers, CHILDREN)
    with DocumentReader(body_limit_bytes=limits.body_limit_bytes, children=children, recogniser=recogniser, kept=documents) as reader:
        yield reader


def _recogniser(settings: Settings) -> Tesseract | None:
    found = find_tesseract() if settings.limits.recognition_s > 0 else None
    return replace(found, pages=settings.limits.recognition_pages) if found else None


def _documents(settings: Settings, recogniser: Tesseract | None) -> DocumentStore:
    edition = f"{VERSION} {recogniser.name} {recogniser.pages} pages" if recogniser else f"{VERSION} no recogniser"
    return DocumentStore(settings.var / "documents", edition=edition)


def load_rules(settings: Settings) -> RulePack:
    """The pack in force, with what all packs share: that beside it or, where a pack lies alone, that of the shipped rules."""
    folder = rules_folder(settings)
    beside = folder.absolute().parent
    return load_pack(folder, beside if (beside / WORDS).is_dir() else shipped_rules())


def rules_folder(settings: Settings) -> Path:
    """The folder of the pack in force: the setting, `rules/` beside the school list, or the one shipped with the program.

    A setting such as `rules/meals` where no such folder lies beside the list means the shipped pack of that name.
    """
    beside = settings.folder / "rules"
    if settings.rules is None:
        return _pack_in(beside) if beside.is_dir() else _pack_in(shipped_rules())
    shipped = shipped_rules() / settings.rules.name
    named = settings.rules.parent in (settings.folder, beside) and (shipped / "pack.toml").is_file()
    return shipped if named and not settings.rules.exists() else _pack_in(settings.rules)


def shipped_rules() -> Path:
    """Where the shipped rules lie: package data of an installation, or the source tree."""
    packed = Path(str(files("site_audit") / "_rules"))
    return packed if packed.is_dir() else Path(__file__).parents[1] / "rules"


def own_templates(settings: Settings) -> dict[str, bytes]:
    """The operator's own templates of documents by file name; a shipped one stands where his is missing."""
    folder = templates_folder(settings)
    if settings.templates is not None and not folder.is_dir():
        raise ConfigurationError(f"Папки шаблонов нет: {folder}. Её заведёт site-audit templates write {folder}.")
    try:
        return {name: (folder / name).read_bytes() for name in TEMPLATES if (folder / name).is_file()}
    except OSError as unread:
        raise ConfigurationError(f"Шаблон не читается: {unread.filename} ({unread.strerror}). Проверьте права на файл.") from unread


def templates_folder(settings: Settings) -> Path:
    """Where the operator's templates lie: the setting, or `templates/` beside the school list."""
    return settings.templates or settings.folder / "templates"


def _pack_in(folder: Path) -> Path:
    return folder if (folder / "pack.toml").is_file() else folder / _PACK
