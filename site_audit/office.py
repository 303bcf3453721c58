"""LibreOffice, a program the machine may or may not have: documents to sign go in as DOCX and come out as PDF.

It works in a folder of its own with a profile of its own, so that an open LibreOffice of the operator is not in its way and nothing of it
stays. A call that takes too long is ended with all the processes it started.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from .errors import MachineError

PROGRAMS = ("soffice", "libreoffice")
ELSEWHERE = (  # where its installers put it, outside the search path
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path(os.environ.get("PROGRAMFILES", "/nowhere")) / "LibreOffice" / "program" / "soffice.exe",
)
PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "FONTCONFIG_PATH", "FONTCONFIG_FILE")
AT_ONCE = 25  # documents of one call: its start costs more than a document does
START_SECONDS, DOCUMENT_SECONDS = 90.0, 10.0
MISSING = (
    "Документы на подпись записаны в DOCX, но не в PDF: на этом компьютере нет LibreOffice. Как его поставить, скажет site-audit doctor."
)


@dataclass(frozen=True, slots=True)
class Office:
    """The program as found on this machine, and what one call may cost."""

    program: str
    start_seconds: float = START_SECONDS
    document_seconds: float = DOCUMENT_SECONDS

    def printed(self, documents: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """The PDF of each DOCX by its name, in their order; a `MachineError` where the program does not make one of them."""
        left = iter(documents.items())
        while some := dict(islice(left, AT_ONCE)):
            yield from zip(some, self._call(tuple(some.values())), strict=True)

    def _call(self, documents: tuple[bytes, ...]) -> list[bytes]:
        with TemporaryDirectory(prefix="site-audit-office-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            given = [folder / f"{number}.docx" for number in range(len(documents))]
            for path, content in zip(given, documents, strict=True):
                path.write_bytes(content)
            self._run(folder, given)
            made = [path.with_suffix(".pdf") for path in given]
            if not all(path.is_file() for path in made):
                raise MachineError(f"LibreOffice ({self.program}) не сделал PDF из документов на подпись.")
            return [path.read_bytes() for path in made]

    def _run(self, folder: Path, given: list[Path]) -> None:
        """One call of the program; it and all it started are ended when its time is up."""
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        told = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", str(folder)]
        seconds = self.start_seconds + self.document_seconds * len(given)
        try:
            process = subprocess.Popen(
                [self.program, profile, *told, *map(str, given)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(folder),
                start_new_session=True,
            )
        except OSError as wrong:
            raise MachineError(f"LibreOffice ({self.program}) не запускается: {wrong.strerror}.") from wrong
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as late:
            raise MachineError(f"LibreOffice ({self.program}) не уложился в {seconds:.0f} с и остановлен.") from late
        finally:
            _end(process)


def find_office() -> Office | None:
    """The program if it is there."""
    named = (shutil.which(name) for name in PROGRAMS)
    found = next((path for path in (*named, *ELSEWHERE) if path and Path(path).is_file()), None)
    return Office(str(found)) if found else None


def _environment(folder: Path) -> dict[str, str]:
    """Only what the program needs."""
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"HOME": str(folder)}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with whatever it started: on its own, the process we know only waits for another."""
    with suppress(OSError):  # there is nothing left to end
        if sys.platform == "win32":
            if process.poll() is None:
                subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
