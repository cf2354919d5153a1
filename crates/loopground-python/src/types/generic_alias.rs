//! `types.GenericAlias` (`list[int]`) and unions of types (`int | str`).

use super::tuple::PyTuple;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{CallArgs, Flow, NativeResult, PyResult, Vm};

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
    ],
    ..TypeDef::EMPTY
};

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

/// `origin[args]`; one argument that is no tuple stands for itself.
#[must_use]
pub fn make(vm: &Vm, origin: &Value, args: &Value) -> Value {
    let args = match args.get::<PyTuple>() {
        Some(_) => args.clone(),
        None => vm.new_tuple(vec![args.clone()]),
    };
    let alias = PyGenericAlias {
        origin: origin.clone(),
        args,
        starred: false,
    };
    Ref::new(alias, &vm.types.generic_alias).into_value()
}

fn this(value: &Value) -> &PyGenericAlias {
    value.get().expect("the receiver was checked")
}

fn items(tuple: &Value) -> Vec<Value> {
    tuple
        .get::<PyTuple>()
        .map_or_else(Vec::new, |tuple| tuple.items().to_vec())
}

fn args_of(value: &Value) -> Value {
    match (value.get::<PyGenericAlias>(), value.get::<PyUnion>()) {
        (Some(alias), _) => alias.args.clone(),
        (_, Some(union)) => union.args.clone(),
        _ => Value::none(),
    }
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(make(vm, args.get(1), args.get(2)).into())
}

/// How a type is named inside an alias.
async fn shown(vm: &Vm, value: &Value) -> PyResult<String> {
    if value.is(&vm.types.ellipsis) {
        return Ok("...".to_owned());
    }
    if value.is(&vm.types.none.to_value()) || value.is_none() {
        return Ok("None".to_owned());
    }
    if let Some(class) = value.to_ref::<PyType>() {
        return Ok(super::type_methods::full_name(vm, &class));
    }
    if value.get::<super::list::PyList>().is_some() {
        let inner = vm.quick_items(value).unwrap_or_default();
        let mut parts = Vec::new();
        for item in inner {
            parts.push(Box::pin(shown(vm, &item)).await?);
        }
        return Ok(format!("[{}]", parts.join(", ")));
    }
    vm.repr_text(value).await
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

/// Whether something is a type variable: `typing` marks them so.
fn is_type_variable(vm: &Vm, value: &Value) -> bool {
    let class = vm.class_of(value);
    [
        &vm.types.typevar,
        &vm.types.paramspec,
        &vm.types.typevartuple,
    ]
    .iter()
    .any(|known| class.ptr_eq(known))
}

/// The type variables in arguments, in order of appearance.
fn parameters(vm: &Vm, args: &Value) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    let add = |found: &mut Vec<Value>, value: Value| {
        if !found.iter().any(|known| known.is(&value)) {
            found.push(value);
        }
    };
    for item in items(args) {
        if is_type_variable(vm, &item) {
            add(&mut found, item);
        } else if item.get::<PyGenericAlias>().is_some() || item.get::<PyUnion>().is_some() {
            for inner in parameters(vm, &args_of(&item)) {
                add(&mut found, inner);
            }
        } else if let Some(dict) = item.as_object().and_then(|object| vm.instance_dict(object))
            && item.get::<PyType>().is_none()
            && let Some(own) = dict.get_name(&vm.intern("__parameters__"))
        {
            for inner in items(&own) {
                add(&mut found, inner);
            }
        }
    }
    found
}

/// `alias[key]`: puts types in the place of the type variables.
fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (value, key) = (args.get(0).clone(), args.get(1).clone());
    let own_args = args_of(&value);
    let wanted = parameters(vm, &own_args);
    let given = match key.get::<PyTuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![key],
    };
    let vm = vm.clone();
    Vm::future(async move {
        if wanted.is_empty() {
            return Err(vm.type_error(format!(
                "{} is not a generic class",
                vm.repr_text(&value).await?
            )));
        }
        if wanted.len() != given.len()
            && !wanted
                .iter()
                .any(|w| vm.class_of(w).ptr_eq(&vm.types.typevartuple))
        {
            let (few, many) = (given.len(), wanted.len());
            let word = if few > many { "many" } else { "few" };
            return Err(vm.type_error(format!(
                "Too {word} arguments for {}; actual {few}, expected {many}",
                vm.repr_text(&value).await?
            )));
        }
        let replaced = substitute(&vm, &own_args, &wanted, &given).await?;
        match value.get::<PyGenericAlias>() {
            Some(alias) => Ok(make(&vm, &alias.origin, &replaced)),
            None => {
                let mut members = items(&replaced).into_iter();
                let mut whole = members.next().expect("a union has members");
                for member in members {
                    whole = match union(&vm, &whole, &member)? {
                        Flow::Value(value) => value,
                        flow => vm.run_flow(flow).await?,
                    };
                }
                Ok(whole)
            }
        }
    })
}

