"""Processes of the "forkserver" method, the default. The server that CPython forks them from would be one more
interpreter that only waits; here each starts afresh, as the server's children do in all that a program sees.
"""

from . import popen_spawn_posix

__all__ = ["Popen"]


class Popen(popen_spawn_posix.Popen):
    """One process that was started."""

    method = "forkserver"
