"""Walks through an RTF file word by word. Groups are kept on a list of our own, so that depth costs nothing."""

from __future__ import annotations

import re

from site_audit.extract.office.drafts import ParagraphDraft
from site_audit.extract.office.gathering import Held, Story
from site_audit.extract.office.rtf_state import RowDefinition, State
from site_audit.extract.office.rtf_tables import SYMBOLS, font_codecs, letter, read_information, style_levels, whole_letters
from site_audit.extract.office.summary import Summary, codec_of

MAX_DEPTH = 500  # groups told apart; those within share what holds there
MAX_PARAGRAPHS = 200_000
MAX_TOKENS = 5_000_000
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?"
    r"|((?:\\'[0-9a-fA-F]{2})+)"
    r"|\\([^a-zA-Z])"
    r"|([{}])"
    r"|([^\\{}\r\n]+)"
    r"|[\r\n]+",
    re.DOTALL,
)
_CODES = re.compile(r"(?:\\u-?\d{1,5}+ ?+(?:\\'[0-9a-fA-F]{2}|[^\\{}\r\n]))+")  # letters by code, each with one that stands for it
_CODE = re.compile(r"\\u(-?\d{1,5})")
_SKIPPED = re.compile(r"\\bin(\d{1,9}) ?|\\.|[{}]", re.DOTALL)
_HEADS, _FEET = (frozenset(f"{kind}{side}" for side in ("", "l", "r", "f")) for kind in ("header", "footer"))
_ENTERED = frozenset(("shpinst", "do", "ud"))  # of the groups that say «pass over what you do not know», those that hold words
_PASSED = frozenset(
    ("colortbl", "pict", "nonshppict", "objdata", "fldinst", "sp", "shprslt", "nonesttables", "xe", "tc", "rxe", "filetbl", "private",
     "listtable", "listoverridetable", "revtbl", "listpicture", "template", "annotation", "atnid", "atnauthor", "mmath", "objclass")
)  # fmt: skip
_NUMBERS = frozenset(("listtext", "pntext", "pn"))
_BOXES = frozenset(("shptxt", "dptxbxtext"))
_GLYPHS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "softline": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "~": "\xa0", "-": "\xad",
    "_": "\u2011", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip


