//! How a builtin class is described: one static [`TypeDef`] in the file of each type.

use crate::object::Kind;
use crate::types::descriptor::{Getter, Setter};
use crate::types::native::NativeDef;

/// A native attribute.
pub struct GetSetDef {
    pub name: &'static str,
    pub getter: Getter,
    pub setter: Option<Setter>,
    pub doc: &'static str,
    /// Gives the object whose attribute of the same name is meant; reading that may run Python code.
    pub inner: Option<Getter>,
    /// A field of a structure in CPython, whose descriptor is of another class.
    pub member: bool,
}

impl GetSetDef {
    #[must_use]
    pub const fn read_only(name: &'static str, getter: Getter) -> Self {
        Self {
            name,
            getter,
            setter: None,
            doc: "",
            inner: None,
            member: false,
        }
    }

    /// The attribute of the same name of another object, which `inner` gives. `getter` is for where no code can run.
    #[must_use]
    pub const fn delegated(name: &'static str, getter: Getter, inner: Getter) -> Self {
        Self {
            inner: Some(inner),
            ..Self::read_only(name, getter)
        }
    }

    /// A field of a structure in CPython: assigning says only that it is read-only.
    #[must_use]
    pub const fn field(name: &'static str, getter: Getter) -> Self {
        Self::writable(name, getter, |vm, _, _| {
            Err(vm.attribute_error("readonly attribute"))
        })
        .member()
    }

    /// A field of a structure in CPython.
    #[must_use]
    pub const fn member(mut self) -> Self {
        self.member = true;
        self
    }

    #[must_use]
    pub const fn writable(name: &'static str, getter: Getter, setter: Setter) -> Self {
        Self {
            name,
            getter,
            setter: Some(setter),
            doc: "",
            inner: None,
            member: false,
        }
    }
}

/// A builtin class.
pub struct TypeDef {
    pub name: &'static str,
    /// `__module__`.
    pub module: &'static str,
    /// Payload kind of its instances.
    pub kind: Kind,
    /// Of [`crate::types::type_object::TypeFlags`].
    pub flags: u32,
    pub methods: &'static [NativeDef],
    pub attributes: &'static [GetSetDef],
    pub doc: &'static str,
}

impl TypeDef {
    /// A class of `builtins` without anything: to be completed with struct update syntax.
    pub const EMPTY: Self = Self {
        name: "",
        module: "builtins",
        kind: Kind::Instance,
        flags: 0,
        methods: &[],
        attributes: &[],
        doc: "",
    };
}
