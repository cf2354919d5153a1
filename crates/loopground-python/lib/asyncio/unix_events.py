"""The event loop of this interpreter.

`_asyncio.Loop` runs turns natively for as long as nobody looks into its queues or replaces one of its parts; from then
on `base_events` runs it. Connections, servers, pipes and subprocesses are not here yet and say so.
"""

import sys
from _asyncio import Loop as _Loop

from . import base_events
from . import events
from . import log
from ._lazy import signal, threading

__all__ = ("SelectorEventLoop", "EventLoop")


class EpollSelector:
    """Waits for the time a turn may begin, or for a call from another thread."""

    def __init__(self, loop):
        self._wait = loop._wait

    def select(self, timeout=None):
        self._wait(timeout)
        return []

    def get_map(self):
        return {}

    def close(self):
        pass


def _not_here(name, what):
    def method(self, *args, **kwargs):
        raise NotImplementedError(f"{name}() is not supported here: there are no {what} yet")

    method.__name__ = name
    method.__qualname__ = f"_UnixSelectorEventLoop.{name}"
    return method


def _not_here_async(name, what):
    async def method(self, *args, **kwargs):
        raise NotImplementedError(f"{name}() is not supported here: there are no {what} yet")

    method.__name__ = name
    method.__qualname__ = f"_UnixSelectorEventLoop.{name}"
    return method


class _UnixSelectorEventLoop(_Loop, base_events.BaseEventLoop):
    """Event loop of one thread."""

    def __init__(self, selector=None):
        super().__init__()
        self._selector = EpollSelector(self) if selector is None else selector
        if "logging" in sys.modules:
            log.logger.debug("Using selector: %s", self._selector.__class__.__name__)
        self._signal_handlers = {}

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        super().close()
        if not sys.is_finalizing():
            for number in list(self._signal_handlers):
                self.remove_signal_handler(number)
        selector, self._selector = self._selector, None
        if selector is not None:
            selector.close()

    def _process_events(self, event_list):
        pass

    def add_signal_handler(self, sig, callback, *args):
        """Call `callback` in the loop when the signal arrives."""
        from . import coroutines

        if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        handle = events.Handle(callback, args, self, None)
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("set_wakeup_fd only works in main thread of the main interpreter")
        self._signal_handlers[sig] = handle
        try:
            signal.signal(sig, self._signal_arrived)
        except OSError as exc:
            del self._signal_handlers[sig]
            if exc.errno == 22:
                raise RuntimeError(f"sig {sig} cannot be caught")
            raise

    def _signal_arrived(self, number, frame):
        handle = self._signal_handlers.get(number)
        if handle is None:
            return
        if handle._cancelled:
            self.remove_signal_handler(number)
        else:
            self._add_callback_signalsafe(handle)

    def remove_signal_handler(self, sig):
        """Forget the handler of a signal; True if there was one."""
        self._check_signal(sig)
        try:
            del self._signal_handlers[sig]
        except KeyError:
            return False
        if sig == signal.SIGINT:
            handler = signal.default_int_handler
        else:
            handler = signal.SIG_DFL
        signal.signal(sig, handler)
        return True

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f"sig must be an int, not {sig!r}")
        if sig not in signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")


for _name in ("add_reader", "remove_reader", "add_writer", "remove_writer"):
    setattr(_UnixSelectorEventLoop, _name, _not_here(_name, "file descriptors to watch"))
for _name in (
    "sock_recv",
    "sock_recv_into",
    "sock_recvfrom",
    "sock_recvfrom_into",
    "sock_sendall",
    "sock_sendto",
    "sock_connect",
    "sock_accept",
    "sock_sendfile",
    "sendfile",
    "getaddrinfo",
    "getnameinfo",
    "create_connection",
    "create_server",
    "create_unix_connection",
    "create_unix_server",
    "create_datagram_endpoint",
    "connect_accepted_socket",
    "start_tls",
):
    setattr(_UnixSelectorEventLoop, _name, _not_here_async(_name, "network connections"))
for _name in ("connect_read_pipe", "connect_write_pipe"):
    setattr(_UnixSelectorEventLoop, _name, _not_here_async(_name, "pipes"))
for _name in ("subprocess_shell", "subprocess_exec"):
    setattr(_UnixSelectorEventLoop, _name, _not_here_async(_name, "subprocesses"))
del _name


class _UnixDefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    """One loop for each thread that sets one; the main thread is given one when it first asks."""

    _loop_factory = _UnixSelectorEventLoop

    def get_event_loop(self):
        local = self._local
        if local._loop is None and not getattr(local, "_was_set", False):
            if threading.current_thread() is threading.main_thread():
                import warnings

                warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=2)
                self.set_event_loop(self.new_event_loop())
        return super().get_event_loop()

    def set_event_loop(self, loop):
        super().set_event_loop(loop)
        self._local._was_set = True


SelectorEventLoop = _UnixSelectorEventLoop
_DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
EventLoop = SelectorEventLoop
