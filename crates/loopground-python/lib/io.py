"""io: streams, over their description in Python."""

SEEK_SET, SEEK_CUR, SEEK_END = range(3)

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO", "BufferedIOBase",
    "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase", "TextIOWrapper",
    "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE", "IncrementalNewlineDecoder",
    "text_encoding",
]

import abc as _abc

BlockingIOError = BlockingIOError


class IOBase(metaclass=_abc.ABCMeta):
    """What every stream is."""


class RawIOBase(IOBase):
    """A stream of bytes without a buffer."""


class BufferedIOBase(IOBase):
    """A stream of bytes with a buffer."""


class TextIOBase(IOBase):
    """A stream of text."""


class Reader:
    """Anything with read()."""

    __slots__ = ()


class Writer:
    """Anything with write()."""

    __slots__ = ()


from _pyio import (  # what it needs of this module stands above
    DEFAULT_BUFFER_SIZE,
    BufferedRandom,
    BufferedReader,
    BufferedRWPair,
    BufferedWriter,
    BytesIO,
    FileIO,
    IncrementalNewlineDecoder,
    StringIO,
    TextIOWrapper,
    UnsupportedOperation,
    open,
    open_code,
    text_encoding,
)

for _class in (
    FileIO, BytesIO, StringIO, BufferedReader, BufferedWriter, BufferedRWPair, BufferedRandom, TextIOWrapper,
    IncrementalNewlineDecoder,
):
    _class.__module__ = "_io"
UnsupportedOperation.__module__ = "io"
del _class
