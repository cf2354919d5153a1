import re
m = re.search(r"(\d+)-(\d+)", "call 555-1234 now")
print(m, m.group(), m.group(1, 2), m.groups(), m.span(), m.start(2), m.end(), m[1], m.string, m.re.pattern, m.pos, m.endpos, m.lastindex)
print(re.match("b", "abc"), re.fullmatch(r"\w+", "abc").group(), re.fullmatch("ab", "abc"), bool(re.match("a", "abc")))
m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?", "2026-11")
print(m.groupdict(), m["year"], m.group("month"), m.groups(), m.groups("x"), m.groupdict("?"), m.lastgroup, m.expand(r"\g<month>/\1"))
print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"(a)|b", "ab"), re.findall("", "ab"), [m.span() for m in re.finditer("a", "banana")])
print(re.sub(r"\s+", " ", "a  b\t\nc"), re.sub("a", "x", "banana", count=2), re.subn("a", "x", "banana"), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "a1b22"), re.sub("(?P<n>a)", r"<\g<n>\g<0>>", "cat"), re.sub("x*", "-", "abxd"))
print(re.split(r"[,;]\s*", "a, b;c"), re.split(r"(,)", "a,b"), re.split(",", "a,b,c", maxsplit=1), re.split(r"\d", "1a2"), re.split("", "ab"))
p = re.compile(r"^\s*(#.*)?$", re.MULTILINE | re.I)
print(p, p.flags, p.groups, p.groupindex, p.pattern, re.compile("a") == re.compile("a"), re.compile("a") is re.compile("a"), re.escape("a.b*c[d] e"))
print(re.findall("^a", "a\na\nba"), re.findall("^a", "a\na\nba", re.M), re.search("a.c", "a\nc"), re.search("a.c", "a\nc", re.S).span(), re.findall("A", "aA", re.I), re.search(r"""
    (\d+)   # digits
    \ x     # a space and x
""", "12 x", re.X).group(1), re.findall(r"(?i:a)b", "AbABab"), re.match(r"(?s)a.b", "a\nb") is not None)
print(re.search("a+?", "aaa").group(), re.search("a{2,3}", "aaaa").group(), re.search("(a|ab)(c|bcd)(d*)", "abcd").groups(), re.search("<.*>", "<a><b>").group(), re.search("<.*?>", "<a><b>").group(), re.search("a*+b", "aaab").group(), re.search("(?>a+)b", "aab").group())
print(re.findall(r"\bfoo\b", "foo food foo"), re.search(r"(?<=\$)\d+", "cost $42").group(), re.search(r"\w+(?=!)", "hi there!").group(), re.findall(r"(?<!-)\b\d", "1 -2 3"), re.findall(r"\d(?!px)", "1px 2em"), re.match(r"(\w)\1", "aab").group(), re.search(r"(?P<q>['\"]).*?(?P=q)", 'say "hi"').group(), re.match(r"(a)?(?(1)b|c)", "ab").group(), re.match(r"(a)?(?(1)b|c)", "c").group())
print(re.findall(r"[^\W\d_]+", "ab_1é"), re.findall(r"\w", "aé_1", re.A), re.findall(r"[\u4e00-\u9fff]", "a中b"), re.findall(rb"\d+", b"a12"), re.search(r"\Aab\Z", "ab").group(), re.findall("[]a-]", "]-ab"))
