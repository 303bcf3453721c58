"""`schools.csv` → schools. A row that cannot be used is told with line, column and reason; the other rows go on.

Columns `id`, `name`, `url` are needed, the others are optional, any further ones are kept and shown. Order does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from site_audit.errors import SchoolListError
from site_audit.model import School
from site_audit.school_table import Row, RowNote, Table, read_table
from site_audit.setting_values import check_zone
from site_audit.urls import repair

SIZE_LIMIT_BYTES = 20_000_000
NEEDED = ("id", "name", "url")
NAMES: Mapping[str, tuple[str, ...]] = {  # a column by its name and by what operators write instead
    "id": ("id", "код", "идентификатор"),
    "name": ("name", "название", "наименование", "школа"),
    "url": ("url", "сайт", "адрес сайта"),
    "grades": ("grades", "классы"),
    "municipality": ("municipality", "муниципалитет", "муниципальное образование", "район"),
    "timezone": ("timezone", "часовой пояс"),
    "contact_email": ("contact_email", "email", "e-mail", "почта", "электронная почта"),
    "exclude": ("exclude", "исключить"),
}
COLUMN = {said: name for name, several in NAMES.items() for said in several}
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)  # an id becomes a file name, on Windows too
OLDEST_GRADE = 11


@dataclass(frozen=True, slots=True)
class SchoolList:
    """The usable schools in the order of the list, and what is to be said of its rows. `lines` runs beside `schools`."""

    schools: tuple[School, ...]
    notes: tuple[RowNote, ...]
    lines: tuple[int, ...] = ()

    @property
    def errors(self) -> tuple[RowNote, ...]:
        """The rows that were left out."""
        return tuple(note for note in self.notes if note.kind == "error")


def read_schools(path: Path) -> SchoolList:
    """Read a school list; SchoolListError where it cannot be used at all."""
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT_BYTES + 1)
    except OSError as wrong:
        raise SchoolListError(
            f"Список школ {path} не открывается: {wrong.strerror or wrong}. Укажите файл параметром --schools."
        ) from wrong
    if len(data) > SIZE_LIMIT_BYTES:
        raise SchoolListError(f"Список школ {path} больше {SIZE_LIMIT_BYTES // 1_000_000} МБ: это не список школ.")
    table = read_table(data, COLUMN.keys())
    columns = _columns(path, table.header)
    if not table.rows and not table.notes:
        raise SchoolListError(f"В списке {path} нет ни одной школы: под заголовком должно быть по строке на школу.")
    return _schools(table, columns)


def check_exclusions(listed: SchoolList, known: Collection[str]) -> tuple[RowNote, ...]:
    """Every `exclude` that names neither a criterion nor a direction of the rules in use."""
    return tuple(
        RowNote(line, "exclude", f"в правилах нет показателя или направления «{name}»")
        for line, school in zip(listed.lines, listed.schools, strict=True)
        for name in school.exclude
        if name not in known
    )


def _columns(path: Path, header: Row) -> tuple[str, ...]:
    """The names of the columns: ours where we know them, the operator's own otherwise."""
    columns = tuple(COLUMN.get(cell.lower(), cell) for cell in header.cells)
    mistakes = [f"строка {header.line}: нет столбца {name}" for name in NEEDED if name not in columns]
    mistakes += [f"строка {header.line}: столбец {name} встречается дважды" for name in NAMES if columns.count(name) > 1]
    if mistakes:
        there = ", ".join(cell[:40] for cell in header.cells[:20] if cell)
        raise SchoolListError(f"Список школ {path} не читается: ожидались столбцы id, name, url, есть {there}.", tuple(mistakes))
    return columns


def _schools(table: Table, columns: tuple[str, ...]) -> SchoolList:
    schools: list[School] = []
    lines: list[int] = []
    notes = list(table.notes)
    ids: dict[str, int] = {}
    addresses: dict[str, int] = {}
    for row in table.rows:
        school, said = _school(row, columns)
        if school and (first := ids.setdefault(school.id.lower(), row.line)) != row.line:
            said.append(RowNote(row.line, "id", f"«{school.id}» уже есть в строке {first}, регистр букв не различается"))
            school = None
        if school:
            if (first := addresses.setdefault(school.url, row.line)) != row.line:
                said.append(RowNote(row.line, "url", f"тот же адрес, что в строке {first}", "warning"))
            schools.append(school)
            lines.append(row.line)
        notes += said
    return SchoolList(tuple(schools), tuple(sorted(notes, key=lambda note: note.line)), tuple(lines))