class RtfReader:
    """Reads one file once; what it found stands in `main`, `heads`, `feet`, `notes` and `summary`."""

    def __init__(self, written: str, *, westerners_are_russian: bool = False) -> None:
        self.main, self.heads, self.feet, self.notes = Held(), Held(), Held(), Held()
        self.summary = Summary()
        self._written = written
        self._russian = westerners_are_russian
        self._codec = "cp1252"
        self._fonts: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._default_font = ""
        self._state = State()
        self._kept: list[State] = []
        self._deeper = 0
        self._row = RowDefinition()
        self._stories: list[tuple[int, Story, ParagraphDraft]] = [(0, Story(self.main), ParagraphDraft())]
        self._paragraphs = 0
        self._stand_ins = 0  # letters still to be left out: they stand for a code before them
        self._opening = False  # directly after a brace: the next word may say what the group is
        self._starred = False
        self.complete = False  # the brace was met that ends the file

    def read(self) -> None:
        """The whole file, as far as it goes."""
        at = 0
        for _ in range(MAX_TOKENS):
            if at >= len(self._written) or self._paragraphs >= MAX_PARAGRAPHS:
                break
            if self._state.fallback == 1 and not self._stand_ins and (codes := _CODES.match(self._written, at)):
                self._text("".join(letter(int(code)) for code in _CODE.findall(codes[0])))
                at = codes.end()
                continue
            found = _TOKEN.match(self._written, at)
            if found is None:  # a lone backslash at the end
                break
            at = self._token(found)
            if at < 0:
                self.complete = True
                break
        while self._stories:
            self._end_story()

    def _token(self, found: re.Match[str]) -> int:
        """Takes one token in and returns where the next begins; -1 after the last brace."""
        word, value, codes, sign, brace, text = found.groups()
        if brace == "{":
            self._open_group()
        elif brace:
            return found.end() if self._close_group() else -1
        elif word:
            return self._word(word, value, found.end())
        elif codes:
            self._bytes(bytes.fromhex(codes.replace("\\'", "")))
        elif text:
            self._bytes(text.encode("latin-1"))
        elif sign == "*":
            self._starred = self._opening
        elif sign in ("\r", "\n"):
            self._end_paragraph()
        elif sign:
            self._glyph(_GLYPHS.get(sign, ""))
        return found.end()

    def _open_group(self) -> None:
        self._opening, self._starred, self._stand_ins = True, False, 0
        if len(self._kept) >= MAX_DEPTH:
            self._deeper += 1
        else:
            self._kept.append(self._state)
            self._state = self._state.copy()

    def _close_group(self) -> bool:
        """False after the brace that ends the file."""
        self._opening, self._starred, self._stand_ins = False, False, 0
        if self._deeper:
            self._deeper -= 1
            return True
        if self._kept:
            self._state = self._kept.pop()
        while len(self._stories) > 1 and self._stories[-1][0] > len(self._kept):
            self._end_story()
        return bool(self._kept)

    def _word(self, word: str, value: str | None, end: int) -> int:
        opening, starred = self._opening, self._starred
        self._opening = self._starred = False
        if word == "bin":
            return end + max(0, int(value or 0))
        if opening and (word in _PASSED or word in _NUMBERS or (starred and word not in _ENTERED)):
            if word in _NUMBERS and self._kept and not self._deeper:
                self._kept[-1].listed = True
            return self._group_end(end)
        if opening and word in ("fonttbl", "stylesheet", "info"):
            return self._table(word, end)
        if opening and (word in _BOXES or word in _HEADS or word in _FEET or word == "footnote"):
            self._begin_story(word)
        elif word == "u":
            self._text(letter(int(value or 0)))
            self._stand_ins = self._state.fallback
            return end
        elif word in _GLYPHS:
            self._glyph(_GLYPHS[word])
            return end
        elif not self._ends(word):
            self._sets(word, int(value) if value is not None else None)
        self._stand_ins = 0  # a word stands for the code as well as a letter
        return end

    def _table(self, word: str, at: int) -> int:
        """A table before the text is read as one piece."""
        end = self._group_end(at)
        written = self._written[at:end]
        if word == "fonttbl":
            self._fonts.update(font_codecs(written))
        elif word == "stylesheet":
            self._levels.update(style_levels(written))
        else:
            self.summary = read_information(written, self._codec_now())
        return end

    def _group_end(self, at: int) -> int:
        """Where the brace stands that ends the group around `at`; all between is passed over, binary data by its length."""
        depth = 1
        while found := _SKIPPED.search(self._written, at):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
                if not depth:
                    return found.start()
            at = found.end() + int(found[1] or 0)
        return len(self._written)

    def _ends(self, word: str) -> bool:
        """Words that end a paragraph, a cell or a row."""
        story = self._stories[-1][1]
        if word in ("par", "sect", "nestcell"):
            self._end_paragraph(nested=word == "nestcell")
        elif word == "cell":
            self._end_paragraph(in_cell=True)
            story.end_cell()
        elif word == "row":
            story.end_row(self._row.cells(), heading=self._row.heading)
        else:
            return False
        return True

    def _sets(self, word: str, value: int | None) -> None:
        """Words that change what holds from here on."""
        state = self._state
        on = value != 0
        match word:
            case "pard":
                state.plain_paragraph()
            case "plain":
                state.plain_letters(self._default_font)
            case "b":
                state.bold = on
            case "v":
                state.hidden = on
            case "deleted":
                state.deleted = on
            case "f":
                state.font = str(value or 0)
            case "deff":
                self._default_font = state.font = str(value or 0)
            case "uc":
                state.fallback = max(0, value if value is not None else 1)
            case "s":
                state.style = str(value or 0)
            case "outlinelevel":
                state.outline = (value or 0) + 1 if 0 <= (value or 0) < 6 else 0
            case "ls":
                state.listed = bool(value)
            case "qc":
                state.centred = True
            case "ql" | "qr" | "qj":
                state.centred = False
            case "intbl":
                state.in_table = on
            case "itap":
                state.depth = value or 0
            case "trowd":
                self._row.begin()
            case "ansicpg":
                self._codec = codec_of(value or 1252)
            case "mac" | "pc" | "pca":
                self._codec = "mac-cyrillic" if word == "mac" else "cp866"
            case "upr":  # says words twice, first for old programs
                state.shown = False
            case "ud":
                state.shown = True
            case _:
                self._row.say(word, value or 0)

    def _codec_now(self) -> str:
        codec = self._fonts.get(self._state.font, self._codec)
        return "cp1251" if codec == "cp1252" and self._russian else codec

    def _bytes(self, written: bytes) -> None:
        self._opening = False
        if self._stand_ins:
            left = written[self._stand_ins :]
            self._stand_ins = max(0, self._stand_ins - len(written))
            written = left
        if written:
            codec = self._codec_now()
            self._text(" " if codec == SYMBOLS else written.decode(codec, "replace"))

    def _glyph(self, sign: str) -> None:
        if self._stand_ins:
            self._stand_ins -= 1
        else:
            self._text(sign)

    def _text(self, text: str) -> None:
        self._opening = False
        state = self._state
        if state.shown and not state.hidden and not state.deleted and self._kept:
            self._stories[-1][2].add(text, bold=state.bold)

    def _end_paragraph(self, *, in_cell: bool = False, nested: bool = False) -> None:
        level, story, draft = self._stories[-1]
        self._stories[-1] = (level, story, ParagraphDraft())
        self._paragraphs += 1
        state = self._state
        draft.parts = [whole_letters(draft.text)]
        draft.level = state.outline or self._levels.get(state.style, 0)
        draft.listed = state.listed
        draft.centred = state.centred
        if in_cell or nested or state.in_table or state.depth or story.in_row:
            story.inside(draft)
        else:
            story.outside(draft)

    def _begin_story(self, word: str) -> None:
        if word in _HEADS or word in _FEET:
            held = self.heads if word in _HEADS else self.feet
        elif word == "footnote":
            held = self.notes
        else:
            held = self.main
        if self._deeper:
            return
        self._stories.append((len(self._kept), Story(held), ParagraphDraft()))
        self._state.plain_paragraph()

    def _end_story(self) -> None:
        if self._stories[-1][2].parts:
            self._end_paragraph()
        self._stories.pop()[1].close()
