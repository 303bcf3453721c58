"""Addresses: one canonical form, which site one belongs to, how it is shown to people, and safe repairs of what operators type."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import unquote, unquote_to_bytes, urlsplit

import ada_url
from publicsuffixlist import PublicSuffixList

LONGEST = 4_000  # longer ones are data, not addresses; servers refuse them at 8,000
_CAMPAIGN = re.compile(r"utm_\w+|yclid|ysclid|fbclid|gclid|_openstat|phpsessid|jsessionid|aspsessionid\w*|cftoken", re.IGNORECASE)
_SESSION = re.compile(r"(?:sid|s_id|osid|cfid|session_?id|sess(?:id|ion)?)=[^&]{10,}", re.IGNORECASE)  # a short "sid=5" may be a section
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PORTAL = re.compile(r"(?:^|\.)[a-z0-9-]+school\.(?:ru|рф|xn--p1ai|com|info)$")  # rostovschool.ru, kbrschool.ru: a region's portal
_TEXT_FILES = re.compile(r"\.(?:pdf|doc[xm]?|dotx?|rtf|odt|xls[xmb]?|ods|csv|pp[ts]x?|odp|txt|zip)$", re.IGNORECASE)
_SELDOM_TEXT = re.compile(r"\.(?:jpe?g|jfif|png|tiff?|bmp|webp|gif|rar|7z)$", re.IGNORECASE)
# Portals and hosters where every site is a host of its own. Most regional portals of schools and the free hosters of the Russian web.
SHARED_HOSTERS = frozenset(
    """ucoz.ru ucoz.net ucoz.com ucoz.org ucoz.site ucoz.club narod.ru narod2.ru 3dn.ru my1.ru moy.su clan.su do.am edusite.ru
    gosweb.gosuslugi.ru nubex.ru mskobr.ru mskzapad.ru cap.ru schoolrm.ru krymschool.ru karelschool.ru edu22.info edu95.ru dod95.ru
    saredu.ru a2b2.ru siteedu.ru eduface.ru obr55.ru ouvlad.ru edumsko.ru educhel.ru tatar.ru tatarstan.ru tomedu.ru nnov.ru edu54.ru
    edu35.ru yanao.ru e-schools.info e-stile.ru centerstart.ru eljur.ru tilda.ws wixsite.com wordpress.com blogspot.com webnode.ru
    jimdo.com jimdofree.com okis.ru umi.ru ukit.me nethouse.ru usite.pro bget.ru beget.tech myjino.ru google.com github.io""".split()  # noqa: SIM905 - a table of names reads best so
)


def canonical(url: str, base: str | None = None) -> str | None:
    """The one form of an address: http(s) only, no fragment, credentials, session or campaign, punycode host. Never raises."""
    try:
        parsed = ada_url.URL(_spelled(url), _spelled(base)) if base else ada_url.URL(_spelled(url))
        host = _host(parsed.hostname)
        if parsed.protocol not in ("http:", "https:") or not host or parsed.port == "0":
            return None
        path = _escaped(_PATH_SESSION.sub("", parsed.pathname)) or "/"
        query = _query(parsed.search[1:])
        port = f":{parsed.port}" if parsed.port else ""
        found = ada_url.URL(f"{parsed.protocol}//{host}{port}{path}{'?' + query if query else ''}").href
    except (ValueError, TypeError, AttributeError):
        return None
    return found if len(found) <= LONGEST else None


def names_a_file(url: str) -> bool:
    """Whether the address itself says that a document lies there, a picture of one or a packed one included."""
    return _ends(_TEXT_FILES, url) or is_seldom_text(url)


def is_seldom_text(url: str) -> bool:
    """Whether a picture or an archive nobody opens lies there: a document only where the words of its link say so."""
    return _ends(_SELDOM_TEXT, url)


def _ends(endings: re.Pattern[str], url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return endings.search(parts.path) is not None or endings.search(unquote(parts.query)) is not None


def _spelled(url: str) -> str:
    """Without what no encoder takes: half characters from broken pages."""
    return url.strip().encode("utf-8", "replace").decode("utf-8")


def _host(name: str) -> str:
    name = name.rstrip(".")
    return "" if ".." in name or name.startswith(".") or len(name) > 253 else name


def _escaped(text: str) -> str:
    """Escapes in upper case, none where none is needed, and a bare percent sign escaped: the same bytes always spelt the same."""

    def spelt(found: re.Match[str]) -> str:
        if not found[1]:
            return "%25"
        letter = chr(int(found[1], 16))
        return letter if letter in _UNRESERVED else f"%{found[1].upper()}"

    return _ESCAPE.sub(spelt, text)


def _query(query: str) -> str:
    """The parameters that name a page, not its visitor."""
    kept = (part for part in query.split("&") if part and not _CAMPAIGN.fullmatch(part.partition("=")[0]) and not _SESSION.fullmatch(part))
    return _escaped("&".join(kept))


def host_of(url: str) -> str:
    """The host without its port, "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=4_096)
