import io
import struct
from pathlib import Path
import tempfile


def hexdump(data, width=16):
    for offset in range(0, len(data), width):
        chunk = data[offset:offset + width]
        text = "".join(chr(b) if 32 <= b < 127 else "." for b in chunk)
        yield f"{offset:08x}  {chunk.hex(' '):<{width * 3 - 1}}  |{text}|"


RECORD = struct.Struct("<10sHfi?")
people = [(b"Ann", 30, 1.75, -5, True), (b"Bartholomew the Long", 41, 1.9, 70000, False)]
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "people.bin"
    with open(path, "wb") as file:
        file.write(b"PPL1" + struct.pack(">H", len(people)))
        for person in people:
            file.write(RECORD.pack(*person))
    data = path.read_bytes()
    print(len(data), RECORD.size, RECORD.format, path.name, path.stat().st_size)
    print(*hexdump(data), sep="\n")
    with open(path, "r+b") as file:
        magic = file.read(4)
        (count,) = struct.unpack(">H", file.read(2))
        print(magic, count, file.tell())
        for _ in range(count):
            name, age, height, delta, flag = RECORD.unpack(file.read(RECORD.size))
            print(name.rstrip(b"\0").decode(), age, round(height, 2), delta, flag)
        print(file.read(), file.seek(6 + RECORD.size))
        file.write(RECORD.pack(b"Cy", 1, 0.5, 0, True))
        file.seek(-RECORD.size, io.SEEK_END)
        print(RECORD.unpack(file.read()))
        file.truncate(10)
    print(path.read_bytes())
view = memoryview(bytearray(range(16)))
print(view[4:8].tolist(), view[::4].tobytes(), view.cast("I")[1], view.cast("B", [4, 4]).tolist()[1], view.nbytes, view.format)
view[0:2] = b"\xff\xfe"
print(view.obj[:3], bytes(view[-2:]), view[0], view.readonly, view.hex(":", 4))
print(list(struct.iter_unpack(">HB", bytes(range(6)))), struct.calcsize("@bi"), struct.calcsize("=bi"), struct.unpack_from("<I", bytes(range(9)), 4))
ba = bytearray(b"hello world")
ba[0:5] = b"HOWDY"
ba += b"!!"
del ba[-1]
ba.insert(0, 0x3e)
print(ba, ba.find(b"w"), ba.upper(), ba.split(), ba.pop(), bytes(reversed(ba)), ba.replace(b"o", b"00"), ba.hex(), bytearray.fromhex("de ad"))
print(b"a,b;c".translate(bytes.maketrans(b",;", b"||")), b"%d-%s-%x-%a" % (5, b"x", 255, "é"), b"abc".rjust(6, b"."), b"\t x".lstrip(), b"A" < b"a", 97 in b"abc", b"abc"[1], b"abc"[1:2])
