"""Each command works in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_audit.demo.server import SITES, District
from site_audit.demo.site import read_sites
from tests.cli.calling import Call, caller


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """The command line, called in that folder."""
    return caller(capsys)


@pytest.fixture(scope="session")
def school() -> Iterator[str]:
    """The address of one small demo school and, beside it, nothing."""
    with District(tuple(site for site in read_sites(SITES) if site.id == "olhovskaya"), fixed_ports=False) as district:
        yield district.urls["olhovskaya"]


@pytest.fixture(scope="session")
def nobody() -> Iterator[str]:
    """An address where nobody answers."""
    with District(tuple(site for site in read_sites(SITES) if site.unreachable), fixed_ports=False) as district:
        yield next(iter(district.urls.values()))
