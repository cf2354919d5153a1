import bz2
import io
import os
import tarfile
import tempfile

text = b"She sells sea shells by the sea shore. " * 40
for data in (b"", b"a", b"abc" * 500, bytes(range(256)) * 3, text):
    packed = bz2.compress(data)
    print(len(data), len(packed), packed[:10], bz2.decompress(packed) == data)
print(bz2.compress(b"hello world"), len(bz2.compress(text, 1)))
decompressor = bz2.BZ2Decompressor()
packed = bz2.compress(text) + b"more"
out = b"".join(decompressor.decompress(packed[i:i + 20]) for i in range(0, len(packed) - 3, 20))
print(out == text, decompressor.eof, decompressor.unused_data)
decompressor = bz2.BZ2Decompressor()
print(decompressor.decompress(bz2.compress(b"0123456789"), 4), decompressor.needs_input, decompressor.decompress(b"", 100), decompressor.eof)
for action in (lambda: bz2.decompress(b"nonsense"), lambda: bz2.decompress(packed[:50]), lambda: decompressor.decompress(b"x"), lambda: bz2.compress("text"), lambda: bz2.BZ2Compressor(10), lambda: bz2.open("x", "rw")):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "lines.bz2")
    with bz2.open(path, "wt", encoding="utf-8") as file:
        for number in range(3):
            print("line", number, "é", file=file)
    with bz2.open(path, "rt", encoding="utf-8") as file:
        print(file.readline(), file.read().splitlines())
    with bz2.open(path, "ab") as file:
        file.write(b"appended\n")
    with bz2.BZ2File(path) as file:
        print(file.read(5), file.tell(), file.seek(0), sum(1 for _ in file), file.read())
buffer = io.BytesIO()
with tarfile.open(fileobj=buffer, mode="w:bz2") as archive:
    info = tarfile.TarInfo("a/b.txt")
    info.size = len(text)
    archive.addfile(info, io.BytesIO(text))
buffer.seek(0)
with tarfile.open(fileobj=buffer) as archive:
    print(archive.getnames(), archive.extractfile("a/b.txt").read() == text)
