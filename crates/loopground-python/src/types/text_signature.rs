//! `__text_signature__`: how natives and builtin classes show their parameters.
//!
//! Derived from the signature that binds their arguments; CPython shows some of them otherwise, or not at all.

use super::native::{NativeDef, NativeKind, PyNative};
use super::type_object::{PyType, TypeFlags};
use crate::object::Value;
use crate::vm::Vm;

/// Functions that CPython documents by example only.
const UNSIGNED_FUNCTIONS: &[&str] = &[
    "__build_class__",
    "dir",
    "getattr",
    "iter",
    "max",
    "min",
    "next",
    "vars",
];

/// Classes whose arguments CPython documents by example only.
const UNSIGNED_CLASSES: &[&str] = &[
    "bytearray",
    "bytes",
    "dict",
    "int",
    "range",
    "slice",
    "str",
    "super",
    "type",
];

/// Classes shown otherwise than their arguments are bound.
const SHOWN: &[(&str, &str)] = &[
    ("NoneType", "()"),
    ("attrgetter", "(attr, /, *attrs)"),
    ("itemgetter", "(item, /, *items)"),
    ("methodcaller", "(name, /, *args, **kwargs)"),
    ("NotImplementedType", "()"),
    ("cell", "([contents])"),
    ("chain", "(*iterables)"),
    ("ellipsis", "()"),
    ("map", "(function, iterable, /, *iterables, strict=False)"),
    ("mappingproxy", "(mapping)"),
    ("object", "()"),
    ("product", "(*iterables, repeat=1)"),
    ("reversed", "(sequence, /)"),
    ("zip_longest", "(*iterables, fillvalue=None)"),
];

/// The documentation of a special method, which is the same for every class.
pub fn doc_of_slot(name: &str) -> &'static str {
    match name {
        "__init__" => "Initialize self.  See help(type(self)) for accurate signature.",
        "__new__" => "Create and return a new object.  See help(type) for accurate signature.",
        "__repr__" => "Return repr(self).",
        "__str__" => "Return str(self).",
        "__hash__" => "Return hash(self).",
        "__lt__" => "Return self<value.",
        "__le__" => "Return self<=value.",
        "__eq__" => "Return self==value.",
        "__ne__" => "Return self!=value.",
        "__gt__" => "Return self>value.",
        "__ge__" => "Return self>=value.",
        "__getattribute__" => "Return getattr(self, name).",
        "__setattr__" => "Implement setattr(self, name, value).",
        "__delattr__" => "Implement delattr(self, name).",
        "__call__" => "Call self as a function.",
        "__iter__" => "Implement iter(self).",
        "__next__" => "Implement next(self).",
        "__len__" => "Return len(self).",
        "__getitem__" => "Return self[key].",
        "__setitem__" => "Set self[key] to value.",
        "__delitem__" => "Delete self[key].",
        "__contains__" => "Return bool(key in self).",
        "__get__" => "Return an attribute of instance, which is of type owner.",
        "__set__" => "Set an attribute of instance to value.",
        "__delete__" => "Delete an attribute of instance.",
        "__await__" => "Return an iterator to be used in await expression.",
        "__add__" => "Return self+value.",
        "__radd__" => "Return value+self.",
        "__iadd__" => "Implement self+=value.",
        "__sub__" => "Return self-value.",
        "__rsub__" => "Return value-self.",
        "__mul__" => "Return self*value.",
        "__rmul__" => "Return value*self.",
        "__imul__" => "Implement self*=value.",
        "__mod__" => "Return self%value.",
        "__rmod__" => "Return value%self.",
        "__or__" => "Return self|value.",
        "__ror__" => "Return value|self.",
        "__ior__" => "Return self|=value.",
        "__bool__" => "True if self else False",
        "__int__" => "int(self)",
        "__float__" => "float(self)",
        "__neg__" => "-self",
        "__pos__" => "+self",
        "__abs__" => "abs(self)",
        "__invert__" => "~self",
        _ => "",
    }
}

pub fn of_native(vm: &Vm, def: &NativeDef) -> Value {
    if def.kind == NativeKind::New {
        return vm.new_str("($type, *args, **kwargs)");
    }
    let signature = def.signature;
    if def.kind == NativeKind::Method {
        if def.name == "__init__" {
            return vm.new_str("($self, /, *args, **kwargs)");
        }
        // Bounds that may be left out, but have no value that could be given instead.
        return vm.new_str(signature.replace(", start=None, end=None, /)", "[, start[, end]], /)"));
    }
    if def.kind != NativeKind::Function {
        return vm.new_str(signature);
    }
    if UNSIGNED_FUNCTIONS.contains(&def.name) {
        return Value::none();
    }
    let parameters = signature.trim_start_matches('(').trim_end_matches(')');
    let positional_only = parameters.split(", ").any(|parameter| parameter == "/");
    vm.new_str(match (parameters.is_empty(), positional_only) {
        (true, _) => "($module, /)".to_owned(),
        (false, true) => format!("($module, {parameters})"),
        (false, false) => format!("($module, /, {parameters})"),
    })
}

pub fn of_class(vm: &Vm, class: &PyType) -> Value {
    let name = class.name();
    if class.has_flag(TypeFlags::HEAP)
        || class.has_flag(TypeFlags::EXCEPTION)
        || UNSIGNED_CLASSES.contains(&&*name)
    {
        return Value::none();
    }
    if let Some((_, shown)) = SHOWN.iter().find(|(shown, _)| *shown == &*name) {
        return vm.new_str(*shown);
    }
    for method in [&vm.names.__init__, &vm.names.__new__] {
        let found = class.dict.get_name(method);
        let Some(native) = found.as_ref().and_then(Value::get::<PyNative>) else {
            continue;
        };
        let parameters = native.def.signature.trim_start_matches('(');
        let own = parameters
            .strip_prefix("$self")
            .or_else(|| parameters.strip_prefix("$type"));
        if let Some(rest) = own {
            let rest = rest.trim_start_matches(", ");
            let rest = rest.strip_prefix("/, ").unwrap_or(rest);
            return vm.new_str(format!("({rest}"));
        }
    }
    Value::none()
}
