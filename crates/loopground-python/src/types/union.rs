//! Unions of types: `int | str`, `typing.Union`.
//!
//! Not here: `list[int]` (`generic_alias`), putting types in the place of type variables (`type_substitution`).

use super::generic_alias::{PyGenericAlias, items};
use super::tuple::PyTuple;
use super::type_object::{PyType, TypeFlags};
use super::type_substitution::{parameters, shown, substitute};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

/// `a | b`.
pub struct PyUnion {
    /// A tuple of the members, flattened, without repetitions.
    pub args: Value,
}

impl Trace for PyUnion {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.args);
    }
}

pub static UNION: TypeDef = TypeDef {
    name: "Union",
    module: "typing",
    kind: Kind::Union,
    flags: TypeFlags::FINAL | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::method("__repr__", "($self, /)", union_repr),
        NativeDef::method("__eq__", "($self, value, /)", union_eq),
        NativeDef::method("__hash__", "($self, /)", union_hash),
        NativeDef::method("__or__", "($self, value, /)", or),
        NativeDef::method("__ror__", "($self, value, /)", ror),
        NativeDef::method("__getitem__", "($self, key, /)", getitem),
        NativeDef::method("__instancecheck__", "($self, instance, /)", union_instance),
        NativeDef::method("__subclasscheck__", "($self, cls, /)", union_subclass),
        NativeDef::method("__mro_entries__", "($self, bases, /)", union_mro_entries),
        NativeDef::class_method("__class_getitem__", "($type, item, /)", union_of_items),
        NativeDef::method("__reduce__", "($self, /)", union_reduce),
    ],
    attributes: &[
        GetSetDef::read_only("__args__", args_attribute),
        GetSetDef::read_only("__parameters__", parameters_attribute),
        GetSetDef::read_only("__origin__", union_origin),
        GetSetDef::read_only("__name__", union_name),
        GetSetDef::read_only("__qualname__", union_name),
    ],
    ..TypeDef::EMPTY
};

fn args_of(value: &Value) -> Value {
    value
        .get::<PyUnion>()
        .map_or_else(Value::none, |union| union.args.clone())
}

fn args_attribute(_vm: &Vm, value: &Value) -> PyResult {
    Ok(args_of(value))
}

fn parameters_attribute(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_tuple(parameters(vm, &args_of(value))?))
}

/// Whether a value is a member of a union without further question.
fn is_plain_member(vm: &Vm, value: &Value) -> bool {
    value.is_none()
        || value.get::<PyType>().is_some()
        || value.get::<PyGenericAlias>().is_some()
        || value.get::<PyUnion>().is_some()
        || vm.class_of(value).ptr_eq(&vm.types.typealias)
}

/// `left | right` of types.
pub fn union(vm: &Vm, left: &Value, right: &Value) -> NativeResult {
    if !is_plain_member(vm, left) || !is_plain_member(vm, right) {
        return Ok(vm.types.not_implemented.clone().into());
    }
    of_members(vm, vec![left.clone(), right.clone()])
}

/// A union of whatever may stand for a type: what `typing` makes, texts that refer to types.
pub fn of_members(vm: &Vm, members: Vec<Value>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        let mut unique: Vec<Value> = Vec::new();
        for member in members {
            let member = if is_plain_member(&vm, &member) {
                member
            } else {
                let typing = crate::vm::import::import(&vm, "typing").await?;
                let message = vm.new_str("Union[arg, ...]: each arg must be a type.");
                vm.call_method(&typing, &vm.intern("_type_check"), [member, message])
                    .await?
            };
            let members = match member.get::<PyUnion>() {
                Some(union) => items(&union.args),
                None if member.is_none() => vec![vm.types.none.to_value()],
                None => vec![member],
            };
            for member in members {
                let mut known = false;
                for other in &unique {
                    if vm.equal(other, &member).await? {
                        known = true;
                        break;
                    }
                }
                if !known {
                    unique.push(member);
                }
            }
        }
        if unique.len() == 1 {
            return Ok(unique.remove(0));
        }
        if unique.is_empty() {
            return Err(vm.type_error("Cannot take a Union of no types."));
        }
        let args = vm.new_tuple(unique);
        Ok(Ref::new(PyUnion { args }, &vm.types.union).into_value())
    })
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    of_members(vm, vec![args.get(0).clone(), args.get(1).clone()])
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    of_members(vm, vec![args.get(1).clone(), args.get(0).clone()])
}

fn union_of_items(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = match args.get(1).get::<PyTuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![args.get(1).clone()],
    };
    of_members(vm, given)
}

fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value, key) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let members = args_of(&value);
        let wanted = parameters(&vm, &members)?;
        let replaced = substitute(&vm, &value, &members, &wanted, key).await?;
        let flow = of_members(&vm, replaced)?;
        vm.run_flow(flow).await
    })
}

fn union_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let mut parts = Vec::new();
        for item in items(&args_of(&value)) {
            parts.push(shown(&vm, &item).await?);
        }
        Ok(vm.new_str(parts.join(" | ")))
    })
}

fn union_eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<PyUnion>().is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    let (a, b) = (items(&args_of(args.get(0))), items(&args_of(args.get(1))));
    let vm = vm.clone();
    Vm::future(async move {
        if a.len() != b.len() {
            return Ok(Value::bool(false));
        }
        for member in &a {
            let mut found = false;
            for other in &b {
                found = found || vm.equal(member, other).await?;
            }
            if !found {
                return Ok(Value::bool(false));
            }
        }
        Ok(Value::bool(true))
    })
}

fn union_hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    let members = items(&args_of(args.get(0)));
    let vm = vm.clone();
    Vm::future(async move {
        // Order does not matter.
        let mut hash = 0;
        for member in members {
            hash ^= vm.hash(&member).await?;
        }
        Ok(Value::int(hash))
    })
}

fn union_instance(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, members, value) = (vm.clone(), args_of(args.get(0)), args.get(1).clone());
    Vm::future(async move { vm.instance_check(&value, &members).await.map(Value::bool) })
}

fn union_subclass(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, members, class) = (vm.clone(), args_of(args.get(0)), args.get(1).clone());
    Vm::future(async move {
        super::type_methods::subclass_check(&vm, &class, &members)
            .await
            .map(Value::bool)
    })
}

fn union_mro_entries(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        Err(vm.type_error(format!("Cannot subclass {}", vm.repr_text(&value).await?)))
    })
}

fn union_origin(vm: &Vm, _value: &Value) -> PyResult {
    Ok(vm.types.union.to_value())
}

fn union_name(vm: &Vm, _value: &Value) -> PyResult {
    Ok(vm.new_str("Union"))
}

fn union_reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let members = args_of(args.get(0));
    let vm = vm.clone();
    Vm::future(async move {
        let operator = crate::vm::import::import(&vm, "operator").await?;
        let getitem = vm.get_attribute(&operator, &vm.intern("getitem")).await?;
        Ok(vm.new_tuple(vec![
            getitem,
            vm.new_tuple(vec![vm.types.union.to_value(), members]),
        ]))
    })
}
