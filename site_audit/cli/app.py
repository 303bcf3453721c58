"""All commands in one place; errors become one message and an exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import typer
from typer import rich_utils

from site_audit.cli.archive import archive_app
from site_audit.cli.check import check
from site_audit.cli.compare import compare, monitoring_app
from site_audit.cli.demo import demo
from site_audit.cli.doctor import doctor
from site_audit.cli.metrics import metrics
from site_audit.cli.rules import rules_app
from site_audit.cli.run import rejudge, report, run
from site_audit.cli.schools import schools_app
from site_audit.cli.templates import templates_app
from site_audit.errors import MachineError, SiteAuditError
from site_audit.logs import set_up_logs

rich_utils.ARGUMENTS_PANEL_TITLE = "Что назвать"
rich_utils.OPTIONS_PANEL_TITLE = "Параметры"
rich_utils.COMMANDS_PANEL_TITLE = "Команды"
rich_utils.ERRORS_PANEL_TITLE = "Ошибка"
rich_utils.DEFAULT_STRING = "[по умолчанию: {}]"
rich_utils.REQUIRED_LONG_STRING = "[обязательно]"
rich_utils.RICH_HELP = "Подсказка: [blue]'{command_path} {help_option}'[/]."

app = typer.Typer(
    name="site-audit",
    help="Что школы публикуют о профориентации: обход сайтов, поиск сведений по правилам, показатель открытости и отчёты.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(run)
app.command()(check)
app.command()(demo)
app.command()(rejudge)
app.command()(report)
app.command()(compare)
app.command()(doctor)
app.command()(metrics)
app.add_typer(monitoring_app, name="monitoring")
app.add_typer(archive_app, name="archive")
app.add_typer(rules_app, name="rules")
app.add_typer(schools_app, name="schools")
app.add_typer(templates_app, name="templates")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line with these arguments, those of the process otherwise.

    Exit codes: 0 done, 1 some schools could not be audited, 2 wrong input, 3 the machine failed, 130 broken off by Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a console in a legacy code page must not end a night
    set_up_logs()
    try:
        app(arguments)
    except SiteAuditError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # never 1: that says that the audit was done
        logging.getLogger(__name__).error("an unexpected error", exc_info=error)
        typer.echo("Это ошибка программы или этого компьютера. Сообщите о ней с текстом выше; состояние машины покажет doctor.", err=True)
        sys.exit(MachineError.exit_code)
