//! Struct sequences: tuples whose items also have names (`sys.version_info`, `time.struct_time`).

use super::tuple::PyTuple;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

/// The methods of every struct sequence class.
pub static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, sequence, dict=None, /)", new),
    NativeDef::method("__repr__", "($self, /)", repr),
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
    GetSetDef::read_only(name, item::<I>)
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
    let class = vm.new_native_type(def, &[&vm.types.tuple]);
    let names = def
        .attributes
        .iter()
        .map(|field| vm.intern(field.name))
        .collect();
    class
        .dict
        .set_name(&vm.names.__match_args__, vm.new_tuple(names));
    let count = Value::int(def.attributes.len() as i64);
    class.dict.set_name(&vm.intern("n_fields"), count.clone());
    class.dict.set_name(&vm.intern("n_sequence_fields"), count);
    class
        .dict
        .set_name(&vm.intern("n_unnamed_fields"), Value::int(0));
    class
}

/// An instance.
#[must_use]
pub fn instance(class: &Ref<PyType>, items: Vec<Value>) -> Value {
    Ref::new(PyTuple::new(items), class).into_value()
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let (vm, sequence) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let items = vm.collect(&sequence).await?;
        let fields = class.dict.get_name(&vm.names.__match_args__);
        let wanted = fields
            .as_ref()
            .and_then(Value::get::<PyTuple>)
            .map_or(0, |fields| fields.items().len());
        if items.len() < wanted {
            return Err(vm.type_error(format!(
                "{}() takes an at least {wanted}-sequence ({}-sequence given)",
                crate::types::type_methods::full_name(&vm, &class),
                items.len()
            )));
        }
        Ok(instance(&class, items))
    })
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
