"""_colorize: the console here shows no colours."""

COLORIZE = False


class _Plain:
    """Every colour and every theme: empty."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return ""

    def __getitem__(self, name):
        return ""


class _Theme:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Plain()


ANSIColors = NoColors = _Plain()
theme_no_color = default_theme = _Theme()


def can_colorize(*, file=None):
    return False


def get_colors(colorize=False, *, file=None):
    return NoColors


def get_theme(*, tty_file=None, force_color=False, force_no_color=False):
    return theme_no_color


def set_theme(theme):
    pass


def decolor(text):
    return text
