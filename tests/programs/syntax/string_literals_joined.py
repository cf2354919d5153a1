# Adjacent literals, prefixes, line continuation, docstrings, and comments in odd places.
s = "one " 'two ' """three"""
print(s)
long = ("first line "
        "second line "  # a comment in between
        f"third {1 + 1}")
print(long)
print("a\
b", 'x' \
    'y')
print("tab:\t|", "bell:", repr("\a"), "nul:", repr("\0"), "oct:", "\x41\101", "uni:", "\u00e9\U0001F600", "\N{GREEK SMALL LETTER ALPHA}")
print(r"raw \n \\ \"", len(r"\\"), b"bytes \x00\n", rb"\x00", br'\1')
print('''triple ' quotes " inside''', """ends with \"""", "''" '""')
print(f"{'a' 'b'}" "c", f"a{1}" f"b{2}", "no {braces}" f" {3}")


def documented():
    "One " "line"


def not_documented():
    f"an f-string {1} is no docstring"


class K:
    """Class
    doc."""


print(documented.__doc__, not_documented.__doc__, repr(K.__doc__))
x = [  # comment
    1,  # one

    2,
]  # end
print(x, (1 +
          2), {  # dict
    "k": "v"})
if (1 and
        2 and
        3): print("multi-line condition")
y = 1; z = 2; print(y, z)
print("é" == "\xe9", "日本".encode(), len("日本"), "İ".lower().encode(), "\r\n" == "\x0d\x0a", repr("\r"))
ünïcode_name = "names may be unicode"
print(ünïcode_name, "ﬁ" == "fi")
ﬁ = 1
print(fi)
print("%s" "%d" % ("a", 1), "a" "b" * 2, "x" in "x" "y")
assert ("always" "true")
print(__doc__)
