"""A school's site with 2,000 news items of six years, in the shapes engines give such sites, with traps beside them; made by arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from tests.crawl.zoo import Reply

NEWS = 2_000
A_PAGE = 20
STEP_HOURS = 27  # between two news items: 2,000 of them go back over six years
CAREER_EVERY = 9
_SPORT = (
    "Турнир по шахматам",
    "Лыжные гонки",
    "День здоровья",
    "Победа в эстафете",
    "Конкурс чтецов",
    "Субботник",
    "Концерт ко дню матери",
)
_CAREER = (
    "Профориентационная встреча с инженером",
    "Билет в будущее: пробы на заводе",
    "Экскурсия на предприятие",
    "Встреча со студентами колледжа",
)
_STREETS = ("Лесной", "Речной", "Садовой", "Полевой", "Горной", "Луговой", "Озёрной", "Морской", "Степной", "Южной", "Северной")
_MONTHS = ("Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь")
CAREER_PAGES = (
    "plan",
    "kurs",
    "partnery",
    "otvetstvennyi",
    "roditelyam",
    "vypuskniki",
    "diagnostika",
    "klassy",
    "ovz",
    "dokumenty",
    "pozdno",
)
_CAREER_LINKS = (
    *("План на год", "Россия – мои горизонты", "С кем мы работаем", "К кому обратиться", "Что читать дома", "Куда уходят наши дети"),
    *("Узнай себя", "Профильные классы", "Особые условия", "Бумаги"),
)
_SECTIONS = (
    *("столовая", "безопасность", "учителя", "история", "музей", "библиотека", "спорт", "хор", "театр", "лагерь", "автобус", "форма"),
    *("расписание", "каникулы", "звонки", "врач", "летопись", "волонтёры", "совет", "отзывы", "вопросы", "награды", "гимн", "контакты"),
)


class Shape(StrEnum):
    """How the site shows its news."""

    PAGED = "paged"  # newest first, /news/?page=3, days beside the links
    UNLINKED = "unlinked"  # the same, but each title is plain text and the link says «Подробнее»
    ARCHIVE = "archive"  # by year and month, /news/2026/11/, days in the addresses of the months alone
    IDS = "ids"  # everything is /?id=…, no day but on the item's own page
    RISING = "rising"  # the oldest news come first


@dataclass(frozen=True, slots=True)
class BigSite:
    """The site on one day, as a function of addresses: what `Zoo` serves."""

    shape: Shape
    today: date
    made: dict[str, Callable[[str], str]] = field(default_factory=dict)

    def day(self, number: int) -> date:
        """When a news item was published; number 0 is the newest."""
        return self.today - timedelta(hours=STEP_HOURS * number)

    def title(self, number: int) -> str:
        """What its title says; every ninth is of careers, in turns with and without the word."""
        words = _CAREER[number // CAREER_EVERY % len(_CAREER)] if self.is_career(number) else _SPORT[number % len(_SPORT)]
        return f"{words} на {_STREETS[number % len(_STREETS)]}, {number}"

    @staticmethod
    def is_career(number: int) -> bool:
        """Whether a news item is about careers."""
        return number % CAREER_EVERY == 4

    def item(self, number: int) -> str:
        """The address of a news item."""
        if self.shape is Shape.IDS:
            return f"/?id={9_000 - number}"
        if self.shape is Shape.ARCHIVE:
            return f"/news/{self.day(number):%Y/%m}/zapis-{number}/"
        return f"/news/{9_000 - number}.html"

    def career_news(self, since: date) -> set[str]:
        """The addresses of the career news since a day."""
        return {self.item(number) for number in range(NEWS) if self.is_career(number) and self.day(number) >= since}

    def career_pages(self) -> set[str]:
        """The addresses of the career section's pages."""
        return {self.section("karera"), *(self.section(name) for name in CAREER_PAGES)}

    def section(self, name: str) -> str:
        """The address of an ordinary page; nothing in it says what it is of."""
        number = sum(ord(letter) * (7 + at) for at, letter in enumerate(name))
        return f"/?id={number % 7_000}" if self.shape is Shape.IDS else f"/o-shkole/razdel-{number % 7_000}.html"

    def __call__(self, path: str) -> Reply | None:
        """What an address answers."""
        html = self._sections().get(path) or self._news(path) or self._traps(path)
        return Reply(html.encode()) if html else None

    # ------------------------------------------------------------ pages

    def _sections(self) -> dict[str, str]:
        if not self.made:
            self.made.update(self._made())
        return {path: make(path) for path, make in self.made.items()}

    def _made(self) -> dict[str, Callable[[str], str]]:
        plain = _SECTIONS
        found: dict[str, Callable[[str], str]] = {
            "/": lambda path: self._page("Школа", [(self.section("about"), "О школе"), *self._recent()]),
            self.section("about"): lambda path: self._page(
                "О школе", [(self.section(name), name.capitalize()) for name in (*plain, "life")]
            ),
            self.section("life"): lambda path: self._page("Жизнь школы", [(self.section("karera"), "Профориентация")]),
            self.section("karera"): lambda path: self._page(
                "Профориентация",
                [(self.section(name), text) for name, text in zip(CAREER_PAGES, _CAREER_LINKS, strict=False)],
            ),
        }
        for name in (*CAREER_PAGES, *plain):
            late = [(self.section("pozdno"), "Профориентация: архив встреч")] if name == _SECTIONS[-1] else []
            found[self.section(name)] = lambda path, name=name, late=late: self._page(name.capitalize(), late)  # type: ignore[misc]
        return found

    def _recent(self) -> list[tuple[str, str]]:
        return [(self.item(number), self.title(number)) for number in range(5)]

    def _page(self, title: str, links: list[tuple[str, str]], body: str = "") -> str:
        ways = "".join(f'<p><a href="{href}">{text}</a></p>' for href, text in links)
        menu = [
            ("/", "Главная"),
            (self._list(0), "Новости"),
            ("/calendar/2026/11/", "Календарь"),
            ("/photo/1", "Фото"),
            ("/katalog/", "Каталог"),
        ]
        entries = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in menu)
        words = f"Страница «{title}» рассказывает о том, чем живёт наша школа. " * 3
        return (
            f"<html><head><title>{title}</title></head><body><nav><ul>{entries}</ul></nav><main><h1>{title}</h1>"
            f'<p>{words}</p>{body}{ways}</main><footer><a href="?print=1">Версия для печати</a></footer></body></html>'
        )

    # ------------------------------------------------------------ news

    def _list(self, page: int) -> str:
        if self.shape is Shape.IDS:
            return f"/?part=news&start={page * A_PAGE}" if page else "/?part=news"
        return f"/news/?page={page + 1}" if page and self.shape is not Shape.ARCHIVE else "/news/"

    def _news(self, path: str) -> str:
        if self.shape is Shape.ARCHIVE and path.startswith("/news/") and len(path.strip("/").split("/")) < 4:
            return self._archive(path)
        pages = range(NEWS // A_PAGE)
        page = next((page for page in pages if path == self._list(page)), None)
        if page is not None:
            first = page * A_PAGE
            numbers = [NEWS - 1 - n if self.shape is Shape.RISING else n for n in range(first, first + A_PAGE)]
            turns = [(self._list(n), str(n + 1)) for n in pages if n and (abs(n - page) < 4 or n == pages[-1])]
            return self._page(f"Новости, страница {page + 1}", turns, "".join(map(self._card, numbers)))
        number = self._number(path)
        if number is None or not 0 <= number < NEWS:
            return ""
        title, day = self.title(number), self.day(number)
        text = f"{title}. Ребята рассказали, как прошёл этот день, и поблагодарили всех, кто помог устроить встречу номер {number}. " * 3
        return self._page(title, [], f"<p>Опубликовано {day:%d.%m.%Y}</p><p>{text}</p>")

    def _number(self, path: str) -> int | None:
        digits = "".join(filter(str.isdigit, urlsplit(path).path.rpartition("/news/")[2].rpartition("zapis-")[2]))
        if self.shape is Shape.IDS:
            digits = path.removeprefix("/?id=")
            return 9_000 - int(digits) if digits.isdigit() else None
        if not path.startswith("/news/") or not digits:
            return None
        return int(digits) if self.shape is Shape.ARCHIVE else 9_000 - int(digits)

    def _card(self, number: int) -> str:
        day = "" if self.shape is Shape.IDS else f'<span class="date">{self.day(number):%d.%m.%Y}</span>'
        title, href = self.title(number), self.item(number)
        if self.shape is Shape.UNLINKED:
            return f'<div class="card">{day}<h3>{title}</h3><p>Рассказываем, как всё прошло.</p><p><a href="{href}">Подробнее</a></p></div>'
        return f'<div class="card">{day}<h3><a href="{href}">{title}</a></h3><p>Рассказываем, как всё прошло.</p></div>'

    def _archive(self, path: str) -> str:
        """Years, then months, then the items of a month, oldest first and without days."""
        parts = path.strip("/").split("/")[1:]
        days = [(number, self.day(number)) for number in range(NEWS)]
        if not parts:
            years = sorted({day.year for _, day in days})
            return self._page("Новости", [(f"/news/{year}/", f"{year}") for year in years] + self._recent())
        inside = [(number, day) for number, day in days if str(day.year) == parts[0]]
        if len(parts) == 1:
            months = sorted({day.month for _, day in inside})
            return self._page(
                f"Новости {parts[0]}", [(f"/news/{parts[0]}/{month:02}/", f"{_MONTHS[month - 1]} {parts[0]}") for month in months]
            )
        here = [(self.item(number), self.title(number)) for number, day in reversed(inside) if f"{day.month:02}" == parts[1]]
        return self._page(f"Новости {parts[1]}.{parts[0]}", here)

    # ------------------------------------------------------------ traps

    def _traps(self, path: str) -> str:
        parts = path.strip("/").split("/")
        if parts[0] == "calendar" and len(parts) == 3:
            month = int(parts[1]) * 12 + int(parts[2]) - 1
            ways = [(f"/calendar/{n // 12}/{n % 12 + 1:02}/", "туда") for n in (month - 1, month + 1, month + 12)]
            return self._page(f"{_MONTHS[month % 12]} {month // 12}", ways)
        if parts[0] == "photo" and len(parts) == 2:
            number = int(parts[1])
            return self._page(f"Фото {number}", [(f"/photo/{n}", f"Фото {n}") for n in range(number + 1, number + 30)])
        if path.startswith("/katalog/"):
            chosen = len(parts)
            return self._page("Каталог", [(f"{path}v{n}-{chosen}/", f"Выбор {n}") for n in range(6)])
        if path.endswith("?print=1"):
            return self(path.removesuffix("?print=1")).body.decode()  # type: ignore[union-attr]
        return ""
