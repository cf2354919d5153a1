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
use crate::types::text_table::text_methods;
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

static METHODS: &[NativeDef] = text_methods! {
    pad: "' '", chars: "chars", affixes: "prefix" "suffix";
    NativeDef::new(
        "($type, object='', encoding='utf-8', errors='strict')",
        special::new,
    ),
    NativeDef::method("__repr__", "($self, /)", special::repr),
    NativeDef::method("__str__", "($self, /)", special::str),
    NativeDef::method("__hash__", "($self, /)", special::hash),
    NativeDef::method("__iter__", "($self, /)", special::iter),
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
    NativeDef::method("__sizeof__", "($self, /)", super::object::sizeof),
    NativeDef::method("__getnewargs__", "($self, /)", special::getnewargs),
    NativeDef::method("replace", "($self, old, new, /, count=-1)", search::replace),
    NativeDef::method("join", "($self, iterable, /)", split::join),
    NativeDef::method("casefold", "($self, /)", case::casefold),
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
};

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
