import array
import struct
from collections.abc import MutableSequence

numbers = array.array("i", [1, -2, 3])
print(numbers, isinstance(numbers, MutableSequence), numbers.tobytes(), memoryview(numbers).obj is numbers, memoryview(numbers) == numbers)
view = memoryview(numbers)
view[0:1] = array.array("i", [77])
print(numbers, view.tolist(), view.format, view.itemsize)
for action in (lambda: view.__setitem__(slice(0, 1), b"0123"), lambda: numbers.append(1), lambda: hash(view), lambda: view[(slice(0, 2),)].tolist(), lambda: int(memoryview(b"12")), lambda: int(memoryview(b"12"), 8), lambda: memoryview(b"abc").hex(None), lambda: bytes(memoryview(b"abcd")[::2])):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
target = bytearray(12)
struct.pack_into("<hh", memoryview(target)[4:], 2, 1, 2)
print(target)


class Index:
    def __index__(self):
        return 7


class Truth:
    def __bool__(self):
        raise OSError("no truth")


print(struct.pack("<bH", Index(), Index()), struct.unpack("<D", struct.pack("<D", 1 + 2j)), struct.calcsize("FD"), struct.pack(">F", -1j))
try:
    struct.pack("?", Truth())
except OSError as error:
    print(error)


class Buffer:
    def __buffer__(self, flags):
        return memoryview(b"from a class")


print(bytes(Buffer()), bytearray(Buffer()), memoryview(Buffer())[:4].tobytes())
data = bytearray(range(10))
del data[8:1 << 400:3]
del data[::-2]
print(data, ord(bytearray(b"a")))
key = memoryview(b"abc")
print(hash(key) == hash(b"abc"), {key: 1}[b"abc"])
key.release()
print(hash(key) == hash(b"abc"))
