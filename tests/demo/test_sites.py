"""The files of the demo district: complete, small, invented, and in step with the expectations and the school list."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from site_audit.demo.expected import read_expected
from site_audit.demo.server import SITES
from site_audit.demo.site import Site, read_sites

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {
    "access": "section_exists responsible_person local_acts machine_readable_text news_freshness analytics_published",
    "guidance": "annual_plan unified_model_level rmg_course ticket_to_future upbringing_module counselling parents_work profile_classes "
    "federal_open_lessons",
    "employers": "employer_agreements employer_visits meet_professionals employment_service labour_market_info",
    "early": "early_plan early_events early_clubs",
    "inclusion": "ovz_plan ovz_events ovz_pathways",
    "preferences": "diagnostics preferences_survey",
    "colleges": "college_agreements university_agreements open_days trial_sessions first_profession admission_info graduate_destinations",
}
CRITERIA = {criterion for line in FOLDERS.values() for criterion in line.split()}
SHARES = {"machine_readable_text", "news_freshness"}
# Federal services any school links to, and the names of document standards; everything else ends with a reserved name.
REAL_HOSTS = {
    "bvbinfo.ru",
    "trudvsem.ru",
    "edu.gov.ru",
    "pos.gosuslugi.ru",
    "www.gosuslugi.ru",
    "www.w3.org",
    "www.sitemaps.org",
}
HOST = re.compile(rb"https?://([^/\"'<>\s@]+)")
SMALL = 60_000

sites = read_sites(SITES)
expected = read_expected()


def rows() -> list[dict[str, str]]:
    """The shipped school list."""
    with (ROOT / "schools.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_list_names_the_schools_on_their_ports() -> None:
    """`schools.csv`, the sites and the expectations tell of the same schools; the ports are 8801–8812."""
    listed = {row["id"]: row["url"] for row in rows()}
    assert listed == {site.id: f"http://127.0.0.1:{site.port}/" for site in sites}
    assert set(expected.schools) == set(listed)
    assert [site.port for site in sites] == list(range(8801, 8813))


@pytest.mark.parametrize("school", sorted(expected.schools))
def test_every_criterion_is_expected_somehow(school: str) -> None:
    """All 35 criteria have an outcome of the method, and what is half found or not readable says why."""
    findings = expected.schools[school].findings
    assert len(CRITERIA) == 35 and set(findings) == CRITERIA
    for name, finding in findings.items():
        assert finding.outcome in {"present", "partial", "absent", "unknown", "not_applicable"}, name
        assert bool(finding.at) == (finding.outcome in {"present", "partial"} and name not in SHARES), name
        assert bool(finding.why) == (finding.outcome in {"partial", "unknown"}), name


def test_what_the_list_excludes_does_not_apply() -> None:
    """A criterion or direction that the list excludes for a school is expected not to concern it."""
    for row in rows():
        for name in row["exclude"].split():
            for criterion in FOLDERS.get(name, name).split():
                assert expected.schools[row["id"]].findings[criterion].outcome == "not_applicable"


@pytest.mark.parametrize("site", sites, ids=lambda site: site.id)
def test_evidence_stands_where_it_is_said(site: Site) -> None:
    """Every address of the expectations answers with a file of the site."""
    school = expected.schools[site.id]
    addresses = {at for finding in school.findings.values() for at in finding.at} | {event.at for event in school.events}
    for at in sorted(addresses):
        route = site.route(at)
        assert route.status == 200 and site.file(route.file) is not None, at


@pytest.mark.parametrize("site", sites, ids=lambda site: site.id)
def test_inner_links_lead_somewhere(site: Site) -> None:
    """A link to the site itself finds a page, except on the damaged site, whose links are broken on purpose."""
    if site.unreachable or site.missing_status == 200:
        assert site.id in {"stepnaya", "zarechenskaya"}
        return
    for path in sorted((site.folder / "www").rglob("*.htm*")):
        for found in re.findall(rb"""(?i)\s(?:href|src)="?([^"\s>]+)""", path.read_bytes()):
            link = found.decode("cp1251").replace("&amp;", "&")
            if not re.match(r"[a-z]+:|#", link):
                target = link if link.startswith("/") else "/" + link
                assert site.route(target).status < 400, f"{path.name}: {link}"


def test_only_federal_hosts_are_real() -> None:
    """No page, list or map names a host that is neither a federal service nor reserved for examples."""
    for path in sorted(SITES.rglob("*")):
        if path.suffix in (".html", ".htm", ".xml", ".txt", ".toml"):
            hosts = {found.decode("ascii", "replace") for found in HOST.findall(path.read_bytes())}
            strange = {host for host in hosts if host not in REAL_HOSTS and not host.endswith(".example")}
            assert not strange, f"{path}: {strange}"


def test_the_district_is_small_and_portable() -> None:
    """Files are small, their names are ASCII that every system takes, and no school has more than sixty."""
    for site in sites:
        files = [path for path in site.folder.rglob("*") if path.is_file()]
        assert len(files) <= 60 and (len(files) >= 8 or site.unreachable), site.id
        for path in files:
            assert path.stat().st_size < SMALL, path
            assert re.fullmatch(r"[A-Za-z0-9_.\-]+", unicodedata.normalize("NFC", path.name)), path


def test_documents_are_what_they_are_called() -> None:
    """PDF and DOCX files begin as such files do, except those that lie on purpose on the damaged site."""
    heads = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04"}
    for path in sorted(SITES.rglob("*")):
        if path.suffix in heads and path.name != "ustav.pdf":
            assert path.read_bytes().startswith(heads[path.suffix]), path


def test_the_addresses_of_a_site_stay_inside_it() -> None:
    """A path that climbs out of a site's folder finds nothing."""
    for target in ("/../site.toml", "/%2e%2e/site.toml", "/..%2f..%2f..%2fserver.py"):
        assert sites[0].route(target).status == 404, urlsplit(target).path
