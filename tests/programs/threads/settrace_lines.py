# sys.settrace: calls, lines, returns, exceptions.
import sys

log = []


def trace(frame, event, arg):
    if frame.f_code.co_filename != __file__ and not frame.f_code.co_filename.endswith("settrace_lines.py"):
        return None
    log.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno,
                arg[0].__name__ if event == "exception" else arg))
    return trace


def add(a, b):
    c = a + b
    return c


def loop(n):
    total = 0
    for i in range(n):
        total += i
    return total


def fail():
    try:
        raise KeyError("x")
    except KeyError:
        pass
    return "handled"


def gen():
    yield 1
    yield 2


def leaves():
    return 1 / 0


def run(function, *args):
    log.clear()
    sys.settrace(trace)
    try:
        function(*args)
    except ZeroDivisionError:
        pass
    finally:
        sys.settrace(None)
    print(function.__name__)
    for line in log:
        if line[1] != "run":
            print("  ", *line)


run(add, 1, 2)
run(loop, 2)
run(fail)
run(lambda: list(gen()))
run(leaves)
print(sys.gettrace())
