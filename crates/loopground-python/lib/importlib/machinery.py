"""importlib.machinery: names that other modules look at."""

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []
DEBUG_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """What a module was loaded from."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None


class BuiltinImporter:
    """Marks modules that are native."""


class FrozenImporter:
    """Marks modules that are part of the interpreter."""


class SourceFileLoader:
    """Marks modules loaded from a file."""


class ExtensionFileLoader:
    """There are no extension modules here."""


class NamespaceLoader:
    """There are no namespace packages here."""


class PathFinder:
    """Imports are found by the interpreter."""
