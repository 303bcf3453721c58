"""What stands before the words of an RTF file: the code pages of its fonts, the headings among its styles, its title and dates."""

from __future__ import annotations

import re

from site_audit.extract.office.doc_styles import outline_level
from site_audit.extract.office.heading_names import level_of_name
from site_audit.extract.office.summary import Summary, codec_of

MAX_ENTRIES = 4_000
SYMBOLS = "symbols"  # in place of a codec: a font of pictures
_CHARSETS = {
    204: "cp1251", 238: "cp1250", 161: "cp1253", 162: "cp1254", 186: "cp1257", 254: "cp866", 255: "cp866", 89: "mac-cyrillic",
    84: "mac-cyrillic", 77: "mac-roman", 2: SYMBOLS,
}  # fmt: skip
_FONT = re.compile(r"\\f(\d{1,5})(?!\d)")
_CHARSET = re.compile(r"\\fcharset(\d{1,3})")
_PAGE = re.compile(r"\\cpg(\d{1,5})")
_STYLE = re.compile(r"\{((?:[^{}]++|\{[^{}]*+\})*+)\}")
_NUMBER = re.compile(r"\\s(\d{1,5})(?!\d)")
_OUTLINE = re.compile(r"\\outlinelevel(\d)")
_TITLE = re.compile(r"\{\\title\b(?: |(?=[\\{]))((?:[^{}]++|\{[^{}]*+\})*+)\}")
_MOMENT = r"\{\\%s((?:\\[a-z]+\d+\s?)*)\}"
_CREATED, _SAVED = (re.compile(_MOMENT % word) for word in ("creatim", "revtim"))
_PARTS = re.compile(
    r"\\u(-?\d{1,5}) ?(?:\\'[0-9a-fA-F]{2}|[^\\{}\r\n])?|((?:\\'[0-9a-fA-F]{2})+)|\\[a-z]+-?\d* ?|\\(.)|[{}\r\n]|([^\\{}\r\n]+)"
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LOST = re.compile("[\ud800-\udfff\uf000-\uf0ff\ufffd\x00-\x08\x0e-\x1f]")


def font_codecs(fonts: str) -> dict[str, str]:
    """The codec of each font that says one, by the font's number as written."""
    parts = _FONT.split(fonts, maxsplit=MAX_ENTRIES)
    codecs: dict[str, str] = {}
    for number, said in zip(parts[1::2], parts[2::2], strict=True):
        page, charset = _PAGE.search(said), _CHARSET.search(said)
        if page and int(page[1]):
            codecs[number] = codec_of(int(page[1]))
        elif charset and int(charset[1]) in _CHARSETS:
            codecs[number] = _CHARSETS[int(charset[1])]
    return codecs


def style_levels(styles: str) -> dict[str, int]:
    """The heading level of each style that is one, by the style's number as written."""
    levels: dict[str, int] = {}
    for entry, _ in zip(_STYLE.finditer(styles), range(MAX_ENTRIES), strict=False):
        number, outline = _NUMBER.search(entry[1]), _OUTLINE.search(entry[1])
        name = plain_words(entry[1], "cp1251").strip().rstrip(";")
        level = level_of_name(name) or (outline_level(int(outline[1])) if outline else 0)
        if level and number:
            levels[number[1]] = level
    return levels


def read_information(information: str, codec: str) -> Summary:
    """Title and dates of the file."""
    titles = [plain_words(found[1], codec) for found in _TITLE.finditer(information)]
    return Summary(titles[-1] if titles else "", _day(_CREATED, information), _day(_SAVED, information))


def plain_words(written: str, codec: str) -> str:
    """The words of a short piece without groups that matter."""
    words = []
    for found in _PARTS.finditer(written):
        if found[1]:
            words.append(letter(int(found[1])))
        elif found[2]:
            words.append(bytes.fromhex(found[2].replace("\\'", "")).decode(codec, "replace"))
        elif found[3] or found[4]:
            words.append(found[3] or found[4].encode("latin-1", "replace").decode(codec, "replace"))
    return whole_letters("".join(words))


def letter(code: int) -> str:
    """The letter of a code as RTF writes it, negative from 32768 on; half a pair of codes stays half, to be joined later."""
    return chr(code & 0xFFFF)


def whole_letters(text: str) -> str:
    """Letters told as pairs of codes made one; what is no letter left out."""
    joined = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return _LOST.sub("", joined)


def _day(pattern: re.Pattern[str], information: str) -> str:
    found = pattern.search(information)
    said = dict(re.findall(r"\\(yr|mo|dy)(\d{1,4})", found[1])) if found else {}
    return f"{int(said['yr']):04}-{int(said['mo']):02}-{int(said['dy']):02}" if len(said) == 3 else ""
