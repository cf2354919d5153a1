# Completing names, and what is known of the platform.
import platform
import rlcompleter
space = {"alpha": 1, "alphabet": 2, "beta": [], "func": lambda x: x, "none": lambda: 0}
c = rlcompleter.Completer(space)
print([c.complete("alp", i) for i in range(3)], c.complete("beta.app", 0), c.complete("imp", 0), c.complete("no_such", 0), c.attr_matches("beta.ext"), c.complete("fun", 0))
print(bool(platform.platform()), platform.python_version_tuple()[:2], platform.python_implementation(), platform.system(), len(platform.libc_ver()), platform.architecture()[0] in ("64bit", "32bit"))
