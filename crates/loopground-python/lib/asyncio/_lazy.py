"""Modules that asyncio names at its import and needs only later: `from ._lazy import socket`.

A name that is loaded already is the module itself; of another one there is a stand-in that loads it at the first
attribute that is not known here. Known are those constants that stand in signatures.
"""

import sys

_TARGETS = {
    "concurrent": "concurrent.futures",
    "staggered": "asyncio.staggered",
    "sslproto": "asyncio.sslproto",
}
_KNOWN = {
    "socket": {
        "AF_UNSPEC": 0,
        "AF_UNIX": 1,
        "AF_INET6": 10,
        "AI_PASSIVE": 1,
        "SOCK_STREAM": 1,
        "TCP_NODELAY": 1,
    },
    "subprocess": {"PIPE": -1, "STDOUT": -2, "DEVNULL": -3},
    "concurrent.futures": {
        name: name for name in ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED")
    },
}


def _find(name):
    target = _TARGETS.get(name, name)
    __import__(target)
    return sys.modules[name if name == "concurrent" else target]


class _StandIn(type(sys)):
    def __getattr__(self, attribute):
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return getattr(_find(self.__name__), attribute)

    def __setattr__(self, attribute, value):
        setattr(_find(self.__name__), attribute, value)

    def __delattr__(self, attribute):
        delattr(_find(self.__name__), attribute)


class _Logger:
    """Stands for the logger `asyncio` of a program that has not loaded logging."""

    def __getattr__(self, attribute):
        import logging

        return getattr(logging.getLogger("asyncio"), attribute)

    def __setattr__(self, attribute, value):
        import logging

        setattr(logging.getLogger("asyncio"), attribute, value)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name == "logger":
        logging = sys.modules.get("logging")
        return logging.getLogger("asyncio") if hasattr(logging, "getLogger") else _Logger()
    if _TARGETS.get(name, name) in sys.modules:
        return _find(name)
    stand_in = _StandIn(name)
    stand_in.__dict__.update(_KNOWN.get(name, ()))
    if name == "concurrent":
        stand_in.__dict__["futures"] = __getattr__("concurrent.futures")
    return stand_in
