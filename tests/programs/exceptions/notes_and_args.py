# args, str, repr, notes, with_traceback, attributes.
for e in (Exception(), Exception("one"), Exception("a", 1), Exception(None), Exception(""), ValueError("it's"), KeyError("k"), KeyError("a", "b"), KeyError(), KeyError(None), IndexError("i"), OSError(2, "No such file"), OSError(2, "No such file", "name.txt"), OSError("only text"), StopIteration(5), SystemExit(3), SystemExit(), UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad"), UnicodeEncodeError("ascii", "aé", 1, 2, "nope"), SyntaxError("msg"), ImportError("i", name="n"), NameError("x", name="nm"), AttributeError("at", name="a", obj=1), StopAsyncIteration("s"), AssertionError((1, 2)), BaseException("b"), Warning("w"), RecursionError("deep"), NotImplementedError, TypeError(b"bytes")):
    if isinstance(e, type):
        e = e()
    print(f"{e!r:60} str={str(e)!r:40} args={e.args}")
e = ValueError("base")
e.add_note("first note")
e.add_note("second\nnote")
print(e.__notes__)
try:
    e.add_note(5)
except TypeError as exc:
    print(exc)
e.args = ("changed", 2)
print(e, repr(e), e.args)
try:
    e.args = 5
except TypeError as exc:
    print(exc)
e.custom = "attribute"
print(e.custom, e.__dict__)
f = OSError(13, "Permission denied", "f.txt", None, "g.txt")
print(type(f).__name__, f.errno, f.strerror, f.filename, f.filename2, f)
for n in (2, 17, 13, 32, 110, 11, 3, 20, 21, 111, 104, 4, 10, 999):
    print(n, type(OSError(n, "m")).__name__, end="; ")
print()
s = StopIteration("value", 2)
print(s.value, StopIteration().value)
x = SystemExit("bye")
print(x.code, SystemExit(1, 2).code, SystemExit().code)
u = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad")
print(u.encoding, u.object, u.start, u.end, u.reason)
se = SyntaxError("bad", ("file.py", 3, 5, "text here", 3, 9))
print(se.filename, se.lineno, se.offset, se.text, se.end_lineno, se.end_offset, se)
try:
    raise ValueError("tb")
except ValueError as exc:
    tb = exc.__traceback__
    print(tb.tb_lineno, tb.tb_next, tb.tb_frame.f_code.co_name)
    copy = KeyError("other").with_traceback(tb)
    print(copy.__traceback__ is tb)
    print(exc.with_traceback(None).__traceback__)
for bad in (lambda: ImportError("a", bad=1), lambda: UnicodeDecodeError("x"), lambda: ValueError(k=1), lambda: Exception.__new__(5), lambda: AttributeError("x", foo=1)):
    try:
        bad()
    except TypeError as exc:
        print(exc)
