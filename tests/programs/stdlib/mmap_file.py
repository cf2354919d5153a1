"""A file's bytes as a mutable sequence."""
import mmap
import os
import tempfile


def tried(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


path = os.path.join(tempfile.mkdtemp(), "bytes")
with open(path, "wb") as file:
    file.write(b"Hello Python!\nline two\n")
with open(path, "r+b") as file:
    with mmap.mmap(file.fileno(), 0) as memory:
        print(memory, len(memory), memory.size(), memory.closed)
        print(memory.readline(), memory[:5], memory[0], memory[-1], memory.tell())
        memory[6:13] = b" world!"
        memory.seek(0)
        print(memory.readline(), memory.read(4), memory.read(), memory.read(3))
        print(memory.find(b"line"), memory.find(b"line", 0), memory.rfind(b"o", 0), memory.find(b"zz", 0))
        print(list(memory)[:3], b"world" in bytes(memory), memory[::-1][:4], memory[0:10:2])
        tried(lambda: memory[100])
        tried(lambda: memory.__setitem__(slice(0, 3), b"x"))
        tried(lambda: memory.__setitem__(0, 300))
        tried(lambda: memory.__setitem__(0, b"a"))
        tried(lambda: memory.seek(1000))
        tried(lambda: memory.write(b"x" * 100))
        tried(lambda: memory["a"])
        memory.move(0, 6, 6)
        memory.seek(-4, os.SEEK_END)
        memory.write_byte(65)
        print(memory.flush(), memory[:])
    print(memory, memory.closed)
    tried(lambda: memory[0])
    print(file.read())
with open(path, "rb") as file:
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        tried(lambda: memory.__setitem__(0, 1))
        tried(lambda: memory.write(b"a"))
    with mmap.mmap(file.fileno(), 5, access=mmap.ACCESS_COPY) as memory:
        memory[0] = 65
        print(memory[:])
    print(file.read(5))
    tried(lambda: mmap.mmap(file.fileno(), 1000))
    tried(lambda: mmap.mmap(file.fileno(), -1))
    tried(lambda: mmap.mmap(file.fileno(), 0))
memory = mmap.mmap(-1, 13)
memory.write(b"Hello world!")
memory.seek(0)
print(memory.read(5), memory.tell(), memory)
memory.close()
os.unlink(path)
os.rmdir(os.path.dirname(path))