def is_machine(host: str) -> bool:
    """A bare IP address or a name of this computer: there a site is a host with its port."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return True


@lru_cache(maxsize=4_096)
def site_key(url: str) -> str:
    """Which family an address belongs to: the registered domain; on a shared hoster the whole host; on a bare IP host and port."""
    host = host_of(url)
    if is_machine(host):
        try:
            port = urlsplit(url).port
        except ValueError:
            port = None
        return f"{host}:{port or (443 if url.startswith('https:') else 80)}"
    plain = without_www(host)
    if is_shared(plain):
        return plain
    return _suffixes().privatesuffix(plain) or plain


@lru_cache(maxsize=4_096)
def platform_key(url: str) -> str:
    """Whose server an address asks: the shared hoster or portal, else the registered domain; on a bare IP host and port."""
    host = host_of(url)
    if is_machine(host):
        return site_key(url)
    return _hoster(host) or _suffixes().privatesuffix(host) or host


def is_shared(host: str) -> bool:
    """Whether the host stands on a portal where neighbours have nothing to do with each other."""
    return bool(_hoster(host))


def _hoster(host: str) -> str:
    """The portal or hoster above a host, "" where it stands on none."""
    labels = host.split(".")
    above = (".".join(labels[i:]) for i in range(1, len(labels)))
    return next((name for name in above if name in SHARED_HOSTERS or _PORTAL.search(name)), "")


def without_www(host: str) -> str:
    """The host as people think of it."""
    return host.removeprefix("www.")


# ---------------------------------------------------------------- for people

_HIGH_BYTES = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_READABLE = re.compile(r"[А-Яа-яЁё№«»–—]+")  # letters that cannot be mistaken for the syntax of an address
_CYRILLIC_LABEL = re.compile(r"[а-яё0-9-]+")  # a label that mixes alphabets stays in punycode: it may imitate another site


def display(url: str) -> str:
    """The address as a reader knows it: Cyrillic host and path instead of punycode and percent signs. A bare host is fine too."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        scheme, rest = "", url
    host, slash, path = rest.partition("/")
    shown = ".".join(_readable_label(label) for label in host.split("."))
    return scheme + separator + shown + slash + _HIGH_BYTES.sub(_readable_run, path)


def _readable_label(label: str) -> str:
    name, colon, port = label.partition(":")
    if not name.startswith("xn--"):
        return label
    try:
        decoded = ada_url.idna_to_unicode(name.encode("ascii", "ignore"))
    except (ValueError, TypeError):
        return label
    return decoded + colon + port if _CYRILLIC_LABEL.fullmatch(decoded) else label


