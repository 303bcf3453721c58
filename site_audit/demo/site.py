"""How one invented school answers: its folder of files and the oddities that its `site.toml` describes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".htm": "text/html",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rtf": "application/rtf",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
ORIGIN_MARK = b"@@ORIGIN@@"  # in robots.txt and sitemap.xml, which must name whole addresses
TEXTUAL = ("text/", "application/xml")


@dataclass(frozen=True, slots=True)
class Route:
    """One address that does not answer as its file would by itself. `at` is path and query, percent-decoded."""

    at: str
    file: str = ""
    status: int = 200
    type: str = ""
    redirect: str = ""
    delay: float = 0.0
    cut: int = 0  # so many bytes fewer are sent than were promised


@dataclass(frozen=True, slots=True)
class Site:
    """One school: where its files lie, which port it wants, and how it answers."""

    id: str
    folder: Path
    port: int
    unreachable: bool = False
    charset: str = ""  # said in the header of every text; "" says none
    delay: float = 0.0
    missing_status: int = 404
    marked: bool = True  # files carry an ETag, and "nothing new" is answered to whoever brings it back
    routes: Mapping[str, Route] | None = None

    def route(self, target: str) -> Route:
        """What answers a target (`/file/card?id=9`): the route of that very address, else the file of its path, else the 404 page."""
        parts = urlsplit("http://site" + target)
        path, query = unquote(parts.path), unquote(parts.query)
        named = self.routes or {}
        exact = named.get(f"{path}?{query}" if query else path)
        if exact is not None:
            return exact
        # What no route knows by its query is the page of the bare path, as most engines answer.
        return named.get(path) or self._file_route(path)

    def _file_route(self, path: str) -> Route:
        bare = path.strip("/")
        for name in (bare, f"{bare}/index.html", f"{bare}.html") if bare else ("index.html", "index.htm"):
            if self.file(name) is not None:
                return Route(at=path, file=name)
        return Route(at=path, file="404.html", status=self.missing_status)

    def file(self, name: str) -> Path | None:
        """The file of that name inside the site's folder, never outside it."""
        root = (self.folder / "www").resolve()
        try:
            found = (root / name).resolve()
            return found if found.is_relative_to(root) and found.is_file() else None
        except (OSError, ValueError):
            return None

    def body(self, route: Route, origin: str) -> bytes:
        """The bytes of a route; a site's own address is put in where a sitemap needs it."""
        path = self.file(route.file) if route.file else None
        if path is None:
            return b""
        data = path.read_bytes()
        return data.replace(ORIGIN_MARK, origin.encode("ascii", "replace")) if path.suffix in (".xml", ".txt") else data

    def media_type(self, route: Route) -> str:
        """The `Content-Type` of a route: what the route says, be it a lie, else by the file's ending."""
        if route.type:
            return route.type
        told = TYPES.get(Path(route.file).suffix.lower(), "text/html" if not route.file else "application/octet-stream")
        return f"{told}; charset={self.charset}" if self.charset and told.startswith(TEXTUAL) else told


def read_site(folder: Path) -> Site:
    """Read one school's `site.toml`."""
    data: dict[str, Any] = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8"))
    routes = tuple(Route(**entry) for entry in data.pop("route", ()))
    return Site(id=folder.name, folder=folder, routes={route.at: route for route in routes}, **data)


def read_sites(folder: Path) -> tuple[Site, ...]:
    """All schools of a folder, in the order of their ports."""
    sites = (read_site(path.parent) for path in folder.glob("*/site.toml"))
    return tuple(sorted(sites, key=lambda site: site.port))
