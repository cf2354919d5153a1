# sys.setprofile: calls and returns of Python functions and of those written in C.
import sys

log = []


def profile(frame, event, arg):
    name = arg.__name__ if event.startswith("c_") else frame.f_code.co_name
    log.append((event, name))


def inner(x):
    return len(x)


def outer():
    inner("abc")
    [].append(1)
    try:
        int("x")
    except ValueError:
        pass
    return sorted([2, 1])


sys.setprofile(profile)
outer()
sys.setprofile(None)
for line in log[:-1]:
    print(*line)
print(sys.getprofile())
