import os.path as p
from pathlib import PurePosixPath as P, PurePath, PureWindowsPath
import os
print(p.join("a", "b", "/c", "d"), p.join("a/", "b"), p.split("/a/b.txt"), p.splitext("x.tar.gz"), p.splitext(".bashrc"), p.basename("a/b"), p.dirname("/a/b"), p.normpath("a/../b/./c//d"), p.isabs("/a"), p.commonpath(["/a/b", "/a/c"]), p.commonprefix(["abc", "abd"]), p.relpath("/a/b", "/a/c"))
x = P("/usr/lib/python3.14/os.tar.gz")
print(x.name, x.stem, x.suffix, x.suffixes, x.parent, x.parents[1], x.parts, x.root, x.anchor, x.is_absolute(), x.with_name("a.b"), x.with_suffix(".py"), x.with_stem("q"), x / "more", "pre" / P("x"), x.relative_to("/usr"), x.is_relative_to("/etc"), x.match("*.gz"))
print(repr(P("a//b/./c/..")), P("a") == P("a/"), P(), P("a", "b", "c"), P("/a") / "/b", sorted([P("b"), P("a/z"), P("a")]), hash(P("a")) == hash(P("a")), str(P("a/b")), P("a/b").as_posix(), P("x.py").match("*.PY"), list(P("/a/b/c").parents), P("~/x").parts, PureWindowsPath("C:\\a\\b").parts, PureWindowsPath("c:/A") == PureWindowsPath("C:\\a"), P("a/b/c").full_match("a/**"), P("x").joinpath("y", "z"))
for f in (lambda: x.relative_to("/etc"), lambda: P("a").with_suffix("py"), lambda: P("").with_name("x"), lambda: P(5), lambda: P("a") < "b", lambda: P("/").parents[5], lambda: p.join("a", 5), lambda: p.commonpath(["/a", "b"]), lambda: P("a").with_name("")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(p.exists(__file__), p.isfile(__file__), p.isdir("."), p.exists("/no/such"), os.sep, os.linesep, os.name, os.curdir, os.fspath(P("z")), os.environ.get("NOPE_X", "dflt"), p.basename(__file__), os.getenv("NOPE_X"))
try:
    os.environ["NOPE_X"]
except KeyError as e:
    print("KeyError", e)
os.environ["MY_VAR"] = "set"
print(os.getenv("MY_VAR"), "MY_VAR" in os.environ, os.environ.pop("MY_VAR"))
for f in (lambda: os.listdir("/no/such"), lambda: os.remove("/no/such"), lambda: os.stat("/no/such"), lambda: os.mkdir("/no/such/dir")):
    try:
        f()
    except OSError as e:
        print(type(e).__name__, e)
