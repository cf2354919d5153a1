"""_testinternalcapi: what CPython's tests ask of CPython's inside. There is no such inside here."""


def has_inline_values(obj):
    raise NotImplementedError("how CPython lays out the values of an object is not modelled here")
