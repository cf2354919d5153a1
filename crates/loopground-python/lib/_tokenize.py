"""_tokenize: what tokenize needs; splitting a program into tokens is not supported here yet."""


class TokenizerIter:
    """Refuses: importing tokenize is fine, using it is not."""

    def __init__(self, readline, *, encoding=None, extra_tokens=False):
        raise NotImplementedError("tokenize is not supported here yet")
