"""Generated school sites of any size, and a server for them in a process of its own, so that serving takes nothing from who asks.

`python -m tests.benchmarks.generated <pages> <schools> <files> <paragraphs>` prints a port a school and serves until its input ends.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.benchmarks import made_files as made
from tests.house.tree import ROOT

BRANCHES = 10  # pages a page leads to: a thousand pages lie within three steps
PARAGRAPHS = 9
MENU = ("Главная", "О школе", "Новости", "Профориентация", "Документы", "Расписание", "Питание", "Контакты")
ORDINARY = (
    "Педагоги начальной школы провели праздник осени, в котором приняли участие родители.",
    "Команда волейболистов заняла второе место в соревнованиях муниципального округа.",
    "Библиотека объявляет о сборе книг для сельских филиалов, приносите их до конца месяца.",
    "Классный час был посвящён правилам дорожного движения и безопасности на льду.",
    "Десятиклассники защитили проекты по химии, лучшие работы поедут на областной конкурс.",
    "Столовая перешла на новое меню, согласованное с родительским комитетом.",
    "Школьный хор готовится к концерту, репетиции проходят по вторникам и пятницам.",
    "Совет школы обсудил ремонт спортивного зала и план работы на следующую четверть.",
    "Участники краеведческого кружка нашли в музее письма первых учителей посёлка.",
    "Просим не оставлять велосипеды у входа, для них поставлена стоянка за котельной.",
    "Осенние каникулы начинаются в понедельник, занятия кружков идут по расписанию.",
)
CAREER = (
    "Учащиеся девятых классов побывали на экскурсии в колледже района и увидели, как работают мастерские.",
    "На встрече с инженером завода ребята спрашивали о профессиях и условиях приёма на работу.",
    "Выпускники прошлых лет рассказали одиннадцатиклассникам о поступлении в университет.",
    "Родители восьмиклассников обсудили профориентационную работу и выбор профиля обучения.",
    "Центр занятости приглашает подростков на пробы профессий в дни каникул.",
)
SYLLABLES = ("ба", "ви", "го", "дра", "жу", "ки", "ло", "ме", "ну", "пы", "ра", "со", "те", "фа", "хо", "ши")
CAREER_EVERY = 10  # one page in so many speaks of our subject, as on the sites of schools


@cache  # a run has a few sizes of sites, and their pages are made before the clock starts
def page_of(number: int, pages: int, files: int = 0, paragraphs: int = PARAGRAPHS) -> bytes:
    """Page `number` of a site of so many: a menu, a dated text of its own, a table now and then, and the pages it leads to.

    The first `files` pages lead to a document each.
    """
    menu = "".join(f'<li><a href="{address(index)}">{name}</a></li>' for index, name in enumerate(MENU) if index < pages)
    text = "".join(f"<p>{_paragraph(number, line)}</p>" for line in range(paragraphs))
    below = range(number * BRANCHES + 1, min(number * BRANCHES + BRANCHES + 1, pages))
    ways = "".join(f'<li><a href="{address(index)}">Запись {index} школьного дневника</a></li>' for index in below)
    ways += f'<li><a href="{file_address(number)}">План работы {number}</a></li>' if number < files else ""
    title = f"{MENU[number % len(MENU)]} – запись {number}"
    return (
        f"<!DOCTYPE html><html lang=ru><head><meta charset=utf-8><title>{title}</title><style>p{{margin:0}}</style></head><body>"
        f"<header>МБОУ «Луговская школа»</header><nav><ul>{menu}</ul></nav><main><h1>{title}</h1>"
        f"<time>{number % 28 + 1:02}.10.2026</time>{text}{_table(number) if number % 5 == 0 else ''}<ul>{ways}</ul></main>"
        f"<footer>Телефон 8 (40099) 8-20-33</footer></body></html>"
    ).encode()


def address(number: int) -> str:
    """The path of a page; the first is the home page."""
    return f"/zapis/{number}" if number else "/"


def file_address(number: int) -> str:
    """The path of a document."""
    return f"/plan-{number}.odt"


def file_of(school: int, number: int) -> bytes:
    """A work plan. Its text is that of all others, its bytes are its own: nobody may know it from another school."""
    remark = f"{school}-{number}".encode()
    return _plan()[:-2] + len(remark).to_bytes(2, "little") + remark  # a zip ends with a remark and, before it, its length


@contextmanager
def served_district(schools: int, pages: int, *, files: int = 0, paragraphs: int = PARAGRAPHS) -> Iterator[tuple[str, ...]]:
    """Serve so many schools; their addresses without a path. The server ends with the context, or with this process."""
    command = [sys.executable, "-m", "tests.benchmarks.generated", *map(str, (pages, schools, files, paragraphs))]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None and server.stdout is not None
        try:
            yield tuple(f"http://127.0.0.1:{port}" for port in server.stdout.readline().split())
        finally:
            server.stdin.close()


@contextmanager
def served(pages: int, *, paragraphs: int = PARAGRAPHS) -> Iterator[str]:
    """Serve one site of so many pages; the address without a path."""
    with served_district(1, pages, paragraphs=paragraphs) as urls:
        yield urls[0]


@lru_cache(maxsize=1)
def _plan() -> bytes:
    return made.open_text(made.SECTION)


def _paragraph(number: int, line: int) -> str:
    said = _said(number)
    begin = number * 7 + line * 3
    return " ".join(said[(begin + step * (1 + number % 3)) % len(said)] for step in range(4)) + f" {_named(number)}, № {number}.{line}."


def _named(number: int) -> str:
    """A name in letters for every number: pages that differ in digits alone are the same page over and over, for a crawler with eyes."""
    syllables = ""
    while number or not syllables:
        number, at = divmod(number, len(SYLLABLES))
        syllables += SYLLABLES[at]
    return syllables.title()


def _table(number: int) -> str:
    said = _said(number)
    rows = "".join(f"<tr><td>{row}</td><td>{said[(number + row) % len(said)]}</td><td>{row + 5}А</td></tr>" for row in range(1, 6))
    return f"<table><tr><th>№</th><th>Мероприятие</th><th>Класс</th></tr>{rows}</table>"


def _said(number: int) -> tuple[str, ...]:
    return CAREER if number % CAREER_EVERY == 3 else ORDINARY


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    answers: dict[str, tuple[str, bytes]]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, for everybody
    wbufsize = -1  # head and body in one packet: apart, the second would wait for the first to be confirmed
    server: _Server

    def do_GET(self) -> None:
        """A page, a document, robots.txt, or 404."""
        kind, body = self.server.answers.get(self.path, ("text/plain", b"not found"))
        self.send_response(200 if self.path in self.server.answers else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _answers(school: int, pages: int, files: int, paragraphs: int) -> dict[str, tuple[str, bytes]]:
    found = {"/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /admin/\n")}
    for number in range(pages):
        found[address(number)] = "text/html; charset=utf-8", page_of(number, pages, files, paragraphs)
    for number in range(files):
        found[file_address(number)] = "application/vnd.oasis.opendocument.text", file_of(school, number)
    return found


def main(pages: int, schools: int, files: int, paragraphs: int) -> None:
    """Make all pages, then serve them until the input ends."""
    servers = []
    for school in range(schools):
        server = _Server(("127.0.0.1", 0), _Handler)
        server.answers = _answers(school, pages, files, paragraphs)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
    print(*(server.server_port for server in servers), flush=True)
    sys.stdin.read()
    for server in servers:
        server.server_close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:5]))
