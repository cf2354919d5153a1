//! `types.GenericAlias`: `list[int]`.
//!
//! Not here: unions (`union`), type variables among the arguments (`type_substitution`).

use super::tuple::PyTuple;
use super::type_object::{PyType, TypeFlags};
use super::type_substitution::{parameters, shown, substitute};
use super::union::union;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};

/// `origin[args]`.
pub struct PyGenericAlias {
    pub origin: Value,
    /// A tuple.
    pub args: Value,
    /// `*tuple[int, ...]`: unpacked.
    pub starred: bool,
}

impl Trace for PyGenericAlias {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.origin);
        visit(&self.args);
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "GenericAlias",
    module: "types",
    kind: Kind::GenericAlias,
    flags: TypeFlags::CUSTOM_GETATTR | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, origin, args, /)", new),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__eq__", "($self, value, /)", eq),
        NativeDef::method("__hash__", "($self, /)", hash),
        NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
        NativeDef::method("__getitem__", "($self, key, /)", getitem),
        NativeDef::method("__getattribute__", "($self, name, /)", getattribute),
        NativeDef::method("__mro_entries__", "($self, bases, /)", mro_entries),
        NativeDef::method("__instancecheck__", "($self, object, /)", no_instance_check),
        NativeDef::method("__subclasscheck__", "($self, object, /)", no_subclass_check),
        NativeDef::method("__or__", "($self, value, /)", or),
        NativeDef::method("__ror__", "($self, value, /)", ror),
        NativeDef::method("__reduce__", "($self, /)", reduce),
        NativeDef::method("__iter__", "($self, /)", iter),
    ],
    attributes: &[
        GetSetDef::read_only("__origin__", origin),
        GetSetDef::read_only("__args__", args_attribute),
        GetSetDef::read_only("__parameters__", parameters_attribute),
        GetSetDef::read_only("__unpacked__", unpacked),
        GetSetDef::read_only("__typing_unpacked_tuple_args__", unpacked_tuple_args),
    ],
    ..TypeDef::EMPTY
};

/// `origin[args]`; one argument that is no tuple stands for itself.
#[must_use]
pub fn make(vm: &Vm, origin: &Value, args: &Value) -> Value {
    of_class(vm, &vm.types.generic_alias, origin, args)
}

fn of_class(vm: &Vm, class: &Ref<PyType>, origin: &Value, args: &Value) -> Value {
    let args = match args.get::<PyTuple>() {
        Some(_) => args.clone(),
        None => vm.new_tuple(vec![args.clone()]),
    };
    let alias = PyGenericAlias {
        origin: origin.clone(),
        args,
        starred: false,
    };
    Ref::new(alias, class).into_value()
}

fn this(value: &Value) -> &PyGenericAlias {
    value.get().expect("the receiver was checked")
}

pub(super) fn items(tuple: &Value) -> Vec<Value> {
    tuple
        .get::<PyTuple>()
        .map_or_else(Vec::new, |tuple| tuple.items().to_vec())
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    Ok(of_class(vm, &class, args.get(1), args.get(2)).into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let own = this(&value);
        let mut parts = Vec::new();
        for item in items(&own.args) {
            parts.push(shown(&vm, &item).await?);
        }
        let list = if parts.is_empty() {
            "()".to_owned()
        } else {
            parts.join(", ")
        };
        let star = if own.starred { "*" } else { "" };
        Ok(vm.new_str(format!("{star}{}[{list}]", shown(&vm, &own.origin).await?)))
    })
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (Some(a), Some(b)) = (
        args.get(0).get::<PyGenericAlias>(),
        args.get(1).get::<PyGenericAlias>(),
    ) else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    if a.starred != b.starred {
        return Ok(Value::bool(false).into());
    }
    let pairs = [
        (a.origin.clone(), b.origin.clone()),
        (a.args.clone(), b.args.clone()),
    ];
    let vm = vm.clone();
    Vm::future(async move {
        for (a, b) in pairs {
            if !vm.equal(&a, &b).await? {
                return Ok(Value::bool(false));
            }
        }
        Ok(Value::bool(true))
    })
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (origin, args) = (
        this(args.get(0)).origin.clone(),
        this(args.get(0)).args.clone(),
    );
    let vm = vm.clone();
    Vm::future(async move { Ok(Value::int(vm.hash(&origin).await? ^ vm.hash(&args).await?)) })
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let origin = this(args.get(0)).origin.clone();
    let call_args = CallArgs::from_parts(args.rest(1), args.keywords(2));
    let (vm, alias) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let made = vm.call(&origin, call_args).await?;
        // Instances remember what they were made with, where they can.
        let name = vm.intern("__orig_class__");
        match vm.set_attribute(&made, &name, Some(alias)).await {
            Err(raised)
                if !vm.matches(&raised, &vm.types.exceptions.attribute_error)
                    && !vm.matches(&raised, &vm.types.exceptions.type_error) =>
            {
                Err(raised)
            }
            _ => Ok(made),
        }
    })
}

