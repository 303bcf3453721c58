"""robots.txt: what it permits is asked, what it forbids is not, and unknown rules forbid everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.crawl.robots import Robots, Rules
from site_audit.model import Capture, Failure, Trouble
from tests.crawl.walking import NOW

SITE = "http://school.example"


class Told:
    """Serves one robots.txt and remembers what was asked and said."""

    def __init__(self, answer: bytes | Failure | list[bytes | Failure]) -> None:
        self._answers = answer if isinstance(answer, list) else [answer]
        self.asked: list[str] = []
        self.rules: list[Rules] = []
        self.robots = Robots(self._fetch, agent="site-audit/0.1", told=lambda url, rules: self.rules.append(rules))

    def _fetch(self, url: str) -> Capture | Failure:
        self.asked.append(url)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return answer if isinstance(answer, Failure) else Capture(url, url, 200, "text/plain", "", (), answer, NOW, "sha256:x")

    def allows(self, path: str) -> bool:
        """Whether a path may be asked."""
        return self.robots.verdict(SITE + path) is None


def failed(trouble: Trouble, detail: str = "") -> Failure:
    """robots.txt did this instead of showing itself."""
    return Failure(SITE + "/robots.txt", trouble, detail)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /admin/", "/admin/x", False),
        ("User-agent: *\nDisallow: /admin/", "/administration.html", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow: /\nAllow: /public/", "/public/a.html", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/plan.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/plan.pdf?x=1", True),
        ("User-agent: *\nDisallow: /*?month=", "/cal?month=5", False),
        ("User-agent: *\nDisallow: /план/", "/%D0%BF%D0%BB%D0%B0%D0%BD/1", False),
        ("User-agent: *\nDisallow: /%D0%BF%D0%BB%D0%B0%D0%BD/", "/%D0%BF%D0%BB%D0%B0%D0%BD/1", False),
        ("User-agent: Yandex\nDisallow: /", "/a", True),
        ("User-agent: site-audit\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: Site-Audit\nDisallow: /a", "/a", False),
        ("USER-AGENT:*\nDISALLOW:/a", "/a", False),
        ("User-agent: *\r\nDisallow: /a\r\n", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("# comment\nUser-agent: * # all\nDisallow: /a # here", "/a", False),
        ("<html><title>404</title></html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_rules(text: str, path: str, allowed: bool) -> None:
    """Groups, wildcards, the longest rule, Cyrillic and careless spelling."""
    assert Told(text.encode()).allows(path) is allowed


def test_what_is_forbidden_says_so() -> None:
    """The failure names the address and its cause."""
    verdict = Told(b"User-agent: *\nDisallow: /a").robots.verdict(SITE + "/a?x=1")
    assert verdict == Failure(SITE + "/a?x=1", Trouble.ROBOTS, "disallowed")


@pytest.mark.parametrize(
    "text", ["User-agent: *\nDisallow: /план".encode("cp1251") + b"\nDisallow: /a", b"\xff\xfe\x00" * 50, b"\x00" * 900, b"Disallow: /" * 9]
)
def test_mangled_files_do_not_stop_the_walk(text: bytes) -> None:
    """Whatever the bytes, there is an answer, and the home page is not lost by it."""
    assert Told(text).allows("/")


def test_rules_beside_mangled_lines_hold() -> None:
    """One line in another encoding does not undo the others."""
    assert not Told("User-agent: *\nDisallow: /план\nDisallow: /a".encode("cp1251")).allows("/a")


def test_each_origin_is_asked_once() -> None:
    """The file is read once a host, however many addresses are asked."""
    told = Told(b"User-agent: *\nDisallow: /a")
    for path in ("/", "/a", "/b"):
        told.allows(path)
    assert told.asked == [SITE + "/robots.txt"]
    told.robots.verdict("http://files.example/plan.pdf")
    assert told.asked[1:] == ["http://files.example/robots.txt"]


@pytest.mark.parametrize("detail", ["400", "401", "403", "404", "410"])
def test_client_errors_permit_everything(detail: str) -> None:
    """No file, no rules."""
    assert Told(failed(Trouble.HTTP_STATUS, detail)).allows("/a")


@pytest.mark.parametrize("answer", [failed(Trouble.EMPTY), failed(Trouble.REDIRECTS, "loop"), failed(Trouble.BLOCK_PAGE, "ddos-guard 403")])
def test_no_file_either(answer: Failure) -> None:
    """An empty file, and an address that leads nowhere, hold no rules."""
    assert Told(answer).allows("/a")


@pytest.mark.parametrize(
    "answer",
    [
        failed(Trouble.HTTP_STATUS, "500"),
        failed(Trouble.HTTP_STATUS, "503"),
        failed(Trouble.HTTP_STATUS, "429"),
        failed(Trouble.TIMEOUT),
        failed(Trouble.TRUNCATED),
    ],
)
def test_unknown_rules_forbid_everything(answer: Failure) -> None:
    """A server that fails or is silent is asked for its rules once more, and then nothing of it is asked."""
    told = Told(answer)
    verdict = told.robots.verdict(SITE + "/")
    assert verdict is not None
    assert verdict.trouble is Trouble.ROBOTS
    assert verdict.detail
    assert len(told.asked) == 2
    assert told.rules[0].failure is not None


def test_a_second_try_helps() -> None:
    """One bad moment of the server does not cost the school its audit."""
    told = Told([failed(Trouble.TIMEOUT), b"User-agent: *\nDisallow: /a"])
    assert told.allows("/")
    assert not told.allows("/a")


@pytest.mark.parametrize("trouble", [Trouble.DNS, Trouble.CONNECT, Trouble.TLS, Trouble.FORBIDDEN_NETWORK])
def test_a_host_that_is_not_there(trouble: Trouble) -> None:
    """Where there is no connection the trouble is that, not the rules."""
    verdict = Told(failed(trouble, "why")).robots.verdict(SITE + "/")
    assert verdict == Failure(SITE + "/", trouble, "why")


@pytest.mark.parametrize(
    ("text", "delay"),
    [("Crawl-delay: 5", 5.0), ("Crawl-delay: 2.5", 2.5), ("Crawl-delay: -3", 0.0), ("Crawl-delay: soon", 0.0), ("Disallow: /a", 0.0)],
)
def test_crawl_delay(text: str, delay: float) -> None:
    """The pause a site asks for, in fractions too; nonsense is no pause."""
    told = Told(f"User-agent: *\n{text}".encode())
    assert told.robots.of(SITE).delay_s == delay


def test_sitemaps_are_named() -> None:
    """Sitemap lines are found wherever they stand."""
    told = Told(b"Sitemap: http://school.example/a.xml\nUser-agent: *\nDisallow: /x\nsitemap:http://school.example/b.xml.gz")
    assert told.robots.of(SITE).sitemaps == ("http://school.example/a.xml", "http://school.example/b.xml.gz")


def test_a_rule_of_stars_takes_no_time() -> None:
    """A pattern of many wildcards, which would take for ever, is left out; the others hold."""
    told = Told(b"User-agent: *\nDisallow: /" + b"*a" * 3_000 + b"\nDisallow: /b")
    assert told.allows("/" + "a" * 500)
    assert not told.allows("/b")


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_give_a_verdict(data: bytes, path: str) -> None:
    """No robots.txt and no address makes the rules raise."""
    told = Told(data)
    verdict = told.robots.verdict(SITE + "/" + path.replace("\n", ""))
    assert verdict is None or verdict.trouble is Trouble.ROBOTS
