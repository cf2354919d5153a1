"""An exception raised by a key function leaves the list as it was, wherever it comes from."""
numbers = [3, 1, 2]


def key(value):
    if value == 2:
        raise KeyboardInterrupt
    return value


try:
    numbers.sort(key=key)
except KeyboardInterrupt:
    print("stopped", numbers)
