"""Python interface for the 'lsprof' profiler.
   Compatible with the 'profile' module.
"""

# A profiler over sys.setprofile(); what it reports goes through `pstats`.

__all__ = ["run", "runctx", "Profile"]

import marshal
import sys
import time

_DISABLE = ("~", 0, "<method 'disable' of '_lsprof.Profiler' objects>")


def run(statement, filename=None, sort=-1):
    """Run statement under profiler optionally saving results in filename"""
    import __main__
    runctx(statement, __main__.__dict__, __main__.__dict__, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Run statement under profiler, supplying your own globals and locals,
    optionally saving results in filename."""
    profile = Profile()
    try:
        profile.runctx(statement, globals, locals)
    except SystemExit:
        pass
    finally:
        if filename is None:
            profile.print_stats(sort)
        else:
            profile.dump_stats(filename)


def label(code):
    if isinstance(code, str):
        return ("~", 0, code)
    return (code.co_filename, code.co_firstlineno, code.co_name)


def _builtin_label(function):
    owner = getattr(function, "__self__", None)
    module = getattr(function, "__module__", None)
    if module is None and owner is not None and not isinstance(owner, type(sys)):
        kind = owner if isinstance(owner, type) else type(owner)
        if isinstance(owner, type):
            return ("~", 0, f"<built-in method {function.__name__}>")
        return ("~", 0, f"<method '{function.__name__}' of '{kind.__name__}' objects>")
    if module is None:
        objclass = getattr(function, "__objclass__", None)
        if objclass is not None:
            return ("~", 0, f"<method '{function.__name__}' of '{objclass.__name__}' objects>")
        return ("~", 0, f"<built-in method {function.__name__}>")
    return ("~", 0, f"<built-in method {module}.{function.__name__}>")


class Profile:
    """Profile(timer=None, timeunit=None, subcalls=True, builtins=True)

    Builds a profiler object using the specified timer function.
    """

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer or time.perf_counter
        self._unit = timeunit or 1.0
        self._subcalls, self._builtins = subcalls, builtins
        self.stats = {}
        self.clear()

    def clear(self):
        """Clear all profiling information collected so far."""
        # By function: calls, those that are not recursive, own time, whole time, callers with the same four.
        self._entries = {}
        self._stack = []
        self._active = {}

    def enable(self, subcalls=True, builtins=True):
        """Start collecting profiling information."""
        if sys.getprofile() is not None:
            raise ValueError("Another profiling tool is already active")
        self._subcalls, self._builtins = subcalls, builtins
        self._stack.clear()
        self._active.clear()
        sys.setprofile(self._event)

    def disable(self):
        """Stop collecting profiling information."""
        sys.setprofile(None)
        while self._stack:
            self._pop()

    def _event(self, frame, event, arg):
        if event == "call":
            code = frame.f_code
            if code.co_filename != __file__:
                self._push(label(code))
            elif code.co_name == "disable":
                self._push(_DISABLE)
                self._pop()
        elif event == "return":
            if frame.f_code.co_filename != __file__:
                self._pop()
        elif self._builtins and (frame.f_code.co_filename != __file__ or frame.f_code.co_name == "runctx"):
            if event == "c_call":
                self._push(_builtin_label(arg))
            else:
                self._pop()

    def _push(self, key):
        level = self._active.get(key, 0)
        self._active[key] = level + 1
        caller = self._stack[-1][0] if self._stack else None
        pair = (caller, key)
        nested = self._active.get(pair, 0)
        self._active[pair] = nested + 1
        self._stack.append([key, caller, level, nested, 0.0, self._timer()])

    def _pop(self):
        if not self._stack:
            return
        now = self._timer()
        key, caller, level, nested, inner, begun = self._stack.pop()
        whole = (now - begun) * self._unit
        self._active[key] -= 1
        self._active[caller, key] -= 1
        if self._stack:
            self._stack[-1][4] += whole
        entry = self._entries.setdefault(key, [0, 0, 0.0, 0.0, {}])
        self._count(entry, level, whole, inner)
        if caller is not None and self._subcalls:
            self._count(entry[4].setdefault(caller, [0, 0, 0.0, 0.0]), nested, whole, inner)

    @staticmethod
    def _count(entry, level, whole, inner):
        entry[0] += 1
        entry[2] += whole - inner
        if not level:
            entry[1] += 1
            entry[3] += whole

    def print_stats(self, sort=-1):
        import pstats
        if not isinstance(sort, tuple):
            sort = (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*sort).print_stats()

    def dump_stats(self, file):
        with open(file, "wb") as f:
            self.create_stats()
            marshal.dump(self.stats, f)

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        self.stats = {
            key: (primitive, calls, own, whole,
                  {caller: (some, first, part, total) for caller, (some, first, part, total) in callers.items()})
            for key, (calls, primitive, own, whole, callers) in self._entries.items()
        }

    def run(self, cmd):
        import __main__
        dict = __main__.__dict__
        return self.runctx(cmd, dict, dict)

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        """Profile a single function call."""
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def main():
    import io
    import os
    from optparse import OptionParser
    usage = "cProfile.py [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ..."
    parser = OptionParser(usage=usage)
    parser.allow_interspersed_args = False
    parser.add_option("-o", "--outfile", dest="outfile", help="Save stats to <outfile>", default=None)
    parser.add_option("-s", "--sort", dest="sort", help="Sort order when printing to stdout, based on pstats.Stats class",
                      default=2)
    parser.add_option("-m", dest="module", action="store_true", help="Profile a library module", default=False)
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, args = parser.parse_args()
    sys.argv[:] = args
    if options.outfile is not None:
        options.outfile = os.path.abspath(options.outfile)
    if not args:
        parser.print_usage()
        return parser
    space = {"__name__": "__main__", "__package__": None, "__cached__": None, "__builtins__": __builtins__}
    if options.module:
        import runpy
        code = "run_module(modname, run_name='__main__')"
        space = {"run_module": runpy.run_module, "modname": args[0]}
    else:
        sys.path.insert(0, os.path.dirname(args[0]))
        with io.open_code(args[0]) as file:
            code = compile(file.read(), args[0], "exec")
        space["__file__"] = args[0]
        module = type(sys)("__main__")
        module.__dict__.update(space)
        sys.modules["__main__"] = module
        space = module.__dict__
    runctx(code, space, None, options.outfile, options.sort)
    return None


if __name__ == "__main__":
    main()
