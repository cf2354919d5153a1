"""Starting a process: a fresh interpreter that is sent what it needs through a pipe."""

import io
import os

from . import popen_fork, spawn, util
from .context import reduction, set_spawning_popen

__all__ = ["Popen"]


class _DupFd:
    """A descriptor has the same number in the child."""

    def __init__(self, fd):
        self.fd = fd

    def detach(self):
        return self.fd


# Tracebacks show some of these statements, with their lines:
# they stand where CPython has them.
#
class Popen(popen_fork.Popen):
    """One process that was started."""
    method = "spawn"
    DupFd = _DupFd

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        self._fds.append(fd)
        return fd

    def _launch(self, process_obj):
        #
        #
        #
        prep_data = spawn.get_preparation_data(process_obj._name)
        fp = io.BytesIO()
        set_spawning_popen(self)
        try:
            reduction.dump(prep_data, fp)
            reduction.dump(process_obj, fp)
        finally:
            set_spawning_popen(None)
        self._start(fp, spawn.get_command_line)

    def _start(self, message, command_line):
        # The parent sees the child's end by the first pipe, the child reads its message, and the parent's end, from
        # the second.
        sentinel, held_by_child = os.pipe()
        child_reads, parent_writes = os.pipe()
        try:
            self._fds += [child_reads, held_by_child]
            command = command_line(pipe_handle=child_reads)
            self.pid = util.spawnv_passfds(spawn.get_executable(), command, self._fds)
        except BaseException:
            os.close(sentinel)
            os.close(parent_writes)
            raise
        finally:
            os.close(child_reads)
            os.close(held_by_child)
        self.sentinel = sentinel
        self.finalizer = util.Finalize(self, util.close_fds, (sentinel, parent_writes))
        try:
            with open(parent_writes, "wb", closefd=False) as pipe:
                pipe.write(message.getvalue())
        except BrokenPipeError:
            pass  # The child is gone already; whoever joins it learns how.


def served_command_line(preload=(), *, pipe_handle):
    """As spawn's, for a child whose import of the main module is not to be seen."""
    command = f"from multiprocessing.forkserver import serve; serve({pipe_handle}, {list(preload)!r})"
    return [spawn.get_executable(), *util._args_from_interpreter_flags(), "-c", command, "--multiprocessing-fork"]


class ForkedPopen(Popen):
    """A process of the "fork" method: it gets the variables of the parent's main module."""

    method = "fork"

    def _launch(self, process_obj):
        import sys

        preparation = spawn.get_preparation_data(process_obj._name)
        message = io.BytesIO()
        set_spawning_popen(self)
        try:
            reduction.dump(preparation, message)
            inherited = dict(_sendable(vars(sys.modules["__main__"])))
            reduction.dump((process_obj, inherited), message)
        finally:
            set_spawning_popen(None)
        self._start(message, served_command_line)


def _sendable(variables):
    """Those that are data: classes, functions and modules come with the import."""
    for name, value in list(variables.items()):
        if name.startswith("__") and name != "__name__":
            continue
        if callable(value) or isinstance(value, type(io)):
            continue
        try:
            reduction.ForkingPickler.dumps(value)
        except Exception:
            continue  # The child has what its own import made.
        yield name, value
