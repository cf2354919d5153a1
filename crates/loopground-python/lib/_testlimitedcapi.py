"""_testlimitedcapi: the C functions on sequences that CPython's tests of bytes call. The rest of it is about C only."""


def sequence_getitem(sequence, index, /):
    return sequence[index]


def sequence_setitem(sequence, index, value, /):
    sequence[index] = value


def sequence_delitem(sequence, index, /):
    del sequence[index]


def _py_getbuiltwithassert():
    """Whether the C code checks its own assertions: there is none."""
    return 0
