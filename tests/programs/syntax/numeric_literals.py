# Literals of every kind.
print(0xFF, 0o17, 0b1011, 1_000_000, 0x_dead_beef, 0B1, 0O7, 00, 0_0)
print(1., .5, 1e3, 1E-3, 1_0.0_1e1_0, 0e0, 1e400, -1e-400, 1.5j, 1e2j, 0J, .5j)
print(123456789012345678901234567890, -0, - -1, +-+1, ~0, not 0)
print(1 if 1 else 2, [1]and 2)
print('a' "b" '''c''' """d""", 'it''s', "tab\there", 'nl\\n', "quote\"s", 'oct\101 hex\x41 u\u0041 U\U00000041 \N{LATIN SMALL LETTER A}')
print(r'raw\n', R"\d+", b'bytes\x00\xff', rb'\x00', Rb'\n', u'unicode', len("a\
b"))
print("""multi
line "quoted" string""")
print(repr("\a\b\f\n\r\t\v\0\x7f\x80\xa0\xad\u200b\ud800\U0001f600é"))
print(repr('both \' and "'), repr("it's"), repr('say "x"'), repr("\\"))
print(repr(b'\'"'), repr(b"'"), repr(b"\t\n\r\\\x00\x7f\x80"))
print(..., Ellipsis, type(...), None, True, False, NotImplemented)
print((), (1,), (1, 2), [], {}, {1}, {1: 2}, (((1))), ((1,),), [[]], 1,)
print({"a": 1, **{}}, {1, 1.0, True}, {1: "a", 1.0: "b", True: "c"})
print(1_2 + 0x1_0, 10 .real, 1..is_integer(), 1.0.hex(), (5).bit_length(), 5 .__class__)
import warnings
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    for src in (r"'\d'", r"b'\z'", "'\\400'", "1is 1", "1 is 1", "() is ()", "(1)()", "[1][1, 2]", "'a'.b is 'c'", "assert (1, 'x')"):
        compile(src, "<w>", "exec")
    for w in seen:
        print(w.category.__name__, w.message)
