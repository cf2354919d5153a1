# print: sep, end, file, flush, objects.
import io
import sys
print("a", "b", "c", sep="-")
print("no newline", end="")
print(" | continued")
print()
print("", end="")
print(1, 2.0, None, [1, "x"], (1,), {"k": "v"}, {1}, "str", b"b", sep=", ")
print("a", "b", sep="")
print("a", "b", sep="\n")
print("x", sep="unused", end="!\n")
print(*range(5), sep=" < ")
print(sep="x", end="only end\n")
print("a", sep=None, end=None)
buf = io.StringIO()
print("to buffer", 1, file=buf, end=";")
print("more", file=buf, flush=True)
print(repr(buf.getvalue()))
print("to stderr", file=sys.stderr)
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): self.parts.append("FLUSH")
w = W()
print("a", 1, sep="--", file=w)
print("b", file=w, flush=True)
print(w.parts)
for f in (lambda: print("a", sep=1), lambda: print("a", end=5), lambda: print("a", file=5), lambda: print("a", foo=1), lambda: print("a", file=object())):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(print("nested"))
sys.stdout.write("written\n")
print(sys.stdout.write(""), sys.stdout.isatty(), sys.stdout.encoding, sys.stdout.writable())
old, sys.stdout = sys.stdout, io.StringIO()
print("captured")
captured, sys.stdout = sys.stdout.getvalue(), old
print(repr(captured))
print("tab\tsep", "quote'", 'dq"', "back\\slash", "ünï", "日本", "😀", "\x41")
print("""a
  multi""", r"raw\n")
class Loud:
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
print(Loud(), [Loud()], {Loud(): Loud()}, (Loud(),), f"{Loud()}")
sys.stdout.writelines(["one ", "two\n"])
sys.stdout.buffer.flush()
print("end", flush=True)
p = print
p("alias works")
