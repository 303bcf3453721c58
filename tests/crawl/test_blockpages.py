"""What stands in front of a site or in its place is known before any rule runs; an ordinary page may use the same words."""

from __future__ import annotations

import pytest

from site_audit.crawl.blockpages import block_page, blocked_answer
from site_audit.crawl.pagetext import page_text
from site_audit.examples import made_document
from site_audit.extract import extract
from site_audit.model import Document, Failure, Trouble
from tests.crawl.walking import QUICK, walk
from tests.crawl.zoo import Reply, Zoo, page
from tests.house.tree import ROOT
from tests.quality.corpus import items_of

HOME = "http://school.example/"
MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("svedeniya", "novosti", "prof", "eda", "sport", "foto", "kontakty"))
LONG = "Мы рассказываем о жизни школы, об уроках, кружках и праздниках. " * 12

STANDING_BEFORE = (
    (
        "shield",
        "<title>DDoS-Guard</title><h1>Проверка браузера перед переходом на school5.example</h1><p>Подождите несколько секунд.",
    ),
    ("shield", "<title>Ой!</title><p>Подтвердите, что запросы отправляли вы, а не робот<p>SmartCaptcha by Yandex Cloud"),
    ("shield", "<title>Вы не робот?</title><p>С вашего адреса поступает слишком много запросов."),
    ("shield", "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue"),
    ("shield", "<title>Доступ</title><p>Убедитесь, что вы человек. Ваш IP-адрес был заблокирован. Qrator"),
    ("shield", "<p>Мы проверяем, что вы не робот, прежде чем показать сайт"),
    ("ddos-guard", "<script src='/.well-known/ddos-guard/js-challenge/index.js'></script><noscript>Включите JavaScript</noscript>"),
    ("qrator", "<body><script>__qrator.init()</script>"),
    ("smartcaptcha", "<body><script src='https://captcha-api.yandex.example/captcha.js'></script>"),
    ("cookie check", "<script>document.cookie='a=1';location.reload();</script>"),
    ("blocked", "<title>Сайт заблокирован</title><p>Сайт временно заблокирован хостинг-провайдером. Владельцу: обратитесь в поддержку."),
    ("blocked", "<p>Доступ к информационному ресурсу ограничен на основании Федерального закона от 27 июля 2006 г. № 149-ФЗ"),
    ("blocked", "<title>Внимание</title><p>Обслуживание сайта приостановлено. Отключён за неуплату."),
    ("blocked", "<title>Account Suspended</title><p>Contact your hosting provider for more information."),
    ("blocked", "<h1>Этот аккаунт отключён</h1>"),
    ("parked", "<title>school5.example</title><p>Домен school5.example продаётся. Срок регистрации домена истёк."),
    ("parked", "<h1>Домен припаркован</h1><p>Услуги: хостинг, конструктор сайтов, почта, сертификаты."),
    ("parked", "<p>Домен не прилинкован ни к одной из директорий на сервере"),
    ("parked", "<h1>Домен school5.example зарегистрирован через регистратора</h1><p>Если вы владелец, войдите в личный кабинет."),
    ("parked", "<title>This domain is for sale</title><p>Buy this domain"),
    ("stub", "<title>Welcome to nginx!</title><p>If you see this page, the nginx web server is successfully installed"),
    ("stub", "<title>Apache2 Debian Default Page: It works</title><p>" + "This is the default welcome page. " * 20),
    ("stub", "<title>Сайт успешно создан</title><p>На этом месте скоро будет сайт. Удалите файл index.html и загрузите файлы сайта."),
    ("stub", "<h1>Сайт ещё не опубликован</h1>"),
    ("stub", "<title>IIS Windows Server</title>"),
    ("maintenance", "<title>МБОУ СОШ</title><p>На сайте ведутся технические работы. Сайт временно недоступен."),
    ("maintenance", "<title>МБОУ СОШ № 5</title><h1>Сайт на реконструкции</h1><p>Приносим извинения. Телефон школы: 2-12-85"),
    ("maintenance", "<p>Сайт школы находится в разработке"),
    ("maintenance", "<title>Under construction</title>"),
    ("fault", "<title>Ошибка</title><h1>Error establishing a database connection</h1>"),
    (
        "consent",
        "<p>Мы используем файлы cookie, чтобы улучшить работу сайта. Продолжая, вы соглашаетесь с этим.<p>Принять<p>Отклонить",
    ),
)
ORDINARY = (
    f"<title>Новости</title><p>{LONG}Сайт временно недоступен был вчера, ведутся технические работы.",
    f"<title>Школа</title><ul>{MENU}</ul><main><h1>Ведутся технические работы</h1><p>Завтра в столовой ведутся технические работы.",
    f"<title>Новости</title><ul>{MENU}</ul><main><p>Сайт временно недоступен. Домен припаркован. Account suspended.",
    "<title>Школа № 4</title><h1>Школа № 4</h1><p>Сайт обновляется каждый день. Завтра субботник, форма одежды рабочая.",
    "<title>Обратная связь</title><p>Напишите нам.<p>Имя<p>Телефон<p>Подтвердите, что вы не робот<p>Отправить",
    "<title>Профориентация</title><p>Кем быть? План встреч на год. Сайт «Билет в будущее» временно недоступен.",
    f"<title>Безопасность</title><p>{LONG}Проверяем, что вы не робот, прежде чем пустить: так работает защита DDoS-Guard.",
    "<title>Школа № 5</title><p>Добро пожаловать! Приём граждан по вторникам. <footer><p>Мы используем cookie. Принять</footer>",
    "<title>Школа № 5</title><p>Мы используем файлы cookie. Продолжить.<p>Экскурсия восьмого класса на завод прошла двенадцатого октября.",
    "<title>Политика использования cookie</title><p>Мы используем файлы cookie, чтобы улучшить сайт. Вы можете отключить их.",
    "<title>Экскурсия</title><p>Десятиклассники были на предприятии, где сайт создан их выпускниками.<p>Домен занял первое место.",
    "<title>Хостинг и домены: урок информатики</title><p>Ученики узнали, как купить домен и зарегистрировать сайт." + LONG,
)


