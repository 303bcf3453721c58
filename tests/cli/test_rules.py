"""`rules …` and `schools check` as whoever writes rules and lists uses them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.calling import RULES, Call
from tests.house.tree import ROOT


@pytest.fixture
def own_rules(folder: Path) -> Path:
    """A copy of the shipped rules beside the list, to be changed."""
    return Path(shutil.copytree(RULES, folder / "rules"))


def test_check_passes_one_criterion(call: Call) -> None:
    """Its examples are carried out and counted."""
    said = call("rules", "check", "--only", "section_exists", "--rules", RULES)
    assert (said.code, said.plain) == (0, True), said.out
    assert re.search(r"Критериев: 35; примеров исполнено: [1-9]\d*, не сошлось: 0; замечаний: 0\.", said.out)


def test_check_tells_an_example_that_fails(call: Call, own_rules: Path) -> None:
    """What was expected and what came, and exit code 2."""
    path = own_rules / "career" / "access" / "section_exists.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('expect = "present"', 'expect = "absent"', 1), encoding="utf-8")
    said = call("rules", "check", "--only", "section_exists")
    assert said.code == 2
    assert re.search(r"section_exists: пример «.+»: ждали absent, вышло present", said.out)


def test_a_broken_rule_file_is_told_with_its_line(call: Call, own_rules: Path) -> None:
    """All mistakes at once, each with file and line; the commands that need rules do not begin."""
    first, second = own_rules / "career" / "access" / "section_exists.toml", own_rules / "career" / "early" / "early_plan.toml"
    for path in (first, second):
        path.write_text(path.read_text(encoding="utf-8").replace("weight = ", "waight = ", 1), encoding="utf-8")
    line = next(number for number, text in enumerate(first.read_text(encoding="utf-8").splitlines(), 1) if text.startswith("waight"))
    for command in (("rules", "list"), ("check", "http://school.example"), ("rejudge",)):
        said = call(*command)
        assert said.code == 2
        assert f"access/section_exists.toml:{line}: waight" in said.err
        assert "early/early_plan.toml:" in said.err


def test_list_names_directions_and_criteria(call: Call) -> None:
    """Seven directions, 35 criteria with their weights."""
    said = call("rules", "list", "--rules", RULES)
    assert said.code == 0
    assert len(re.findall(r"^\d\. ", said.out, re.MULTILINE)) == 7
    assert len(re.findall(r"^   [a-z_]+ +вес \d  ", said.out, re.MULTILINE)) == 35


def test_show_is_the_manual_page(call: Call) -> None:
    """Title, why, requirements, examples."""
    said = call("rules", "show", "annual_plan", "--rules", RULES)
    assert said.code == 0
    for words in ("annual_plan: ", "Зачем.", "Требования:", "Примеры:"):
        assert words in said.out


def test_a_misspelt_criterion_gets_a_suggestion(call: Call) -> None:
    """Wrong input, with the nearest name."""
    said = call("rules", "show", "anual_plan", "--rules", RULES)
    assert said.code == 2
    assert "annual_plan" in said.err


def test_new_writes_a_skeleton(call: Call, own_rules: Path) -> None:
    """A file that names what is to be filled in; a second one of the name is refused, and so is a direction that is not there."""
    said = call("rules", "new", "career_blog", "--direction", "guidance")
    assert said.code == 0
    assert (own_rules / "career" / "guidance" / "career_blog.toml").is_file()
    assert call("rules", "new", "career_blog", "--direction", "guidance").code == 2
    wrong = call("rules", "new", "career_diary")
    assert wrong.code == 2
    assert "guidance" in wrong.err


def test_try_shows_what_a_rule_sees(call: Call, folder: Path) -> None:
    """The quote with its place; and for a rule writer the pattern that was lacking."""
    page = folder / "page.html"
    page.write_text(
        "<html><title>Школа</title><h1>План профориентационной работы на 2026/2027 учебный год</h1><table>"
        "<tr><th>Мероприятие</th><th>Классы</th><th>Срок</th><th>Ответственный</th></tr>"
        "<tr><td>Экскурсия на хлебозавод</td><td>8</td><td>октябрь</td><td>Юдина С. П.</td></tr>"
        "<tr><td>Встреча с агрономом</td><td>9</td><td>ноябрь</td><td>Юдина С. П.</td></tr></table>",
        encoding="utf-8",
    )
    seen = call("rules", "try", "annual_plan", page, "--rules", RULES, "--as-of", "2026-11-23")
    assert seen.code == 0
    assert "\nНайдено:" in seen.out and "«План профориентационной работы" in seen.out
    missed = call("rules", "try", "early_plan", page, "--rules", RULES, "--as-of", "2026-11-23")
    assert missed.code == 0
    assert "Не найдено." in missed.out


def test_another_pack_is_checked_listed_and_shown(call: Call) -> None:
    """The commands for rules serve any pack."""
    checked = call("rules", "check", "--rules", RULES / "meals")
    assert (checked.code, checked.plain) == (0, True), checked.out
    assert re.search(r"Критериев: 5; примеров исполнено: [1-9]\d*, не сошлось: 0; замечаний: 0\.", checked.out)
    listed = call("rules", "list", "--rules", RULES / "meals")
    assert re.findall(r"^   ([a-z_]+) ", listed.out, re.MULTILINE) == [
        "daily_menu",
        "special_diets",
        "catering_contacts",
        "parents_control",
        "meals_feedback",
    ]
    shown = call("rules", "show", "daily_menu", "--rules", RULES / "meals")
    assert shown.code == 0
    assert "daily_menu: Меню на день или на период" in shown.out


def test_a_rule_of_another_pack_is_tried(call: Call, folder: Path) -> None:
    """On a page, by the name of the shipped pack."""
    page = folder / "page.html"
    page.write_text(
        "<html><title>Школа</title><h1>Меню на 20.11.2026</h1><ul><li>Каша рисовая молочная</li><li>Чай</li></ul>", encoding="utf-8"
    )
    said = call("rules", "try", "daily_menu", page, "--rules", "meals", "--as-of", "2026-11-23")
    assert said.code == 0
    assert "«Меню на 20.11.2026»" in said.out


def test_new_writes_into_another_pack(call: Call, own_rules: Path) -> None:
    """The skeleton lands in the pack that was named; its directions are suggested."""
    assert call("rules", "new", "tea_break", "--direction", "kitchen", "--rules", own_rules / "meals").code == 0
    assert (own_rules / "meals" / "kitchen" / "tea_break.toml").is_file()
    wrong = call("rules", "new", "tea_time", "--rules", own_rules / "meals")
    assert wrong.code == 2
    assert "control, kitchen" in wrong.err


def test_try_teaches_step_by_step(call: Call, folder: Path) -> None:
    """Where a person would look, every signal, the words seen, what held, and the condition that failed in the rule's own words."""
    page = folder / "page.html"
    page.write_text(
        "<html><title>Школа</title><h1>Профориентация</h1><p>Экскурсия на хлебозавод для 8 класса запланирована.</p>", encoding="utf-8"
    )
    said = call("rules", "try", "employer_visits", page, "--rules", RULES, "--as-of", "2026-11-23").out
    assert "Человек стал бы искать: «Новости», «Профориентация»" in said
    assert "По названию это подходящее место: «Профориентация»." in said
    assert re.search(r"^1\. visit-told – ", said, re.MULTILINE)
    assert "увидели «Экскурсия на хлебозавод» в «Экскурсия на хлебозавод для 8 класса запланирована" in said
    assert re.search(r"выполнено: стоит .+; не отрицается", said)
    assert "не выполнено: Не сказано, что это состоялось: план, приглашение или возможность. [проверка passage: held]" in said
    assert "слов признака нет; ищем: " in call("rules", "try", "ticket_to_future", page, "--rules", RULES).out


