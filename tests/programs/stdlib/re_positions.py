# Matching from positions on, in text and bytes, and what the ends mean there.
import re
p = re.compile(r"^b+|b$")
text = "abba bb"
print(p.search(text, 1), p.match(text, 1), p.search(text, 5), p.findall(text, 5), re.compile("b").search(text, 0, 1))
number = re.compile(r"\d+")
source = "12+345*6"
at, tokens = 0, []
token = re.compile(r"(?P<number>\d+)|(?P<operator>[-+*/])")
while m := token.match(source, at):
    tokens.append((m.lastgroup, m.group()))
    at = m.end()
print(tokens, at == len(source))
print(number.search(b"ab12cd".decode(), 2).span(), re.compile(rb"\w+").findall(bytearray(b"ab \xe9 cd")), re.search(b"\xe9", memoryview(b"a\xe9")).span())
print(re.findall(r"(?<=a)b", "ab cb ab"), [m.start() for m in re.finditer(r"\b", "hi you")], re.findall("", "abc"))
print(re.sub(r"(\w)(\w)", r"\2\1", "abcd e"), re.sub("x*", "-", "abxd"), re.subn("a", str.upper and (lambda m: m[0].upper()), "banana", count=2))
print(re.split(r"(\s)", "a b  c"), re.split("", "abc"), re.split(r"\W+", "Words, words, words.", maxsplit=1))
print(re.fullmatch(r"[\w.]+@\w+\.\w+", "a.b@c.de").group(), re.match(r"(?i:A)b", "ab"), re.match(r"(?i:A)b", "aB"))
print(re.search("ÄÖ", "xäö", re.I), re.search(r"\w+", "été 12").group(), re.search(r"\w+", "été", re.A).group(), re.findall(r"[^\W\d_]+", "a1_é"))
m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)(-(\d\d))?", "2024-05")
print(m.groupdict(), m.groups(), m.groups("?"), m.lastindex, m.lastgroup, m.expand(r"\g<month>/\1"), m["year"], m.span(4), m.regs)
long = "ab" * 2000
print(len(re.findall("ab", long)), re.compile("ba").search(long, 3000).span(), len(re.sub("a", "", long)))