def kind(html: str) -> str:
    """What the page is taken for."""
    return block_page(page_text(made_document(HOME, html)), html.encode())


@pytest.mark.parametrize(("expected", "html"), STANDING_BEFORE)
def test_what_stands_in_front_of_a_site_is_named(expected: str, html: str) -> None:
    """Shields, blocked and parked domains, stubs of hosters, maintenance, a broken engine, a wall of consent."""
    assert kind(html) == expected


@pytest.mark.parametrize("html", ORDINARY)
def test_an_ordinary_page_may_use_the_same_words(html: str) -> None:
    """Pages with a menu, longer texts, forms with a captcha, banners under a page, policies on cookies are pages."""
    assert kind(html) == ""


@pytest.mark.parametrize("part", ["tuning", "quiet"])
def test_no_page_of_the_corpora_is_taken_for_a_stub(part: str) -> None:
    """Bare as they are, without the menus of real sites."""
    taken = {f"{item.name} {page.url}": found for item in items_of(part) for page in item.pages if (found := kind(page.html))}
    assert taken == {}


@pytest.mark.parametrize("html", [html for _, html in STANDING_BEFORE])
def test_the_same_words_under_a_menu_are_a_page(html: str) -> None:
    """A way deeper into the site makes any of these a page of it."""
    assert kind(f"<ul>{MENU}</ul>{html}") == ""


def test_no_page_of_the_demo_is_taken_for_a_stub() -> None:
    """The demo district, page by page; its stubs are what they were made for."""
    taken, pages = set(), 0
    for path in sorted((ROOT / "site_audit" / "demo").rglob("*.html")):
        body = path.read_bytes()
        document = extract(body, url=HOME, media_type="text/html", charset="", digest="sha256:x")
        if isinstance(document, Document) and document.is_page:
            pages += 1
            taken |= {path.name} if block_page(page_text(document), body) else set()
    assert pages > 100
    assert taken == set()


@pytest.mark.parametrize(
    ("status", "headers", "body", "expected"),
    [
        (403, {"server": "ddos-guard"}, b"<h1>Forbidden</h1>", "ddos-guard"),
        (403, {"cf-mitigated": "challenge", "server": "cloudflare"}, b"", "cloudflare"),
        (503, {}, b"<title>DDoS-Guard</title><script>x()</script>", "shield"),
        (401, {"server": "QRATOR"}, b"<script src='/__qrator/qauth_utm_v2.js'></script>", "qrator"),
        (403, {}, "<title>Аккаунт заблокирован</title><p>Обратитесь к хостингу".encode("cp1251"), "blocked"),
        (503, {}, "<h1>Домен припаркован</h1>".encode(), "parked"),
        (503, {"server": "cloudflare"}, b"<h1>Service Unavailable</h1>", ""),
        (503, {}, b"<p>Briefly unavailable for scheduled maintenance", ""),
        (403, {}, b"<h1>Forbidden</h1><p>You don't have permission to access this resource.", ""),
        (403, {}, bytes(range(256)) * 40, ""),
    ],
)
def test_an_error_status_may_hide_a_shield_or_a_stub(status: int, headers: dict[str, str], body: bytes, expected: str) -> None:
    """What is lasting is named; what is a moment's trouble of the server stays its status, and is asked again."""
    assert blocked_answer(status, headers, body) == expected


@pytest.mark.parametrize(("status", "asked"), [(200, 1), (403, 1), (503, 1)])
def test_a_shield_over_the_wire(status: int, asked: int) -> None:
    """Under whatever status it comes: a page in the way, asked once, and nothing of it reaches the rules."""
    shield = Reply("<title>DDoS-Guard</title><h1>Проверка браузера перед переходом на сайт</h1>".encode(), status)
    with Zoo({"/": page("Школа", "/a"), "/a": shield}) as zoo:
        walked = walk(zoo.url(), QUICK)
        assert walked.troubles == {"/a": (Trouble.BLOCK_PAGE, "shield")}
        assert zoo.asked.count("/a") == asked


def test_a_stub_in_place_of_home_ends_the_walk() -> None:
    """Nothing is claimed of a school whose hoster answers in its place."""
    stub = Reply("<title>Сайт заблокирован</title><p>Сайт заблокирован хостинг-провайдером".encode())
    with Zoo({"/": stub}) as zoo:
        seen = walk(zoo.url()).seen
        assert [sighting.failure for sighting in seen.sightings] == [Failure(zoo.url(), Trouble.BLOCK_PAGE, "blocked")]
