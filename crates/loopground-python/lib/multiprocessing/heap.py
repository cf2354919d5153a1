"""Memory that processes share: each piece is a segment that the session owns."""

from _sharedmemory import Segment

from . import context

__all__ = ["BufferWrapper"]


class _Bytes:
    """The bytes of a piece, to be read and written as items of one of struct's types."""

    def __init__(self, segment, size):
        self._segment = segment
        self._size = size

    def cast(self, format):
        from .sharedctypes import _Sequence

        items = _Sequence(format, 0, self._segment)
        items._count = self._size // items._size
        return items


class BufferWrapper:
    """A piece of shared memory."""

    def __init__(self, size):
        if size < 0:
            raise ValueError("Size {0:n} out of range".format(size))
        self._size = size
        self._segment = Segment(size)

    def create_memoryview(self):
        return _Bytes(self._segment, self._size)

    def __reduce__(self):
        context.assert_spawning(self)
        return _rebuild, (self._segment.id, self._size)


def _rebuild(number, size):
    own = BufferWrapper.__new__(BufferWrapper)
    own._size = size
    own._segment = Segment.find(number)
    return own