def test_try_reads_a_page_of_the_web(call: Call, school: str) -> None:
    """An address is fetched, through the guard of private networks."""
    said = call("rules", "try", "section_exists", school, "--rules", RULES)
    assert said.code == 0
    assert "Прочитать не удалось: внутренняя сеть" in said.out


def test_try_of_a_file_that_is_not_there(call: Call) -> None:
    """Wrong input, with a word on what to name."""
    said = call("rules", "try", "section_exists", "нет.html", "--rules", RULES)
    assert (said.code, "нет.html" in said.err) == (2, True)


def test_schools_check_passes_the_shipped_list(call: Call) -> None:
    """Twelve schools, no mistake."""
    said = call("schools", "check", ROOT / "site_audit" / "demo" / "schools.csv", "--rules", RULES)
    assert (said.code, said.plain) == (0, True), said.err
    assert "можно проверить: 12; строк с ошибками: 0" in said.out


def test_schools_check_tells_every_mistake(call: Call, folder: Path) -> None:
    """Line, column and reason, also of criteria that do not exist; exit code 2."""
    path = folder / "list.csv"
    path.write_text("id,name,url,exclude\na,Школа,,\nb,Школа,http://b.example,wether\n", encoding="utf-8")
    said = call("schools", "check", path, "--rules", RULES)
    assert said.code == 2
    assert "list.csv:2: ошибка: url" in said.err
    assert "wether" in said.err


def test_a_list_that_is_not_there(call: Call) -> None:
    """Wrong input."""
    said = call("schools", "check", "нет.csv", "--rules", RULES)
    assert (said.code, "нет.csv" in said.err) == (2, True)
