# What a dict says when its keys change while it is iterated over.
def attempt(size, change):
    d = {i: i for i in range(size)}
    seen = []
    try:
        for key in d:
            seen.append(key)
            change(d, key)
            if len(seen) > 20:
                break
    except RuntimeError as error:
        print(seen, error, list(d)[:4])
    else:
        print(seen, list(d)[:4])


def readd(d, key):
    del d[key]
    d[key] = 0


def replace_one(d, key):
    if key == 2:
        del d[1]
        d[9] = 9


attempt(1, readd)
attempt(3, readd)
attempt(5, replace_one)
attempt(4, replace_one)
attempt(3, lambda d, key: d.pop(key))
attempt(3, lambda d, key: d.update({key: 5}))
attempt(3, lambda d, key: d.__setitem__(key + 10, 1))
attempt(3, lambda d, key: d.clear())
d = {"a": 1, "b": 2, "c": 3}
backward = reversed(d)
print(next(backward))
d.popitem()
try:
    next(backward)
except RuntimeError as error:
    print(error)
d = dict.fromkeys(range(6))
for i in range(5):
    del d[i]
d["x"] = 1
print(d, d.popitem(), d.popitem(), d)
try:
    dict([1])
except TypeError as error:
    print(error, error.__notes__)
