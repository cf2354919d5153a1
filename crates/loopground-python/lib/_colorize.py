"""_colorize: colours of text for terminals. The console here shows none, so none is used unless asked for."""

COLORIZE = False

_NAMES = "BLACK RED GREEN YELLOW BLUE MAGENTA CYAN WHITE".split()


class ANSIColors:
    """Escape sequences by name."""

    RESET = "\x1b[0m"
    GREY = "\x1b[90m"
    BOLD = "\x1b[1m"


for _place, _name in enumerate(_NAMES):
    for _prefix, _start in ("", 30), ("INTENSE_", 90), ("BACKGROUND_", 40), ("INTENSE_BACKGROUND_", 100):
        setattr(ANSIColors, _prefix + _name, f"\x1b[{_start + _place}m")
    setattr(ANSIColors, "BOLD_" + _name, f"\x1b[1;{30 + _place}m")


class NoColors:
    pass


for _name in list(vars(ANSIColors)):
    if not _name.startswith("_"):
        setattr(NoColors, _name, "")


class ThemeSection:
    """Colours by what they are for, as attributes and as a mapping."""

    _colors = {}

    def __init__(self, **changes):
        for name in changes:
            if name not in self._colors:
                raise TypeError(f"{type(self).__name__}.__init__() got an unexpected keyword argument {name!r}")
        self.__dict__.update(self._colors, **changes)

    def __getitem__(self, name):
        return self.__dict__[name]

    def __iter__(self):
        return iter(self.__dict__)

    def __len__(self):
        return len(self.__dict__)

    def __contains__(self, name):
        return name in self.__dict__

    def keys(self):
        return self.__dict__.keys()

    def values(self):
        return self.__dict__.values()

    def items(self):
        return self.__dict__.items()

    def get(self, name, default=None):
        return self.__dict__.get(name, default)

    def copy_with(self, **changes):
        return type(self)(**{**self.__dict__, **changes})

    @classmethod
    def no_colors(cls):
        return cls(**dict.fromkeys(cls._colors, ""))


def _section(name, **colors):
    values = {}
    for purpose, color in colors.items():
        values[purpose] = getattr(ANSIColors, color.upper())
    values["reset"] = ANSIColors.RESET
    return type(name, (ThemeSection,), {"_colors": values, "__module__": __name__})


Argparse = _section(
    "Argparse", usage="bold_blue", prog="bold_magenta", prog_extra="magenta", heading="bold_blue",
    summary_long_option="cyan", summary_short_option="green", summary_label="yellow", summary_action="green",
    long_option="bold_cyan", short_option="bold_green", label="bold_yellow", action="bold_green",
)
Difflib = _section("Difflib")
Syntax = _section(
    "Syntax", prompt="bold_magenta", keyword="bold_blue", keyword_constant="bold_blue", builtin="cyan", comment="red",
    string="green", number="yellow", op="reset", definition="bold", soft_keyword="bold_blue",
)
Traceback = _section(
    "Traceback", type="bold_magenta", message="magenta", filename="magenta", line_no="magenta", frame="magenta",
    error_highlight="bold_red", error_range="red",
)
Unittest = _section(
    "Unittest", passed="green", warn="yellow", fail="red", fail_info="bold_red",
)


class Theme:
    """The sections together."""

    def __init__(self, *, argparse=None, difflib=None, syntax=None, traceback=None, unittest=None):
        self.argparse = argparse or Argparse()
        self.difflib = difflib or Difflib()
        self.syntax = syntax or Syntax()
        self.traceback = traceback or Traceback()
        self.unittest = unittest or Unittest()

    def copy_with(self, **changes):
        return Theme(**{**self.__dict__, **changes})

    @classmethod
    def no_colors(cls):
        return cls(
            argparse=Argparse.no_colors(), difflib=Difflib.no_colors(), syntax=Syntax.no_colors(),
            traceback=Traceback.no_colors(), unittest=Unittest.no_colors(),
        )


default_theme = Theme()
theme_no_color = default_theme.no_colors()
_theme = default_theme


def can_colorize(*, file=None):
    return False


def get_colors(colorize=False, *, file=None):
    return ANSIColors() if colorize or can_colorize(file=file) else NoColors()


def get_theme(*, tty_file=None, force_color=False, force_no_color=False):
    if force_color or not force_no_color and can_colorize(file=tty_file):
        return _theme
    return theme_no_color


def set_theme(theme):
    global _theme
    if not isinstance(theme, Theme):
        raise ValueError(f"Expected Theme object, found {theme}")
    _theme = theme


def decolor(text):
    """The text without colours."""
    for name, sequence in vars(ANSIColors).items():
        if not name.startswith("_"):
            text = text.replace(sequence, "")
    return text
