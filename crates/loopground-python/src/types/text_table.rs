//! The methods that `str` has in common with `bytes` and `bytearray`.
//!
//! The table is written once. Each class has functions of its own under the same names, in modules `special`,
//! `search`, `split`, `trim` and `case` beside the place where the table is asked for.

/// A method table: rows of the class itself, then the common ones. `pad` is the default fill, `chars` what the
/// argument of `strip` is called, `affix` that of `startswith` and `endswith`.
macro_rules! text_methods {
    (pad: $pad:literal, chars: $chars:literal, affixes: $prefix:literal $suffix:literal; $($own:expr,)*) => {
        &[
            $($own,)*
            NativeDef::method("__eq__", "($self, value, /)", special::eq),
            NativeDef::method("__ne__", "($self, value, /)", special::ne),
            NativeDef::method("__lt__", "($self, value, /)", special::lt),
            NativeDef::method("__le__", "($self, value, /)", special::le),
            NativeDef::method("__gt__", "($self, value, /)", special::gt),
            NativeDef::method("__ge__", "($self, value, /)", special::ge),
            NativeDef::method("__len__", "($self, /)", special::len),
            NativeDef::method("__getitem__", "($self, key, /)", special::getitem),
            NativeDef::method("__contains__", "($self, key, /)", special::contains),
            NativeDef::method("__add__", "($self, value, /)", special::add),
            NativeDef::method("__mul__", "($self, value, /)", special::mul),
            NativeDef::method("__rmul__", "($self, value, /)", special::mul),
            NativeDef::method("__mod__", "($self, value, /)", special::modulo),
            NativeDef::method("__rmod__", "($self, value, /)", special::rmodulo),
            NativeDef::method("find", "($self, sub, start=None, end=None, /)", search::find),
            NativeDef::method("rfind", "($self, sub, start=None, end=None, /)", search::rfind),
            NativeDef::method("index", "($self, sub, start=None, end=None, /)", search::index),
            NativeDef::method("rindex", "($self, sub, start=None, end=None, /)", search::rindex),
            NativeDef::method("count", "($self, sub, start=None, end=None, /)", search::count),
            NativeDef::method(
                "startswith",
                concat!("($self, ", $prefix, ", start=None, end=None, /)"),
                search::startswith,
            ),
            NativeDef::method(
                "endswith",
                concat!("($self, ", $suffix, ", start=None, end=None, /)"),
                search::endswith,
            ),
            NativeDef::method("removeprefix", "($self, prefix, /)", search::removeprefix),
            NativeDef::method("removesuffix", "($self, suffix, /)", search::removesuffix),
            NativeDef::method("split", "($self, /, sep=None, maxsplit=-1)", split::split),
            NativeDef::method("rsplit", "($self, /, sep=None, maxsplit=-1)", split::rsplit),
            NativeDef::method("splitlines", "($self, /, keepends=False)", split::splitlines),
            NativeDef::method("partition", "($self, sep, /)", split::partition),
            NativeDef::method("rpartition", "($self, sep, /)", split::rpartition),
            NativeDef::method("strip", concat!("($self, ", $chars, "=None, /)"), trim::strip),
            NativeDef::method("lstrip", concat!("($self, ", $chars, "=None, /)"), trim::lstrip),
            NativeDef::method("rstrip", concat!("($self, ", $chars, "=None, /)"), trim::rstrip),
            NativeDef::method("center", concat!("($self, width, fillchar=", $pad, ", /)"), trim::center),
            NativeDef::method("ljust", concat!("($self, width, fillchar=", $pad, ", /)"), trim::ljust),
            NativeDef::method("rjust", concat!("($self, width, fillchar=", $pad, ", /)"), trim::rjust),
            NativeDef::method("zfill", "($self, width, /)", trim::zfill),
            NativeDef::method("expandtabs", "($self, /, tabsize=8)", trim::expandtabs),
            NativeDef::method("upper", "($self, /)", case::upper),
            NativeDef::method("lower", "($self, /)", case::lower),
            NativeDef::method("title", "($self, /)", case::title),
            NativeDef::method("capitalize", "($self, /)", case::capitalize),
            NativeDef::method("swapcase", "($self, /)", case::swapcase),
        ]
    };
}

pub(super) use text_methods;
