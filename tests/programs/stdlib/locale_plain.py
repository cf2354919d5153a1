# The locales that need no data.
import locale
print(locale.setlocale(locale.LC_ALL, "C"), locale.setlocale(locale.LC_ALL), locale.setlocale(locale.LC_NUMERIC, "C.UTF-8"))
for name in ("xx_YY.UTF-8", "no such"):
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error as e:
        print(type(e).__name__, e)
print(locale.localeconv()["decimal_point"], locale.localeconv()["grouping"], locale.LC_ALL, locale.CHAR_MAX)
print(locale.format_string("%d %.2f", (1234567, 2.5), grouping=True), locale.str(3.25), locale.atof("4.5"), locale.atoi("12"))
print(sorted(["b", "A", "a", "B"], key=locale.strxfrm), locale.strcoll("a", "b"), locale.strcoll("b", "a"), locale.strcoll("a", "a"))
print(locale.nl_langinfo(locale.DAY_1), locale.nl_langinfo(locale.ABMON_12), locale.nl_langinfo(locale.D_FMT), locale.normalize("de_DE"), locale.normalize("en_US.utf8"))
try:
    locale.currency(5)
except ValueError as e:
    print(e)
print(locale.delocalize("1234.5"), locale.localize("1234.5"))
