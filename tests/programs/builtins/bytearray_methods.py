ba = bytearray(b"hello")
print(ba, len(ba), ba[0], ba[1:3], list(ba), ba == b"hello", ba.upper(), type(ba.upper()).__name__, ba + b"!", type(b"a" + ba).__name__, type(ba + b"a").__name__)
ba[0] = 72
ba.append(33)
ba.extend(b" you")
ba.extend([65, 66])
ba.insert(0, 62)
print(ba)
print(ba.pop(), ba.pop(0), ba)
ba.remove(33)
ba[0:2] = b"JJJ"
del ba[-2:]
print(ba, ba.reverse(), ba)
ba += b"++"
ba *= 2
print(ba, ba.find(b"J"), ba.count(b"l"), ba.index(108), ba.replace(b"l", b""), ba.split(b"+"), ba.hex())
ba[::2] = bytes(len(ba[::2]))
print(ba)
ba.clear()
print(ba, bool(ba), bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"x") * 3, bytearray.fromhex("ff00"), bytearray(b"a\xff\n'"))
ba = bytearray(b"abc")
for f in (lambda: ba.append(256), lambda: ba.append("a"), lambda: ba.append(b"a"), lambda: ba.pop(10), lambda: bytearray().pop(), lambda: ba.remove(99 + 100), lambda: hash(ba), lambda: ba.__setitem__(0, 300), lambda: ba.__setitem__(9, 1), lambda: ba.__setitem__(0, "a"), lambda: ba.extend("str"), lambda: ba.extend([1, 999]), lambda: ba.insert(0, -1), lambda: bytearray("a"), lambda: bytearray([300]), lambda: ba.index(b"z"), lambda: ba + "s", lambda: ba.__setitem__(slice(0, 1), "x"), lambda: {ba: 1}):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(ba)
copy = ba.copy()
copy[0] = 0
print(ba, copy, ba.decode(), bytes(ba), ba.startswith(b"a"), b"b" in ba, 98 in ba, ba < b"abd", sorted(bytearray(b"cba")), ba.join([b"1", b"2"]), ba.isalpha(), ba.title())
m = memoryview(ba)
try:
    ba.append(1)
except BufferError as e:
    print(e)
m.release()
ba.append(100)
print(ba, ba.resize(2), ba)
def crc(data, acc=0):
    for byte in data:
        acc = (acc * 31 + byte) & 0xFFFF
    return acc
print(crc(bytearray(b"some data")), crc(b""))