async fn substitute(vm: &Vm, args: &Value, wanted: &[Value], given: &[Value]) -> PyResult {
    let mut out = Vec::new();
    for item in items(args) {
        if let Some(place) = wanted.iter().position(|wanted| wanted.is(&item)) {
            out.push(given.get(place).cloned().unwrap_or(item));
        } else if item.get::<PyGenericAlias>().is_some() || item.get::<PyUnion>().is_some() {
            let inner = parameters(vm, &args_of(&item));
            if inner.is_empty() {
                out.push(item);
                continue;
            }
            let values = inner
                .iter()
                .map(|own| {
                    wanted
                        .iter()
                        .position(|w| w.is(own))
                        .map_or(own.clone(), |place| given[place].clone())
                })
                .collect();
            out.push(vm.get_item(&item, &vm.new_tuple(values)).await?);
        } else {
            out.push(item);
        }
    }
    Ok(vm.new_tuple(out))
}

/// Attributes that are the alias's own; everything else is asked of the origin.
fn getattribute(vm: &Vm, args: Args<'_>) -> NativeResult {
    use crate::vm::attribute::Loaded;
    const OWN: &[&str] = &[
        "__origin__",
        "__args__",
        "__parameters__",
        "__unpacked__",
        "__mro_entries__",
        "__reduce_ex__",
        "__reduce__",
        "__copy__",
        "__deepcopy__",
        "__class__",
        "__typing_unpacked_tuple_args__",
    ];
    let name = super::object::attribute_name(vm, args.get(1))?;
    let plain = text(&name);
    let dunder = plain.starts_with("__") && plain.ends_with("__");
    if OWN.contains(&plain.as_str())
        || dunder
            && matches!(
                plain.as_str(),
                "__getitem__" | "__call__" | "__or__" | "__iter__"
            )
    {
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
    Ok(vm
        .new_tuple(vec![vm.types.generic_alias.to_value(), parts])
        .into())
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
    Ok(args_of(value))
}

fn parameters_attribute(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_tuple(parameters(vm, &args_of(value))))
}

fn unpacked(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).starred))
}

/// Whether a value may be a member of a union.
fn can_be_member(vm: &Vm, value: &Value) -> bool {
    value.is_none()
        || value.get::<PyType>().is_some()
        || value.get::<PyGenericAlias>().is_some()
        || value.get::<PyUnion>().is_some()
        || is_type_variable(vm, value)
        || vm.class_of(value).ptr_eq(&vm.types.typealias)
        || value.get::<super::str::PyStr>().is_some()
}

/// `left | right` of types.
pub fn union(vm: &Vm, left: &Value, right: &Value) -> NativeResult {
    if !can_be_member(vm, left) || !can_be_member(vm, right) {
        return Ok(vm.types.not_implemented.clone().into());
    }
    let mut members: Vec<Value> = Vec::new();
    for side in [left, right] {
        match side.get::<PyUnion>() {
            Some(union) => members.extend(items(&union.args)),
            None if side.is_none() => members.push(vm.types.none.to_value()),
            None => members.push(side.clone()),
        }
    }
    let vm = vm.clone();
    Vm::future(async move {
        let mut unique: Vec<Value> = Vec::new();
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
        if unique.len() == 1 {
            return Ok(unique.remove(0));
        }
        Ok(Ref::new(
            PyUnion {
                args: vm.new_tuple(unique),
            },
            &vm.types.union,
        )
        .into_value())
    })
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    union(vm, args.get(0), args.get(1))
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    union(vm, args.get(1), args.get(0))
}

fn union_of_items(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = match args.get(1).get::<PyTuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![args.get(1).clone()],
    };
    let vm = vm.clone();
    Vm::future(async move {
        let mut members = given.into_iter();
        let Some(mut whole) = members.next() else {
            return Err(vm.type_error("Cannot take a Union of no types."));
        };
        if whole.is_none() {
            whole = vm.types.none.to_value();
        }
        for member in members {
            whole = match union(&vm, &whole, &member)? {
                Flow::Value(value) => value,
                flow => vm.run_flow(flow).await?,
            };
        }
        Ok(whole)
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
