"""Text recognition by Tesseract, a program the machine may or may not have: one call a picture, each bounded in time and output.

The picture goes in as plain grey dots made by us, never as the file a site served, so that no decoder of the program meets hostile bytes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import monotonic

from site_audit.extract.recognition import Look, Picture, Unrecognised, Word

RUSSIAN, ENGLISH, TURNS = "rus", "eng", "osd"
LAYOUTS = {Look.PAGE: "3", Look.CLOSER: "3", Look.MIXED: "3", Look.CELLS: "6"}  # found by the program; one block of lines
FIRST_VERSION = 4  # the one that learned to recognise lines as a whole
ASKING_SECONDS = 15.0
MAX_OUTPUT = 8_000_000
MAX_WORDS = 20_000
LEAST_SECONDS = 1.0  # with less of the budget left no picture is begun
SURE_TURN = 1.0  # below it the program guesses
PASSED_ON = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
WINDOWS_FOLDER = Path("Tesseract-OCR") / "tesseract.exe"  # where its installer puts it, outside the search path
_VERSION = re.compile(r"tesseract\s+v?(\d+)(\.[\w.\-]+)?")
_ROTATE = re.compile(r"^Rotate:\s*(\d+)", re.MULTILINE)
_SURENESS = re.compile(r"^Orientation confidence:\s*(-?[\d.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program as found on this machine, and what one file may cost. A plain value: it may be sent to another process."""

    program: str
    version: str  # "5.3.0"
    languages: frozenset[str]  # those of ours that are installed
    pages: int = 20  # of one file
    file_seconds: float = 120.0
    page_seconds: float = 40.0

    @property
    def name(self) -> str:
        """What a cache of recognised texts depends on: "tesseract 5.3.0 eng+osd+rus"."""
        return f"tesseract {self.version} {'+'.join(sorted(self.languages))}"

    def begin(self) -> FileRecogniser:
        """A recogniser for one file."""
        return FileRecogniser(self)


def find_tesseract(program: str = "tesseract") -> Tesseract | None:
    """The program if it is there, new enough and knows Russian; None otherwise."""
    path = shutil.which(program) or _windows_program(program)
    if path is None:
        return None
    found = _VERSION.search(_asked(path, "--version"))
    languages = frozenset(_asked(path, "--list-langs").split()) & {RUSSIAN, ENGLISH, TURNS}
    if found is None or int(found[1]) < FIRST_VERSION or RUSSIAN not in languages:
        return None
    return Tesseract(path, found[1] + (found[2] or ""), languages)


def _windows_program(program: str) -> str | None:
    folder = os.environ.get("PROGRAMFILES", "")
    path = Path(folder) / WINDOWS_FOLDER
    return str(path) if folder and program == "tesseract" and path.is_file() else None


def _asked(path: str, question: str) -> str:
    """What the program says of itself, "" where it says nothing in time."""
    try:
        answer = subprocess.run([path, question], capture_output=True, timeout=ASKING_SECONDS, env=_environment(), check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return (answer.stdout + b"\n" + answer.stderr)[:100_000].decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    """Only what the program needs; it starts one thread: more only wait for each other."""
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"OMP_THREAD_LIMIT": "1"}


class FileRecogniser:
    """Recognises the pictures of one file until its budget is spent. Not for use by two threads."""

    def __init__(self, tesseract: Tesseract) -> None:
        self._tesseract = tesseract
        self._pages = tesseract.pages
        self._seconds = tesseract.file_seconds

    def is_ready(self) -> bool:
        """Whether the budget allows another picture."""
        return self._pages > 0 and self._seconds >= LEAST_SECONDS

    def words(self, picture: Picture, look: Look = Look.PAGE) -> tuple[Word, ...]:
        """The words on an upright picture; only the first look at a page is counted as one, further ones cost time."""
        if look is Look.MIXED and ENGLISH not in self._tesseract.languages:
            raise Unrecognised
        if look is Look.PAGE:
            if self._pages <= 0:
                raise Unrecognised
            self._pages -= 1
        spoken = f"{RUSSIAN}+{ENGLISH}" if look is Look.MIXED else RUSSIAN
        return _words(self._run(picture, "-l", spoken, "--psm", LAYOUTS[look], "--dpi", str(picture.dpi), "tsv"))

    def turn(self, picture: Picture) -> int:
        """By how many degrees clockwise the picture must be turned; 0 where the program cannot tell."""
        if TURNS not in self._tesseract.languages:
            raise Unrecognised
        said = self._run(picture, "-l", TURNS, "--psm", "0", "--dpi", str(picture.dpi))
        rotate, sureness = _ROTATE.search(said), _SURENESS.search(said)
        if rotate is None or sureness is None or float(sureness[1]) < SURE_TURN:
            return 0
        return int(rotate[1]) % 360

    def _run(self, picture: Picture, *options: str) -> str:
        """What the program writes about a picture; it is ended when its time is up."""
        seconds = min(self._tesseract.page_seconds, self._seconds)
        if seconds < LEAST_SECONDS:
            raise Unrecognised
        began = monotonic()
        try:
            return _output([self._tesseract.program, "stdin", "stdout", *options], picture, seconds)
        finally:
            self._seconds -= monotonic() - began


def _output(command: list[str], picture: Picture, seconds: float) -> str:
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(), bufsize=0
        )
    except OSError as wrong:
        raise Unrecognised from wrong
    timer = Timer(seconds, process.kill)
    timer.start()
    try:
        with process:  # the program reads all of its input before it writes
            output = _exchanged(process, f"P5 {picture.width} {picture.height} 255\n".encode() + picture.pixels)
            if len(output) > MAX_OUTPUT:
                process.kill()
    finally:
        timer.cancel()
        if process.poll() is None:
            process.kill()
    if process.returncode != 0 or len(output) > MAX_OUTPUT:
        raise Unrecognised
    return output.decode("utf-8", "replace")


def _exchanged(process: subprocess.Popen[bytes], given: bytes) -> bytes:
    """Hand the picture over and take the answer, up to a bound; a program that ends early is no fault of ours."""
    assert process.stdin is not None and process.stdout is not None
    view = memoryview(given)
    try:
        while view:
            view = view[process.stdin.write(view) :]
        process.stdin.close()
    except OSError:
        pass
    output = bytearray()
    while len(output) <= MAX_OUTPUT and (some := process.stdout.read(65_536)):
        output += some
    return bytes(output)


def _words(table: str) -> tuple[Word, ...]:
    """The words of the program's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    words: list[Word] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines():
        fields = row.split("\t", 11)
        if len(fields) < 12 or fields[0] != "5" or not (text := fields[11].strip()):
            continue
        try:
            left, top, width, height = (int(one) for one in fields[6:10])
            confidence = float(fields[10]) / 100
        except ValueError:
            continue
        line = lines.setdefault(tuple(fields[1:5]), len(lines))
        words.append(Word(text, left, top, left + width, top + height, min(max(confidence, 0.0), 1.0), line))
        if len(words) >= MAX_WORDS:
            break
    return tuple(words)
