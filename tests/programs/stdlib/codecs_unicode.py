import codecs
for enc in ("utf-8", "utf-16", "utf-16-le", "utf-32-be", "latin-1", "cp1252", "ascii", "utf-8-sig", "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape"):
    try:
        b = "né€".encode(enc)
        print(enc, b, b.decode(enc) == "né€")
    except UnicodeError as e:
        print(enc, type(e).__name__, e)
print(codecs.lookup("UTF8").name, codecs.encode("abc", "rot13"), codecs.encode(b"ab", "hex"), codecs.decode("6162", "hex"), codecs.encode(b"x", "base64"), codecs.BOM_UTF8)
d = codecs.getincrementaldecoder("utf-8")()
print([d.decode(bytes([x])) for x in "€é".encode()], repr(d.decode(b"", True)))
try:
    d.decode(b"\xe2\x82", True)
except UnicodeDecodeError as e:
    print(e)
for data, errors in ((b"a\xff\xfeb", "strict"), (b"a\xff\xfeb", "ignore"), (b"a\xff\xfeb", "replace"), (b"a\xff\xfeb", "backslashreplace"), (b"\xed\xa0\x80", "surrogatepass"), (b"\xff", "surrogateescape"), (b"\xf0\x9f\x98", "replace"), (b"\xc0\x80", "replace"), (b"a", "nope")):
    try:
        print(data, errors, repr(data.decode("utf-8", errors)))
    except (UnicodeError, LookupError) as e:
        print(data, errors, type(e).__name__, e)
for s, errors in (("é€", "ignore"), ("é€", "replace"), ("é€", "xmlcharrefreplace"), ("é€", "backslashreplace"), ("é€", "namereplace"), ("\udcff", "surrogateescape"), ("é", "strict")):
    try:
        print(repr(s), errors, s.encode("ascii", errors))
    except UnicodeEncodeError as e:
        print(repr(s), errors, e, e.object[e.start:e.end])
codecs.register_error("stars", lambda e: ("*" * (e.end - e.start), e.end))
print("aé€b".encode("ascii", "stars"))
for f in (lambda: "a".encode("no-such"), lambda: b"a".decode("rot13"), lambda: codecs.lookup("zz"), lambda: codecs.decode("a", "hex"), lambda: "a".encode(5), lambda: "\ud800".encode("utf-8"), lambda: codecs.lookup_error("nope")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
import unicodedata as u
print([u.name(c, "?") for c in "aé€\x00"], u.category("A"), u.bidirectional("א"), u.combining("\u0301"), u.decimal("٣"), u.digit("²"), u.decomposition("é"), u.mirrored("("), [u.normalize(f, "ﬁé") .encode("unicode_escape") for f in ("NFC", "NFD", "NFKC", "NFKD")], u.is_normalized("NFC", "é"))
