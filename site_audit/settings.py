"""One frozen `Settings`: every default lives here, with one line that says what it does.

Where a value may come from, strongest first: a flag, the environment (`SITE_AUDIT_…`), `site-audit.toml` beside `schools.csv`, the default.
`Settings.origins` remembers which it was. All mistakes of all sources are told at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from site_audit.errors import ConfigurationError
from site_audit.setting_values import BLANK, READERS, QuietHours, check_zone

FILE_NAME = "site-audit.toml"
ENV_PREFIX = "SITE_AUDIT_"
OUTSIDE_ENV = frozenset({"SITE_AUDIT_TESTDATA"})  # read by the tests, no setting
HEADER = r"[ -~]*"  # what may stand in an HTTP header as it is


def _setting(default: object, about: str, **more: object) -> Any:
    """A field with its description; `more` may give `low`, `high`, `pattern`, `flag` and the `key` of another table."""
    return field(default=default, metadata={"about": about, **more})


@dataclass(frozen=True, slots=True)
class Limits:
    """How one site is visited: how much is read, how fast, and in whose name."""

    pages: int = _setting(150, "сколько страниц читать на одном сайте", low=1, high=100_000, flag="--max-pages")
    documents: int = _setting(100, "сколько файлов (PDF, DOCX и других) читать на одном сайте", low=0, high=100_000)
    depth: int = _setting(6, "на сколько переходов отходить от главной страницы", low=0, high=50)
    body_limit_bytes: int = _setting(20_000_000, "наибольший размер ответа, и после распаковки, байт", low=1_000, high=2_000_000_000)
    school_s: float = _setting(900.0, "сколько секунд отводится на одну школу", low=1, high=86_400)
    recognition_s: float = _setting(
        240.0, "сколько секунд отводится на распознавание сканов одной школы; 0 – не распознавать", low=0, high=86_400
    )
    recognition_pages: int = _setting(20, "сколько страниц-картинок одного файла распознавать", low=1, high=1_000)
    rendered_pages: int = _setting(10, "сколько страниц одной школы показывать браузером, если это включено", low=1, high=1_000)
    delay_s: float = _setting(1.0, "пауза между запросами к одному сайту, секунд", low=0, high=600, flag="--delay")
    platform_sites: int = _setting(
        1, "за сколько сайтов считать площадку многих школ: во столько раз короче общая пауза на ней", low=1, high=1_000
    )
    quiet_hours: QuietHours | None = _setting(None, "часы по времени школы, когда её сайт не обходят, вида 08:00-16:00")
    crawl_delay_cap_s: float = _setting(30.0, "наибольшая пауза, которую может попросить robots.txt сайта, секунд", low=0, high=3_600)
    timeout_s: float = _setting(20.0, "сколько секунд ждать ответа сайта", low=0.1, high=600)
    retries: int = _setting(2, "сколько раз повторить запрос, который сорвался", low=0, high=10)
    user_agent: str = _setting("site-audit/0.1", "имя, которым программа представляется сайтам", key="user_agent", pattern=HEADER)
    contact: str = _setting("", "почта или адрес для владельцев сайтов, передаётся вместе с именем", key="contact", pattern=HEADER)

    @property
    def identity(self) -> str:
        """The User-Agent as it is sent: the name and, where it is set, whom to write to."""
        return f"{self.user_agent} (+{self.contact})" if self.contact else self.user_agent


@dataclass(frozen=True, slots=True)
class District:
    """Whose district it is: what recommendations and blocks to paste are filled with. Unset parts show as blanks."""

    name: str = _setting(BLANK, "название района или округа")
    operator: str = _setting(BLANK, "муниципальный оператор, который проводит анализ")
    department: str = _setting(BLANK, "орган управления образованием")
    signatories: tuple[str, ...] = _setting((BLANK,), "кто подписывает документы")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long what was seen of a site is kept."""

    keep_days: int = _setting(
        30, "сколько дней хранить страницы и файлы сайтов целиком; судить заново можно столько же", low=1, high=36_500
    )
    keep_evidence_days: int = _setting(400, "сколько дней хранить страницы и файлы, на которых стоят цитаты отчётов", low=1, high=36_500)


