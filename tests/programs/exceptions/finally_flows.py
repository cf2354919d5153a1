# finally wins: return, break, continue and raise inside try/finally.
def ret_in_try():
    try:
        return "try"
    finally:
        print("cleanup")


def value_is_computed_first():
    x = 1
    try:
        return x
    finally:
        x = 2


def raise_in_finally():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


def nested():
    order = []
    try:
        try:
            order.append("body")
            raise ValueError("v")
        except ValueError:
            order.append("handler")
            raise TypeError("from handler")
        else:
            order.append("else")
        finally:
            order.append("inner finally")
    except TypeError as e:
        order.append(f"outer {e} ctx={e.__context__}")
    finally:
        order.append("outer finally")
    return order


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("generator cleanup")


def loop():
    out = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append(f"f{i}")
    return out


print(ret_in_try())
print(value_is_computed_first())
try:
    raise_in_finally()
except KeyError as e:
    print(repr(e), repr(e.__context__), e.__cause__)
print(nested())
for x in generator():
    print(x)
    break
print(loop())


def return_twice():
    try:
        try:
            return 1
        finally:
            print("a")
    finally:
        print("b")


print(return_twice())


def deep(n):
    try:
        if n == 0:
            raise RuntimeError("bottom")
        deep(n - 1)
    finally:
        print("unwind", n)


try:
    deep(3)
except RuntimeError as e:
    print(e)


def handler_fails():
    try:
        1 / 0
    except NameError:
        print("no")
    except undefined_class:
        print("no")


try:
    handler_fails()
except NameError as e:
    print(e, "| context:", repr(e.__context__))
