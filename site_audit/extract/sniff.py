"""What a file is, told by its bytes and never by its name: school sites serve fonts as .html and pages as .doc."""

from __future__ import annotations

import re
import struct

from site_audit.extract.delimited import delimiter_of

HTML = "text/html"
PLAIN = "text/plain"
CSV = "text/csv"
PDF = "application/pdf"
RTF = "application/rtf"
ZIP = "application/zip"
MHTML = "multipart/related"  # a page with its pictures as one e-mail, which Word calls a web archive and saves as .doc
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = f"{_OPEN_XML}wordprocessingml.document", f"{_OPEN_XML}spreadsheetml.sheet"
PPTX = f"{_OPEN_XML}presentationml.presentation"
ODT, ODS, ODP = (f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation"))
JPEG, PNG, TIFF, GIF, BMP, WEBP = (f"image/{kind}" for kind in ("jpeg", "png", "tiff", "gif", "bmp", "webp"))
WORD_XML = "application/vnd.ms-word.document+xml"  # a Word file as one XML text: of Word 2003, or the parts of a .docx in one
SIGNATURE = "application/pkcs7-signature"
ENCRYPTED_OFFICE = "application/x-ole-encrypted"

NAMES: dict[str, str] = {
    HTML: "html",
    PLAIN: "text",
    CSV: "csv",
    PDF: "pdf",
    RTF: "rtf",
    ZIP: "zip",
    MHTML: "mhtml",
    DOC: "doc",
    XLS: "xls",
    PPT: "ppt",
    DOCX: "docx",
    WORD_XML: "word xml",
    XLSX: "xlsx",
    PPTX: "pptx",
    ODT: "odt",
    ODS: "ods",
    ODP: "odp",
    SIGNATURE: "signature",
    ENCRYPTED_OFFICE: "encrypted office file",
    "application/x-ole-storage": "ole",
    "application/vnd.rar": "rar",
    "application/x-7z-compressed": "7z",
    "application/gzip": "gzip",
    "application/xml": "xml",
    "application/octet-stream": "unknown",
}
"""The short name of a type, as a failure's detail says it."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n", PNG),
    (b"GIF8", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"BM", BMP),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"OTTO", "font/otf"),
    (b"ttcf", "font/collection"),
    (b"\x00\x01\x00\x00", "font/ttf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ", "application/x-xz"),
    (b"{\\rtf", RTF),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"FLV", "video/x-flv"),
    (b"-----BEGIN PKCS7", SIGNATURE),
    (b"0\x80\x06\x09*\x86H", SIGNATURE),
)
_OPEN_DOCUMENT = re.compile(rb"mimetype(application/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))")
_OFFICE_FOLDERS = ((b"word/", DOCX), (b"xl/", XLSX), (b"ppt/", PPTX))
_OLE_STREAMS = (("EncryptedPackage", ENCRYPTED_OFFICE), ("WordDocument", DOC), ("PowerPoint Document", PPT), ("Workbook", XLS),
                ("Book", XLS))  # fmt: skip
_OLE_ENTRY, _OLE_NAME = 128, 64  # bytes of an entry of the directory, and of the name it begins with
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|link|base|script|style|frameset|iframe|form)\b", re.IGNORECASE)
_HTML_TAG = re.compile(
    rb"<(?:/?(?:p|div|table|tr|td|br|h[1-6]|ul|ol|li|span|a|b|i|font|center|img|section|article))(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_MARKUP_AT_START = re.compile(rb"\s*<(?:!--|[a-z!?])", re.IGNORECASE)
_MAIL = re.compile(rb"^(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n){0,9}){0,20}?MIME-Version:", re.IGNORECASE)
_MAIL_PARTS = re.compile(rb"^Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)\b", re.IGNORECASE | re.MULTILINE)
_WORD_XML = re.compile(
    rb"<\?mso-application\s[^>]{0,99}Word\.Document|<(?:\w+:)?(?:wordDocument|package)\s[^>]{0,4000}microsoft\.com/office"
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SCRIPT_TYPES = re.compile(r"javascript|ecmascript|text/css|json")
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n"
HEAD = 4096


def sniff(body: bytes, declared: str = "") -> str:
    """The media type of the bytes; `declared` only tells scripts and styles from plain text, which bytes cannot."""
    if body[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_type(body)
    if body.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(body)
    for magic, media_type in _MAGIC:
        if body.startswith(magic):
            return media_type
    if body[:4] == b"RIFF":
        return WEBP if body[8:12] == b"WEBP" else "video/x-msvideo"
    if body[4:8] == b"ftyp":
        return "image/heic" if body[8:11] in (b"hei", b"mif") else "video/mp4"
    if b"%PDF-" in body[:1024] and not _HTML_START.search(body[:1024]):
        return PDF
    if re.match(rb"0\x82..\x06\x09\*\x86H", body, re.DOTALL):
        return SIGNATURE
    return _text_type(body, declared)


def short_name(media_type: str) -> str:
    """What to call a type in a failure: "doc", "xlsx", "image", "font"."""
    return NAMES.get(media_type) or media_type.partition("/")[0 if media_type.split("/")[0] in ("image", "font", "audio", "video") else 2]


def _zip_type(body: bytes) -> str:
    if found := _OPEN_DOCUMENT.search(body[:200]):
        return found[1].decode("ascii")
    names = _zip_directory(body)
    if b"[Content_Types].xml" in names:
        for folder, media_type in _OFFICE_FOLDERS:
            if folder in names:
                return media_type
    return ZIP


def _zip_directory(body: bytes) -> bytes:
    """The slice that lists a zip's members; the whole body where the end is cut off."""
    at = body.rfind(b"PK\x05\x06", max(0, len(body) - 66_000))
    if at < 0 or at + 22 > len(body):
        return body
    size, offset = struct.unpack_from("<II", body, at + 12)
    return body[offset : offset + size] or body


def _ole_type(body: bytes) -> str:
    for name, media_type in _OLE_STREAMS:
        if _has_stream(body, name.encode("utf-16-le") + b"\x00\x00"):
            return media_type
    return "application/x-ole-storage"


def _has_stream(body: bytes, name: bytes) -> bool:
    """An entry of the directory bears the name: words of the text («Book») lie elsewhere, and no length follows them."""
    at = body.find(name)
    while at >= 0:
        if at % _OLE_ENTRY == 0 and body[at + _OLE_NAME : at + _OLE_NAME + 2] == struct.pack("<H", len(name)):
            return True
        at = body.find(name, at + 1)
    return False


def _text_type(body: bytes, declared: str) -> str:
    head = body[:HEAD]
    if codec := looks_utf16(head):
        head = head.decode(codec, "replace").encode()
    elif len(_CONTROLS.findall(head)) > len(head) // 50 + 1:
        return "application/octet-stream"
    if _MAIL.match(head.lstrip(b"\xef\xbb\xbf\r\n")) and _MAIL_PARTS.search(head):
        return MHTML
    if _WORD_XML.search(head) and head.lstrip(_BLANK)[:5].lower() == b"<?xml":
        return WORD_XML
    if _is_html(head, body):
        return HTML
    start = head.lstrip(_BLANK)
    if start[:5].lower() == b"<?xml" or start[:4].lower() == b"<svg":
        return "image/svg+xml" if b"<svg" in head.lower() else "application/xml"
    if _SCRIPT_TYPES.search(declared):
        return declared
    return CSV if delimiter_of(head.decode("latin-1"), cut=len(body) >= HEAD) else PLAIN


def looks_utf16(head: bytes) -> str:
    """The byte order of UTF-16 text ("utf-16-le", "utf-16-be"), "" if it is none: its high bytes are 0 or 4 (Latin, Cyrillic)."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16-le" if head[0] == 0xFF else "utf-16-be"
    pairs = len(head) // 2
    if pairs < 8:
        return ""
    for first, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = head[first : pairs * 2 : 2]
        if (high.count(0) + high.count(4)) > 0.7 * pairs:
            return codec
    return ""


def _is_html(head: bytes, body: bytes) -> bool:
    if _MARKUP_AT_START.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe\xfe")) and (_HTML_START.search(head) or _HTML_TAG.search(head)):
        return True
    if _HTML_START.search(head) and b"<" in head[:1024]:
        return True
    return len(_HTML_TAG.findall(body[:32_768])) >= 3
