"""A pool of interpreters: results, errors with their origin, what is shared and what is not."""
from concurrent.futures import InterpreterPoolExecutor, as_completed

seen = [1]


def square(number):
    return number * number


def bad(number):
    raise ValueError(f"bad {number}")


def remember():
    seen.append(2)
    return seen


def prepare(value):
    import builtins

    builtins.prepared = value


def prepared_value():
    import builtins

    return builtins.prepared


if __name__ == "__main__":
    with InterpreterPoolExecutor(max_workers=2) as executor:
        print(list(executor.map(square, range(5))))
        futures = [executor.submit(square, number) for number in range(4)]
        print(sorted(future.result() for future in as_completed(futures)))
        try:
            executor.submit(bad, 3).result()
        except ValueError as error:
            print(repr(error), type(error.__cause__).__name__)
            print(error.__cause__)
        print(executor.submit(remember).result(), seen)
        print(executor.submit(lambda: "of a lambda").result())
    with InterpreterPoolExecutor(1, initializer=prepare, initargs=("ready",)) as executor:
        print(executor.submit(prepared_value).result())
