"""mmap: a file's bytes as a mutable sequence, and memory that processes share by a name.

Each access reads or writes the file, so every process sees what another one wrote. A view of a map (`_View`) does the
same; the bytes that another function takes of it, through the buffer protocol, are a copy of that moment.
"""

import os as _os
import struct as _struct

ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY = range(4)
MAP_SHARED, MAP_PRIVATE, MAP_ANON, MAP_ANONYMOUS = 1, 2, 32, 32
PROT_READ, PROT_WRITE, PROT_EXEC = 1, 2, 4
MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED, MADV_DONTNEED = range(5)
PAGESIZE = ALLOCATIONGRANULARITY = 4096
error = OSError


def _index(value):
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


class _Bytes:
    """The bytes of a map that no other process sees."""

    def __init__(self, content):
        self.content = bytearray(content)

    def read(self, start, length):
        return bytes(self.content[start : start + length])

    def write(self, start, data):
        self.content[start : start + len(data)] = data

    def resize(self, length):
        del self.content[length:]
        self.content.extend(bytes(length - len(self.content)))

    def flush(self):
        """There is no file behind it."""

    close = flush


class _File:
    """The bytes of a file, through a descriptor of the map's own."""

    def __init__(self, fd, offset):
        self.fd, self.offset = _os.dup(fd), offset

    def read(self, start, length):
        data = _os.pread(self.fd, length, self.offset + start)
        return data + bytes(length - len(data))

    def write(self, start, data):
        _os.pwrite(self.fd, bytes(data), self.offset + start)

    def resize(self, length):
        _os.ftruncate(self.fd, self.offset + length)

    def flush(self):
        """What was written is in the file."""

    def close(self):
        _os.close(self.fd)


