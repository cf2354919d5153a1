"""asyncio: coroutines, tasks and event loops.

Most of the package is the standard library's own; event loops, futures and tasks underneath are native. A submodule
is loaded when one of its names is first used, but for those that every run needs: a program that only sleeps and
gathers does not wait for streams.
"""

import sys

_SUBMODULES = {
    "base_events": "BaseEventLoop Server",
    "coroutines": "iscoroutinefunction iscoroutine",
    "events": "AbstractEventLoop AbstractServer Handle TimerHandle get_event_loop_policy set_event_loop_policy"
    " get_event_loop set_event_loop new_event_loop _set_running_loop get_running_loop _get_running_loop",
    "exceptions": "BrokenBarrierError CancelledError InvalidStateError TimeoutError IncompleteReadError"
    " LimitOverrunError SendfileNotAvailableError",
    "futures": "Future wrap_future isfuture future_add_to_awaited_by future_discard_from_awaited_by",
    "graph": "capture_call_graph format_call_graph print_call_graph FrameCallGraphEntry FutureCallGraph",
    "locks": "Lock Event Condition Semaphore BoundedSemaphore Barrier",
    "protocols": "BaseProtocol Protocol DatagramProtocol SubprocessProtocol BufferedProtocol",
    "runners": "Runner run",
    "queues": "Queue PriorityQueue LifoQueue QueueFull QueueEmpty QueueShutDown",
    "streams": "StreamReader StreamWriter StreamReaderProtocol open_connection start_server"
    " open_unix_connection start_unix_server",
    "subprocess": "create_subprocess_exec create_subprocess_shell",
    "tasks": "Task create_task FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED wait wait_for as_completed sleep"
    " gather shield ensure_future run_coroutine_threadsafe current_task all_tasks create_eager_task_factory"
    " eager_task_factory _register_task _unregister_task _enter_task _leave_task",
    "taskgroups": "TaskGroup",
    "timeouts": "Timeout timeout timeout_at",
    "threads": "to_thread",
    "transports": "BaseTransport ReadTransport WriteTransport Transport DatagramTransport SubprocessTransport",
    "unix_events": "SelectorEventLoop EventLoop",
}
_HOME = {name: module for module, names in _SUBMODULES.items() for name in names.split()}
_OTHERS = {
    "base_futures",
    "base_subprocess",
    "base_tasks",
    "constants",
    "format_helpers",
    "log",
    "mixins",
    "selector_events",
    "sslproto",
    "staggered",
    "trsock",
}

__all__ = tuple(_HOME)


def _load(module):
    full = f"{__name__}.{module}"
    __import__(full)
    return sys.modules[full]


def __getattr__(name: str):
    home = _HOME.get(name)
    if home is not None:
        value = getattr(_load(home), name)
        globals()[name] = value
        return value
    if name in _SUBMODULES or name in _OTHERS:
        return _load(name)
    if name in ("AbstractEventLoopPolicy", "DefaultEventLoopPolicy"):
        import warnings

        warnings._deprecated(f"asyncio.{name}", remove=(3, 16))
        if name == "AbstractEventLoopPolicy":
            return _load("events")._AbstractEventLoopPolicy
        return _load("unix_events")._DefaultEventLoopPolicy
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted(set(globals()) | set(__all__) | set(_SUBMODULES) | _OTHERS)


# What every run needs comes with the import, as in CPython: programs measure how long run() takes.
for _module in ("tasks", "runners", "unix_events"):
    _load(_module)
del _module
