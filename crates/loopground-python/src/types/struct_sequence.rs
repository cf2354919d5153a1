//! Struct sequences: tuples whose items also have names (`sys.version_info`, `time.struct_time`).

use super::tuple::PyTuple;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::descriptor::Getter;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// The methods of every struct sequence class.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, /, *args, **kwargs)", new),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__reduce__", "($self, /)", reduce),
    NativeDef::method("__replace__", "($self, /, **changes)", replace),
];

/// A class of struct sequences.
#[must_use]
pub const fn definition(
    name: &'static str,
    module: &'static str,
    attributes: &'static [GetSetDef],
) -> TypeDef {
    TypeDef {
        name,
        module,
        kind: Kind::Tuple,
        flags: TypeFlags::SEQUENCE,
        methods: METHODS,
        attributes,
        doc: "",
    }
}

/// The attribute that shows item `I`.
#[must_use]
pub const fn field<const I: usize>(name: &'static str) -> GetSetDef {
    GetSetDef::field(name, item::<I>)
}

/// An attribute that is no item: its getter asks [`hidden`].
#[must_use]
pub const fn hidden_field(name: &'static str, getter: Getter) -> GetSetDef {
    GetSetDef::field(name, getter)
}

/// The value of a hidden field; it is kept in the object's dictionary, which programs do not see.
#[must_use]
pub fn hidden(vm: &Vm, value: &Value, name: &str) -> Value {
    value
        .as_object()
        .and_then(|object| vm.instance_dict(object))
        .and_then(|dict| dict.get_name(&vm.intern(name)))
        .unwrap_or_else(Value::none)
}

fn item<const I: usize>(_vm: &Vm, value: &Value) -> PyResult {
    let items = value
        .get::<PyTuple>()
        .expect("the receiver was checked")
        .items();
    Ok(items.get(I).cloned().unwrap_or_else(Value::none))
}

/// The class itself, from its definition.
#[must_use]
pub fn class(vm: &Vm, def: &'static TypeDef) -> Ref<PyType> {
    class_with_hidden(vm, def, def.attributes.len())
}

/// A class whose fields after the first `visible` ones are attributes only.
#[must_use]
pub fn class_with_hidden(vm: &Vm, def: &'static TypeDef, visible: usize) -> Ref<PyType> {
    let class = vm.new_native_type(def, &[&vm.types.tuple]);
    let names = def.attributes[..visible]
        .iter()
        .map(|field| vm.intern(field.name))
        .collect();
    class
        .dict
        .set_name(&vm.names.__match_args__, vm.new_tuple(names));
    for (name, count) in [
        ("n_fields", def.attributes.len()),
        ("n_sequence_fields", visible),
        ("n_unnamed_fields", 0),
    ] {
        let count = Value::int(count as i64);
        class.dict.set_name(&vm.intern(name), count);
    }
    let hidden = def.attributes[visible..]
        .iter()
        .map(|field| vm.intern(field.name))
        .collect();
    class
        .dict
        .set_name(&vm.intern(HIDDEN), vm.new_tuple(hidden));
    class.modified();
    class
}

/// Under this name, which no program can write, a class keeps the names of its hidden fields.
const HIDDEN: &str = "\0hidden fields";

/// An instance.
#[must_use]
pub fn instance(class: &Ref<PyType>, items: Vec<Value>) -> Value {
    Ref::new(PyTuple::new(items), class).into_value()
}

/// An instance with values of hidden fields.
#[must_use]
pub fn instance_with_hidden(
    vm: &Vm,
    class: &Ref<PyType>,
    items: Vec<Value>,
    hidden: Vec<(&str, Value)>,
) -> Value {
    let value = instance(class, items);
    if !hidden.is_empty() {
        let dict = vm.new_dict();
        for (name, value) in hidden {
            dict.set_name(&vm.intern(name), value);
        }
        if let Some(object) = value.as_object() {
            object.set_dict(Some(dict));
        }
    }
    value
}