class mmap:
    """mmap(fileno, length[, flags[, prot[, access[, offset[, trackfd]]]]])"""

    __module__ = "mmap"

    def __new__(
        cls, fileno, length, flags=MAP_SHARED, prot=PROT_READ | PROT_WRITE, access=ACCESS_DEFAULT, offset=0, *,
        trackfd=True,
    ):
        fileno, length, flags, offset = _index(fileno), _index(length), _index(flags), _index(offset)
        if length < 0:
            raise OverflowError("memory mapped length must be positive")
        if offset < 0:
            raise OverflowError("memory mapped offset must be positive")
        if access not in range(4):
            raise ValueError("mmap invalid access parameter.")
        if access != ACCESS_DEFAULT and (flags != MAP_SHARED or prot != PROT_READ | PROT_WRITE):
            raise ValueError("mmap can't specify both access and flags, prot.")
        if access == ACCESS_DEFAULT and not prot & PROT_WRITE:
            access = ACCESS_READ
        made = super().__new__(cls)
        if fileno == -1:
            if not length:
                raise OSError(22, "Invalid argument")
            store = _Bytes(bytes(length))
        else:
            size = _os.fstat(fileno).st_size
            if length == 0:
                if size == 0:
                    raise ValueError("cannot mmap an empty file")
                if offset >= size:
                    raise ValueError("mmap offset is greater than file size")
                length = size - offset
            elif offset > size or size - offset < length:
                raise ValueError("mmap length is greater than file size")
            if offset % ALLOCATIONGRANULARITY:
                raise OSError(22, "Invalid argument")
            store = _opened(fileno, offset, length, access, flags)
        made._fileno, made._store, made._length, made._offset = fileno, store, length, offset
        made._access, made._place, made._views = access, 0, 0
        return made

    @property
    def closed(self):
        return self._store is None

    def close(self):
        if self._views:
            raise BufferError("cannot close exported pointers exist")
        if self._store is not None:
            self._store.close()
            self._store = None

    def __del__(self):
        if getattr(self, "_store", None) is not None:
            self._store.close()

    def _open(self):
        if self._store is None:
            raise ValueError("mmap closed or invalid")
        return self._store

    def _writable(self):
        store = self._open()
        if self._access == ACCESS_READ:
            raise TypeError("mmap can't modify a readonly memory map.")
        return store

    def __len__(self):
        self._open()
        return self._length

    def size(self):
        self._open()
        return _os.fstat(self._fileno).st_size if self._fileno != -1 else self._length

    def __repr__(self):
        if self._store is None:
            return "<mmap.mmap closed=True>"
        access = ("DEFAULT", "READ", "WRITE", "COPY")[self._access]
        return (
            f"<mmap.mmap closed=False, access=ACCESS_{access}, length={self._length}, pos={self._place}, "
            f"offset={self._offset}>"
        )

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *raised):
        self.close()

    def __iter__(self):
        for place in range(len(self)):
            yield self._open().read(place, 1)

    def __getitem__(self, key):
        return _get(self._open(), self._length, key, "mmap")

    def __setitem__(self, key, value):
        _set(self._writable(), self._length, key, value, "mmap")

    def __delitem__(self, key):
        raise TypeError("mmap doesn't support item deletion")

    def __buffer__(self, flags):
        return memoryview(bytearray(self._open().read(0, self._length)))

    def read(self, n=None, /):
        store = self._open()
        left = self._length - self._place
        n = left if n is None or _index(n) < 0 else min(_index(n), left)
        data = store.read(self._place, n)
        self._place += n
        return data

    def read_byte(self):
        if self._place >= len(self):
            raise ValueError("read byte out of range")
        return self.read(1)[0]

    def readline(self):
        end = self.find(b"\n", self._place)
        return self.read(None if end < 0 else end + 1 - self._place)

    def write(self, bytes, /):
        store, data = self._writable(), memoryview(bytes).tobytes()
        if len(data) > self._length - self._place:
            raise ValueError("data out of range")
        store.write(self._place, data)
        self._place += len(data)
        return len(data)

    def write_byte(self, byte, /):
        store = self._writable()
        if self._place >= self._length:
            raise ValueError("write byte out of range")
        store.write(self._place, _index(byte).to_bytes(1))
        self._place += 1

    def find(self, sub, start=None, end=None, /):
        start = self._place if start is None else start
        return self._open().read(0, self._length).find(sub, start, end)

    def rfind(self, sub, start=None, end=None, /):
        start = self._place if start is None else start
        return self._open().read(0, self._length).rfind(sub, start, end)

    def tell(self):
        self._open()
        return self._place

    def seek(self, pos, whence=0, /):
        self._open()
        if whence not in (0, 1, 2):
            raise ValueError("unknown seek type")
        place = _index(pos) + (0, self._place, self._length)[whence]
        if not 0 <= place <= self._length:
            raise ValueError("seek out of range")
        self._place = place
        return place

    def seekable(self):
        return True

    def flush(self, offset=0, size=None, /):
        self._open().flush()

    def move(self, dest, src, count, /):
        store = self._writable()
        if min(dest, src, count) < 0 or max(dest, src) + count > self._length:
            raise ValueError("source, destination, or count out of range")
        store.write(dest, store.read(src, count))

    def resize(self, newsize, /):
        store = self._writable()
        if self._access == ACCESS_COPY:
            raise TypeError("mmap can't resize a readonly or copy-on-write memory map.")
        if self._views:
            raise BufferError("mmap can't resize with extant pointers exported.")
        if newsize < 0:
            raise ValueError("new size out of range")
        store.resize(newsize)
        self._length = newsize

    def madvise(self, option, start=0, length=None, /):
        self._open()


def _opened(fileno, offset, length, access, flags):
    if access in (ACCESS_DEFAULT, ACCESS_WRITE) and flags & MAP_SHARED:
        try:
            _os.pwrite(fileno, b"", 0)
        except OSError:
            raise PermissionError(13, "Permission denied") from None
    if access == ACCESS_COPY or flags & MAP_PRIVATE:
        return _Bytes(_File(fileno, offset).read(0, length))
    return _File(fileno, offset)


def _get(store, length, key, name):
    if isinstance(key, slice):
        places = range(*key.indices(length))
        if places.step == 1:
            return store.read(places.start, len(places))
        return store.read(0, length)[key]
    if not hasattr(key, "__index__"):
        raise TypeError(f"{name} indices must be integers")
    place = _place(key, length, name)
    return store.read(place, 1)[0]


def _place(key, length, name):
    place = key.__index__()
    place += length if place < 0 else 0
    if not 0 <= place < length:
        raise IndexError(f"{name} index out of range")
    return place


