"""Settings: where a value may come from, what is refused, and what the operator is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.errors import ConfigurationError
from site_audit.setting_values import BLANK, QuietHours
from site_audit.settings import FILE_NAME, KNOWN, Limits, Settings, load_settings


def _load(folder: Path, text: str = "", env: Mapping[str, str] | None = None, **flags: object) -> Settings:
    if text:
        (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return load_settings(folder, env or {}, {key.replace("__", "."): value for key, value in flags.items()})


def _mistakes(folder: Path, text: str = "", env: Mapping[str, str] | None = None, **flags: object) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        _load(folder, text, env, **flags)
    assert caught.value.exit_code == 2
    return caught.value.mistakes


def test_defaults_are_the_promised_ones(tmp_path: Path) -> None:
    """Nothing set: 150 pages, 100 documents, depth 6, 20 MB, 15 minutes, one second between requests, delays capped at 30 s."""
    limits = _load(tmp_path).limits
    assert (limits.pages, limits.documents, limits.depth, limits.body_limit_bytes) == (150, 100, 6, 20_000_000)
    assert (limits.school_s, limits.delay_s, limits.crawl_delay_cap_s) == (900.0, 1.0, 30.0)


def test_defaults_are_the_same_with_and_without_loading(tmp_path: Path) -> None:
    """`Limits()` in a test means what a fresh installation does."""
    assert _load(tmp_path).limits == Limits()


def test_stronger_sources_win(tmp_path: Path) -> None:
    """A flag beats the environment, the environment the file, the file the default."""
    text = "[limits]\npages = 1\ndepth = 1\ndelay_s = 1.5\n"
    settings = _load(tmp_path, text, {"SITE_AUDIT_LIMITS_PAGES": "2", "SITE_AUDIT_LIMITS_DEPTH": "2"}, limits__pages=3)
    assert (settings.limits.pages, settings.limits.depth, settings.limits.delay_s, settings.limits.documents) == (3, 2, 1.5, 100)


def test_the_origin_of_each_value_is_remembered(tmp_path: Path) -> None:
    """`origins` names the flag, the variable, or the file with its line."""
    settings = _load(tmp_path, "[limits]\n\ndepth = 1\n", {"SITE_AUDIT_WORKERS": "2"}, limits__pages=3)
    origins = dict(settings.origins)
    assert origins["limits.pages"] == "--max-pages"
    assert origins["workers"] == "переменная SITE_AUDIT_WORKERS"
    assert origins["limits.depth"].endswith(f"{FILE_NAME}, строка 3")
    assert origins["timezone"] == "по умолчанию"


def test_an_unset_district_shows_blanks(tmp_path: Path) -> None:
    """No district is assumed: its name, operator, department and signatories are visible blanks."""
    district = _load(tmp_path, '[district]\nname = "Заречный район"\n').district
    assert (district.name, district.operator, district.department, district.signatories) == ("Заречный район", BLANK, BLANK, (BLANK,))


def test_a_flag_not_given_changes_nothing(tmp_path: Path) -> None:
    """None among the overrides means the flag was not typed."""
    assert _load(tmp_path, "workers = 3\n", workers=None).workers == 3


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Every wrong key and value of every source is named with its place."""
    mistakes = _mistakes(
        tmp_path,
        "workrs = 3\n[limits]\npages = 0\ndepth = true\n",
        {"SITE_AUDIT_LIMITS_PAGE": "3", "SITE_AUDIT_TIMEZONE": "Mars/Base"},
        as_of="2026-13-01",
    )
    assert len(mistakes) == 6
    assert "строка 1: нет такой настройки: workrs; может быть, workers?" in mistakes[0]
    assert "строка 3: limits.pages – ожидалось от 1 до 100000, дано 0" in mistakes[1]
    assert mistakes[3].endswith("может быть, SITE_AUDIT_LIMITS_PAGES?")
    assert mistakes[5].startswith("--as-of: as_of – ожидалась дата")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("limits = 3\n", "ожидалась таблица [limits]"),
        ("[distrct]\nname = 'x'\n", "может быть, district.name?"),
        ("pages = 3\n", "может быть, limits.pages?"),
        ("out = 3\n", "ожидался путь"),
        ("out = ''\n", "ожидался путь"),
        ("workers = 1.5\n", "ожидалось целое число"),
        ("workers = '8'\nworkers = 9\n", "не по правилам TOML"),
        ("[limits]\ndelay_s = nan\n", "ожидалось число"),
        ("[limits]\ndelay_s = -1\n", "ожидалось от 0 до 600"),
        ("[limits]\npages = 1" + "0" * 400 + "\n", "ожидалось целое число"),
        ("allow_private_networks = 1\n", "ожидалось true или false"),
        ("[district]\nsignatories = [1]\n", "ожидался список строк"),
        ('contact = "школа@example"\n', "допустима одна строка из латинских букв"),
        ('user_agent = "x\\r\\nHost: y"\n', "допустима одна строка из латинских букв"),
        ('[district]\nname = "x\\u0000"\n', "допустима одна строка"),
        ("as_of = 2026-11-23T10:00:00\n", "ожидалась дата вида"),
        ("timezone = '../../etc/passwd'\n", "ожидался часовой пояс"),
    ],
)
def test_wrong_values_are_refused_with_what_was_expected(tmp_path: Path, text: str, said: str) -> None:
    """Each kind of wrong value gets one sentence."""
    mistakes = _mistakes(tmp_path, text)
    assert len(mistakes) == 1
    assert said in mistakes[0]
    assert FILE_NAME in mistakes[0]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("8-16", 'ожидались часы вида "08:00-16:00"'),
        ("08:00", 'ожидались часы вида "08:00-16:00"'),
        ("08:00-24:00", 'ожидались часы вида "08:00-16:00"'),
        ("25:00-26:00", 'ожидались часы вида "08:00-16:00"'),
        ("08:00-08:00", "не обходили бы никогда"),
        ("ночью", 'ожидались часы вида "08:00-16:00"'),
    ],
)
def test_quiet_hours_that_are_none_are_refused(tmp_path: Path, said: str, wrong: str) -> None:
    """With what was expected, and a day of nothing but quiet hours for what it is."""
    (mistake,) = _mistakes(tmp_path, f'[limits]\nquiet_hours = "{said}"')
    assert "строка 2: limits.quiet_hours" in mistake
    assert wrong in mistake


