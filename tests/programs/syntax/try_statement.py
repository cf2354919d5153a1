# All clauses of try, and how control leaves them.
def run(action):
    log = []
    try:
        log.append("try")
        if action == "value":
            raise ValueError("v")
        if action == "key":
            raise KeyError("k")
        if action == "type":
            None + 1
        if action == "return":
            return log
    except ValueError as e:
        log.append(f"except {e}")
    except (KeyError, IndexError) as e:
        log.append(f"lookup {e!r}")
        if action == "key":
            return log
    except TypeError:
        log.append("type")
        raise
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("end")
    return log


for a in ("none", "value", "key", "return"):
    print(a, run(a))
try:
    run("type")
except TypeError as exc:
    print("re-raised", exc)


def f():
    try:
        return "try"
    finally:
        print("finally before return")


print(f())


def g():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        except Exception:
            print("never")
        else:
            print("else", i)
        finally:
            print("finally", i)
    return i


print(g())


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("inner finally")
    except ValueError as e:
        print("outer caught", e)
        try:
            raise KeyError("again")
        except KeyError as k:
            print(repr(k.__context__))
    finally:
        print("outer finally")


nested()


def dynamic_clause():
    print("clause evaluated")
    return ValueError


try:
    raise ValueError
except KeyError:
    pass
except dynamic_clause():
    print("matched")
try:
    try:
        raise ValueError("x")
    except 5:
        pass
except TypeError as exc:
    print(exc)
try:
    try:
        raise ValueError("x")
    except (ValueError, "nope") if False else (KeyError, (ValueError,)):
        print("nested tuples")
except TypeError as exc:
    print("TypeError:", exc)
try:
    raise ValueError
except TypeError, ValueError:
    print("no parentheses needed since 3.14")
e = "outer"
try:
    raise RuntimeError
except RuntimeError as e:
    pass
print("e" in globals())
for bad in ("raise 5", "raise 'text'", "raise None", "raise", "raise int", "raise ValueError from 5"):
    try:
        exec(bad)
    except BaseException as exc:
        print(bad, "->", type(exc).__name__, exc)
