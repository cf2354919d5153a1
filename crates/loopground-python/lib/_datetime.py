"""_datetime: here the classes of the Python version, which is compiled with the rest of the library."""

from _pydatetime import *
from _pydatetime import __doc__
