# %-formatting, still everywhere in tutorials.
print("%s and %r" % ("a", "b"), "%d items" % 3, "%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5), "%x %X %#x %o %#o" % (255, 255, 255, 8, 8))
print("%f %.2f %10.3f| %-10.1f| %e %g %G %.3g" % (1.5, 2.345, 3.14159, 2.5, 12345.678, 0.0001, 1e-10, 123456))
print("%c%c %% %s" % ("a", 98, [1]), "%(name)s is %(age)d" % {"name": "Ann", "age": 30}, "%(a)5.1f%%" % {"a": 99.5})
print("%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%s" % (1,), "%s" % ((1, 2),), "%s %s" % (1, "x"), "%r" % None, "%a" % "é")
print("%i %u %d %d" % (3.99, 4, True, -2.5), "%s" % {"a": 1}, "%5s|%-5s|%.2s|%5.1s" % ("ab", "cd", "efg", "hij"), "%%", "100%" + "", "%d" % 10**20, "%x" % 2**70, "%s" % b"b")
for fmt, arg in (("%d", "a"), ("%s %s", "a"), ("%s", ("a", "b")), ("%d %d", (1,)), ("%z", 1), ("%", 1), ("%(a)s", "x"), ("%(a)s", {}), ("%(a", {}), ("%c", 256 * 256 * 20), ("%c", "ab"), ("%x", 1.5), ("%d", None), ("%f", "x"), ("no specifiers", 1), ("%s", ()), ("%*d", ("a", 1)), ("%d%%", ()), ("%i", "3"), ("%e", "1")):
    try:
        print(repr(fmt), repr(fmt % arg))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)
print("no specifiers" % {}, "no specifiers" % [], "%s" % [1, 2], b"%d %s %b" % (1, b"x", b"y"), bytearray(b"%x") % 255)


class C:
    def __str__(self): return "S"
    def __repr__(self): return "R"
    def __int__(self): return 7
    def __index__(self): return 8
    def __float__(self): return 1.5


print("%s %r %x %f" % (C(), C(), C(), C()), "%d" % C())
table = [("apple", 3, 0.5), ("kiwi", 12, 1.25)]
for row in table:
    print("%-10s|%4d|%8.2f" % row)
print("%-8s%8s" % ("left", "right"), "%08.3f" % -3.14159, "%+.1e" % 0, "%#.3g" % 1, "%.0f %.0f" % (0.5, 1.5), "%.10d" % 42, "%#x" % -255)
