"""Runs something as a user without special rights: the administrator may write everywhere, so rights cannot be tested as one."""

from __future__ import annotations

import os
from collections.abc import Callable

from site_audit.errors import MachineError

NOBODY = 65534


def outcome_as_plain_user(action: Callable[[], object]) -> str:
    """The sentence of the `MachineError` that `action` ends in ("" for none), in a child process that gives up its rights first."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        said = "the child failed"
        try:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            action()
            said = ""
        except MachineError as error:
            said = str(error)
        except BaseException as error:
            said = f"not a sentence: {error!r}"
        finally:
            os.write(writer, said.encode())
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said
