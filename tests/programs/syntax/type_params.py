# PEP 695: type parameters and the type statement; PEP 649: lazy annotations.
type Pair[A, B = int] = tuple[A, B]
type Tree = int | list[Tree]
print(Pair, Pair.__name__, Pair.__type_params__, Pair[str, int], Tree.__value__)
print(type(Pair).__name__, Pair.__value__, Pair.__type_params__[1].__default__)
type Lazy = undefined_thing
try:
    Lazy.__value__
except NameError as exc:
    print("lazy:", exc)
undefined_thing = float
print(Lazy.__value__)


def first[T](items: list[T]) -> T:
    return items[0]


print(first([1, 2]), first.__type_params__, first.__annotations__)


class Stack[T: (int, str), *Ts, **P]:
    def __init__(self):
        self.items: list[T] = []

    def push[U](self, x: T | U) -> None:
        self.items.append(x)


print(Stack.__type_params__, Stack.__bases__, Stack.__orig_bases__, Stack[int, str, [float]])
T, Ts, P = Stack.__type_params__
print(T.__constraints__, T.__bound__, T.__infer_variance__, Ts.__name__, P.args, P.kwargs)
s = Stack()
s.push(1)
print(s.items, Stack.push.__type_params__)


class Bounded[N: float]:
    n: N


print(Bounded.__type_params__[0].__bound__, Bounded.__annotations__)


def annotated(a: int, b: "forward" = 1, *args: str, c: later_defined = None, **kw: list[int]) -> None: ...


try:
    annotated.__annotations__
except NameError as exc:
    print(exc)
later_defined = bytes
print(annotated.__annotations__)
x: int = 5
y: str
(z): float = 1.5
print(__annotations__ if "__annotations__" in globals() else "annotations live in __annotate__")
try:
    y
except NameError as exc:
    print(exc)


class K:
    a: int = 1
    b: Undefined
    if False:
        c: str


import annotationlib
try:
    K.__annotations__
except NameError as exc:
    print(exc)
print(annotationlib.get_annotations(K, format=annotationlib.Format.STRING))
print(annotationlib.get_annotations(K, format=annotationlib.Format.FORWARDREF)["a"])


def local_annotations():
    v: print("not evaluated") = 3
    return v


print(local_annotations())
type = "soft keyword"
print(type)
