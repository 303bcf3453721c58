"""Pages put in front of a site or in its place: shields against robots, blocked and parked domains, stubs of hosters, maintenance.

Only a small page can be one: an ordinary page may mention the same words in a longer text.
"""

from __future__ import annotations

import re

from site_audit.crawl.pagetext import PageText

SMALL_LETTERS = 1_500
FEW_LINKS = 20
SHELL_LETTERS = 300
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile("|".join(several)))
    for kind, several in (
        (
            "shield",
            (
                r"ddos-?guard|qrator|smartcaptcha|stormwall|checking your browser|just a moment|attention required|вы не робот",
                r"проверк\w+ (?:вашего )?браузера|запросы отправляли вы|проверяем,? что вы (?:не робот|человек)",
            ),
        ),
        (
            "blocked",
            (
                r"(?:сайт|домен|ресурс|аккаунт|хостинг)\w* (?:временно )?(?:заблокирован|приостановлен|отключ[её]н)",
                r"доступ к (?:\w+ )?(?:сайту|ресурсу|странице) (?:\w+ )?(?:ограничен|запрещ[её]н|заблокирован)",
                r"account (?:has been )?suspended",
            ),
        ),
        (
            "parked",
            (
                r"домен (?:\S+ )?(?:припаркован|прода[её]тся|выставлен на продажу|не прилинкован|зарегистрирован и)",
                r"(?:domain|site) is (?:for sale|parked)|parked domain|buy this domain|купить (?:этот )?домен|срок регистрации домена",
            ),
        ),
        (
            "stub",
            (
                r"welcome to nginx|apache2? (?:\w+ )?default page|^it works!?$|default web site page|site not (?:found|configured)",
                r"на этом месте (?:скоро )?(?:будет|появится)|сайт (?:только что|успешно) (?:создан|размещ[её]н)",
                r"сайт (?:ещ[её] )?не (?:настроен|опубликован|привязан)",
            ),
        ),
        (
            "maintenance",
            (
                r"(?:сайт|портал)\w* (?:временно )?(?:не работает|недоступ\w+|на реконструкции|закрыт\w* на|(?:находится )?в разработке)",
                r"(?:ведутся|проводятся) (?:технические|профилактические|регламентные) работы|under (?:maintenance|construction)",
            ),
        ),
    )
)
_SCRIPTS: tuple[tuple[bytes, str], ...] = (
    (b"ddos-guard", "ddos-guard"),
    (b"__qrator", "qrator"),
    (b"captcha-api.yandex", "smartcaptcha"),
    (b"cdn-cgi/challenge-platform", "challenge"),
)


def block_page(page: PageText, body: bytes) -> str:
    """What kind of page stands in the way, "" where none does."""
    if page.letters > SMALL_LETTERS or page.links > FEW_LINKS:
        return ""
    said = (page.title, *page.headings, page.text)
    for kind, words in _WORDS:
        if any(words.search(text) for text in said):
            return kind
    if page.letters > SHELL_LETTERS:
        return ""
    begin = body[:20_000].lower()
    return next((name for mark, name in _SCRIPTS if mark in begin), "")
