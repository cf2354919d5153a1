# What the compiler refuses in patterns.
sources = {
    "unreachable capture": "match x:\n case a: pass\n case 1: pass",
    "unreachable wildcard": "match x:\n case _: pass\n case 1: pass",
    "alternatives": "match x:\n case a | 1: pass",
    "different names": "match x:\n case (a, 1) | (2, b): pass",
    "two names": "match x:\n case (a, a): pass",
    "two stars": "match x:\n case [*a, *b]: pass",
    "star in mapping": "match x:\n case {**rest, 'a': 1}: pass",
    "duplicate key": "match x:\n case {'a': 1, 'a': 2}: pass",
    "duplicate attr": "match x:\n case C(a=1, a=2): pass",
    "f-string": "match x:\n case f'{a}': pass",
    "expression": "match x:\n case a + b: pass",
    "imaginary": "match x:\n case 1j + 2: pass",
    "positional after keyword": "match x:\n case C(a=1, 2): pass",
    "as wildcard": "match x:\n case 1 as _: pass",
    "as attribute": "match x:\n case 1 as a.b: pass",
    "fine value": "match x:\n case a.b.c: pass\n case 'z': pass",
    "fine star": "match x:\n case [_, *_]: pass\n case _: pass",
}
for name, src in sources.items():
    try:
        compile(src, "<m>", "exec")
        print(f"{name:26} compiles")
    except SyntaxError as exc:
        print(f"{name:26} {exc.msg} (line {exc.lineno}, column {exc.offset})")


class Seq:
    """Not registered as a sequence: sequence patterns don't look at it."""

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return [10, 20][i]


from collections.abc import Sequence, Mapping


class RealSeq(Seq, Sequence):
    pass


class Map(Mapping):
    def __getitem__(self, k):
        print("getitem", k)
        raise KeyError(k)

    def __iter__(self):
        return iter(["x"])

    def __len__(self):
        return 1

    def get(self, k, default=None):
        print("get", k)
        return 1 if k == "x" else default


for subject in (Seq(), RealSeq(), Map()):
    match subject:
        case [a, b]:
            print("sequence", a, b)
        case {"x": v, "y": w}:
            print("mapping", v, w)
        case {"x": v}:
            print("mapping", v)
        case _:
            print("neither")