/// The names of a class's fields: items, then hidden ones.
fn field_names(vm: &Vm, class: &Ref<PyType>) -> (Vec<Value>, Vec<Value>) {
    let names = |key: &Value| {
        class
            .lookup(key)
            .and_then(|names| names.get::<PyTuple>().map(|names| names.items().to_vec()))
            .unwrap_or_default()
    };
    (names(&vm.names.__match_args__), names(&vm.intern(HIDDEN)))
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let mut given = args.rest(1).to_vec();
    for (place, name) in ["sequence", "dict"].into_iter().enumerate() {
        if let Some(value) = args.keywords(2).get_name(&vm.intern(name))
            && given.len() == place
        {
            given.push(value);
        }
    }
    let Some(sequence) = given.first().cloned() else {
        return Err(vm.type_error("structseq() missing required argument 'sequence' (pos 1)"));
    };
    let extra = given.get(1).cloned();
    let vm = vm.clone();
    Vm::future(async move {
        let name = crate::types::type_methods::full_name(&vm, &class);
        let iterator = vm.iter(&sequence).await;
        if vm
            .catch(iterator, &vm.types.exceptions.type_error)?
            .is_none()
        {
            return Err(vm.type_error("constructor requires a sequence"));
        }
        let mut items = vm.collect(&sequence).await?;
        let (visible, hidden) = field_names(&vm, &class);
        let (least, most) = (visible.len(), visible.len() + hidden.len());
        if items.len() < least || items.len() > most {
            let how = match (least == most, items.len() < least) {
                (true, _) => format!("a {least}"),
                (_, true) => format!("an at least {least}"),
                _ => format!("an at most {most}"),
            };
            return Err(vm.type_error(format!(
                "{name}() takes {how}-sequence ({}-sequence given)",
                items.len()
            )));
        }
        let beyond = items.split_off(least);
        let mut found = 0;
        let extra = extra.filter(|extra| !extra.is_none());
        let pairs = match &extra {
            Some(extra) if extra.get::<PyDict>().is_some() => vm.mapping_items(extra).await?,
            Some(_) => {
                return Err(vm.type_error(format!("{name}() takes a dict as second arg, if any")));
            }
            None => vec![],
        };
        let mut values = Vec::new();
        for (place, field) in hidden.iter().enumerate() {
            let text = crate::vm::call::text(field);
            let named = pairs.iter().find(|(key, _)| {
                key.get::<PyStr>().is_some() && crate::vm::call::text(key) == text
            });
            let value = match (beyond.get(place), named) {
                (Some(item), _) => item.clone(),
                (None, Some((_, value))) => {
                    found += 1;
                    value.clone()
                }
                (None, None) => Value::none(),
            };
            values.push((text, value));
        }
        if found < pairs.len() {
            return Err(vm.type_error(format!(
                "{name}() got duplicate or unexpected field name(s)"
            )));
        }
        let values = values
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        Ok(instance_with_hidden(&vm, &class, items, values))
    })
}

/// The items as a tuple, the hidden fields as a dict.
fn parts(vm: &Vm, value: &Value) -> (Value, Ref<PyDict>) {
    let items = value.get::<PyTuple>().expect("the receiver was checked");
    let (_, names) = field_names(vm, &vm.class_of(value).clone());
    let dict = vm.new_dict();
    for name in names {
        dict.set_name(&name, hidden(vm, value, &crate::vm::call::text(&name)));
    }
    (vm.new_tuple(items.items().to_vec()), dict)
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (items, dict) = parts(vm, args.get(0));
    let class = vm.class_of(args.get(0)).to_value();
    let arguments = vm.new_tuple(vec![items, dict.into_value()]);
    Ok(vm.new_tuple(vec![class, arguments]).into())
}

fn replace(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let class = vm.class_of(value).clone();
    let (visible, hidden_names) = field_names(vm, &class);
    let changes = args.keywords(1);
    let change = |name: &Value, old: Value| changes.get_name(name).unwrap_or(old);
    let old = value.get::<PyTuple>().expect("the receiver was checked");
    let items: Vec<_> = visible
        .iter()
        .zip(old.items())
        .map(|(name, item)| change(name, item.clone()))
        .collect();
    let hidden_values: Vec<_> = hidden_names
        .iter()
        .map(|name| {
            let text = crate::vm::call::text(name);
            let value = change(name, hidden(vm, value, &text));
            (text, value)
        })
        .collect();
    let unknown: Vec<Value> = changes
        .snapshot()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !visible.iter().chain(&hidden_names).any(|own| own.is(name)))
        .collect();
    if !unknown.is_empty() {
        let (vm, unknown) = (vm.clone(), vm.new_list(unknown));
        return Vm::future(async move {
            let names = vm.repr_text(&unknown).await?;
            Err(vm.type_error(format!("Got unexpected field name(s): {names}")))
        });
    }
    let hidden_values = hidden_values
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    Ok(instance_with_hidden(vm, &class, items, hidden_values).into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let class = vm.class_of(&value).clone();
        let fields = class.lookup(&vm.names.__match_args__);
        let names = fields
            .as_ref()
            .and_then(Value::get::<PyTuple>)
            .map_or(&[][..], PyTuple::items);
        let items = value
            .get::<PyTuple>()
            .expect("the receiver was checked")
            .items();
        let mut parts = Vec::new();
        for (name, item) in names.iter().zip(items) {
            parts.push(format!(
                "{}={}",
                crate::vm::call::text(name),
                vm.repr_text(item).await?
            ));
        }
        let name = crate::types::type_methods::full_name(&vm, &class);
        Ok(vm.new_str(format!("{name}({})", parts.join(", "))))
    })
}
