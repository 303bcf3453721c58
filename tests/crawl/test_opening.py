"""Opening a fetcher: cheap, from any thread, and a bad file of certificates is told before anything is asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from site_audit.crawl import open_fetcher
from site_audit.crawl.opening import shared_context
from site_audit.errors import ConfigurationError
from site_audit.settings import Settings


def test_one_context_for_all_fetchers() -> None:
    """Contexts are dear: threads that open fetchers at once share the same one."""
    with ThreadPoolExecutor(8) as pool:
        contexts = set(pool.map(lambda _: shared_context(), range(32)))
        for fetcher in pool.map(lambda _: open_fetcher(Settings()), range(32)):
            fetcher.close()
    assert len(contexts) == 1


@pytest.mark.parametrize("content", [None, "no certificate in here"])
def test_a_bad_file_of_certificates_is_told(tmp_path: Path, content: str | None) -> None:
    """Missing or no PEM: one sentence with the file, before the first request."""
    path = tmp_path / "roots.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"roots\.pem"):
        open_fetcher(Settings(extra_ca=path))
