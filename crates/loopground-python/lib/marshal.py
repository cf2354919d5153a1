"""Values as bytes, in the format of CPython's marshal (Python/marshal.c), version 4.

Code objects are refused: compiled code is kept by the interpreter only. Written values share nothing, so a value that
occurs twice is written twice; references that CPython writes are read.
"""

import struct as _struct

version = 5
_MAX_DEPTH = 2000
_REF = 0x80


def dumps(value, version=version, /, *, allow_code=True):
    out = bytearray()
    _write(out, value, 0)
    return bytes(out)


def dump(value, file, version=version, /, *, allow_code=True):
    return file.write(dumps(value))


def _sized(out, code, data):
    out += code
    out += len(data).to_bytes(4, "little")
    out += data


def _write_int(out, value):
    if -0x80000000 <= value <= 0x7FFFFFFF:
        out += b"i" + value.to_bytes(4, "little", signed=True)
        return
    digits = []
    rest = abs(value)
    while rest:
        digits.append(rest & 0x7FFF)
        rest >>= 15
    out += b"l" + (len(digits) if value > 0 else -len(digits)).to_bytes(4, "little", signed=True)
    for digit in digits:
        out += digit.to_bytes(2, "little")


def _write(out, value, depth):
    if depth > _MAX_DEPTH:
        raise ValueError("object too deeply nested to marshal")
    singles = {None: b"N", True: b"T", False: b"F", Ellipsis: b".", StopIteration: b"S"}
    kind = type(value)
    if value is None or kind is bool or value is Ellipsis or value is StopIteration:
        out += singles[value]
    elif kind is int:
        _write_int(out, value)
    elif kind is float:
        out += b"g" + _struct.pack("<d", value)
    elif kind is complex:
        out += b"y" + _struct.pack("<dd", value.real, value.imag)
    elif kind is str:
        if value.isascii() and len(value) < 256:
            out += b"z" + bytes([len(value)]) + value.encode("ascii")
        elif value.isascii():
            _sized(out, b"a", value.encode("ascii"))
        else:
            _sized(out, b"u", value.encode("utf-8", "surrogatepass"))
    elif kind in (bytes, bytearray, memoryview):
        _sized(out, b"s", bytes(value))
    elif kind is tuple:
        if len(value) < 256:
            out += b")" + bytes([len(value)])
        else:
            out += b"(" + len(value).to_bytes(4, "little")
        for item in value:
            _write(out, item, depth + 1)
    elif kind in (list, set, frozenset):
        out += {list: b"[", set: b"<", frozenset: b">"}[kind] + len(value).to_bytes(4, "little")
        for item in value:
            _write(out, item, depth + 1)
    elif kind is dict:
        out += b"{"
        for key, item in value.items():
            _write(out, key, depth + 1)
            _write(out, item, depth + 1)
        out += b"0"
    elif kind is slice:
        out += b":"
        for item in (value.start, value.stop, value.step):
            _write(out, item, depth + 1)
    else:
        raise ValueError("unmarshallable object")


def loads(data, /, *, allow_code=True):
    return _Reader(memoryview(data).cast("B")).value()


def load(file, /, *, allow_code=True):
    data = file.read()
    if not isinstance(data, bytes):
        raise TypeError(f"file.read() returned not bytes but {type(data).__name__}")
    return loads(data)


_END = object()


class _Reader:
    """Reads one value."""

    def __init__(self, data):
        self._data = data
        self._place = 0
        self._refs = []

    def _take(self, count):
        if count < 0:
            raise ValueError("bad marshal data (bytes object size out of range)")
        end = self._place + count
        if end > len(self._data):
            raise EOFError("marshal data too short")
        taken = bytes(self._data[self._place:end])
        self._place = end
        return taken

    def _long(self):
        return int.from_bytes(self._take(4), "little", signed=True)

    def _short_text(self, encoding):
        return self._take(self._take(1)[0]).decode(encoding)

    def _int(self):
        count = self._long()
        value = 0
        for place in range(abs(count)):
            digit = int.from_bytes(self._take(2), "little")
            if digit > 0x7FFF:
                raise ValueError("bad marshal data (digit out of range in long)")
            value |= digit << (15 * place)
        return value if count >= 0 else -value

    def value(self):
        value = self._item()
        if value is _END:
            raise TypeError("NULL object in marshal data for object")
        return value

    def _items(self, count):
        if count < 0:
            raise ValueError("bad marshal data (size out of range)")
        return [self.value() for _ in range(count)]

    def _item(self):
        if self._place >= len(self._data):
            raise EOFError("EOF read where object expected")
        byte = self._take(1)[0]
        code, shared = chr(byte & ~_REF), byte & _REF
        if code == "r":
            place = self._long()
            if not 0 <= place < len(self._refs):
                raise ValueError("bad marshal data (invalid reference)")
            return self._refs[place]
        place = len(self._refs)
        if shared:
            self._refs.append(None)
        value = self._of(code, place if shared else None)
        if shared:
            self._refs[place] = value
        return value

    def _of(self, code, place):
        match code:
            case "0":
                return _END
            case "N":
                return None
            case "T":
                return True
            case "F":
                return False
            case ".":
                return Ellipsis
            case "S":
                return StopIteration
            case "i":
                return self._long()
            case "l":
                return self._int()
            case "g":
                return _struct.unpack("<d", self._take(8))[0]
            case "f":
                return float(self._short_text("ascii"))
            case "y":
                return complex(*_struct.unpack("<dd", self._take(16)))
            case "z" | "Z":
                return self._short_text("ascii")
            case "a" | "A":
                return self._take(self._long()).decode("ascii")
            case "u" | "t":
                return self._take(self._long()).decode("utf-8", "surrogatepass")
            case "s":
                return self._take(self._long())
            case ")":
                return tuple(self._items(self._take(1)[0]))
            case "(":
                return tuple(self._items(self._long()))
            case "[":
                value = []
                if place is not None:
                    self._refs[place] = value
                value += self._items(self._long())
                return value
            case "<":
                return set(self._items(self._long()))
            case ">":
                return frozenset(self._items(self._long()))
            case "{":
                value = {}
                if place is not None:
                    self._refs[place] = value
                while (key := self._item()) is not _END:
                    value[key] = self.value()
                return value
            case ":":
                return slice(*self._items(3))
            case "c":
                raise ValueError("unmarshalling code objects is not supported here")
            case _:
                raise ValueError("bad marshal data (unknown type code)")
