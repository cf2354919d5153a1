"""pdb: what `doctest` asks of a debugger. Stepping through a program by commands is not supported here."""

__all__ = ["Pdb", "set_trace", "post_mortem", "pm", "run", "runeval", "runcall"]

_REFUSAL = "the debugger pdb is not supported here"


class Restart(Exception):
    """Never raised here."""


class Pdb:
    """A debugger that can be made, but not entered."""

    def __init__(self, completekey="tab", stdin=None, stdout=None, skip=None, nosigint=False,
                 readrc=True, mode=None, backend=None, colorize=False):
        self.stdout = stdout

    def reset(self):
        """Nothing is being stepped through."""

    def set_continue(self):
        """Nothing is being stepped through."""

    def set_trace(self, frame=None, *, commands=None):
        raise NotImplementedError(_REFUSAL)


def set_trace(*, header=None, commands=None):
    raise NotImplementedError(_REFUSAL)


def post_mortem(t=None):
    raise NotImplementedError(_REFUSAL)


def pm():
    raise NotImplementedError(_REFUSAL)


def run(statement, globals=None, locals=None):
    raise NotImplementedError(_REFUSAL)


def runeval(expression, globals=None, locals=None):
    raise NotImplementedError(_REFUSAL)


def runcall(*args, **kwds):
    raise NotImplementedError(_REFUSAL)
