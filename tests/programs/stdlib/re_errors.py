import re
for pat in ("(", ")", "[", "*", "a**", "a{2,1}", "(?P<n>a)(?P<n>b)", "(?P<1a>x)", r"\1", "(?P=nope)", "[z-a]", "(?<=a+)b", "(?z)", r"\q", "+", "(?P<n", "(?(1)a|b|c)", "x(?i)", r"\N{nope}", "(?<n>a)", "[a-\\d]", r"\x1", "(?#", "a{1,2}{3}", "(?:a"):
    try:
        re.compile(pat)
        print(repr(pat), "ok")
    except re.PatternError as e:
        print(repr(pat), "|", e, "|", e.msg, e.pos, e.lineno, e.colno)
print(re.error is re.PatternError)
for f in (lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.sub("a", 5, "a"), lambda: re.sub("(a)", r"\2", "a"), lambda: re.sub("a", r"\g<x>", "a"), lambda: re.match("a", "a").group(1), lambda: re.match("(a)", "a")["x"], lambda: re.compile(5), lambda: re.compile(re.compile("a"), re.I), lambda: re.match(None, "a"), lambda: re.sub("a", lambda m: 5, "a"), lambda: re.search("a", None), lambda: re.match("a", "b").group()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
sc = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"[a-z]+", lambda s, t: t), (r"\s+", None)])
print(sc.scan("12 ab 3 ?"))
import pickle, copy
p = re.compile("a(b)", re.I)
print(pickle.loads(pickle.dumps(p)) == p, copy.deepcopy(p) is p, hash(p) == hash(re.compile("a(b)", re.I)), p.scanner("ab").match().group(1))
print(re.I, re.I | re.M, re.RegexFlag(0), repr(re.compile("x" * 300))[-20:])
print(p.match("xxAB", 2).span(), p.search("ab ab", 1).span(), p.match("ab", 0, 1), p.findall("abAB"), p.sub("-", "abc"), p.fullmatch("AB").group())
