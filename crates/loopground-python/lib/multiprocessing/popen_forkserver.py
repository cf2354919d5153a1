"""Processes of the "forkserver" method, the default. The server imports the main module and says when that is done;
the processes themselves start afresh, and are children of the one that started them.
"""

import functools
import io

from . import forkserver, popen_fork, popen_spawn_posix, spawn
from .context import reduction, set_spawning_popen

__all__ = ["Popen"]

_spawned = popen_spawn_posix.Popen


# Tracebacks show some of these statements, with their lines:
# they stand where CPython has them.
#
#
#
#
#
#
#
class Popen(popen_fork.Popen):
    """One process that was started."""

    method = "forkserver"
    DupFd = _spawned.DupFd
    duplicate_for_child = _spawned.duplicate_for_child
    _start = _spawned._start

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    #
    #
    #
    #
    def _launch(self, process_obj):
        prep_data = spawn.get_preparation_data(process_obj._name)
        buf = io.BytesIO()
        set_spawning_popen(self)
        try:
            reduction.dump(prep_data, buf)
            reduction.dump(process_obj, buf)
        finally:
            set_spawning_popen(None)
        forkserver.ensure_running()
        command_line = functools.partial(
            popen_spawn_posix.served_command_line, forkserver._forkserver._preload_modules
        )
        self._start(buf, command_line)
