"""array: compact sequences of numbers or of characters. The class itself is native."""

from collections.abc import MutableSequence as _MutableSequence

from _array import ArrayType, _array_reconstructor, array, typecodes

_MutableSequence.register(array)