@dataclass(frozen=True, slots=True)
class Watching:
    """When those who watch from outside are told that something is wrong."""

    free_mb: int = _setting(1_000, "сколько мегабайт должно быть свободно на диске, чтобы всё считалось исправным", low=0, high=10_000_000)
    night_hours: float = _setting(
        36.0, "через сколько часов без законченного запуска считать, что что-то сломалось; 0 – не следить", low=0, high=10_000
    )


@dataclass(frozen=True, slots=True)
class Logs:
    """What the program writes about its work, and in which form."""

    form: str = _setting(
        "auto", "вид журнала работы: text – строки, json – по объекту на строку, auto – по терминалу", pattern="auto|text|json"
    )
    level: str = _setting("warning", "что писать в журнал работы: debug, info, warning или error", pattern="debug|info|warning|error")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the operator may decide. `folder` is where `schools.csv` lies; `origins` says where each value came from."""

    limits: Limits = Limits()
    district: District = District()
    archive: Keeping = Keeping()
    health: Watching = Watching()
    log: Logs = Logs()
    allow_private_networks: bool = _setting(False, "разрешить адреса внутренних сетей и этого компьютера", flag="--allow-private-networks")
    extra_ca: Path | None = _setting(None, "файл PEM с дополнительными корневыми и промежуточными сертификатами")
    render: bool = _setting(False, "показывать пустые страницы, которые собирает скрипт, настоящим браузером (нужен Chromium)")
    read_unverified: bool = _setting(False, "читать сайт и тогда, когда его сертификат не проходит проверку; отчёт об этом скажет")
    rules: Path | None = _setting(
        None, "набор правил: папка или имя; не задан – rules/ рядом со списком школ или встроенный", flag="--rules"
    )
    templates: Path | None = _setting(
        None, "папка своих шаблонов документов Word; не задана – templates/ рядом со списком школ, если она есть"
    )
    out: Path = _setting(Path("reports"), "папка отчётов", flag="--out")
    var: Path = _setting(Path("var"), "папка журнала и архива страниц")
    workers: int = _setting(8, "сколько школ обходить одновременно", low=1, high=256)
    timezone: str = _setting("Europe/Moscow", "часовой пояс района, если у школы не указан свой")
    as_of: date | None = _setting(None, "на какую дату судить; не задана – день запуска", flag="--as-of")
    folder: Path = Path(".")
    origins: tuple[tuple[str, str], ...] = ()

    @property
    def user_agent(self) -> str:
        """The name under which sites are visited."""
        return self.limits.user_agent

    @property
    def contact(self) -> str:
        """Whom the owner of a site may write to."""
        return self.limits.contact


@dataclass(frozen=True, slots=True)
class Known:
    """One setting, as `doctor`, the documentation and the checks see it."""

    key: str
    kind: str  # the annotation of its field: "int", "Path | None", …
    default: object
    about: str
    flag: str = ""
    low: float | None = None
    high: float | None = None
    pattern: str = ""

    @property
    def env(self) -> str:
        """The environment variable of this setting."""
        return ENV_PREFIX + self.key.replace(".", "_").upper()

    def of(self, settings: Settings) -> object:
        """The value in force."""
        part, _, name = self.key.rpartition(".")
        value: object = getattr(getattr(settings, part) if part else settings, name)
        return value


def _known(one: Field[Any], prefix: str) -> Known:
    meta = dict(one.metadata)
    return Known(meta.pop("key", prefix + one.name), str(one.type), one.default, **meta)


SECTIONS: Mapping[str, type[Limits] | type[District] | type[Keeping] | type[Watching] | type[Logs]] = {
    "limits": Limits,
    "district": District,
    "archive": Keeping,
    "health": Watching,
    "log": Logs,
}
KNOWN: Mapping[str, Known] = {
    known.key: known
    for known in (
        *(_known(one, f"{name}.") for name, of in SECTIONS.items() for one in fields(of)),
        *(_known(one, "") for one in fields(Settings) if one.metadata),
    )
}


class _Given(NamedTuple):
    """A value somebody gave: for which key, where, and what a relative path of it starts from."""

    key: str
    value: object
    place: str
    base: Path


def load_settings(folder: Path, env: Mapping[str, str], overrides: Mapping[str, object]) -> Settings:
    """Read all sources; `overrides` are the flags by key (`{"limits.pages": 20}`), None where a flag was not given."""
    mistakes: list[str] = []
    values: dict[str, Any] = {one.key: folder / one.default if isinstance(one.default, Path) else one.default for one in KNOWN.values()}
    origins = dict.fromkeys(KNOWN, "по умолчанию")
    for given in (*_from_file(folder, mistakes), *_from_env(env), *_from_flags(overrides)):
        known = KNOWN.get(given.key)
        if known is None:
            mistakes.append(f"{given.place}: {_unknown(given.key)}")
            continue
        try:
            values[given.key] = _read(known, given)
            origins[given.key] = given.place
        except ValueError as wrong:
            mistakes.append(f"{given.place}: {given.key} – {wrong}")
    if mistakes:
        raise ConfigurationError("Настройки не приняты, исправьте и запустите снова:", tuple(mistakes))
    parts: dict[str, Any] = {
        name: of(**{one.name: values[_known(one, f"{name}.").key] for one in fields(of)}) for name, of in SECTIONS.items()
    }
    plain = {one.name: values[one.name] for one in fields(Settings) if one.metadata}
    return Settings(**parts, **plain, folder=folder, origins=tuple(sorted(origins.items())))


# ---------------------------------------------------------------- the sources, weakest first


def _from_file(folder: Path, mistakes: list[str]) -> Iterator[_Given]:
    path = folder / FILE_NAME
    if not path.exists():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as wrong:
        mistakes.append(f"{path}: файл не читается как текст UTF-8 ({wrong})")
        return
    except tomllib.TOMLDecodeError as wrong:
        mistakes.append(f"{path}: запись не по правилам TOML ({wrong})")
        return
    for key, value in _flat(data):
        yield _Given(key, value, f"{path}{_line_of(text, key)}", folder)


def _flat(data: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in data.items():
        if isinstance(value, dict) and (name in SECTIONS or name not in KNOWN):
            yield from ((f"{name}.{inner}", one) for inner, one in value.items())
        else:
            yield name, value


def _line_of(text: str, key: str) -> str:
    part, _, name = key.rpartition(".")
    section = ""
    wanted = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            section = header[1].strip()
        elif (section == part and wanted.match(line)) or re.match(rf"\s*{re.escape(key)}\s*=", line):
            return f", строка {number}"
    return ""


def _from_env(env: Mapping[str, str]) -> Iterator[_Given]:
    keys = {known.env: known.key for known in KNOWN.values()}
    for name, value in sorted(env.items()):
        if name.startswith(ENV_PREFIX) and name not in OUTSIDE_ENV and value.strip():
            yield _Given(keys.get(name, name), value, f"переменная {name}", Path("."))


def _from_flags(overrides: Mapping[str, object]) -> Iterator[_Given]:
    for key, value in overrides.items():
        if value is not None:
            yield _Given(key, value, (KNOWN[key].flag if key in KNOWN else "") or f"параметр {key}", Path("."))


def _unknown(key: str) -> str:
    if key in SECTIONS:
        return f"{key} – ожидалась таблица [{key}]"
    names = [known.env for known in KNOWN.values()] if key.startswith(ENV_PREFIX) else [*KNOWN, *SECTIONS]
    close = get_close_matches(key, names, 1, 0.6) or [one for one in names if one.rpartition(".")[2] == key.rpartition(".")[2]]
    return f"нет такой настройки: {key}" + (f"; может быть, {close[0]}?" if close else "; все настройки покажет site-audit doctor")


# ---------------------------------------------------------------- values


def _read(known: Known, given: _Given) -> object:
    """The value in its type, or a ValueError that says what was expected."""
    value = READERS[known.kind](given.value, given.base)
    if known.low is not None and known.high is not None and isinstance(value, int | float) and not known.low <= value <= known.high:
        raise ValueError(f"ожидалось от {known.low:g} до {known.high:g}, дано {value!r}")
    if isinstance(value, str) and (any(sign < " " for sign in value) or (known.pattern and not re.fullmatch(known.pattern, value))):
        one_of = re.fullmatch(r"\w+(\|\w+)+", known.pattern) and known.pattern.replace("|", ", ")
        raise ValueError(
            f"ожидалось одно из: {one_of}"
            if one_of
            else "допустима одна строка" + (" из латинских букв, цифр и знаков" if known.pattern else "")
        )
    if known.key == "timezone":
        check_zone(str(value))
    return value