/// Attributes that are the alias's own; everything else is asked of the origin.
fn getattribute(vm: &Vm, args: Args<'_>) -> NativeResult {
    use crate::vm::attribute::Loaded;
    const OWN: &[&str] = &[
        "__class__",
        "__origin__",
        "__args__",
        "__unpacked__",
        "__parameters__",
        "__typing_unpacked_tuple_args__",
        "__mro_entries__",
        "__reduce_ex__",
        "__reduce__",
        "__bases__",
        "__copy__",
        "__deepcopy__",
    ];
    let name = super::object::attribute_name(vm, args.get(1))?;
    if OWN.contains(&text(&name).as_str()) {
        return match vm.load_attribute_generic(args.get(0), &name)? {
            Some(Loaded::Value(value)) => Ok(value.into()),
            Some(Loaded::Method(function)) => Ok(vm.bind_method(&function, args.get(0)).into()),
            Some(Loaded::Flow(flow)) => Ok(flow),
            None => Err(vm.no_attribute(args.get(0), &name)),
        };
    }
    let origin = this(args.get(0)).origin.clone();
    let vm = vm.clone();
    Vm::future(async move { vm.get_attribute(&origin, &name).await })
}

/// `alias[key]`: puts types in the place of the type variables.
fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value, key) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let own = this(&value);
        let wanted = parameters(&vm, &own.args)?;
        let args = substitute(&vm, &value, &own.args, &wanted, key).await?;
        let alias = PyGenericAlias {
            origin: own.origin.clone(),
            args: vm.new_tuple(args),
            starred: own.starred,
        };
        Ok(Ref::new(alias, &vm.class_of(&value)).into_value())
    })
}

/// What the alias stands for when it is unpacked: `*tuple[int, str]`.
fn unpacked_tuple_args(vm: &Vm, value: &Value) -> PyResult {
    let own = this(value);
    let unpacks = own.starred && own.origin.is(&vm.types.tuple.to_value());
    Ok(if unpacks {
        own.args.clone()
    } else {
        Value::none()
    })
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    union(vm, args.get(0), args.get(1))
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    union(vm, args.get(1), args.get(0))
}

fn mro_entries(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_tuple(vec![this(args.get(0)).origin.clone()]).into())
}

fn no_instance_check(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
}

fn no_subclass_check(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    let parts = vm.new_tuple(vec![own.origin.clone(), own.args.clone()]);
    if !own.starred {
        return Ok(vm
            .new_tuple(vec![vm.types.generic_alias.to_value(), parts])
            .into());
    }
    // An unpacked one is the item that the plain one iterates over.
    let alias = make(vm, &own.origin, &own.args);
    let vm = vm.clone();
    Vm::future(async move {
        let builtins = crate::vm::import::import(&vm, "builtins").await?;
        let next = vm.get_attribute(&builtins, &vm.intern("next")).await?;
        let iterator = vm.iter(&alias).await?;
        Ok(vm.new_tuple(vec![next, vm.new_tuple(vec![iterator])]))
    })
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    let starred = PyGenericAlias {
        origin: own.origin.clone(),
        args: own.args.clone(),
        starred: true,
    };
    let starred = Ref::new(starred, &vm.types.generic_alias).into_value();
    let list = vm.new_list(vec![starred]);
    vm.iter_flow(&list)
}

fn origin(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).origin.clone())
}

fn args_attribute(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).args.clone())
}

fn parameters_attribute(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_tuple(parameters(vm, &this(value).args)?))
}

fn unpacked(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).starred))
}
