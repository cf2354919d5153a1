# Template strings (3.14): structure, not text.
from string.templatelib import Template, Interpolation, convert

name, n = "world", 7
t = t"Hello {name}! {n + 1:>{n}} {name!r} {n=}"
print(type(t).__name__, t.strings)
for i in t.interpolations:
    print(repr(i.value), repr(i.expression), i.conversion, repr(i.format_spec))
print(t.values)
print([p if isinstance(p, str) else ("I", p.value) for p in t])
print(t"".strings, list(t""), t"{n}".strings, list(t"{n}{n}")[0].value)
print(repr(t"a{n}b"))


def render(t):
    out = []
    for part in t:
        if isinstance(part, str):
            out.append(part)
        else:
            out.append(format(convert(part.value, part.conversion), part.format_spec))
    return "".join(out)


print(render(t))


def html(t):
    def esc(s):
        return str(s).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(p if isinstance(p, str) else esc(p.value) for p in t)


evil = "<script>"
print(html(t"<p>{evil} & {1 < 2}</p>"))
both = t"a{1}" + t"b{2}c"
print(both.strings, both.values)
print((t"x" t"y{1}").strings)
print(Template("a", "b", Interpolation(1, "x", None, ""), "c").strings, Template().strings)
i = Interpolation("v", "expr", "r", ">5")
print(i, i.value, i.conversion)
match i:
    case Interpolation(value, expression, conversion, spec):
        print(value, expression, conversion, spec)
lazy = t"{(lambda: 'not called')}"
print(lazy.values[0]())
print(rt"\n{n}".strings, t'''multi
{n}'''.strings)
for src in ("t'a' + 'b'", "'b' + t'a'", "str.join(t'a')", "t'{1/0}'", "t'{nope}'"):
    try:
        print(src, eval(src))
    except Exception as exc:
        print(src, type(exc).__name__, exc)
try:
    t.strings = ()
except AttributeError as exc:
    print("AttributeError", exc)
try:
    Template(1)
except TypeError as exc:
    print(exc)
print(t"x" == t"x", isinstance(t"x", Template))
