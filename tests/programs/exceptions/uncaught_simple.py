# An uncaught exception: traceback on stderr, status 1.
def divide(a, b):
    return a / b


def compute(values):
    return [divide(10, v) for v in values]


print("before")
compute([1, 0])
print("never printed")