def _set(store, length, key, value, name):
    if isinstance(key, slice):
        places, data = range(*key.indices(length)), memoryview(value).tobytes()
        if len(data) != len(places):
            raise IndexError(f"{name} slice assignment is wrong size")
        if places.step == 1:
            store.write(places.start, data)
        else:
            for place, byte in zip(places, data):
                store.write(place, bytes((byte,)))
        return
    if not hasattr(key, "__index__"):
        raise TypeError(f"{name} indices must be integers")
    place = _place(key, length, name)
    if not hasattr(value, "__index__"):
        raise TypeError(f"{name} item value must be an int")
    if not 0 <= value.__index__() < 256:
        raise ValueError(f"{name} item value must be in range(0, 256)")
    store.write(place, bytes((value.__index__(),)))


class _View:
    """The bytes of a map as a memoryview would show them."""

    format, itemsize, ndim, strides, readonly = "B", 1, 1, (1,), False
    c_contiguous = f_contiguous = contiguous = True

    def __init__(self, map, places=None):
        self.obj = map
        self._places = range(len(map)) if places is None else places
        map._views += 1

    def _map(self):
        if self.obj is None:
            raise ValueError("operation forbidden on released memoryview object")
        return self.obj

    def __len__(self):
        self._map()
        return len(self._places)

    nbytes = property(__len__)
    shape = property(lambda self: (len(self),))

    def release(self):
        if self.obj is not None:
            self.obj._views -= 1
            self.obj = None

    def __enter__(self):
        self._map()
        return self

    def __exit__(self, *raised):
        self.release()

    def __del__(self):
        self.release()

    def __getitem__(self, key):
        if isinstance(key, slice):
            return _View(self._map(), self._places[key])
        return self._map()._store.read(self._place(key), 1)[0]

    def _place(self, key):
        if not hasattr(key, "__index__"):
            raise TypeError("memoryview: invalid slice key")
        try:
            return self._places[key]
        except IndexError:
            raise IndexError("index out of bounds on dimension 1") from None

    def __setitem__(self, key, value):
        store = self._map()._store
        if isinstance(key, slice):
            places, data = self._places[key], memoryview(value).tobytes()
            if len(data) != len(places):
                raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
            if places.step == 1:
                store.write(places.start, data)
            else:
                for place, byte in zip(places, data):
                    store.write(place, bytes((byte,)))
            return
        place = self._place(key)
        if not hasattr(value, "__index__"):
            raise TypeError("memoryview: invalid type for format 'B'")
        if not 0 <= value.__index__() < 256:
            raise ValueError("memoryview: invalid value for format 'B'")
        store.write(place, bytes((value.__index__(),)))

    def __iter__(self):
        return iter(self.tobytes())

    def __eq__(self, other):
        try:
            return memoryview(self.tobytes()) == other
        except ValueError:
            return self is other

    def __buffer__(self, flags):
        return memoryview(self.tobytes())

    def tobytes(self, order="C"):
        places = self._places
        if places.step == 1:
            return self._map()._store.read(places.start, len(places))
        return bytes([self._map()._store.read(place, 1)[0] for place in places])

    def tolist(self):
        return list(self.tobytes())

    def hex(self, *separators):
        return self.tobytes().hex(*separators)

    def toreadonly(self):
        return memoryview(self.tobytes())

    def cast(self, format, shape=None):
        if format == "B" and shape is None:
            return _View(self._map(), self._places)
        raise NotImplementedError("a view of shared memory cannot be cast here: use struct with its bytes")

    def __repr__(self):
        return f"<memory at {id(self):#x}>" if self.obj is not None else f"<released memory at {id(self):#x}>"


_View.__name__ = _View.__qualname__ = "memoryview"
_View.__module__ = "builtins"


class packing:
    """struct's functions, for views of shared memory too."""

    error = _struct.error
    calcsize, pack, unpack, iter_unpack = _struct.calcsize, _struct.pack, _struct.unpack, _struct.iter_unpack
    Struct = _struct.Struct

    @staticmethod
    def unpack_from(format, buffer, offset=0):
        return _struct.unpack_from(format, buffer.tobytes() if isinstance(buffer, _View) else buffer, offset)

    @staticmethod
    def pack_into(format, buffer, offset, *values):
        if not isinstance(buffer, _View):
            return _struct.pack_into(format, buffer, offset, *values)
        data = _struct.pack(format, *values)
        if offset + len(data) > len(buffer):
            needed = offset + len(data)
            raise _struct.error(
                f"pack_into requires a buffer of at least {needed} bytes for packing {len(data)} bytes at offset "
                f"{offset} (actual buffer size is {len(buffer)})"
            )
        buffer[offset : offset + len(data)] = data
