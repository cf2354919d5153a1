# except*: which clause takes what, and what is re-raised.
def run(exc):
    try:
        try:
            raise exc
        except* ValueError as eg:
            print("  values", [str(e) for e in eg.exceptions], type(eg).__name__)
        except* (TypeError, KeyError) as eg:
            print("  types/keys", [repr(e) for e in eg.exceptions])
        else:
            print("  else")
        finally:
            print("  finally")
    except BaseException as left:
        print("  left over:", repr(left))
    else:
        print("  handled")


for exc in (ValueError("plain"), ExceptionGroup("g", [ValueError(1), ValueError(2)]), ExceptionGroup("g", [ValueError(1), KeyError("k"), OSError(3)]), ExceptionGroup("g", [OSError(1)]), OSError("naked"), ExceptionGroup("o", [ExceptionGroup("i", [ValueError(1), TypeError(2)]), TypeError(3)]), BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError("x")])):
    print(repr(exc))
    run(exc)
try:
    try:
        pass
    except* ValueError:
        print("no")
    else:
        print("else without exception")
finally:
    print("done")


def raising_inside():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")
    except* TypeError:
        raise


try:
    raising_inside()
except ExceptionGroup as e:
    print(repr(e))
    print(repr(e.exceptions[0].__context__ if not isinstance(e.exceptions[0], ExceptionGroup) else e.exceptions[1].__context__))


def reraise_one():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as eg:
        raise eg
    except* TypeError:
        pass


try:
    reraise_one()
except ExceptionGroup as e:
    print(repr(e))


def new_from_naked():
    try:
        raise ValueError("n")
    except* ValueError as eg:
        raise RuntimeError("replacement") from eg


try:
    new_from_naked()
except BaseException as e:
    print(repr(e), repr(e.__cause__) if e.__cause__ else repr(e.exceptions[0].__cause__))
for src in ("try: pass\nexcept* ValueError: pass\nexcept TypeError: pass", "try: pass\nexcept*: pass", "def f():\n for x in y:\n  try: pass\n  except* ValueError: break", "def f():\n try: pass\n except* ValueError: return"):
    try:
        compile(src, "<s>", "exec")
    except SyntaxError as e:
        print(e.msg)
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)
