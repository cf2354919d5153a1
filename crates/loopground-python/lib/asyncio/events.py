"""asyncio.events: the running loop, handles, policies."""

import threading as _threading
import warnings as _warnings

from _asyncio import EventLoop, Handle, TimerHandle, _get_running_loop, get_running_loop

AbstractEventLoop = EventLoop
BaseDefaultEventLoopPolicy = None


class _Local(_threading.local):
    loop = None
    set_called = False


_local = _Local()


def new_event_loop():
    """Return a new event loop."""
    return EventLoop()


def set_event_loop(loop):
    """Make `loop` the one that get_event_loop() returns outside of a running loop."""
    if loop is not None and not isinstance(loop, EventLoop):
        raise TypeError(
            f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'"
        )
    _local.set_called = True
    _local.loop = loop


def get_event_loop():
    """Return the running loop; outside of one, the loop that was set, or (in the main thread) a new one."""
    running = _get_running_loop()
    if running is not None:
        return running
    if _local.loop is None:
        if _local.set_called or _threading.current_thread() is not _threading.main_thread():
            raise RuntimeError(
                f"There is no current event loop in thread {_threading.current_thread().name!r}."
            )
        _warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=2)
        set_event_loop(new_event_loop())
    return _local.loop


def _set_running_loop(loop):
    raise NotImplementedError("a running loop is set by running it")
