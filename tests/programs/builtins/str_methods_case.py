# Case, predicates, padding, Unicode.
for s in ("Hello World", "hELLO", "ǅ", "straße", "ÀÉ", "they're bill's", "x1y2", "", "ΑΣ", "ﬁ", "İ", "123abc"):
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
names = ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isprintable", "isascii"]
for s in ("abc", "ABC", "Abc", "123", "١٢", "²", "½", "一", "a1", " \t", "", "a b", "_x", "1x", "é", "\n", "def", "Abc Def", "ABC1", "-1", "\u00a0", "😀"):
    print(f"{s!r:10}", "".join("1" if getattr(s, n)() else "." for n in names))
print("x".center(7, "*"), "ab".center(5, "-"), "abc".center(6, "."), "abc".center(2), "ab".ljust(4, ".") + "|", "ab".rjust(4, "."), "42".zfill(5), "-42".zfill(5), "+1".zfill(4), "abc".zfill(2), "".zfill(3), "--1".zfill(6))
print("a\tb\tc".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(2) + "|", "ab\tc\n\td".expandtabs(4), "a\tb".expandtabs(0))
for f in (lambda: "a".center("b"), lambda: "a".center(5, "ab"), lambda: "a".ljust(5, ""), lambda: "a".zfill("x"), lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "abc"[10], lambda: "a" - "b", lambda: -"a", lambda: "a" < 1, lambda: "a".foo, lambda: ord(""), lambda: ord("ab"), lambda: chr(-1), lambda: chr("a")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(ord("a"), ord("é"), ord("😀"), chr(97), chr(8364), chr(128512), ascii("é😀'"), repr("é\x00\x7f\u200e"), "\N{EURO SIGN}", "\x41\101\u0041")
print("café".encode(), "café".encode("latin-1"), "a€".encode("utf-16-le"), "é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), "é".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"), "é".encode("ascii", "namereplace"))
print(str(b"abc"), str(b"abc", "utf-8"), str(5), str(None), str([1, "a"]), str("s"), str(), str(object=5), str(b"\xff", errors="replace"))
print("ß".upper(), "ß".casefold() == "SS".casefold(), "İ".lower(), len("İ".lower()), "ς".upper(), "e\u0301" == "é", len("e\u0301"))
import unicodedata
print(unicodedata.normalize("NFC", "e\u0301") == "é", unicodedata.name("é"), unicodedata.category("a"), unicodedata.lookup("SNOWMAN"), unicodedata.numeric("½"), unicodedata.east_asian_width("一"))
print(hash("a") == hash("a"), "abc" == "ab" + "c", "abc".__len__(), str.upper("x"), str.join(",", ["a", "b"]), "%s" % "x", type("").__name__, "a".__add__("b"), "abc".__contains__("b"))
