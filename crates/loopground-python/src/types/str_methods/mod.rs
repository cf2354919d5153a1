//! `str`: methods.
//!
//! Here: the class and its table. The methods are grouped in files of their own: special methods (`special`),
//! searching and replacing (`search`), splitting and joining (`split`), trimming and padding (`trim`), case
//! (`case`), classification (`classify`), translation (`translate`), `repr` (`escape`), and the two ways of
//! formatting (`template` for `format`, `percent` for `%`).

pub mod case;
mod classify;
pub mod escape;
mod search;
pub mod special;
pub mod split;
pub mod template;
pub mod text;
mod translate;
mod trim;

use crate::object::{Kind, Value};
use crate::types::def::TypeDef;
use crate::types::native::NativeDef;
use crate::types::str::PyStr;
use crate::types::type_object::TypeFlags;
use crate::vm::{PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "str",
    kind: Kind::Str,
    flags: TypeFlags::MATCH_SELF,
    methods: METHODS,
    doc: "Text: an immutable sequence of Unicode code points.\n\n\
          str(object='') gives the text form of an object; str(bytes, encoding, errors) decodes.",
    ..TypeDef::EMPTY
};

static METHODS: &[NativeDef] = &[
    NativeDef::new(
        "($type, object='', encoding='utf-8', errors='strict')",
        special::new,
    ),
    NativeDef::method("__repr__", "($self, /)", special::repr),
    NativeDef::method("__str__", "($self, /)", special::str),
    NativeDef::method("__eq__", "($self, value, /)", special::eq),
    NativeDef::method("__ne__", "($self, value, /)", special::ne),
    NativeDef::method("__lt__", "($self, value, /)", special::lt),
    NativeDef::method("__le__", "($self, value, /)", special::le),
    NativeDef::method("__gt__", "($self, value, /)", special::gt),
    NativeDef::method("__ge__", "($self, value, /)", special::ge),
    NativeDef::method("__hash__", "($self, /)", special::hash),
    NativeDef::method("__len__", "($self, /)", special::len),
    NativeDef::method("__getitem__", "($self, key, /)", special::getitem),
    NativeDef::method("__contains__", "($self, key, /)", special::contains),
    NativeDef::method("__iter__", "($self, /)", special::iter),
    NativeDef::method("__add__", "($self, value, /)", special::add),
    NativeDef::method("__mul__", "($self, value, /)", special::mul),
    NativeDef::method("__rmul__", "($self, value, /)", special::mul),
    NativeDef::method("__mod__", "($self, value, /)", special::modulo),
    NativeDef::method("__rmod__", "($self, value, /)", special::rmodulo),
    NativeDef::method("format", "($self, /, *args, **kwargs)", template::format),
    NativeDef::method("format_map", "($self, mapping, /)", template::format_map),
    NativeDef::method("translate", "($self, table, /)", translate::translate),
    NativeDef::static_method("maketrans", "(x, y=None, z=None, /)", translate::maketrans),
    NativeDef::method(
        "encode",
        "($self, /, encoding='utf-8', errors='strict')",
        special::encode,
    ),
    NativeDef::method("__format__", "($self, format_spec, /)", special::format),
    NativeDef::method("__sizeof__", "($self, /)", special::sizeof),
    NativeDef::method("__getnewargs__", "($self, /)", special::getnewargs),
    NativeDef::method(
        "find",
        "($self, sub, start=None, end=None, /)",
        search::find,
    ),
    NativeDef::method(
        "rfind",
        "($self, sub, start=None, end=None, /)",
        search::rfind,
    ),
    NativeDef::method(
        "index",
        "($self, sub, start=None, end=None, /)",
        search::index,
    ),
    NativeDef::method(
        "rindex",
        "($self, sub, start=None, end=None, /)",
        search::rindex,
    ),
    NativeDef::method(
        "count",
        "($self, sub, start=None, end=None, /)",
        search::count,
    ),
    NativeDef::method(
        "startswith",
        "($self, prefix, start=None, end=None, /)",
        search::startswith,
    ),
    NativeDef::method(
        "endswith",
        "($self, suffix, start=None, end=None, /)",
        search::endswith,
    ),
    NativeDef::method("replace", "($self, old, new, /, count=-1)", search::replace),
    NativeDef::method("removeprefix", "($self, prefix, /)", search::removeprefix),
    NativeDef::method("removesuffix", "($self, suffix, /)", search::removesuffix),
    NativeDef::method("join", "($self, iterable, /)", split::join),
    NativeDef::method("split", "($self, /, sep=None, maxsplit=-1)", split::split),
    NativeDef::method("rsplit", "($self, /, sep=None, maxsplit=-1)", split::rsplit),
    NativeDef::method(
        "splitlines",
        "($self, /, keepends=False)",
        split::splitlines,
    ),
    NativeDef::method("partition", "($self, sep, /)", split::partition),
    NativeDef::method("rpartition", "($self, sep, /)", split::rpartition),
    NativeDef::method("strip", "($self, chars=None, /)", trim::strip),
    NativeDef::method("lstrip", "($self, chars=None, /)", trim::lstrip),
    NativeDef::method("rstrip", "($self, chars=None, /)", trim::rstrip),
    NativeDef::method("center", "($self, width, fillchar=' ', /)", trim::center),
    NativeDef::method("ljust", "($self, width, fillchar=' ', /)", trim::ljust),
    NativeDef::method("rjust", "($self, width, fillchar=' ', /)", trim::rjust),
    NativeDef::method("zfill", "($self, width, /)", trim::zfill),
    NativeDef::method("expandtabs", "($self, /, tabsize=8)", trim::expandtabs),
    NativeDef::method("upper", "($self, /)", case::upper),
    NativeDef::method("lower", "($self, /)", case::lower),
    NativeDef::method("casefold", "($self, /)", case::casefold),
    NativeDef::method("title", "($self, /)", case::title),
    NativeDef::method("capitalize", "($self, /)", case::capitalize),
    NativeDef::method("swapcase", "($self, /)", case::swapcase),
    NativeDef::method("isalpha", "($self, /)", classify::isalpha),
    NativeDef::method("isalnum", "($self, /)", classify::isalnum),
    NativeDef::method("isascii", "($self, /)", classify::isascii),
    NativeDef::method("isdecimal", "($self, /)", classify::isdecimal),
    NativeDef::method("isdigit", "($self, /)", classify::isdigit),
    NativeDef::method("isnumeric", "($self, /)", classify::isnumeric),
    NativeDef::method("isspace", "($self, /)", classify::isspace),
    NativeDef::method("islower", "($self, /)", classify::islower),
    NativeDef::method("isupper", "($self, /)", classify::isupper),
    NativeDef::method("istitle", "($self, /)", classify::istitle),
    NativeDef::method("isidentifier", "($self, /)", classify::isidentifier),
    NativeDef::method("isprintable", "($self, /)", classify::isprintable),
];

/// The parts of an f-string in one string. All are `str`.
#[must_use]
pub fn concatenate(vm: &Vm, parts: &[Value]) -> Value {
    let parts = || parts.iter().filter_map(Value::get::<PyStr>);
    let mut all = rustpython_wtf8::Wtf8Buf::with_capacity(parts().map(|p| p.bytes().len()).sum());
    parts().for_each(|part| all.push_wtf8(part.as_wtf8()));
    vm.new_wtf8(all)
}

/// `ascii(value)`: its `repr` with everything that is not ASCII escaped.
pub async fn ascii(vm: &Vm, value: &Value) -> PyResult {
    let repr = vm.repr(value).await?;
    match repr.get::<PyStr>() {
        Some(text) if !text.is_ascii() => Ok(vm.new_str(escape::ascii(text.as_wtf8()))),
        _ => Ok(repr),
    }
}
