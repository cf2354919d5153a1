import re

# Assignment expressions and where their names live.
data = [3, 1, 4, 1, 5, 9, 2, 6]
if (n := len(data)) > 5:
    print("long:", n)
it = iter(data)
total = 0
while (x := next(it, None)) is not None and x != 9:
    total += x
print(total, x)
squares = [y for v in data if (y := v * v) > 10]
print(squares, y)
print(any((hit := v) > 4 for v in data), hit)
print(all((miss := v) < 5 for v in data), miss)
print([last := v for v in data], last)
print({(k := v % 3): k for v in data}, k)


def running(values):
    total = 0
    return [total := total + v for v in values], total


print(running([1, 2, 3, 4]))
if m := re.match(r"(\w+)=(\d+)", "width=80"):
    print(m[1], int(m[2]))
print((a := 1, b := 2), a + b)
print(f"{(z := 10)} {z!r:>4}")


def f(x):
    return x


print(f(q := 3), q, f(x=(r := 4)), r)
lst = [w := 5, w + 1, w := w * 2]
print(lst, w)
print((lambda: (inner := 5) + inner)())
