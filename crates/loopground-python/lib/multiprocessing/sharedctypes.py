"""Values and arrays that processes share, with the types that multiprocessing documents: the simple ones of C.

Each lives in a segment of memory that the session owns. ctypes itself is not here, so structures and types given as
ctypes classes are refused.
"""

import struct

from _sharedmemory import Segment

from . import context

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

# Names as ctypes gives them, with struct's codes.
_NAMES = {
    "c": ("c_char", "c"), "u": ("c_wchar", "i"),
    "b": ("c_byte", "b"), "B": ("c_ubyte", "B"),
    "h": ("c_short", "h"), "H": ("c_ushort", "H"),
    "i": ("c_int", "i"), "I": ("c_uint", "I"),
    "l": ("c_long", "q"), "L": ("c_ulong", "Q"),
    "q": ("c_long", "q"), "Q": ("c_ulong", "Q"),
    "f": ("c_float", "f"), "d": ("c_double", "d"),
    "?": ("c_bool", "?"),
}


def _kind(code):
    try:
        return _NAMES[code]
    except (KeyError, TypeError):
        raise TypeError("this type has no size") from None


def _coerce(code, value):
    """The value as its C type keeps it: integers wrap around."""
    if code in "bBhHiIlLqQ":
        if not hasattr(value, "__index__"):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        bits = 8 * struct.calcsize(_NAMES[code][1])
        value = value.__index__() % (1 << bits)
        return value - (1 << bits) if code.islower() and value >> (bits - 1) else value
    if code in "fd" and not hasattr(value, "__float__") and not hasattr(value, "__index__"):
        raise TypeError(f"must be real number, not {type(value).__name__}")
    if code == "?":
        return bool(value)
    if code == "c" and not (isinstance(value, (bytes, bytearray)) and len(value) == 1):
        raise TypeError("one character bytes, bytearray, or an integer in range(256) expected")
    if code == "u":
        return ord(value)
    return value


class _Shared:
    def __init__(self, code, count, segment=None):
        self._code = code
        self._name, self._format = _kind(code)
        self._size = struct.calcsize(self._format)
        self._count = count
        self._segment = segment or Segment(self._size * count)

    def __reduce__(self):
        context.assert_spawning(self)
        return _rebuild, (type(self), self._code, self._count, self._segment.id)

    def _get(self, place):
        (value,) = struct.unpack(self._format, self._segment.read(place * self._size, self._size))
        return chr(value) if self._code == "u" else value

    def _set(self, place, value):
        self._segment.write(place * self._size, struct.pack(self._format, _coerce(self._code, value)))


def _rebuild(cls, code, count, number):
    own = cls.__new__(cls)
    _Shared.__init__(own, code, count, Segment.find(number))
    return own


class _Simple(_Shared):
    """A value of a C type."""

    @property
    def value(self):
        return self._get(0)

    @value.setter
    def value(self, value):
        self._set(0, value)

    def __repr__(self):
        return f"{self._name}({self.value!r})"


class _Sequence(_Shared):
    """An array of a C type."""

    def __len__(self):
        return self._count

    def _place(self, place):
        place = place.__index__()
        if place < 0:
            place += self._count
        if not 0 <= place < self._count:
            raise IndexError("invalid index")
        return place

    def __getitem__(self, place):
        if isinstance(place, slice):
            found = [self._get(n) for n in range(*place.indices(self._count))]
            return b"".join(found) if self._code == "c" else "".join(found) if self._code == "u" else found
        return self._get(self._place(place))

    def __setitem__(self, place, value):
        if not isinstance(place, slice):
            return self._set(self._place(place), value)
        places = range(*place.indices(self._count))
        if isinstance(value, bytes) and self._code == "c":
            value = [value[n:n + 1] for n in range(len(value))]
        if len(value) != len(places):
            raise ValueError("Can only assign sequence of same size")
        for n, item in zip(places, value):
            self._set(n, item)

    def __iter__(self):
        return (self._get(n) for n in range(self._count))

    @property
    def raw(self):
        return self._segment.read(0, self._size * self._count)

    @property
    def value(self):
        if self._code != "c":
            raise AttributeError(f"'{type(self).__name__}' object has no attribute 'value'")
        return self.raw.split(b"\0", 1)[0]

    @value.setter
    def value(self, value):
        if len(value) > self._count:
            raise ValueError("byte string too long")
        self._segment.write(0, value + b"\0" * (len(value) < self._count))

    def __repr__(self):
        return f"<{self._name}_Array_{self._count} object at 0x{id(self):x}>"


def RawValue(typecode_or_type, *args):
    own = _Simple(typecode_or_type, 1)
    if args:
        own.value, = args
    return own


def RawArray(typecode_or_type, size_or_initializer):
    if isinstance(size_or_initializer, int):
        return _Sequence(typecode_or_type, size_or_initializer)
    items = list(size_or_initializer)
    if typecode_or_type == "c" and items and isinstance(items[0], int):
        items = [bytes([item]) for item in items]
    own = _Sequence(typecode_or_type, len(items))
    own[:] = items
    return own


def Value(typecode_or_type, *args, lock=True, ctx=None):
    return _locked(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    return _locked(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def _locked(own, lock, ctx):
    if lock is False:
        return own
    if lock in (True, None):
        lock = (ctx or context._default_context.get_context()).RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return synchronized(own, lock, ctx=ctx)


def copy(obj):
    new = type(obj)(obj._code, obj._count)
    new._segment.write(0, obj._segment.read(0, obj._size * obj._count))
    return new


def synchronized(obj, lock=None, ctx=None):
    if isinstance(obj, SynchronizedBase):
        raise AssertionError("object already synchronized")
    if isinstance(obj, _Simple):
        return Synchronized(obj, lock, ctx)
    return (SynchronizedString if obj._code == "c" else SynchronizedArray)(obj, lock, ctx)


class SynchronizedBase:
    """Access under a lock."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or context._default_context.get_context(force=True)).RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        context.assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return "<%s wrapper for %s>" % (type(self).__name__, self._obj)


class Synchronized(SynchronizedBase):
    """One value."""

    @property
    def value(self):
        with self:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self:
            self._obj.value = value


class SynchronizedArray(SynchronizedBase):
    """An array."""

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, place):
        with self:
            return self._obj[place]

    def __setitem__(self, place, value):
        with self:
            self._obj[place] = value

    def __getslice__(self, start, stop):
        return self[start:stop]

    def __setslice__(self, start, stop, values):
        self[start:stop] = values


class SynchronizedString(SynchronizedArray):
    """An array of characters."""

    @property
    def value(self):
        with self:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self:
            self._obj.value = value

    @property
    def raw(self):
        with self:
            return self._obj.raw
