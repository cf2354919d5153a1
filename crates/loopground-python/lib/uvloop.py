"""What programs name of uvloop; the loop is this interpreter's own."""

import asyncio as _asyncio

__version__ = "0.22.1"
__all__ = ("new_event_loop", "run", "Loop", "install", "EventLoopPolicy")


class Loop(_asyncio.SelectorEventLoop):
    """This interpreter's event loop."""


def new_event_loop():
    """A new event loop."""
    return Loop()


def run(main, *, loop_factory=new_event_loop, debug=None, **run_kwargs):
    """Run a coroutine as asyncio.run() does."""
    return _asyncio.run(main, debug=debug, loop_factory=loop_factory, **run_kwargs)


class EventLoopPolicy(_asyncio.unix_events._DefaultEventLoopPolicy):
    """A policy that makes these loops."""

    def _loop_factory(self):
        return new_event_loop()


def install():
    """Make asyncio use these loops."""
    import warnings

    warnings.warn(
        "uvloop.install() is deprecated in favor of uvloop.run() starting with Python 3.12.",
        DeprecationWarning,
        stacklevel=2,
    )
    _asyncio.events._set_event_loop_policy(EventLoopPolicy())
