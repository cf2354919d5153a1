# An uncaught exception group.
def fail(n):
    raise ValueError(f"number {n}")


def collect():
    errors = []
    for n in range(2):
        try:
            fail(n)
        except ValueError as e:
            errors.append(e)
    try:
        raise OSError("nested")
    except OSError as e:
        e.add_note("a note")
        errors.append(ExceptionGroup("inner", [e, TypeError("never raised")]))
    raise ExceptionGroup("several things failed", errors)


collect()
