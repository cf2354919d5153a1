"""How modules say where they came from, whether importlib was started or not."""
import json
import json.decoder
import math
import os
import sys

print(os, sys, math)
print(json.__spec__.name, json.__spec__.parent, json.__loader__.__class__.__name__, json.decoder.__spec__.parent)
print(math.__spec__.origin, math.__loader__.__name__, sys.__spec__.name)
print(json.__spec__.submodule_search_locations == list(json.__path__), json.__spec__.origin == json.__file__)
print(__spec__, sys.modules["__main__"].__spec__)
own = type(sys)("own")
print(own.__spec__, own.__loader__, own)
json.__spec__ = None
print(json.__spec__)
