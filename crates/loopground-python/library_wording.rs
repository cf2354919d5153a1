//! Where packed library files are worded otherwise: those that stand for modules written in C, whose errors read
//! differently there, and those with additions of the crate they come from. A change must apply exactly once.

use crate::library_patches::Patches;

pub const WORDING: Patches = &[
    (
        "_pydecimal.py",
        &[
            (
                "            self.flags = dict.fromkeys(_signals, 0)",
                "            self.flags = dict.fromkeys(_signals, False)",
            ),
            (
                "dict((s, int(s in traps)) for s in _signals + traps)",
                "dict((s, s in traps) for s in _signals + traps)",
            ),
            (
                "dict((s, int(s in flags)) for s in _signals + flags)",
                "dict((s, s in flags) for s in _signals + flags)",
            ),
            (
                "            self.flags[flag] = 0",
                "            self.flags[flag] = False",
            ),
            (
                "            self.traps[flag] = 0",
                "            self.traps[flag] = False",
            ),
            (
                "        self.flags[error] = 1",
                "        self.flags[error] = True",
            ),
            (
                "            context.flags[FloatOperation] = 1",
                "            context.flags[FloatOperation] = True",
            ),
            (
                "        raise error(explanation)",
                "        raise error([condition])",
            ),
            (
                "TypeError(\"Cannot convert %r to Decimal\" % value)",
                "TypeError(\"conversion from %s to Decimal is not supported\" % type(value).__name__)",
            ),
            (
                "TypeError(\"Cannot convert %r to Decimal\" % number)",
                "TypeError(\"conversion from %s to Decimal is not supported\" % type(number).__name__)",
            ),
            (
                "'Invalid tuple size in creation of Decimal '\n                                 'from list or tuple.  The list or tuple '\n                                 'should have exactly three elements.'",
                "'argument must be a sequence of length 3'",
            ),
            (
                "hash a signaling NaN value.'",
                "hash a signaling NaN value'",
            ),
            (
                "\"Cannot convert NaN to integer\"",
                "\"cannot convert NaN to integer\"",
            ),
            (
                "\"Cannot convert infinity to integer\"",
                "\"cannot convert Infinity to integer\"",
            ),
            (
                "\"argument must be int or float.\"",
                "\"argument must be int or float\"",
            ),
            (
                "\"Invalid format specifier: \" + format_spec",
                "\"invalid format string\"",
            ),
            (
                "[Clamped, DivisionByZero, Inexact, Overflow, Rounded,\n            Underflow, InvalidOperation, Subnormal, FloatOperation]",
                "[Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]",
            ),
            (
                "\"%s must be an integer\" % name",
                "\"an integer is required\"",
            ),
            (
                "\"%s must be in [%d, %s]. got: %s\" % (name, vmin, vmax, value)",
                "\"valid range for %s is [%d, MAX_%s]\" % (name, vmin, name.upper())",
            ),
            (
                "\"%s must be in [%s, %d]. got: %s\" % (name, vmin, vmax, value)",
                "\"valid range for %s is [MIN_EMIN, 0]\" % name",
            ),
            (
                "\"%s must be in [%d, %d]. got %s\" % (name, vmin, vmax, value)",
                "\"valid values for %s are 0 or 1\" % name",
            ),
            (
                "\"%s: invalid rounding mode\" % value",
                "\"valid values for rounding are:\\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\\n   ROUND_05UP]\"",
            ),
            (
                "    if context in (DefaultContext, BasicContext, ExtendedContext):",
                "    if not isinstance(context, Context):\n        raise TypeError(\"argument must be a context\")\n    if context in (DefaultContext, BasicContext, ExtendedContext):",
            ),
        ],
    ),
    (
        "_pydatetime.py",
        &[
            (
                "        return (f'{self.__class__.__name__}'\n                f'(year={self[0]}",
                "        return (f'datetime.{self.__class__.__name__}'\n                f'(year={self[0]}",
            ),
            (
                "\"cannot compare naive and aware datetimes\"",
                "\"can't compare offset-naive and offset-aware datetimes\"",
            ),
            (
                "\"cannot compare naive and aware times\"",
                "\"can't compare offset-naive and offset-aware times\"",
            ),
            (
                "\"cannot mix naive and timezone-aware time\"",
                "\"can't subtract offset-naive and offset-aware datetimes\"",
            ),
            (
                "            \"tzinfo argument must be None or of a tzinfo subclass, \"\n            f\"not ",
                "            \"tzinfo argument must be None or of a tzinfo subclass, \"\n            f\"not type ",
            ),
            (
                "TypeError(\"tz argument must be an instance of tzinfo\")",
                "TypeError(f\"tzinfo argument must be None or of a tzinfo subclass, not type {type(tz).__name__!r}\")",
            ),
            (
                "TypeError(\"offset must be a timedelta\")",
                "TypeError(f\"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}\")",
            ),
            (
                "TypeError(\"name must be a string\")",
                "TypeError(f\"timezone() argument 2 must be str, not {type(name).__name__}\")",
            ),
            (
                "raise TypeError('Argument must be a str')",
                "raise TypeError('fromisoformat: argument must be str')",
            ),
            (
                "\n            raise OverflowError(\"result out of range\")",
                "\n            raise OverflowError(\"date value out of range\")",
            ),
            (
                "\n        raise OverflowError(\"result out of range\")",
                "\n        raise OverflowError(\"date value out of range\")",
            ),
            (
                "\"timedelta # of days is too large: %d\" % d",
                "\"days=%d; must have magnitude <= 999999999\" % d if abs(d) < 2**31 else \"Python int too large to convert to C int\"",
            ),
            (
                "        if isinstance(other, date):\n            days1 = self.toordinal()",
                "        if isinstance(other, date) and not isinstance(other, datetime):\n            days1 = self.toordinal()",
            ),
            (
                "TypeError(\"date argument must be a date instance\")",
                "TypeError(f\"combine() argument 1 must be datetime.date, not {type(date).__name__}\")",
            ),
            (
                "TypeError(\"time argument must be a time instance\")",
                "TypeError(f\"combine() argument 2 must be datetime.time, not {type(time).__name__}\")",
            ),
            (
                "    def __new__(cls, year, month=None, day=None):",
                "    def __new__(cls, year=None, month=None, day=None):",
            ),
            (
                "    def __new__(cls, year, month=None, day=None, hour=0",
                "    def __new__(cls, year=None, month=None, day=None, hour=0",
            ),
            (
                "def _parse_isoformat_date(dtstr):\n",
                "def _digits(text, count):\n    # As many digits of ASCII as asked for, and nothing else.\n    if len(text) != count or not (text.isascii() and text.isdigit()):\n        raise ValueError(\"Invalid isoformat string\")\n    return int(text)\n\n\ndef _parse_isoformat_date(dtstr):\n",
            ),
            (
                "    year = int(dtstr[0:4])\n",
                "    year = _digits(dtstr[0:4], 4)\n",
            ),
            (
                "weekno = int(dtstr[pos:pos + 2])",
                "weekno = _digits(dtstr[pos:pos + 2], 2)",
            ),
            (
                "dayno = int(dtstr[pos:pos + 1])",
                "dayno = _digits(dtstr[pos:pos + 1], 1)",
            ),
            (
                "        month = int(dtstr[pos:pos + 2])",
                "        month = _digits(dtstr[pos:pos + 2], 2)",
            ),
            (
                "        day = int(dtstr[pos:pos + 2])",
                "        day = _digits(dtstr[pos:pos + 2], 2)",
            ),
            (
                "        time_comps[comp] = int(tstr[pos:pos+2])",
                "        time_comps[comp] = _digits(tstr[pos:pos+2], 2)",
            ),
            (
                "            raise ValueError('Argument must be an ASCII str')\n",
                "            raise ValueError(f'Invalid isoformat string: {date_string!r}')\n",
            ),
            (
                "            return cls(*_parse_isoformat_date(date_string))\n        except Exception:\n            raise ValueError(f'Invalid isoformat string: {date_string!r}')\n",
                "            fields = _parse_isoformat_date(date_string)\n        except Exception:\n            raise ValueError(f'Invalid isoformat string: {date_string!r}')\n        return cls(*fields)\n",
            ),
            (
                "            return cls(*_parse_isoformat_time(time_string)[0])\n        except Exception:\n            raise ValueError(f'Invalid isoformat string: {time_string!r}')\n",
                "            fields = _parse_isoformat_time(time_string)[0]\n        except Exception:\n            raise ValueError(f'Invalid isoformat string: {time_string!r}')\n        return cls(*fields)\n",
            ),
            (
                "        if tstr:\n            try:\n                time_components, became",
                "        if tstr or len(date_string) > separator_location:\n            try:\n                time_components, became",
            ),
            (
                "def _check_date_fields(year, month, day):\n",
                "def _check_date_fields(year, month, day):\n    for place, (name, value) in enumerate(((\"year\", year), (\"month\", month), (\"day\", day)), 1):\n        if value is None:\n            raise TypeError(f\"function missing required argument '{name}' (pos {place})\")\n        _index(value)\n",
            ),
        ],
    ),
    (
        "pickle.py",
        &[(
            "                    raise EOFError\n",
            "                    raise EOFError(\"Ran out of input\")\n",
        )],
    ),
    (
        "json/decoder.py",
        &[(
            "    # RUSTPYTHON SPECIFIC\n    @classmethod\n    def _from_serde(cls, msg, doc, line, col):\n        pos = 0\n        # 0-indexed\n        line -= 1\n        col -= 1\n        while line > 0:\n            i = doc.index('\\n', pos)\n            line -= 1\n            pos = i\n        pos += col\n        return cls(msg, doc, pos)\n\n",
            "",
        )],
    ),
];
