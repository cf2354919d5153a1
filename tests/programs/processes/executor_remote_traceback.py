"""An error that crosses from a worker brings its traceback as text."""
import concurrent.futures
import traceback


class Custom(Exception):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code


def divide(n):
    return 10 / n


def fail():
    raise Custom(7, "seven")


def chained():
    try:
        divide(0)
    except ZeroDivisionError as error:
        raise KeyError("outer") from error


if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(1) as executor:
        for function, args in ((divide, (0,)), (fail, ()), (chained, ())):
            error = executor.submit(function, *args).exception()
            print(type(error), error.args, type(error.__cause__))
            print(str(error.__cause__))
        try:
            list(executor.map(divide, [1, 0, 2]))
        except ZeroDivisionError as error:
            print("".join(traceback.format_exception(error.__cause__)))
