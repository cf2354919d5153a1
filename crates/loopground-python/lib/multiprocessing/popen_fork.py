"""A child process: asking how it ended, waiting for it, signalling it.

An interpreter cannot be split in two here. A process of the "fork" method starts afresh, as those of the others do, and
is sent what of the main module's variables can be sent.
"""

import os
import signal
from . import util
__all__ = ["Popen"]


class Popen:
    """One process that was started."""
    method = "fork"

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode, self.finalizer = None, None
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

        child = popen_spawn_posix.ForkedPopen(process_obj)
        self.pid, self.sentinel = child.pid, child.sentinel
        self._child = child
        self.finalizer = child.finalizer
