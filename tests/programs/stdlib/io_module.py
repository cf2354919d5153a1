import io
s = io.StringIO("line 1\nline 2\nlast")
print(s.read(3), repr(s.readline()), s.tell(), list(s), s.read(), s.seek(0), s.readlines(), s.getvalue())
w = io.StringIO()
print(w.write("abc"), w.writelines(["d", "e\n"]), w.getvalue(), w.tell(), w.seek(1), w.write("XY"), w.getvalue(), w.truncate(2), w.getvalue(), w.readable(), w.writable(), w.seekable(), w.closed)
b = io.BytesIO(b"\x00\x01binary")
print(b.read(2), b.read(), b.seek(-3, 2), b.read(), b.getvalue(), b.write(b"!"), b.getbuffer().nbytes, b.seek(0), b.readinto(bytearray(3)), b.tell(), b.read1(2))
t = io.TextIOWrapper(io.BytesIO(b"caf\xc3\xa9\r\nx\n"), encoding="utf-8")
print(repr(t.read()), t.encoding, t.newlines)
t = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", newline="\r\n")
t.write("é\n")
t.flush()
print(t.buffer.getvalue())
with io.StringIO() as f:
    print("to f", file=f)
    v = f.getvalue()
print(repr(v), f.closed)
for g in (lambda: f.read(), lambda: f.getvalue(), lambda: s.write(5), lambda: b.write("str"), lambda: io.StringIO(5), lambda: io.BytesIO("x"), lambda: s.seek(-1), lambda: io.StringIO().fileno(), lambda: s.seek(1, 1), lambda: open("/no/such/file"), lambda: open(__file__, "zz"), lambda: open(__file__, "rb", encoding="utf-8"), lambda: open(__file__).write("x"), lambda: open(5.5)):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
r = io.BufferedReader(io.BytesIO(b"0123456789"), 4)
print(r.peek(2)[:2], r.read(3), r.read1(5)[:1], r.tell())
with open(__file__) as src:
    first = src.readline()
    print(repr(first), src.name.endswith("io_module.py"), src.mode, src.closed, sum(1 for _ in src) > 10)
print(src.closed, isinstance(s, io.TextIOBase), isinstance(b, io.IOBase), io.DEFAULT_BUFFER_SIZE > 0, io.SEEK_END)
class Upper(io.StringIO):
    def write(self, x): return super().write(x.upper())
u = Upper()
print("shout", end="", file=u)
print(u.getvalue(), io.StringIO("a\r\nb", newline=None).read() == "a\nb", io.StringIO("a\r\nb").readlines(), next(io.StringIO("x\ny")))
