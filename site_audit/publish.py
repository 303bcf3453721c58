"""Puts rendered reports in place: all of them, or none.

Everything is first written into a hidden folder beside the place it is meant for (within `folder`: one file system, so that a rename
is enough even where `folder` is a mount of its own). Then each first part of the paths – a run's folder, `index.html` – is exchanged,
folders before files, so that a new index never points to what is not there yet. What was there comes back if anything fails on the way;
after a kill at the worst moment the next publication brings it back.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from .errors import MachineError, SiteAuditError

PUBLISHABLE = frozenset((".html", ".json", ".csv", ".xlsx", ".docx", ".pdf", ".svg", ".png", ".css", ".js", ".woff2", ".txt", ".xml"))
"""What may lie under `reports/`. Captures and databases hold personal data and are refused by their endings."""

_WRITING, _BEFORE = ".publishing-", ".before-"
_DAY_S = 86_400


def publish(files: Iterable[tuple[str, bytes]], folder: Path, *, adding: bool = False, outdated: str = "") -> tuple[Path, ...]:
    """Write `files` (path below `folder` with `/`, content) and return where they lie.

    A folder named first in the paths is replaced whole; with `adding`, files that lie there already and are not given anew stay, but for
    those of the pattern `outdated` (`*/papers/*.pdf`).
    """
    with _spoken(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _put_back_what_was_left(folder)
        aside = Path(tempfile.mkdtemp(prefix=_WRITING, dir=folder))
        try:
            written = tuple(_write_all(files, aside))
            parts = sorted({path.parts[0] for path in written}, key=lambda part: ((aside / part).is_file(), part == "index.html", part))
            if adding:
                _carry_over(parts, aside, folder, outdated)
            _put_in_place(parts, aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        _sweep(folder, parts)
    return tuple(folder / path for path in written)


def _write_all(files: Iterable[tuple[str, bytes]], aside: Path) -> Iterator[Path]:
    taken: set[str] = set()
    for name, content in files:
        path = _safe(name)
        same = path.as_posix().casefold()
        if same in taken:
            raise SiteAuditError(f"Two reports would be written to {name}; names must differ in more than their case.")
        taken.add(same)
        target = aside / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        yield path


def _safe(name: str) -> Path:
    """The path, if it stays below the folder on every system and may be published."""
    parts = PurePosixPath(name).parts
    bad = any(part.startswith(".") or part.endswith((".", " ")) or set(part) & set('\\:*?"<>|') or not part.isprintable() for part in parts)
    if not parts or name.startswith("/") or name.endswith("/") or bad:
        raise SiteAuditError(f"A report cannot be written to {name!r}: the path must stay below the reports folder.")
    if PurePosixPath(name).suffix.lower() not in PUBLISHABLE:
        raise SiteAuditError(f"{name!r} is not a report: only {', '.join(sorted(PUBLISHABLE))} are published.")
    return Path(*parts)


def _carry_over(parts: Iterable[str], aside: Path, folder: Path, outdated: str) -> None:
    for part in parts:
        if not (folder / part).is_dir():
            continue
        for old in sorted((folder / part).rglob("*")):
            path = old.relative_to(folder)
            new = aside / path
            if old.is_file() and not new.exists() and not (outdated and path.match(outdated)):
                new.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(old, new)


def _put_in_place(parts: Iterable[str], aside: Path, folder: Path) -> None:
    done: list[str] = []
    try:
        for part in parts:
            done.append(part)
            _keep_before(folder, part)
            os.replace(aside / part, folder / part)
    except BaseException:
        for part in reversed(done):
            with suppress(OSError):
                _undo(folder, part, fresh=not (aside / part).exists())
        raise
    for part in parts:
        with suppress(OSError):  # all is in place; what stays behind is taken away next time
            _remove(folder / f"{_BEFORE}{part}")


def _keep_before(folder: Path, part: str) -> None:
    """Set the old one aside: a folder by renaming, a file by copying, so that the file is there at every moment."""
    old, before = folder / part, folder / f"{_BEFORE}{part}"
    _remove(before)
    if old.is_dir() and not old.is_symlink():
        os.replace(old, before)
    elif old.exists():
        shutil.copy2(old, before)


def _undo(folder: Path, part: str, *, fresh: bool) -> None:
    """Bring the old one back; where there was none, take the new one away if it had come into place."""
    place, before = folder / part, folder / f"{_BEFORE}{part}"
    if fresh:
        _remove(place)
    if before.exists() and not place.exists():
        os.replace(before, place)
    _remove(before)


def _put_back_what_was_left(folder: Path) -> None:
    """A publication killed between two renames left the old one aside and nothing in place."""
    for before in folder.glob(f"{_BEFORE}*"):
        place = folder / before.name.removeprefix(_BEFORE)
        if not place.exists():
            os.replace(before, place)


def _sweep(folder: Path, parts: Iterable[str]) -> None:
    """Take away half-written folders of killed publications: those a day older than what was just put in place."""
    newest = max(((folder / part).stat().st_mtime for part in parts), default=0.0)
    for left in folder.glob(f"{_WRITING}*"):
        if left.stat().st_mtime < newest - _DAY_S:
            _remove(left)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _spoken(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MachineError(
            f"The reports could not be written to {folder}: {error.strerror} ({error.filename or folder}). "
            "What lay there before was left as it was. Check the disk's free space and the folder's rights."
        ) from error
