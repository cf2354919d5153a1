# A backtracking matcher for a small regular language, compared with re.
import re


def parse(p):
    def alt(i):
        branches, i = [None], i
        node, i = seq(i)
        branches = [node]
        while i < len(p) and p[i] == "|":
            node, i = seq(i + 1)
            branches.append(node)
        return (("alt", branches) if len(branches) > 1 else branches[0]), i

    def seq(i):
        items = []
        while i < len(p) and p[i] not in "|)":
            if p[i] == "(":
                node, i = alt(i + 1)
                if i >= len(p) or p[i] != ")":
                    raise ValueError("missing )")
                i += 1
            elif p[i] == "[":
                j = p.index("]", i)
                node, i = ("set", set(p[i + 1:j])), j + 1
            elif p[i] == ".":
                node, i = ("any",), i + 1
            elif p[i] in "*+?":
                raise ValueError("nothing to repeat")
            else:
                node, i = ("char", p[i]), i + 1
            while i < len(p) and p[i] in "*+?":
                node, i = ("rep", node, p[i]), i + 1
            items.append(node)
        return ("seq", items), i

    node, i = alt(0)
    if i < len(p):
        raise ValueError("unexpected )")
    return node


def match(node, s, i):
    """Yields every end position."""
    match node:
        case ("char", c):
            if s[i:i + 1] == c:
                yield i + 1
        case ("any",):
            if i < len(s):
                yield i + 1
        case ("set", chars):
            if s[i:i + 1] and s[i] in chars:
                yield i + 1
        case ("alt", branches):
            for b in branches:
                yield from globals()["match"](b, s, i)
        case ("seq", []):
            yield i
        case ("seq", [first, *rest]):
            for j in globals()["match"](first, s, i):
                yield from globals()["match"](("seq", rest), s, j)
        case ("rep", inner, "?"):
            yield from globals()["match"](inner, s, i)
            yield i
        case ("rep", inner, op):
            for j in globals()["match"](inner, s, i):
                if j > i:
                    yield from globals()["match"](("rep", inner, "*"), s, j)
            if op == "*":
                yield i
            elif op == "+":
                yield from (j for j in globals()["match"](inner, s, i) if j == i)


def fullmatch(p, s):
    return any(j == len(s) for j in globals()["match"](parse(p), s, 0))


cases = [("abc", "abc"), ("a*b", "aaab"), ("a*b", "b"), ("a+b", "b"), ("(ab)*", "ababab"), ("(a|b)*c", "abbac"), ("a.c", "axc"), ("[xyz]+", "zzyx"), ("[xyz]+", ""), ("colou?r", "color"), ("(a|ab)(c|bcd)", "abcd"), ("(a*)*b", "aaab"), ("", ""), ("a|b|", ""), ("(a|b)(c|d)?e", "be")]
for p, s in cases:
    ours, theirs = fullmatch(p, s), re.fullmatch(p, s) is not None
    print(f"{p:14} {s:8} {ours!s:6} {'agree' if ours == theirs else 'DISAGREE'}")
for bad in ("(a", "a)", "*a"):
    try:
        fullmatch(bad, "a")
    except ValueError as e:
        print(bad, e)
