# for/while with else, break, continue, nested.
def is_prime(n):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        return True
    return False


print([n for n in range(2, 30) if is_prime(n)])
n = 5
while n:
    n -= 1
    if n == 3:
        continue
    if n == 1:
        print("break at", n)
        break
    print(n)
else:
    print("not reached")
while False:
    pass
else:
    print("while-else runs when the condition starts false")
for _ in []:
    pass
else:
    print("for-else runs when empty")
try:
    print(_)
except NameError as exc:
    print(exc)
for i in range(3):
    for j in range(3):
        if j == 2:
            break
        if i == 1:
            continue
        print((i, j), end=" ")
    else:
        print("never")
    if i == 2:
        print("last")
        break
else:
    print("never either")
print("i survives:", i)


def flow():
    for i in range(3):
        try:
            if i == 0:
                continue
            if i == 1:
                break
        finally:
            print("finally", i)
    else:
        print("else")
    while True:
        try:
            return "from try"
        finally:
            print("cleanup")


print(flow())
lst = [1, 2, 3, 4]
for v in lst:
    if v % 2:
        lst.remove(v)
print(lst)
d = {"a": 1, "b": 2}
try:
    for k in d:
        d[k + k] = 0
except RuntimeError as exc:
    print(exc, sorted(d))
try:
    for k in d:
        del d[k]
except RuntimeError as exc:
    print(exc)
s = {1, 2, 3}
try:
    for v in s:
        s.add(v + 10)
except RuntimeError as exc:
    print(exc)
for (a, b), *c in [((1, 2), 3, 4), ("xy", "z")]:
    print(a, b, c)
x = {}
for x["key"] in range(3):
    pass
print(x)
try:
    for q in 5:
        pass
except TypeError as exc:
    print(exc)
