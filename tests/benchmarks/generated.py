"""A generated school site of any size, and a server for it in a process of its own, so that serving takes nothing from who asks.

`python -m tests.benchmarks.generated` prints its port and serves until its input ends.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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
CAREER_EVERY = 10  # one page in so many speaks of our subject, as on the sites of schools


@lru_cache(maxsize=2_000)
def page_of(number: int, pages: int) -> bytes:
    """Page `number` of a site of so many: a menu, a dated text of its own, a table now and then, and the pages it leads to."""
    menu = "".join(f'<li><a href="{address(index)}">{name}</a></li>' for index, name in enumerate(MENU) if index < pages)
    text = "".join(f"<p>{_paragraph(number, line)}</p>" for line in range(PARAGRAPHS))
    below = range(number * BRANCHES + 1, min(number * BRANCHES + BRANCHES + 1, pages))
    ways = "".join(f'<li><a href="{address(index)}">Запись {index} школьного дневника</a></li>' for index in below)
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


@contextmanager
def served(pages: int) -> Iterator[str]:
    """Serve a site of so many pages; the address without a path. The server ends with the context, or with this process."""
    command = [sys.executable, "-m", "tests.benchmarks.generated", str(pages)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None and server.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.stdin.close()


def _paragraph(number: int, line: int) -> str:
    said = _said(number)
    begin = number * 7 + line * 3
    return " ".join(said[(begin + step * (1 + number % 3)) % len(said)] for step in range(4)) + f" Запись {number}.{line}."


def _table(number: int) -> str:
    said = _said(number)
    rows = "".join(f"<tr><td>{row}</td><td>{said[(number + row) % len(said)]}</td><td>{row + 5}А</td></tr>" for row in range(1, 6))
    return f"<table><tr><th>№</th><th>Мероприятие</th><th>Класс</th></tr>{rows}</table>"


def _said(number: int) -> tuple[str, ...]:
    return CAREER if number % CAREER_EVERY == 3 else ORDINARY


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    pages = 0


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, for everybody
    wbufsize = -1  # head and body in one packet: apart, the second would wait for the first to be confirmed
    server: _Server

    def do_GET(self) -> None:
        """A page, or 404."""
        number = 0 if self.path == "/" else int(self.path.rpartition("/")[2]) if self.path.startswith("/zapis/") else -1
        there = 0 <= number < self.server.pages
        body = page_of(number, self.server.pages) if there else b"not found"
        self.send_response(200 if there else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8" if there else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main(pages: int) -> None:
    """Make all pages, then serve them until the input ends."""
    for number in range(pages):
        page_of(number, pages)
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.pages = pages
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        print(server.server_address[1], flush=True)
        sys.stdin.read()
        server.shutdown()


if __name__ == "__main__":
    main(int(sys.argv[1]))
