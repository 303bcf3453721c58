"""What all tests share: nothing of the person's own settings reaches them, and generated examples are the same on every machine."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# Slowness is the machine's, not the code's: a busy one must not turn a test red.
settings.register_profile("project", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No `SITE_AUDIT_…` variable of the one who runs the tests, except where the outside data lies."""
    for name in [name for name in os.environ if name.startswith("SITE_AUDIT_") and name != "SITE_AUDIT_TESTDATA"]:
        monkeypatch.delenv(name)
