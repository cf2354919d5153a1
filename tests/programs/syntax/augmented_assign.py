# Augmented assignment: evaluated once, in place where the type can.
log = []


def index(value):
    log.append(value)
    return value


data = [1, 2, 3]
data[index(0)] += 10
print(data, log)
same = data
data += (4, 5)
print(same is data, same)
data = data + [6]
print(same is data, same)
t = (1,)
u = t
t += (2,)
print(t, u)
n = 7
for op in ("+=", "-=", "*=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "/="):
    ns = {"n": n}
    exec(f"n {op} 2", ns)
    print(op, ns["n"])


class Tracer:
    def __init__(self, name):
        self.name = name

    def __iadd__(self, other):
        print(self.name, "__iadd__", other)
        return self

    def __add__(self, other):
        print(self.name, "__add__", other)
        return "sum"

    def __sub__(self, other):
        print(self.name, "__sub__", other)
        return "difference"


v = Tracer("v")
v += 1
print(type(v).__name__)
v -= 1
print(v)
pair = ([], 1)
try:
    pair[0] += [99]
except TypeError as exc:
    print("TypeError:", exc, pair)
s = {1, 2}
s2 = s
s |= {3}
s &= {2, 3, 4}
s ^= {4}
s -= {2}
print(s, s is s2)
d = {"a": 1}
d |= [("b", 2)]
print(d)
try:
    undefined += 1
except NameError as exc:
    print(exc)
try:
    x = "a"
    x += 1
except TypeError as exc:
    print(exc)
try:
    y = [1]
    y += 5
except TypeError as exc:
    print(exc)
