"""importlib: importing by name. Finders and loaders are not programmable here."""

import sys as _sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__


def import_module(name, package=None):
    """Import a module by its name; a relative one is looked up from `package`."""
    level = len(name) - len(name.lstrip("."))
    if level:
        if not package:
            raise TypeError(
                f"the 'package' argument is required to perform a relative import for {name!r}"
            )
        base = package
        for _ in range(level - 1):
            base, dot, _rest = base.rpartition(".")
            if not dot:
                raise ImportError("attempted relative import beyond top-level package")
        rest = name[level:]
        name = f"{base}.{rest}" if rest else base
    __import__(name)
    return _sys.modules[name]


def invalidate_caches():
    """There are no caches of finders."""


def reload(module):
    """Reloading is not supported here."""
    raise NotImplementedError("importlib.reload is not supported here yet")
