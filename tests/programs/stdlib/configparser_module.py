import configparser
import io
text = """
[DEFAULT]
timeout = 30
[server]
host = example.org
port: 8080
debug = yes
path = %(host)s/app
; a comment
multi = line one
    line two
empty =
[db]
timeout = 5
flag
"""
c = configparser.ConfigParser(allow_no_value=True)
c.read_string(text)
print(c.sections(), c["server"]["host"], c.getint("server", "port"), c.getboolean("server", "debug"), c["server"]["path"], repr(c["server"]["multi"]), repr(c["server"]["empty"]), c["db"]["flag"])
print(c["server"]["timeout"], c.getfloat("db", "timeout"), c.get("db", "nope", fallback="dflt"), "port" in c["server"], c.has_option("db", "host"), dict(c["db"]), c.options("server"))
c["new"] = {"a": "1", "B": "x%%y"}
c.set("new", "c", "3")
c.remove_option("new", "a")
c.remove_section("db")
out = io.StringIO()
c.write(out)
print(out.getvalue())
for f in (lambda: c["nope"], lambda: c.get("server", "nope"), lambda: c.getint("server", "host"), lambda: c.add_section("new"), lambda: c.read_string("[a]\nx=1\nx=2"), lambda: c.read_string("no section"), lambda: c.read_string("[a]\nx=%(missing)s") or c["a"]["x"], lambda: c.set("new", "k", 5), lambda: c.getboolean("server", "host")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
r = configparser.RawConfigParser()
r.read_dict({"s": {"Key": "%(raw)s"}})
print(r.items("s"), r.read("no_such_file.ini"))
