"""asyncio.events: the running loop, handles, policies."""

import sys as _sys
import _thread
from _asyncio import EventLoop as AbstractEventLoop
from _asyncio import Handle, TimerHandle, _get_running_loop, get_running_loop


class _UnixSelectorEventLoop(AbstractEventLoop):
    """The event loop: what is native, and what is written on top of it."""

    def __init__(self):
        super().__init__()
        self._asyncgens = []
        self._executor = None

    def run_forever(self):
        with _AsyncGenerators(self):
            return super().run_forever()

    def run_until_complete(self, future):
        with _AsyncGenerators(self):
            return super().run_until_complete(future)

    def run_in_executor(self, executor, func, *args):
        """Call a function in an executor; returns a future."""
        self._check_closed()
        if executor is None:
            if self._executor is None:
                from concurrent.futures import ThreadPoolExecutor

                self._executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
            executor = self._executor
        from .futures import wrap_future

        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """Set the executor that run_in_executor(None, …) uses."""
        from concurrent.futures import ThreadPoolExecutor

        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Wait until the default executor's threads are done."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        import threading

        future = self.create_future()

        def shut_down():
            executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(lambda: future.done() or future.set_result(None))

        thread = threading.Thread(target=shut_down)
        thread.start()
        await future
        thread.join()

    async def shutdown_asyncgens(self):
        """Close the asynchronous generators that were not exhausted."""
        closing = [generator for ref in self._asyncgens if (generator := ref()) is not None]
        self._asyncgens.clear()
        if not closing:
            return
        from .tasks import gather

        results = await gather(*(generator.aclose() for generator in closing), return_exceptions=True)
        for result, generator in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler(
                    {
                        "message": f"an error occurred during closing of asynchronous generator {generator!r}",
                        "exception": result,
                        "asyncgen": generator,
                    }
                )

    def close(self):
        super().close()
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=False)


class _AsyncGenerators:
    """While a loop runs it is told of asynchronous generators, and closes those that die unfinished."""

    def __init__(self, loop):
        self.loop = loop

    def __enter__(self):
        self.before = _sys.get_asyncgen_hooks()
        _sys.set_asyncgen_hooks(self.first, self.last)

    def __exit__(self, *exc_info):
        _sys.set_asyncgen_hooks(*self.before)

    def first(self, generator):
        from _weakref import ref

        self.loop._asyncgens.append(ref(generator))

    def last(self, generator):
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.loop.create_task, generator.aclose())


EventLoop = SelectorEventLoop = _UnixSelectorEventLoop


# The loop that was set, by thread.
_set = {}


def new_event_loop():
    """Return a new event loop."""
    return EventLoop()


def set_event_loop(loop):
    """Make `loop` the one that get_event_loop() returns outside of a running loop."""
    if loop is not None and not isinstance(loop, AbstractEventLoop):
        raise TypeError(
            f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'"
        )
    _set[_thread.get_ident()] = loop


def get_event_loop():
    """Return the running loop; outside of one, the loop that was set, or (in the main thread) a new one."""
    running = _get_running_loop()
    if running is not None:
        return running
    ident = _thread.get_ident()
    if _set.get(ident) is None:
        if ident in _set or ident != _thread._get_main_thread_ident():
            import threading

            raise RuntimeError(
                f"There is no current event loop in thread {threading.current_thread().name!r}."
            )
        import warnings

        warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=2)
        set_event_loop(new_event_loop())
    return _set[ident]


def _set_running_loop(loop):
    raise NotImplementedError("a running loop is set by running it")
