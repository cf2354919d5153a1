"""asyncio.futures: futures, and their bridge to concurrent.futures."""

from _asyncio import Future, _get_running_loop

from . import events

__all__ = ("Future", "wrap_future", "isfuture")


def isfuture(obj):
    """Whether `obj` is a future: its class has the attribute that marks one."""
    return hasattr(obj.__class__, "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None


def _get_loop(future):
    return future.get_loop()


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


def _copy_state(source, destination):
    """Give `destination` the outcome of `source`, which is done."""
    if destination.cancelled():
        return
    if source.cancelled():
        destination.cancel()
        return
    error = source.exception()
    if error is not None:
        destination.set_exception(error)
    else:
        destination.set_result(source.result())


def wrap_future(future, *, loop=None):
    """Return an asyncio future that follows a concurrent.futures.Future."""
    if isfuture(future):
        return future
    if loop is None:
        loop = events.get_event_loop()
    wrapped = loop.create_future()

    def follow(_done):
        if not loop.is_closed():
            loop.call_soon_threadsafe(_deliver)

    def _deliver():
        if not wrapped.done():
            _copy_state(future, wrapped)

    def cancel_source(done):
        if done.cancelled():
            future.cancel()

    wrapped.add_done_callback(cancel_source)
    future.add_done_callback(follow)
    return wrapped


def _chain_future(source, destination):
    """Make `destination` (a concurrent.futures.Future) follow `source`, and cancel it along."""
    loop = source.get_loop()

    def finished(done):
        if destination.cancelled():
            return
        if destination.set_running_or_notify_cancel():
            if done.cancelled():
                destination.set_exception(done._make_cancelled_error())
            elif (error := done.exception()) is not None:
                destination.set_exception(error)
            else:
                destination.set_result(done.result())

    def cancelled(done):
        if done.cancelled():
            if events._get_running_loop() is loop:
                source.cancel()
            else:
                loop.call_soon_threadsafe(source.cancel)

    destination.add_done_callback(cancelled)
    source.add_done_callback(finished)


def future_add_to_awaited_by(fut, waiter, /):
    """Note that `waiter` awaits `fut`. Call graphs are not supported here yet: nothing is kept."""


def future_discard_from_awaited_by(fut, waiter, /):
    """Note that `waiter` no longer awaits `fut`."""
