"""How pages word it that stand in front of a site or in its place: by kind, what their titles say and what their texts say.

A text is lower case with ё as е. `titles` are too common in ordinary texts to count there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SITE = (
    r"(?:(?:этот|данный|ваш|наш) )?(?:веб-)?(?:сайт|портал|ресурс|домен|аккаунт|хостинг)\w*"
    r"(?: (?:\S+\.\S+|школы|гимназии|лицея|учреждения|организации|пользователя|компании))?"
)
_BE = r"(?: (?:сейчас|пока|еще|был[аио]?|временно|находится|закрыт\w*|уже|полностью|или домен))*"


@dataclass(frozen=True, slots=True)
class BlockWords:
    """One kind of such a page."""

    kind: str
    texts: re.Pattern[str]
    titles: re.Pattern[str] | None = None


def _words(kind: str, texts: tuple[str, ...], titles: tuple[str, ...] = ()) -> BlockWords:
    return BlockWords(kind, re.compile("|".join(texts)), re.compile("|".join(titles)) if titles else None)


BLOCK_WORDS = (
    _words(
        "shield",
        (
            r"ddos-?guard|qrator|smart-?captcha|storm-?wall|servicepipe|variti|kill-?bot",
            r"checking (?:if )?your browser|enable javascript and cookies",
            r"проверк\w+ (?:вашего |безопасности )?(?:браузера|подключения)|проверяем (?:ваш браузер|подключение)|запросы отправляли вы",
            r"(?:проверяем|убедиться|подтвердите|докажите),? что вы (?:не робот|человек),? (?:чтобы|прежде|перед|для)",
            r"(?:запросы|активность), поступ\w+ с вашего (?:ip|адреса)|подозрительн\w+ (?:активность|трафик)\w* (?:с|из) ваш",
            r"verify(?:ing)? (?:that )?you are (?:a )?human|unusual traffic from your|ваш ip(?:-адрес)? (?:был )?заблокирован",
        ),
        (
            r"вы не робот|не робот\?|just a moment|attention required|captcha|капч[аеу]|access denied|антибот",
            r"anti-?bot|защита от (?:роботов|ботов|ddos)",
        ),
    ),
    _words(
        "blocked",
        (
            rf"{_SITE}{_BE} (?:заблокирован|приостановлен|отключен|удален)\w*",
            r"(?:работа|обслуживание|действие) (?:сайта|домена|аккаунта|хостинга) (?:временно )?(?:приостановлен|прекращен|заблокирован)",
            r"доступ к (?:\w+ ){0,2}(?:сайту|ресурсу|странице|порталу) (?:\S+ )?(?:временно )?(?:ограничен|запрещен|заблокирован|закрыт)",
            r"реестр\w* (?:доменных имен|запрещенных сайтов)|this (?:account|site|website) (?:has been|is) (?:suspended|disabled|blocked)",
            r"(?:срок оплаты|оплаченный период) (?:сайта|хостинга|аккаунта)?\s*(?:истек|закончил)|отключен\w* за неуплату",
        ),
        (r"account (?:has been )?suspended|^(?:сайт|аккаунт|хостинг|доступ) (?:заблокирован|приостановлен|ограничен|отключен)",),
    ),
    _words(
        "parked",
        (
            r"домен (?:\S+ )?(?:припаркован|прода[её]тся|выставлен на продажу|не прилинкован|не привязан|не делегирован|свободен)",
            r"домен (?:\S+ )?не обслуживается",
            r"домен (?:\S+ )?(?:зарегистрирован (?:и|в|через|на|компанией)|направлен на|успешно зарегистрирован)|это припаркованный домен",
            r"(?:this )?domain (?:\S+ )?(?:name )?(?:is |may be )?(?:for sale|parked|not connected|expired)|parked domain|buy this domain",
            r"купить (?:этот )?домен|срок (?:регистрации|действия|делегирования) (?:этого |данного )?домен|isn.?t connected to a website",
        ),
        (r"^(?:парковка|парковочная страница)|домен прода[её]тся",),
    ),
    _words(
        "stub",
        (
            r"welcome to nginx|apache2? (?:\w+ )?default page|^it works!?$|default (?:web site |web ?server )?page",
            r"site not (?:found|configured|published)",
            r"на этом месте (?:скоро )?(?:будет|появится)",
            r"(?:здесь|тут) (?:скоро )?(?:будет|появится) (?:ваш |новый |наш )?сайт|сайт не прилинкован",
            r"сайт (?:только что|успешно|автоматически) (?:создан|размещен|добавлен)|хостинг (?:успешно )?(?:подключен|активирован)",
            rf"{_SITE} (?:пока |еще )?не (?:настроен|опубликован|привязан|прикреплен|подключен|загружен|найден на (?:сервере|хостинге))",
            r"your (?:new )?(?:web ?server|website) is (?:ready|up and running|working)",
            r"if you are the (?:owner|administrator) of this (?:web)?site",
            r"(?:удалите|замените|загрузите) (?:\S+ )?(?:файл\S* )?(?:index|файлы (?:вашего )?сайта)",
            r"файлы (?:вашего )?сайта (?:в папку|в каталог|в директорию)",
        ),
        (
            r"^(?:web server.s )?default page|^iis (?:windows|\d)|^ispmanager|^plesk|^хостинг\b.{0,40}заглушка",
            r"^сайт(?: \S+)? (?:успешно )?(?:создан|размещен)",
        ),
    ),
    _words(
        "maintenance",
        (
            rf"{_SITE}{_BE} (?:не работает|недоступ\w+)",
            rf"{_SITE}{_BE} на (?:реконструкции|(?:техническом )?обслуживании|ремонте|профилактике|переработке)",
            rf"{_SITE}{_BE} (?:закрыт\w* (?:на|для)|в (?:разработке|стадии (?:разработки|наполнения)))",
            rf"{_SITE}{_BE} (?:модернизиру|реконструиру)ется",
            r"на сайте (?:сейчас )?(?:ведутся|проводятся|идут) [а-я ]{0,40}работы|^\W*(?:ведутся|проводятся) [а-я ]{0,40}работы",
            r"(?:под|на) реконструкци\w+ сайт",
            r"(?:site|website|we are) (?:is |currently )*(?:under|down for) (?:scheduled )?(?:maintenance|construction)",
            r"briefly unavailable for scheduled maintenance|сайт скоро (?:откроется|заработает|будет доступен)",
        ),
        (
            r"(?:under|down for) (?:maintenance|construction)|^coming soon|^технические работы",
            r"^(?:сайт )?(?:на )?реконструкци\w|^сайт (?:в разработке|обновляется|разрабатывается)\W*$",
        ),
    ),
    _words(
        "fault",
        (
            r"error establishing a database connection",
            r"ошибка (?:при )?(?:соединения|подключения) (?:с|к) баз\w+ данных",
            r"(?:mysql|db) (?:query|connect\w*) error",
            r"не удалось (?:соединиться|подключиться) (?:с|к) баз\w+ данных|could not connect to (?:the )?(?:mysql|database)",
        ),
        (r"database (?:connection )?error|^(?:fatal|parse) error",),
    ),
)
CONSENT = re.compile(r"cookie|\bкуки\b|файлы куки")
CONSENT_TALK = re.compile(
    r"cookie|куки|персональн\w+ данн|конфиденциальност|согла[сш]|принима|принять|отклон|настро|продолж|использу|метрик|аналитик|"
    r"улучш|удобн|хорошо|понятно|подробнее|accept|agree|reject|continue|закрыть"
)
POLICY = re.compile(r"политик|правила|соглашени|обработк|положени|policy|terms")
MARKS: tuple[tuple[bytes, str], ...] = (  # in the source of pages that show nothing
    (b"ddos-guard", "ddos-guard"),
    (b"__qrator", "qrator"),
    (b"qauth_handle", "qrator"),
    (b"captcha-api.yandex", "smartcaptcha"),
    (b"smartcaptcha.yandexcloud", "smartcaptcha"),
    (b"cdn-cgi/challenge-platform", "challenge"),
    (b"servicepipe", "servicepipe"),
    (b"stormwall", "stormwall"),
    (b"/showcaptcha", "smartcaptcha"),
)
COOKIE_CHECK = re.compile(rb"document\.cookie\s*=[^<]{0,400}location(?:\.reload|\.href|\.replace|\s*=)")
SERVERS = ("ddos-guard", "qrator", "cloudflare", "stormwall", "variti", "servicepipe")
