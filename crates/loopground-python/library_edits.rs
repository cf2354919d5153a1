//! Changes made to library files while they are packed.
//!
//! Some of the library's files stand for modules that are C in CPython and word their errors otherwise, and some have
//! additions of the crate they come from. Each change replaces a piece of text wherever it is in its file.

/// File, what is there, what shall be there.
const EDITS: &[(&str, &str, &str)] = &[
    (
        "_pydecimal.py",
        "        raise error(explanation)",
        "        raise error([condition])",
    ),
    (
        "_pydecimal.py",
        "TypeError(\"Cannot convert %r to Decimal\" % value)",
        "TypeError(\"conversion from %s to Decimal is not supported\" % type(value).__name__)",
    ),
    (
        "_pydecimal.py",
        "TypeError(\"Cannot convert %r to Decimal\" % number)",
        "TypeError(\"conversion from %s to Decimal is not supported\" % type(number).__name__)",
    ),
    (
        "_pydecimal.py",
        "'Invalid tuple size in creation of Decimal '\n                                 'from list or tuple.  The list or tuple '\n                                 'should have exactly three elements.'",
        "'argument must be a sequence of length 3'",
    ),
    ("_pydecimal.py", "hash a signaling NaN value.'", "hash a signaling NaN value'"),
    ("_pydecimal.py", "\"Cannot convert NaN to integer\"", "\"cannot convert NaN to integer\""),
    ("_pydecimal.py", "\"Cannot convert infinity to integer\"", "\"cannot convert Infinity to integer\""),
    ("_pydecimal.py", "\"argument must be int or float.\"", "\"argument must be int or float\""),
    ("_pydecimal.py", "\"Invalid format specifier: \" + format_spec", "\"invalid format string\""),
    (
        "_pydecimal.py",
        "[Clamped, DivisionByZero, Inexact, Overflow, Rounded,\n            Underflow, InvalidOperation, Subnormal, FloatOperation]",
        "[Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]",
    ),
    ("_pydecimal.py", "\"%s must be an integer\" % name", "\"an integer is required\""),
    (
        "_pydecimal.py",
        "\"%s must be in [%d, %s]. got: %s\" % (name, vmin, vmax, value)",
        "\"valid range for %s is [%d, MAX_%s]\" % (name, vmin, name.upper())",
    ),
    (
        "_pydecimal.py",
        "\"%s must be in [%s, %d]. got: %s\" % (name, vmin, vmax, value)",
        "\"valid range for %s is [MIN_EMIN, 0]\" % name",
    ),
    (
        "_pydecimal.py",
        "\"%s must be in [%d, %d]. got %s\" % (name, vmin, vmax, value)",
        "\"valid values for %s are 0 or 1\" % name",
    ),
    (
        "_pydecimal.py",
        "\"%s: invalid rounding mode\" % value",
        "\"valid values for rounding are:\\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\\n   ROUND_05UP]\"",
    ),
    (
        "_pydecimal.py",
        "    if context in (DefaultContext, BasicContext, ExtendedContext):",
        "    if not isinstance(context, Context):\n        raise TypeError(\"argument must be a context\")\n    if context in (DefaultContext, BasicContext, ExtendedContext):",
    ),
    ("_pydatetime.py", "\"cannot compare naive and aware datetimes\"", "\"can't compare offset-naive and offset-aware datetimes\""),
    ("_pydatetime.py", "\"cannot compare naive and aware times\"", "\"can't compare offset-naive and offset-aware times\""),
    ("_pydatetime.py", "\"cannot mix naive and timezone-aware time\"", "\"can't subtract offset-naive and offset-aware datetimes\""),
    (
        "_pydatetime.py",
        "            \"tzinfo argument must be None or of a tzinfo subclass, \"\n            f\"not ",
        "            \"tzinfo argument must be None or of a tzinfo subclass, \"\n            f\"not type ",
    ),
    (
        "_pydatetime.py",
        "TypeError(\"tz argument must be an instance of tzinfo\")",
        "TypeError(f\"tzinfo argument must be None or of a tzinfo subclass, not type {type(tz).__name__!r}\")",
    ),
    (
        "_pydatetime.py",
        "TypeError(\"offset must be a timedelta\")",
        "TypeError(f\"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}\")",
    ),
    (
        "_pydatetime.py",
        "TypeError(\"name must be a string\")",
        "TypeError(f\"timezone() argument 2 must be str, not {type(name).__name__}\")",
    ),
    ("_pydatetime.py", "raise TypeError('Argument must be a str')", "raise TypeError('fromisoformat: argument must be str')"),
    ("_pydatetime.py", "OverflowError(\"result out of range\")", "OverflowError(\"date value out of range\")"),
    (
        "_pydatetime.py",
        "\"timedelta # of days is too large: %d\" % d",
        "\"days=%d; must have magnitude <= 999999999\" % d",
    ),
    (
        "_pydatetime.py",
        "        if isinstance(other, date):\n            days1 = self.toordinal()",
        "        if isinstance(other, date) and not isinstance(other, datetime):\n            days1 = self.toordinal()",
    ),
    (
        "_pydatetime.py",
        "TypeError(\"date argument must be a date instance\")",
        "TypeError(f\"combine() argument 1 must be datetime.date, not {type(date).__name__}\")",
    ),
    (
        "_pydatetime.py",
        "TypeError(\"time argument must be a time instance\")",
        "TypeError(f\"combine() argument 2 must be datetime.time, not {type(time).__name__}\")",
    ),
    ("_pydatetime.py", "    def __new__(cls, year, month=None, day=None", "    def __new__(cls, year=None, month=None, day=None"),
    (
        "_pydatetime.py",
        "def _check_date_fields(year, month, day):\n",
        "def _check_date_fields(year, month, day):\n    for place, (name, value) in enumerate(((\"year\", year), (\"month\", month), (\"day\", day)), 1):\n        if value is None:\n            raise TypeError(f\"function missing required argument '{name}' (pos {place})\")\n",
    ),
    (
        "json/decoder.py",
        "    # RUSTPYTHON SPECIFIC\n    @classmethod\n    def _from_serde(cls, msg, doc, line, col):\n        pos = 0\n        # 0-indexed\n        line -= 1\n        col -= 1\n        while line > 0:\n            i = doc.index('\\n', pos)\n            line -= 1\n            pos = i\n        pos += col\n        return cls(msg, doc, pos)\n\n",
        "",
    ),
];

/// The text of a file as it is packed.
pub fn edited(name: &str, text: Vec<u8>) -> Vec<u8> {
    let mut edits = EDITS.iter().filter(|(file, ..)| *file == name).peekable();
    if edits.peek().is_none() {
        return text;
    }
    let mut text = String::from_utf8(text).expect("library files are UTF-8");
    for (_, old, new) in edits {
        assert!(text.contains(old), "{name} has no {old:?} to change");
        text = text.replace(old, new);
    }
    text.into_bytes()
}
