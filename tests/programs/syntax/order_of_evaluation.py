"""Order of evaluation, left to right, nearly everywhere."""
log = []


def e(tag, value=None):
    log.append(tag)
    return value


def flush(title):
    print(f"{title:24} {' '.join(map(str, log))}")
    log.clear()


e("a", 1) + e("b", 2) * e("c", 3)
flush("binary")
e("x", [0, 0])[e("i", 0)] = e("value", 5)
flush("item assignment")
e("t1", {})["k"], e("t2", {})["k"] = e("v1"), e("v2")
flush("multiple targets")
a = e("list", [0])[e("idx", 0)] = e("rhs", 1)
flush("chain of targets")
{e("k1"): e("v1"), e("k2"): e("v2")}
flush("dict display")
e("f", print)(e("arg", ""), end=e("kw", ""), **e("dstar", {}))
flush("call")
e("cond", True) and e("and")
flush("and")
(e("then") if e("test", True) else e("otherwise"))
flush("conditional")
[e(f"el{i}") for i in e("iter", range(2)) if e("filter", True)]
flush("comprehension")
e("obj", [3, 4])[e("lo", 0):e("hi", 1):e("st", 1)]
flush("slice")


def deco(tag):
    log.append("deco " + tag)
    return lambda f: f


@deco("1")
@deco("2")
def fn(a=e("default a"), *, b=e("default b")) -> e("annotation"):
    pass


flush("def")


@deco("class")
class K(e("base", object), metaclass=e("meta", type)):
    e("body")


flush("class")
x = e("lst", [1])
x[e("i", 0)] += e("rhs", 1)
flush("augmented")
assert e("assert", True), e("message")
flush("assert")
e("left", 1) < e("middle", 0) < e("right", 2)
flush("compare stops")
e("l", 1) < e("m", 2) < e("r", 3)
flush("compare")
f"{e('p1', 1)}{e('p2', 2):{e('spec', 3)}}"
flush("f-string")
lambda y=e("lambda default"): e("lambda body")
flush("lambda")
try:
    raise e("exc", ValueError) from e("cause", None)
except e("except", ValueError):
    pass
flush("raise from")
with e("cm1", open(__file__)) as t, e("cm2", open(__file__)):
    e("with body")
flush("with")
for e("loop", {})["x"] in e("seq", [1, 2]):
    e("for body")
flush("for")
(*e("star1", []), *e("star2", []))
flush("unpack")
del e("dl", [1, 2])[e("di", 0)]
flush("del")
