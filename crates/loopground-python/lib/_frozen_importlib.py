"""Starts importlib: its own code runs in this namespace, then the finders are installed.

Until somebody imports it (or asks for `sys.meta_path`), imports are done by the interpreter alone.
"""

import _imp
import _thread
import _warnings
import _weakref
import sys

exec(_imp.get_frozen_object("_frozen_importlib"), globals())


def _boot():
    _install(sys, _imp)
    external = _install_external()
    # What was imported before gets its specification now.
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if name in ("__main__", "__mp_main__") or path is None or getattr(module, "__spec__", 1) is not None:
            continue
        loader = external.SourceFileLoader(name, path)
        folders = getattr(module, "__path__", None)
        spec = external.spec_from_file_location(
            name, path, loader=loader, submodule_search_locations=folders
        )
        module.__spec__ = spec
        module.__loader__ = loader
    main = sys.modules.get("__main__")
    if getattr(main, "__loader__", 1) is None:
        path = getattr(main, "__file__", None)
        main.__loader__ = (
            BuiltinImporter if path is None else external.SourceFileLoader("__main__", path)
        )
    _imp._use(_find_and_load, __import__)


def _install_external():
    global _bootstrap_external
    import _frozen_importlib_external as external

    _bootstrap_external = external
    external._install(sys.modules[__name__])
    folder = _imp._library_folder

    class LibraryFinder:
        """Finds modules in the library, which is part of the interpreter and no folder."""

        def __init__(self, path):
            if path != folder and not path.startswith(folder + "/"):
                raise ImportError("only for the library", path=path)
            self.path = path

        def find_spec(self, fullname, target=None):
            base = f"{self.path}/{fullname.rpartition('.')[2]}"
            for path, folders in ((f"{base}/__init__.py", [base]), (f"{base}.py", None)):
                if _imp._library_has(path):
                    loader = external.SourceFileLoader(fullname, path)
                    return external.spec_from_file_location(
                        fullname, path, loader=loader, submodule_search_locations=folders
                    )
            return None

        def invalidate_caches(self):
            """What the library holds never changes."""

        def __repr__(self):
            return f"FileFinder({self.path!r})"

    LibraryFinder.__name__ = LibraryFinder.__qualname__ = "FileFinder"
    LibraryFinder.__module__ = external.FileFinder.__module__
    sys.path_hooks.insert(0, LibraryFinder)
    read_file = external.FileLoader.get_data

    def get_data(self, path):
        """Return the data from path as raw bytes."""
        data = _imp._library_data(path)
        return read_file(self, path) if data is None else data

    external.FileLoader.get_data = get_data
    compile_file = external.SourceLoader.get_code

    def get_code(self, fullname):
        """Return the code object of a module."""
        code = _imp._library_code(self.path)
        return compile_file(self, fullname) if code is None else code

    external.SourceFileLoader.get_code = get_code
    return external


_boot()
del _boot, _install_external
