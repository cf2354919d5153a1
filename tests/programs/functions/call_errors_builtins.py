# What builtin functions and types say about wrong calls.
calls = """
len()|len(1, 2)|len(5)|abs()|abs("a")|int("a", 99)|int(1, 2)|int([])|print(a=1)|sorted()|max()|min(1)|sum()|sum(1)|range()|range(1.5)|ord("ab")|chr(-1)|isinstance(1)|isinstance(1, 2)
"a".join()|"a".join(1)|"a".upper(1)|[].append()|[].append(1, 2)|{}.get()|{}.update(1)|[].pop(1, 2)|"abc".replace("a")|dict(1)|dict([1])|dict([(1, 2, 3)])|list(1)|tuple(1, 2)|float("x")|float([])|bool(1, 2)|str(1, 2)|bytes("a")|complex("x")
"""
ns = globals()
for src in calls.replace("\n", "|").split("|"):
    if not src:
        continue
    try:
        import warnings
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(src, "<call>", "eval")
        print(f"{src:30} -> {eval(code, ns)!r}")
    except Exception as exc:
        print(f"{src:30} {type(exc).__name__}: {exc}")
