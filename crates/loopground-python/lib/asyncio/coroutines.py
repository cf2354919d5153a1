"""asyncio.coroutines: what counts as a coroutine."""

import sys as _sys

__all__ = ("iscoroutinefunction", "iscoroutine")

_is_coroutine = object()
_FunctionType = type(lambda: None)


async def _example():
    pass


_example = _example()
_CoroutineType = type(_example)
_example.close()


def iscoroutinefunction(func):
    """Whether `func` is a function defined with `async def` (or marked as one)."""
    while hasattr(func, "__func__"):
        func = func.__func__
    while type(func).__name__ == "partial" and hasattr(func, "func"):
        func = func.func
    if getattr(func, "_is_coroutine", None) is _is_coroutine:
        return True
    code = getattr(func, "__code__", None)
    return isinstance(func, _FunctionType) and bool(code.co_flags & 0x80)


def iscoroutine(obj):
    """Whether `obj` is a coroutine object."""
    if isinstance(obj, _CoroutineType):
        return True
    # Only a program that knows the abstract class can have made something that counts as one.
    abstract = _sys.modules.get("_collections_abc")
    return abstract is not None and isinstance(obj, abstract.Coroutine)
