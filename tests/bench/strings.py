# Text: put together, taken apart, formatted.
from _measure import measure


def grow_text(count):
    text = ""
    for _ in range(count):
        text += "x"
    return len(text)


def join(count):
    return len("".join([str(i) for i in range(count)]))


def f_string(count):
    for i in range(count):
        f"{i}: {i + 1}"


def f_string_spec(count):
    x = 3.14159
    for i in range(count):
        f"{x:.2f} {i:>5}"


def percent(count):
    for i in range(count):
        "%d-%s" % (i, "a")


def format_method(count):
    for i in range(count):
        "{} and {}".format(i, "b")


def split(count):
    for _ in range(count):
        "one two three four".split()


def methods(count):
    text = "Hello, World"
    for _ in range(count):
        text.upper()
        text.startswith("He")
        text.replace("l", "L")


def letters(count):
    text = "abcdefghij" * (count // 10 + 1)
    n = 0
    for letter in text:
        if letter == "c":
            n += 1


def indexed(count):
    text = "abcdefghij"
    for i in range(count):
        text[i % 10]


def code_points(count):
    for i in range(count):
        ord(chr(97 + i % 26))


def to_int(count):
    for _ in range(count):
        int("12345")


def from_int(count):
    for i in range(count):
        str(i)


def concatenate(count):
    a, b = "left", "right"
    for _ in range(count):
        a + b


def compare(count):
    a, b = "left-left", "left-lift"
    for _ in range(count):
        a == b
        a < b


measure("str_grow", grow_text)
measure("str_join", join)
measure("f_string", f_string)
measure("f_string_spec", f_string_spec)
measure("str_percent", percent)
measure("str_format", format_method)
measure("str_split", split)
measure("str_methods_3", methods)
measure("str_letters", letters)
measure("str_index", indexed)
measure("ord_chr", code_points)
measure("int_of_str", to_int)
measure("str_of_int", from_int)
measure("str_add", concatenate)
measure("str_compare_2", compare)
