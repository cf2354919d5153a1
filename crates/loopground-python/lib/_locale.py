"""_locale: the locales there are, C (or POSIX) and C.UTF-8; every other one is refused."""

import os as _os

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127

_CATEGORIES = (
    "LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES", None,
    "LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION",
)
_current = {name: "C" for name in _CATEGORIES if name}
_current["LC_CTYPE"] = "C.UTF-8"


class Error(Exception):
    pass


Error.__module__ = "locale"


def _known(name):
    """The name that a locale is set by; None for one that is not there."""
    if name in ("C", "POSIX"):
        return "C"
    return name if name.lower() in ("c.utf-8", "c.utf8") else None


def _from_environment(category):
    for variable in ("LC_ALL", category, "LANG"):
        if value := _os.environ.get(variable):
            return _known(value)
    return "C"


def _shown():
    values = set(_current.values())
    if len(values) == 1:
        return values.pop()
    return ";".join(f"{name}={value}" for name, value in _current.items())


def setlocale(category, locale=None, /):
    """Activates/queries locale processing."""
    import operator

    category = operator.index(category)
    if locale is not None and not isinstance(locale, str):
        raise TypeError(f"setlocale() argument 2 must be str or None, not {type(locale).__name__}")
    if not 0 <= category < len(_CATEGORIES):
        raise Error("locale query failed" if locale is None else "unsupported locale setting")
    wanted = list(_current) if category == LC_ALL else [_CATEGORIES[category]]
    if locale is not None:
        if "\0" in locale:
            raise ValueError("embedded null character")
        given = dict(part.partition("=")[::2] for part in locale.split(";")) if ";" in locale else None
        values = {}
        for name in wanted:
            if given is not None:
                values[name] = _known(given.get(name, "C"))
            else:
                values[name] = _known(locale) if locale else _from_environment(name)
            if values[name] is None:
                raise Error("unsupported locale setting")
        _current.update(values)
    return _shown() if category == LC_ALL else _current[wanted[0]]


def localeconv():
    """Returns numeric and monetary locale-specific parameters."""
    conventions = dict.fromkeys(
        ("int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep"), "")
    conventions["mon_grouping"] = []
    conventions |= dict.fromkeys(("positive_sign", "negative_sign"), "")
    conventions |= dict.fromkeys(
        ("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes", "n_sep_by_space",
         "p_sign_posn", "n_sign_posn"), CHAR_MAX)
    return conventions | {"decimal_point": ".", "thousands_sep": "", "grouping": []}


def _text(value, function, place):
    if not isinstance(value, str):
        word = f" {place}" if place else ""
        raise TypeError(f"{function}() argument{word} must be str, not {type(value).__name__}")
    if "\0" in value:
        raise ValueError("embedded null character")
    return value


def strcoll(os1, os2, /):
    """Compares two strings according to the locale."""
    first, second = _text(os1, "strcoll", 1), _text(os2, "strcoll", 2)
    return (first > second) - (first < second)


def strxfrm(string, /):
    """Return a string that can be used as a key for locale-aware comparisons."""
    return _text(string, "strxfrm", 0)


def getencoding():
    """Get the current locale encoding."""
    return "UTF-8"


_DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
_MONTHS = ("January February March April May June July August September October November December").split()
_information = {}


def _define(name, number, value):
    globals()[name] = number
    _information[number] = value


_define("CODESET", 14, "UTF-8")
_define("RADIXCHAR", 65536, ".")
_define("THOUSEP", 65537, "")
for _place, _name in enumerate(_DAYS):
    _define(f"ABDAY_{_place + 1}", 131072 + _place, _name[:3])
    _define(f"DAY_{_place + 1}", 131079 + _place, _name)
for _place, _name in enumerate(_MONTHS):
    _define(f"ABMON_{_place + 1}", 131086 + _place, _name[:3])
    _define(f"MON_{_place + 1}", 131098 + _place, _name)
for _name, _place, _value in (
    ("AM_STR", 131110, "AM"), ("PM_STR", 131111, "PM"), ("D_T_FMT", 131112, "%a %b %e %H:%M:%S %Y"),
    ("D_FMT", 131113, "%m/%d/%y"), ("T_FMT", 131114, "%H:%M:%S"), ("T_FMT_AMPM", 131115, "%I:%M:%S %p"),
    ("ERA", 131116, ""), ("ERA_D_FMT", 131118, ""), ("ALT_DIGITS", 131119, ""), ("ERA_D_T_FMT", 131120, ""),
    ("ERA_T_FMT", 131121, ""), ("_DATE_FMT", 131180, "%a %b %e %H:%M:%S %Z %Y"), ("CRNCYSTR", 262159, "-"),
    ("YESEXPR", 327680, "^[yY]"), ("NOEXPR", 327681, "^[nN]"),
):
    _define(_name, _place, _value)
del _place, _name, _value


def nl_langinfo(key, /):
    """Return the value for the locale information associated with key."""
    import operator

    try:
        return _information[operator.index(key)]
    except KeyError:
        raise ValueError("unsupported langinfo constant") from None


def gettext(msg, /):
    """Return translation of msg."""
    return msg


def dgettext(domain, msg, /):
    """Return translation of msg in domain."""
    return msg


def dcgettext(domain, msg, category, /):
    """Return translation of msg in domain and category."""
    return msg


_domain = "messages"
_folders = {}


def textdomain(domain, /):
    """Set the C library's textdmain to domain, returning the new domain."""
    global _domain
    if domain is not None:
        _domain = domain or "messages"
    return _domain


def bindtextdomain(domain, dir, /):
    """Bind the C library's domain to dir."""
    if not domain:
        raise Error("domain must be a non-empty string")
    if dir is not None:
        _folders[domain] = _os.fspath(dir)
    return _folders.get(domain, "/usr/share/locale")


def bind_textdomain_codeset(domain, codeset, /):
    """Bind the C library's domain to codeset."""
    return codeset