def _school(row: Row, columns: tuple[str, ...]) -> tuple[School | None, list[RowNote]]:
    said = _Said(row.line, [])
    if any(row.cells[len(columns) :]):
        said.wrong("", f"значений {len(row.cells)}, а столбцов {len(columns)}: значение с разделителем внутри берут в кавычки")
        return None, said.notes
    cells = {column: _cell(column, cell, said) for column, cell in zip(columns, row.cells, strict=False)}
    school = School(
        id=_id(cells.get("id", ""), said),
        name=_name(cells.get("name", ""), said),
        url=_url(cells.get("url", ""), said),
        grades=_grades(cells.get("grades", ""), said),
        municipality=cells.get("municipality", ""),
        timezone=_timezone(cells.get("timezone", ""), said),
        contact_email=_email(cells.get("contact_email", ""), said),
        exclude=tuple(dict.fromkeys(re.findall(r"[^\s,;]+", cells.get("exclude", "").lower()))),
        more=tuple((column, cell) for column, cell in cells.items() if column and cell and column not in NAMES),
    )
    return (None if said.wrong_row else school), said.notes


# ---------------------------------------------------------------- one cell


@dataclass(frozen=True, slots=True)
class _Said:
    """What has been said of the row that is being read."""

    line: int
    notes: list[RowNote]

    def wrong(self, column: str, reason: str) -> None:
        """The row cannot be used."""
        self.notes.append(RowNote(self.line, column, reason))

    def note(self, column: str, reason: str, kind: Literal["repaired", "warning"] = "warning") -> None:
        """The row can be used, but somebody should know."""
        self.notes.append(RowNote(self.line, column, reason, kind))

    @property
    def wrong_row(self) -> bool:
        return any(note.kind == "error" for note in self.notes)


def _cell(column: str, cell: str, said: _Said) -> str:
    if any(sign < " " and not sign.isspace() for sign in cell):
        said.wrong(column, "посторонние управляющие знаки: сохраните список заново как CSV")
    if "\ufffd" in cell:
        said.note(column, "есть нечитаемые знаки: сохраните список в кодировке UTF-8")
    return " ".join(cell.split())


def _id(cell: str, said: _Said) -> str:
    if not cell:
        said.wrong("id", "пусто, а нужно короткое имя латиницей, например school-1")
    elif not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", cell):
        said.wrong("id", f"«{_short(cell)}» не подходит: нужны латинские буквы, цифры, - и _, не длиннее 64 знаков")
    elif RESERVED.fullmatch(cell):
        said.wrong("id", f"«{cell}» занято системой Windows и не может быть именем файла")
    return cell


def _name(cell: str, said: _Said) -> str:
    if not cell:
        said.wrong("name", "пусто, а нужно название школы")
    elif cell[0] in "=+@":
        said.note("name", f"начинается со знака формулы «{cell[0]}»: оставлено как текст, проверьте название")
    return cell


def _url(cell: str, said: _Said) -> str:
    if not cell:
        said.wrong("url", "пусто, а нужен адрес сайта школы")
        return ""
    url, note = repair(cell)
    if url is None:
        said.wrong("url", f"«{_short(cell)}»: {note or 'это не адрес сайта'}")
    elif note:
        said.note("url", f"«{_short(cell)}»: {note}", "repaired")
    return url or ""


def _grades(cell: str, said: _Said) -> tuple[int, int] | None:
    if not cell:
        said.note("grades", "классы не указаны, принято 1-11")
        return None
    found = re.fullmatch(r"(\d{1,2}) ?[-–—−] ?(\d{1,2})", cell)
    if found and 1 <= int(found[1]) <= int(found[2]) <= OLDEST_GRADE:
        return int(found[1]), int(found[2])
    hint = (
        " (похоже, редактор таблиц превратил классы в дату: задайте столбцу формат «текст»)"
        if re.search(r"[а-яё]{3}|\.", cell.lower())
        else ""
    )
    said.wrong("grades", f"«{_short(cell)}» не подходит: нужно, например, 1-4, 1-9 или 1-11{hint}")
    return None


def _timezone(cell: str, said: _Said) -> str:
    if cell:
        try:
            check_zone(cell)
        except ValueError as wrong:
            said.wrong("timezone", str(wrong))
    return cell


def _email(cell: str, said: _Said) -> str:
    if cell and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", cell):
        said.note("contact_email", f"«{_short(cell)}» не похоже на адрес почты, оставлено пустым")
        return ""
    return cell


def _short(cell: str) -> str:
    return cell if len(cell) <= 60 else cell[:59] + "…"