def _readable_run(found: re.Match[str]) -> str:
    try:
        decoded = unquote_to_bytes(found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return decoded if _READABLE.fullmatch(decoded) else found[0]


# ---------------------------------------------------------------- what operators type

_SCHEME = re.compile(r"^\W{0,3}?[hн]{1,2}[tт]{1,3}[pр]?([sс]?)\s*(?:[:;]\s*[/\\]*|[/\\]+)[\s:;/\\]*", re.IGNORECASE)
_PROPER = re.compile(r"https?://[^\s/\\:;]", re.IGNORECASE)
_INSIDE = re.compile(r"https?://\S+", re.IGNORECASE)
_EMAIL = re.compile(r"(?:https?://)?(?:mailto:)?[^\s@/:]+@[^\s@/]+/?", re.IGNORECASE)
_EDGES = " \t\r\n\"'«»“”<>()[]{}.,;:|"
_DOT_BLANKS = re.compile(r"\s*\.\s*(?=[^\s/?#])")
_TEST_ZONES = frozenset({"example", "test", "invalid", "localhost"})  # RFC 2606: reserved, used by examples and tests


def repair(raw: str) -> tuple[str | None, str]:
    """The address meant by a cell of the list, with a note if it was mended; None with the reason where nobody can tell what was meant."""
    text = raw.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").strip()
    if _EMAIL.fullmatch(text.strip(_EDGES)):
        return None, "это адрес электронной почты, а не сайта"
    proper = bool(_PROPER.match(text))
    rest, secure = _without_scheme(text)
    if not rest:
        return None, "адреса нет"
    host, tail = _host_and_tail(rest)
    if wrong := _wrong_host(host, strict=not proper):
        return None, wrong
    url = canonical(f"{'https' if secure else 'http'}://{host}{tail}")
    if url is None:
        return None, "такой адрес невозможен: в имени сайта недопустимые знаки"
    intact = proper and f"{host}{tail}".rstrip("/") == text.partition("://")[2].rstrip("/")
    return url, "" if intact else f"исправлено на {display(url)}"


def _without_scheme(text: str) -> tuple[str, bool]:
    """What follows the scheme, however the scheme is misspelt or doubled, and whether it was https."""
    if not _SCHEME.match(text) and (inside := _INSIDE.search(text)):
        text = inside[0]  # "сайт: http://…"
    schemes = []
    for _ in range(4):
        found = _SCHEME.match(text)
        if not found:
            break
        schemes.append(found[1])
        text = text[found.end() :]
    text = text.strip().lstrip(_EDGES.replace("[", "") + "/\\").rstrip(_EDGES.replace("]", ""))
    return text, len(schemes) == 1 and bool(schemes[0])  # of a doubled scheme neither can be trusted


def _host_and_tail(rest: str) -> tuple[str, str]:
    cut = re.search(r"[/\\?#]", rest)
    host, tail = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    host = re.sub(r"^www\s*[,.]\s*", "www.", host, flags=re.IGNORECASE)
    host = _DOT_BLANKS.sub(".", host.strip())
    if " " in host and "." in host.split()[0] and not cut:  # "school.ru (старый)", "a.ru, b.ru": the first is an address in itself
        host = host.split()[0]
    host = re.sub(r"\.{2,}", ".", host).strip(_EDGES.replace("[", "").replace("]", ""))
    return host, "" if tail.strip() in ("", "\\") else tail.strip().split()[0]


def _wrong_host(host: str, *, strict: bool) -> str:
    """Why this cannot be the name of a site, "" if it can."""
    name = re.sub(r":\d{1,5}$", "", host)
    if is_machine(name.lower()):
        return ""
    if re.search(r"[\s,;@()«»\"'!№|]", name):
        return "это не похоже на адрес сайта: в имени лишние знаки"
    if "." not in name:
        return "здесь слово, а не адрес сайта: в имени нет точки"
    ascii_url = canonical(f"http://{name}/")
    if ascii_url is None:
        return "такой адрес невозможен: в имени сайта недопустимые знаки"
    zone = host_of(ascii_url).rpartition(".")[2]
    known = zone in _TEST_ZONES or _suffixes().publicsuffix(zone, accept_unknown=False)
    if not known and (strict or not zone.isascii() or zone.startswith("xn--") or zone.isdigit()):
        return f"зоны «.{display(zone)}» нет среди доменных зон"
    return ""
