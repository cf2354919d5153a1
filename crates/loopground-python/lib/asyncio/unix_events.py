"""The event loop of this interpreter.

`_asyncio.Loop` runs turns natively for as long as nobody looks into its queues or replaces one of its parts; from then
on `base_events` runs it. So it is too from the first descriptor that is watched: connections, servers, pipes and
subprocesses are the standard library's own, which stands under the name `_unix_library` and is loaded for them.
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


def _library():
    """The standard library's module of this name; what it makes of a selector stands under the loop's class."""
    from . import _unix_library

    bases = _Loop, _unix_library._UnixSelectorEventLoop
    if _UnixSelectorEventLoop.__bases__ != bases:
        _UnixSelectorEventLoop.__bases__ = bases
    return _unix_library


class _UnixSelectorEventLoop(_Loop, base_events.BaseEventLoop):
    """Event loop of one thread."""

    _ssock = None
    _csock = None

    def __init__(self, selector=None):
        base_events.BaseEventLoop.__init__(self)
        self._signal_handlers = {}
        if selector is None:
            self._selector = EpollSelector(self)
            if "logging" in sys.modules:
                log.logger.debug("Using selector: %s", self._selector.__class__.__name__)
        else:
            self._watch(selector)

    def _watch(self, selector=None):
        """Begin to watch descriptors, once."""
        if self._csock is not None:
            return
        self._check_closed()
        library = _library()
        from ._selector import EpollSelector, WeakValueDictionary

        self._transports = WeakValueDictionary()
        self._unix_server_sockets = {}
        self._watcher = library._ThreadedChildWatcher()
        self._selector = EpollSelector() if selector is None else selector
        # The loop's own reader, whatever a program put in place of the method by now.
        self._ssock, self._csock = library.socket.socketpair()
        self._ssock.setblocking(False)
        self._csock.setblocking(False)
        self._internal_fds += 1
        super()._add_reader(self._ssock.fileno(), self._read_from_self)

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        if self._csock is not None:
            super().close()
            return
        base_events.BaseEventLoop.close(self)
        if not sys.is_finalizing():
            for number in list(self._signal_handlers):
                self.remove_signal_handler(number)
        self._selector = None

    def _process_events(self, event_list):
        if event_list:
            super()._process_events(event_list)

    def _write_to_self(self):
        if self._csock is None:
            super()._write_to_self()
        else:
            super(_Loop, self)._write_to_self()

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


def _watching(name):
    """A method of the library's class, for a loop that watches descriptors from now on."""
    removes = name.lstrip("_").startswith("remove_")

    def method(self, *args, **kwargs):
        if removes and self.is_closed():
            return False
        self._watch()
        return getattr(super(_UnixSelectorEventLoop, self), name)(*args, **kwargs)

    method.__name__ = name
    method.__qualname__ = f"_UnixSelectorEventLoop.{name}"
    return method


for _name in (
    "create_server create_connection create_datagram_endpoint connect_accepted_socket connect_read_pipe"
    " connect_write_pipe subprocess_exec subprocess_shell start_tls sendfile"
    " add_reader remove_reader add_writer remove_writer _add_reader _remove_reader _add_writer _remove_writer"
    " sock_recv sock_recv_into sock_recvfrom sock_recvfrom_into sock_sendall sock_sendto sock_connect sock_accept"
    " create_unix_connection create_unix_server _start_serving _stop_serving _accept_connection"
    " _accept_connection2 _ensure_fd_no_transport _make_socket_transport _make_ssl_transport"
    " _make_datagram_transport _make_read_pipe_transport _make_write_pipe_transport _make_subprocess_transport"
    " _sock_sendfile_native _sendfile_native _read_from_self"
).split():
    setattr(_UnixSelectorEventLoop, _name, _watching(_name))
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


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(_library(), name)
