# Causes, contexts and notes in the traceback.
def load(name):
    settings = {"a": "1"}
    try:
        return int(settings[name])
    except KeyError as exc:
        raise LookupError(f"no setting {name!r}") from exc


def start():
    try:
        load("b")
    except LookupError as exc:
        exc.add_note("while starting")
        exc.add_note("check the\nspelling")
        try:
            cleanup()
        except TypeError:
            raise RuntimeError("could not start")


def cleanup():
    None + 1


start()
