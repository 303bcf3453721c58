"""A made-up rule pack of 35 criteria in seven directions, and whose district it is."""

from __future__ import annotations

from decimal import Decimal

from site_audit.rulepack.schema import Criterion, Direction, Must, Norm, PackWords, Wording
from site_audit.settings import District
from site_audit.view.pages.rulebook import Rulebook

DISTRICT = District(
    "Заречный район", "МБУ ДПО «Заречный методический центр»", "Управление образования Заречного района", ("Методист ____", "Директор ____")
)

DIRECTIONS = (
    ("access", "0.20", "Общая доступность раздела", "Доступность"),
    ("guidance", "0.20", "Сопровождение профессионального самоопределения", "Самоопределение"),
    ("employers", "0.15", "Взаимодействие с предприятиями и учреждениями", "Предприятия"),
    ("early", "0.10", "Ранняя профориентация", "Ранняя"),
    ("inclusion", "0.10", "Профориентация обучающихся с ОВЗ", "ОВЗ"),
    ("preferences", "0.10", "Изучение предпочтений обучающихся", "Предпочтения"),
    ("colleges", "0.15", "Взаимодействие с колледжами и вузами", "Колледжи и вузы"),
)
CRITERIA = """
access section_exists 3 nh Раздел о профориентации на сайте
access responsible_person 3 cnht Ответственный за профориентацию и его контакты
access local_acts 2 cthf Локальные акты по профориентации
access machine_readable_text 2 - Материалы читаются как текст
access news_freshness 2 - Регулярные публикации текущего учебного года
access analytics_published 2 cthf Итоги профориентационной работы
guidance annual_plan 3 ctnhf План профориентационной работы на текущий учебный год
guidance unified_model_level 2 cth Уровень реализации Единой модели профориентации
guidance rmg_course 3 cthf Курс «Россия – мои горизонты»
guidance ticket_to_future 2 cth Участие в проекте «Билет в будущее»
guidance upbringing_module 2 ctf Модуль «Профориентация» в программе воспитания
guidance counselling 2 cth Профориентационное консультирование
guidance parents_work 2 cth Работа с родителями
guidance profile_classes 2 cthf Профильные и предпрофессиональные классы
guidance federal_open_lessons 1 cth Всероссийские профориентационные уроки и акции
employers employer_agreements 3 cthf Партнёры-работодатели и соглашения
employers employer_visits 3 cth Экскурсии на предприятия
employers meet_professionals 2 cth Встречи с представителями профессий
employers employment_service 2 cth Взаимодействие с центром занятости
employers labour_market_info 2 cth Рынок труда района
early early_plan 2 ct Ранняя профориентация в плане
early early_events 3 cth Мероприятия ранней профориентации
early early_clubs 2 cth Кружки профориентационной направленности
inclusion ovz_plan 3 cth Меры по профориентации обучающихся с ОВЗ
inclusion ovz_events 2 cth Мероприятия для обучающихся с ОВЗ
inclusion ovz_pathways 2 cth Продолжение образования для лиц с ОВЗ
preferences diagnostics 3 cth Профориентационная диагностика
preferences preferences_survey 3 cthf Обобщённые результаты изучения предпочтений
colleges college_agreements 3 cthf Сотрудничество с колледжами
colleges university_agreements 2 cthf Сотрудничество с вузами
colleges open_days 3 cth Дни открытых дверей
colleges trial_sessions 2 cth Профессиональные пробы
colleges first_profession 1 cthf Профессиональное обучение школьников
colleges admission_info 2 cth Информация для поступающих
colleges graduate_destinations 2 cthf Поступление и трудоустройство выпускников
"""


def both(text: str) -> Wording:
    """The same wording in both languages, the English one marked."""
    return Wording(ru=text, en=f"{text} (en)")


def _criterion(line: str) -> Criterion:
    direction, name, weight, letters, title = line.split(" ", 4)
    measures = {"machine_readable_text": "readable_share", "news_freshness": "news_rate"}
    return Criterion.model_validate(
        {
            "id": name,
            "direction": direction,
            "weight": int(weight),
            "factors": "".join(letter for letter in "ctnhf" if letter in letters),
            "time": "standing",
            "measure": measures.get(name, "product"),
            "title": both(title),
            "met": both(f"На сайте есть: {title[0].lower()}{title[1:]}"),
            "unmet": both(f"На сайте не найдено: {title[0].lower()}{title[1:]}"),
            "why": both("Эти сведения помогают ученику и родителям выбрать, куда идти после школы."),
            "recommendation": both(f"Разместите на сайте сведения: «{title}» ({{district}})."),
            "paste": f"<h2>{title}</h2>\n<p>Ответственный: ____, телефон ____</p>",
            "norms": ("273-fz", "unchecked"),
            "known_gaps": (),
            "must": (Must(id="year", title=both("учебный год")), Must(id="approved", title=both("отметка об утверждении"))),
        }
    )


RULEBOOK = Rulebook(
    tuple(_criterion(line) for line in CRITERIA.strip().splitlines()),
    tuple(
        Direction(id=name, number=number, weight=Decimal(weight), title=both(title), short=both(short))
        for number, (name, weight, title, short) in enumerate(DIRECTIONS)
    ),
    (
        Norm(
            id="273-fz",
            title="Федеральный закон № 273-ФЗ «Об образовании в Российской Федерации», статья 29",
            status="действует",
            verified=True,
        ),
        Norm(id="unchecked", title="Непроверенное письмо", verified=False),
    ),
    PackWords(
        about=Wording(ru="о профориентации", en="about career guidance"),
        norms=Wording(ru="Раздела они не требуют.", en="They ask for no section."),
        basis=Wording(ru="Основание – Положение о мониторинге.", en="It rests on the regulation on monitoring."),
    ),
)
