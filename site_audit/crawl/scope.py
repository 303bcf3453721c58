"""What belongs to the walk: the school's own host, files of its family, and nothing that is no text or only another view of a page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from site_audit.urls import host_of, is_machine, is_seldom_text, is_shared, names_a_file, site_key, without_www

_NO_TEXT = re.compile(
    r"\.(?:svg|ico|heic|psd|mp[34]|m4[av]|avi|mov|wmv|webm|ogg|wav|mkv|flv|t?gz|tar|"
    r"css|m?js|json|xml|rss|atom|woff2?|ttf|otf|eot|exe|msi|apk|dmg|iso|swf|ics|sig|p7s)$",
    re.IGNORECASE,
)
_VIEWS = re.compile(  # the same page in another dress
    r"[?&](?:print(?:able)?=|tmpl=component|set_template=|template=|version=special|special=|special_version|vi=|visually|bvi|mobile=|"
    r"format=(?:feed|pdf|raw|json|opensearch)|feed=)",
    re.IGNORECASE,
)
_VIEW_PATHS = re.compile(r"/version[-_]for[-_]blind|/(?:feed|rss|print)(?=[/.]|$)", re.IGNORECASE)
_DEED_ASKED = re.compile(  # a deed instead of a page
    r"[?&](?:replytocom=|share=|action=(?:login|logout|register|edit|print)|"
    r"task=(?:user|registration|mailto)|log(?:in|out)=|register=yes|forgot_password|backurl=|back_url|add_to|auth_service|do=(?:login|register))",
    re.IGNORECASE,
)
_DEEDS = re.compile(
    r"/(?:wp-admin|wp-json|bitrix/admin|cgi-bin|cdn-cgi)/|"
    r"/(?:wp-login|xmlrpc|administrator|log-?in|log-?out|sign-?in|sign-?up|register|registration|auth|user/(?:login|register|password)|cart)"
    r"(?=[/.]|$)",
    re.IGNORECASE,
)
NO_TEXT, DEED, DUPLICATE, TRAP = "no_text", "deed", "duplicate", "trap"
LONGEST_ADDRESS = 1_000
MOST_SEGMENTS = 14
SAME_SEGMENT = 3
MOST_PARAMETERS = 10
SAME_PARAMETER = 3
# Hosts where an organisation is a folder, not a host: there the site is what lies under the folder of its home page.
FOLDER_HOSTERS = frozenset({"edu.tatar.ru", "sites.google.com", "vk.com", "ok.ru", "t.me", "nsportal.ru", "infourok.ru", "multiurok.ru"})


@dataclass(frozen=True, slots=True)
class Scope:
    """The site around its home page."""

    host: str  # without www; on a bare address with the port
    folder: str = ""  # "/city/school", where a hoster has sites as folders
    also: str = ""  # the host of the list, where it leads on to another

    def holds(self, url: str) -> bool:
        """Whether the address is a page of this site, or a file of its family."""
        return self.holds_page(url) or (names_a_file(url) and not self.folder and site_key(url) == self._family())

    def holds_page(self, url: str) -> bool:
        """Whether the address lies on the site's own host or a host under it."""
        host = _host(url)
        if self.folder:
            path = urlsplit(url).path
            return host == self.host and (path == self.folder or path.startswith(self.folder.rstrip("/") + "/"))
        if host in (self.host, self.also):
            return True
        return host.endswith("." + self.host) and not is_machine(host) and not is_shared(f"x.{self.host}")

    def _family(self) -> str:
        return site_key(f"http://{self.host}/")


def scope_of(home: str, *, asked: str = "") -> Scope:
    """The scope of a home page, as it was found after redirects."""
    host = _host(home)
    path = urlsplit(home).path
    folder = path.removesuffix(".htm").removesuffix(".html").rstrip("/") if host in FOLDER_HOSTERS else ""
    return Scope(host, folder, _host(asked) if asked else "")


def is_worth_asking(url: str, *, promised: bool = False) -> bool:
    """Whether an address may show text of its own: no login, no print view, no endless path."""
    return not refusal(url, promised=promised)


@lru_cache(maxsize=8_192)
def refusal(url: str, *, promised: bool = False) -> str:
    """Why an address is not asked, "" where it is: no text there, a deed, another view of a page, a path that grows for ever.

    A picture is asked where the words of its link promise a document; so is an archive that cannot be opened, to be told as such.
    """
    if is_seldom_text(url) and not promised:
        return NO_TEXT
    parts = urlsplit(url)
    query = "?" + parts.query
    if _NO_TEXT.search(parts.path):
        return NO_TEXT
    if _DEED_ASKED.search(query) or _DEEDS.search(parts.path):
        return DEED
    if _VIEWS.search(query) or _VIEW_PATHS.search(parts.path):
        return DUPLICATE
    return TRAP if _is_endless(url, parts.path, parts.query) else ""


def _is_endless(url: str, path: str, query: str) -> bool:
    """An address that grows with every page: parts that come again and again, more choices of a filter than anybody makes."""
    segments = [segment for segment in path.split("/") if segment]
    if len(url) > LONGEST_ADDRESS or len(segments) > MOST_SEGMENTS:
        return True
    if len(segments) >= SAME_SEGMENT and max(Counter(segments).values()) >= SAME_SEGMENT:
        return True
    names = Counter(part.partition("=")[0] for part in query.split("&")) if "&" in query else Counter[str]()
    return len(names) > MOST_PARAMETERS or max(names.values(), default=0) > SAME_PARAMETER


def _host(url: str) -> str:
    host = host_of(url)
    return site_key(url) if is_machine(host) else without_www(host)
