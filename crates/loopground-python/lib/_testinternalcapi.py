"""_testinternalcapi: what CPython's tests ask of CPython's inside. There is no such inside here."""


def has_inline_values(obj):
    raise NotImplementedError("how CPython lays out the values of an object is not modelled here")


# How often CPython runs an instruction before it looks for a quicker form of it.
SPECIALIZATION_THRESHOLD = 1


def get_recursion_depth():
    import sys

    depth, frame = 0, sys._getframe(1)
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    return depth
