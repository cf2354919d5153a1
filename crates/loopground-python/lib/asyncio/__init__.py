"""asyncio: coroutines, tasks and event loops."""

import time as _time

from _asyncio import (
    CancelledError,
    EventLoop,
    Future,
    Handle,
    InvalidStateError,
    Task,
    TimerHandle,
    _get_running_loop,
    all_tasks,
    current_task,
    get_running_loop,
)

TimeoutError = TimeoutError
SelectorEventLoop = EventLoop
_set_loop = None


def new_event_loop():
    """Return a new event loop."""
    return EventLoop()


def set_event_loop(loop):
    """Make `loop` the one that get_event_loop() returns outside of a running loop."""
    global _set_loop
    _set_loop = loop


def get_event_loop():
    """Return the running loop; outside of one, the loop that was set, or a new one."""
    global _set_loop
    running = _get_running_loop()
    if running is not None:
        return running
    if _set_loop is None:
        _set_loop = new_event_loop()
    return _set_loop


def isfuture(obj):
    """Whether `obj` is a future: has the attribute that marks one."""
    return hasattr(type(obj), "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None


def iscoroutine(obj):
    """Whether `obj` is a coroutine object."""
    return type(obj).__name__ == "coroutine"


def ensure_future(coro_or_future, *, loop=None):
    """Wrap a coroutine or awaitable in a task; a future is returned as it is."""
    if isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError(
                "The future belongs to a different loop than the one specified as the loop argument"
            )
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not hasattr(type(coro_or_future), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")

        async def wrap(awaitable):
            return await awaitable

        coro_or_future = wrap(coro_or_future)
    if loop is None:
        loop = get_event_loop()
    return loop.create_task(coro_or_future)


def create_task(coro, **kwargs):
    """Schedule a coroutine on the running loop."""
    return get_running_loop().create_task(coro, **kwargs)


class _GiveWay:
    """Awaiting it lets everything else that is ready run once."""

    def __await__(self):
        yield


def _wake(future, result):
    if not future.cancelled():
        future.set_result(result)


async def sleep(delay, result=None):
    """Coroutine that completes after `delay` seconds."""
    if delay <= 0:
        await _GiveWay()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, _wake, future, result)
    try:
        return await future
    finally:
        timer.cancel()


class _GatheringFuture(Future):
    """The future of gather(): cancelling it cancels what is gathered."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        taken = False
        for child in self._children:
            if child.cancel(msg=msg):
                taken = True
        if taken:
            self._cancel_requested = True
        return taken


def gather(*coros_or_futures, return_exceptions=False):
    """Return a future of the list of results, in the order of the arguments."""
    if not coros_or_futures:
        loop = get_event_loop()
        outer = loop.create_future()
        outer.set_result([])
        return outer

    loop = _get_running_loop()
    outer = None
    children = []
    by_argument = {}
    unfinished = 0
    done_before = []

    def child_done(child):
        nonlocal unfinished
        unfinished -= 1
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._make_cancelled_error())
                return
            error = child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if unfinished == 0:
            results = []
            for child in children:
                if child.cancelled():
                    message = "" if child._cancel_message is None else child._cancel_message
                    results.append(CancelledError(message))
                else:
                    error = child.exception()
                    results.append(child.result() if error is None else error)
            if outer._cancel_requested:
                outer.set_exception(child._make_cancelled_error())
            else:
                outer.set_result(results)

    for argument in coros_or_futures:
        if argument in by_argument:
            children.append(by_argument[argument])
            continue
        child = ensure_future(argument, loop=loop)
        if loop is None:
            loop = child.get_loop()
        if child is not argument:
            child._log_destroy_pending = False
        by_argument[argument] = child
        children.append(child)
        unfinished += 1
        if child.done():
            done_before.append(child)
        else:
            child.add_done_callback(child_done)

    outer = _GatheringFuture(children, loop=loop)
    for child in done_before:
        child_done(child)
    return outer


def _cancel_all_tasks(loop):
    pending = all_tasks(loop)
    if not pending:
        return
    for task in pending:
        task.cancel()
    loop.run_until_complete(gather(*pending, return_exceptions=True))
    for task in pending:
        if task.cancelled():
            continue
        error = task.exception()
        if error is not None:
            loop.call_exception_handler(
                {
                    "message": "unhandled exception during asyncio.run() shutdown",
                    "exception": error,
                    "task": task,
                }
            )


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine on a new event loop and return its result."""
    if _get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    loop = new_event_loop() if loop_factory is None else loop_factory()
    if debug is not None:
        loop.set_debug(debug)
    task = None
    try:
        set_event_loop(loop)
        task = loop.create_task(main)
        try:
            return loop.run_until_complete(task)
        except KeyboardInterrupt:
            # Ctrl-C ends the main task by cancelling it, so that it can clean up.
            if task.done() or not task.cancel():
                raise
            try:
                loop.run_until_complete(task)
            except CancelledError:
                pass
            raise KeyboardInterrupt() from None
    finally:
        try:
            _cancel_all_tasks(loop)
        finally:
            set_event_loop(None)
            loop.close()
