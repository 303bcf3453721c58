"""The demo district is audited once for the whole folder."""

from __future__ import annotations

from time import monotonic

import pytest

from tests.walk.demo_run import DemoRun, run_demo


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    """The walk and the rejudgement."""
    return run_demo(tmp_path_factory.mktemp("demo"), monotonic)
