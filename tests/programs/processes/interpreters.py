"""Interpreters beside the first one: what they run, what they print, what goes wrong in them."""
from concurrent import interpreters


def power(base, exponent):
    return base ** exponent


def refuse(what):
    raise ValueError(f"no {what}")


def failure(interpreter, code):
    try:
        interpreter.exec(code)
    except interpreters.ExecutionFailed as error:
        print(error)
        print(error.excinfo.type, error.excinfo.msg)


if __name__ == "__main__":
    first = interpreters.create()
    print(first, interpreters.list_all(), interpreters.get_current(), first.is_running(), first.whence)
    first.exec("total = 3")
    first.prepare_main(more=4, name="x", several=(1, 2.5, None, b"y"))
    first.exec("total += more; print(total, name, several, __name__)")
    print(first.call(power, 2, exponent=10), first.call(divmod, 7, 3))
    print("printed before what the other one holds back", flush=True)
    failure(first, "1 / 0")
    failure(first, "import json\njson.loads('{')")
    failure(first, "import sys; sys.exit(4)")
    try:
        first.call(refuse, "thanks")
    except interpreters.ExecutionFailed as error:
        print(error)
    for action in (
        lambda: first.exec("x ="),
        lambda: first.exec(5),
        lambda: first.prepare_main(items=[1]),
        lambda: first.call(5),
        lambda: interpreters.get_current().close(),
        lambda: interpreters.Interpreter(99),
    ):
        try:
            action()
        except Exception as error:
            print(type(error), error)
    for value in (1, "a", (1,), [1], {}, memoryview(b"x"), power, interpreters.create_queue()):
        print(type(value).__name__, interpreters.is_shareable(value))
    first.close()
    try:
        first.exec("1")
    except interpreters.InterpreterNotFoundError as error:
        print(error)
    second = interpreters.create()
    second.exec("print('written when it ends')")
    print("the first one's output goes first")
