# return/break/continue in finally: allowed, warned about since 3.14.
def swallow():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"


def override():
    try:
        return "try"
    finally:
        return "finally"


def loop():
    for i in range(3):
        try:
            raise KeyError(i)
        finally:
            continue
    return i


def broken():
    while True:
        try:
            return "never"
        finally:
            break
    return "after break"


print(swallow(), override(), loop(), broken())
