import codecs
import unicodedata

samples = ["plain", "café", "naïve Ω", "日本", "😀!", "Ł€"]
for text in samples:
    row = []
    for encoding in ("ascii", "latin-1", "cp1252", "utf-8", "utf-16-le", "utf-32-be", "cp437", "iso8859-15", "koi8-r", "mac_roman", "utf-7", "punycode"):
        try:
            row.append(f"{encoding}={text.encode(encoding)!r}")
        except UnicodeEncodeError as error:
            row.append(f"{encoding}!{error.start}-{error.end}:{error.reason}")
    print(text, *row, sep="\n  ")
for errors in ("ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"):
    print(errors, "aé😀".encode("ascii", errors))
for errors in ("ignore", "replace", "backslashreplace", "surrogateescape"):
    print(errors, ascii(b"a\xe9\xff\xf0\x9f".decode("utf-8", errors)))
try:
    b"caf\xe9!".decode("utf-8")
except UnicodeDecodeError as error:
    print(error, error.object, error.start, error.end, error.reason, error.encoding)
raw = b"a\x80b".decode("utf-8", "surrogateescape")
print(ascii(raw), raw.encode("utf-8", "surrogateescape"))
for bom in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
    print(bom, ascii((bom + b"x\0").decode("utf-8", "replace")))
print("x".encode("utf-8-sig"), b"\xef\xbb\xbfx".decode("utf-8-sig"), ascii(b"\xef\xbb\xbfx".decode("utf-8")), "hi".encode("utf-16"))
s1, s2 = "café", "cafe\u0301"
print(s1 == s2, len(s1), len(s2), [unicodedata.normalize(f, s2) == s1 for f in ("NFC", "NFD", "NFKC", "NFKD")])
strip = lambda s: "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c))
print(strip("Élève Ñandú Çedilla"), "STRASSE".casefold() == "straße".casefold())
for ch in "Aé½٣中😀\u200b\n":
    print(f"U+{ord(ch):04X}", unicodedata.name(ch, "<none>"), unicodedata.category(ch), ch.isalpha(), ch.isnumeric(), unicodedata.numeric(ch, None), unicodedata.east_asian_width(ch))
print(codecs.encode("Hello", "rot13"), codecs.decode(b"68656c6c6f", "hex"), codecs.encode(b"hi", "base64"), codecs.lookup("UTF8").name, codecs.lookup("latin1").name)
decoder = codecs.getincrementaldecoder("utf-8")()
print([decoder.decode(bytes([b])) for b in "é€".encode()], decoder.getstate())
try:
    "x".encode("no-such-codec")
except LookupError as error:
    print(error)
print("bücher.example".encode("idna"), b"xn--bcher-kva.example".decode("idna"), "\\n\\u00e9".encode().decode("unicode_escape"), "é\n".encode("unicode_escape"))
