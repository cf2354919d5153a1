"""faulthandler: shows where threads are. Nothing crashes here, so nothing is shown by itself."""

import os
import sys
import threading

_enabled = False


def _descriptor(file):
    if file is None:
        file = sys.stderr
        if file is None:
            raise RuntimeError("sys.stderr is None")
    if isinstance(file, int):
        return file
    file.flush()
    return file.fileno()


def enable(file=None, all_threads=True, c_stack=True):
    """Has faults reported; there are none."""
    global _enabled
    _descriptor(file)
    _enabled = True


def disable():
    """Has faults no longer reported; answers whether they were."""
    global _enabled
    before, _enabled = _enabled, False
    return before


def is_enabled():
    """Whether faults are reported."""
    return _enabled


def _lines(ident, frame, current):
    what = "Current thread" if current else "Thread"
    yield f"{what} 0x{ident:016x} (most recent call first):\n"
    while frame is not None:
        code = frame.f_code
        yield f'  File "{code.co_filename}", line {frame.f_lineno} in {code.co_name}\n'
        frame = frame.f_back


def dump_traceback(file=None, all_threads=True):
    """Writes where the threads are, innermost call first."""
    descriptor = _descriptor(file)
    own = threading.get_ident()
    if all_threads:
        for ident, frame in sys._current_frames().items():
            if ident != own:
                os.write(descriptor, "".join(_lines(ident, frame, False)).encode() + b"\n")
    os.write(descriptor, "".join(_lines(own, sys._getframe(1), True)).encode())


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    raise NotImplementedError("tracebacks cannot be shown by a clock here")


def cancel_dump_traceback_later():
    """Nothing waits."""


def register(signum, file=None, all_threads=True, chain=False):
    raise NotImplementedError("tracebacks cannot be shown by signals here")


def unregister(signum):
    """Answers whether the signal was registered: none is."""
    return False
