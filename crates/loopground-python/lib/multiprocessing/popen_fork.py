"""A child process: asking how it ended, waiting for it, signalling it.

An interpreter cannot be split in two here. A process of the "fork" method therefore starts afresh, as those of the
others do: what the parent changed before is not seen in it, and what it is given is pickled. The first one warns.
"""

import os
import signal
import warnings

from . import util

__all__ = ["Popen"]


class Popen:
    """One process that was started."""

    method = "fork"

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode = None
        self.finalizer = None
        self._launch(process_obj)

    def duplicate_for_child(self, fd):
        return fd

    def poll(self, flag=os.WNOHANG):
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, flag)
            except OSError:
                return None  # Somebody else has asked for it.
            if pid == self.pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is not None:
            return self.returncode
        if timeout is not None:
            from multiprocessing.connection import wait

            if not wait([self.sentinel], timeout):
                return None
        return self.poll(os.WNOHANG if timeout == 0.0 else 0)

    def _send_signal(self, sig):
        if self.returncode is not None:
            return
        try:
            os.kill(self.pid, sig)
        except ProcessLookupError:
            pass
        except OSError:
            if self.wait(timeout=0.1) is None:
                raise

    def interrupt(self):
        self._send_signal(signal.SIGINT)

    def terminate(self):
        self._send_signal(signal.SIGTERM)

    def kill(self):
        self._send_signal(signal.SIGKILL)

    def close(self):
        if self.finalizer is not None:
            self.finalizer()

    def _launch(self, process_obj):
        from . import popen_spawn_posix

        warnings.warn(
            "the 'fork' start method is not available here: the process starts as with 'spawn'",
            RuntimeWarning,
            stacklevel=5,
        )
        child = popen_spawn_posix.Popen(process_obj)
        self.pid, self.sentinel = child.pid, child.sentinel
        self._child = child
        self.finalizer = child.finalizer
