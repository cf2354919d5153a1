"""asyncio: coroutines, tasks and event loops.

The names live in submodules that are loaded when one of them is first used: a program that only sleeps and
gathers does not wait for queues and locks.
"""

_SUBMODULES = {
    "_asyncio": "CancelledError Future Handle InvalidStateError Task TimerHandle _get_running_loop all_tasks"
    " current_task get_running_loop",
    "asyncio.coroutines": "iscoroutine iscoroutinefunction",
    "asyncio.events": "AbstractEventLoop EventLoop SelectorEventLoop get_event_loop new_event_loop set_event_loop _set_running_loop",
    "asyncio.exceptions": "BrokenBarrierError IncompleteReadError LimitOverrunError SendfileNotAvailableError"
    " TimeoutError",
    "asyncio.futures": "isfuture wrap_future",
    "asyncio.locks": "Barrier BoundedSemaphore Condition Event Lock Semaphore",
    "asyncio.queues": "LifoQueue PriorityQueue Queue QueueEmpty QueueFull QueueShutDown",
    "asyncio.runners": "Runner run",
    "asyncio.taskgroups": "TaskGroup",
    "asyncio.tasks": "ALL_COMPLETED FIRST_COMPLETED FIRST_EXCEPTION as_completed create_eager_task_factory"
    " create_task eager_task_factory ensure_future gather run_coroutine_threadsafe shield sleep wait wait_for",
    "asyncio.threads": "to_thread",
    "asyncio.timeouts": "Timeout timeout timeout_at",
    "asyncio.protocols": "BaseProtocol BufferedProtocol DatagramProtocol Protocol SubprocessProtocol",
    "asyncio.transports": "BaseTransport DatagramTransport ReadTransport SubprocessTransport Transport WriteTransport",
}
_HOME = {name: module for module, names in _SUBMODULES.items() for name in names.split()}
_NOT_YET = {
    "open_connection": "network connections",
    "start_server": "network servers",
    "StreamReader": "streams",
    "StreamWriter": "streams",
    "create_subprocess_exec": "subprocesses",
    "create_subprocess_shell": "subprocesses",
}
__all__ = tuple(name for name in _HOME if not name.startswith("_"))


def __getattr__(name):
    home = _HOME.get(name)
    if home is None:
        if name in _NOT_YET:
            raise NotImplementedError(f"asyncio.{name}: {_NOT_YET[name]} are not supported here yet")
        full = f"asyncio.{name}"
        if name in ("base_events", "constants", "graph", "log", "mixins", "staggered") or full in _SUBMODULES:
            return __import__(full, fromlist=["*"])
        raise AttributeError(f"module 'asyncio' has no attribute {name!r}")
    value = getattr(__import__(home, fromlist=["*"]), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted(set(globals()) | set(__all__))
