# gettext: plural forms written in C, catalogues made in memory.
import gettext
import io
import struct
for form, numbers in (("n != 1", (0, 1, 2)), ("n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", (1, 2, 5, 12, 22)), ("!n", (0, 1)), ("!(n==1) && !(n==2)", (1, 2, 3)), ("!n==0", (0, 1, 2)), ("n%2*2", (1, 2))):
    f = gettext.c2py(form)
    print(form, [f(n) for n in numbers])
for bad in ("n +", "x", "(n", "n n", "0 ? 1", "n = 1"):
    try:
        gettext.c2py(bad)
    except ValueError as e:
        print(repr(bad), e)
def catalogue(messages):
    items = sorted((k.encode(), v.encode()) for k, v in messages.items())
    ids = b"".join(k + b"\0" for k, _ in items); texts = b"".join(v + b"\0" for _, v in items)
    start = 28 + 16 * len(items); table, others, at, to = b"", b"", start, start + len(ids)
    for k, v in items:
        table += struct.pack("<II", len(k), at); at += len(k) + 1
        others += struct.pack("<II", len(v), to); to += len(v) + 1
    return struct.pack("<7I", 0x950412DE, 0, len(items), 28, 28 + 8 * len(items), 0, start) + table + others + ids + texts
t = gettext.GNUTranslations(io.BytesIO(catalogue({"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n", "hello": "hallo", "file\0files": "Datei\0Dateien", "menu\x04open": "öffnen"})))
print(t.gettext("hello"), t.gettext("unknown"), t.ngettext("file", "files", 1), t.ngettext("file", "files", 3), t.pgettext("menu", "open"), t.charset(), t.info()["plural-forms"])
print(gettext.gettext("plain"), gettext.ngettext("one", "many", 2), gettext.NullTranslations().gettext("x"))
try:
    gettext.translation("none", localedir="/nowhere")
except FileNotFoundError as e:
    print(e.strerror)
