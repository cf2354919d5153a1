# configparser: what it says about wrong files, and how it interpolates.
import configparser
for text in ("x=1\n", "[a]\nx\n", "[a]\nx=1\nx=2\n", "[a]\n[a]\n", "[a\n", "[a]\n=1\n=2\n", "[a]\nx=%(y)s\n", "[a]\nx=%(x)s\n", "[a]\nx=%z\n"):
    p = configparser.ConfigParser()
    try:
        p.read_string(text)
        print(repr(text), dict(p["a"]))
    except configparser.Error as e:
        print(repr(text), type(e).__name__, str(e))
p = configparser.ConfigParser(allow_no_value=True, interpolation=configparser.ExtendedInterpolation(), inline_comment_prefixes="#")
p.read_string("[paths]\nhome: /users\nmy = ${home}/me # mine\nflag\n[other]\nx = ${paths:my}/x\n  more\nb = yes\nn = 0x10\nf=1.5\n[DEFAULT]\nd=1\n")
print(p.sections(), p["paths"]["my"], p["paths"]["flag"], repr(p["other"]["x"]), p.getboolean("other", "b"), p.getfloat("other", "f"), p["other"].getint("d"), p.get("other", "no", fallback="fb"), p.has_option("paths", "d"), p.options("other"))
for bad in (lambda: p["no"], lambda: p.get("paths", "no"), lambda: p.getint("other", "n"), lambda: p.getboolean("other", "f"), lambda: p.set("paths", "a", 5), lambda: p.add_section("paths"), lambda: p.remove_section("no")):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
import io
out = io.StringIO(); p["new"] = {"k": "v"}; p.write(out, space_around_delimiters=False); print(out.getvalue())
long = configparser.ConfigParser(strict=False)
try:
    long.read_string("[*]\n" + "=\n" * 200)
except configparser.ParsingError as e:
    print(len(e.errors), e.message.splitlines()[42])
