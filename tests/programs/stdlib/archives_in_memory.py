import gzip, io, zipfile, zlib, bz2, lzma, tarfile
data = b"loop " * 200
for mod in (zlib, gzip, bz2, lzma):
    c = mod.compress(data)
    print(mod.__name__, len(c) < len(data), mod.decompress(c) == data)
buf = io.BytesIO()
with zipfile.ZipFile(buf, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr(zipfile.ZipInfo("a.txt", (2026, 1, 2, 3, 4, 6)), "text a")
    z.writestr(zipfile.ZipInfo("d/b.bin", (2026, 1, 2, 3, 4, 6)), data)
with zipfile.ZipFile(buf) as z:
    print(z.namelist(), z.read("a.txt"), z.getinfo("d/b.bin").file_size, z.testzip())
    try:
        z.read("nope")
    except KeyError as e:
        print(e)
t = io.BytesIO()
with tarfile.open(fileobj=t, mode="w:gz") as tar:
    info = tarfile.TarInfo("x.txt")
    info.size = 3
    tar.addfile(info, io.BytesIO(b"abc"))
t.seek(0)
with tarfile.open(fileobj=t) as tar:
    print(tar.getnames(), tar.extractfile("x.txt").read())
for f in (lambda: zlib.decompress(b"junk"), lambda: gzip.decompress(b"junk"), lambda: zipfile.ZipFile(io.BytesIO(b"junk")), lambda: bz2.decompress(b"junk"), lambda: lzma.decompress(b"junk"), lambda: zlib.compress("str")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
d = zlib.decompressobj()
c = zlib.compress(data)
print(d.decompress(c[:10]) + d.decompress(c[10:]) + d.flush() == data, d.eof, zlib.crc32(data), zlib.crc32(b"ab", zlib.crc32(b"loop")))
with gzip.open(io.BytesIO(gzip.compress(b"l1\nl2\n")), "rt") as g:
    print(list(g))