def test_quiet_hours_are_read(tmp_path: Path) -> None:
    """With a dash of any length, a single figure for the hour; an empty value means none."""
    assert _load(tmp_path, '[limits]\nquiet_hours = "8:00 – 16:30"').limits.quiet_hours == QuietHours(time(8), time(16, 30))
    assert str(QuietHours(time(8), time(16, 30))) == "08:00-16:30"
    assert _load(tmp_path, '[limits]\nquiet_hours = ""').limits.quiet_hours is None


@given(st.times(), st.times(), st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=10))])))
def test_quiet_hours_end(begin: time, end: time, moment: datetime) -> None:
    """They hold a moment exactly when their end lies before their next beginning; over midnight too; then it is quiet no more."""
    hours = QuietHours(begin.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0))
    if hours.begin == hours.end:
        return
    over = hours.over(moment)
    assert timedelta() < over - moment <= timedelta(days=1)
    assert not hours.hold(over)
    begins = QuietHours(hours.end, hours.begin).over(moment)
    assert hours.hold(moment) == (over < begins)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    """A settings file saved in windows-1251 gets a sentence, not a traceback."""
    (tmp_path / FILE_NAME).write_bytes('[district]\nname = "Район"\n'.encode("windows-1251"))
    assert "UTF-8" in _mistakes(tmp_path)[0]


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Windows editors put a mark before the text."""
    (tmp_path / FILE_NAME).write_bytes(b"\xef\xbb\xbfworkers = 2\n")
    assert _load(tmp_path).workers == 2


def test_relative_paths_start_where_they_are_written(tmp_path: Path) -> None:
    """In the file from its folder, in a flag from the current folder."""
    settings = _load(tmp_path, "out = 'elsewhere'\n", rules=Path("my-rules"))
    assert settings.out == tmp_path / "elsewhere"
    assert settings.var == tmp_path / "var"
    assert settings.rules == Path("my-rules")


def test_the_environment_speaks_in_strings(tmp_path: Path) -> None:
    """Numbers, switches, dates and lists are read from variables."""
    env = {
        "SITE_AUDIT_ALLOW_PRIVATE_NETWORKS": "yes",
        "SITE_AUDIT_LIMITS_DELAY_S": "0.5",
        "SITE_AUDIT_AS_OF": "2026-11-23",
        "SITE_AUDIT_DISTRICT_SIGNATORIES": "Иванова А. А.; Петров Б. Б.",
        "SITE_AUDIT_TESTDATA": "/anywhere",
        "PATH": "/bin",
    }
    settings = _load(tmp_path, env=env)
    assert settings.allow_private_networks is True
    assert settings.limits.delay_s == 0.5
    assert settings.as_of == date(2026, 11, 23)
    assert settings.district.signatories == ("Иванова А. А.", "Петров Б. Б.")


def test_sites_are_told_whom_to_write_to(tmp_path: Path) -> None:
    """The contact stands in the name under which sites are visited."""
    assert _load(tmp_path, "contact = 'monitoring@example.org'\n").limits.identity == "site-audit/0.1 (+monitoring@example.org)"


ANYTHING = st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.text()))


@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), ANYTHING))
def test_no_value_brings_a_traceback(overrides: dict[str, object]) -> None:
    """Whatever a flag holds, there are settings or one error of ours."""
    try:
        settings = load_settings(Path("nowhere"), {}, overrides)
    except ConfigurationError as refused:
        assert refused.mistakes
    else:
        assert len(settings.origins) == len(KNOWN)
