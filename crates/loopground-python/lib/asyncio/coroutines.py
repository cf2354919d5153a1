"""asyncio.coroutines: what counts as a coroutine."""

import types as _types
from _collections_abc import Coroutine as _Coroutine

__all__ = ("iscoroutinefunction", "iscoroutine")

_is_coroutine = object()


def iscoroutinefunction(func):
    """Whether `func` is a function defined with `async def` (or marked as one)."""
    while hasattr(func, "__func__"):
        func = func.__func__
    while type(func).__name__ == "partial" and hasattr(func, "func"):
        func = func.func
    if getattr(func, "_is_coroutine", None) is _is_coroutine:
        return True
    code = getattr(func, "__code__", None)
    return isinstance(func, _types.FunctionType) and bool(code.co_flags & 0x80)


def iscoroutine(obj):
    """Whether `obj` is a coroutine object."""
    return isinstance(obj, (_types.CoroutineType, _Coroutine))
