//! Weak references: `weakref.ref` (and, through it, all of `weakref`).
//!
//! The books about who is weakly referenced are the heap's; calling a callback is the VM's.

use std::cell::{Cell, RefCell};

use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Trace, Value, WeakPointer, heap};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

pub struct PyWeakref {
    pub target: WeakPointer,
    pub callback: RefCell<Option<Value>>,
    /// The target's hash once asked for; a dead reference still has it.
    pub hash: Cell<Option<i64>>,
}

impl Trace for PyWeakref {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.callback.borrow().iter().for_each(visit);
    }

    /// Garbage is told nothing any more.
    fn clear(&self) {
        let callback = self.callback.take();
        drop(callback);
    }
}

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, object, callback=None, /)", new),
    NativeDef::method("__init__", "($self, object, callback=None, /)", init),
    NativeDef::method("__call__", "($self, /)", call),
    NativeDef::method("__hash__", "($self, /)", hash),
    NativeDef::method("__eq__", "($self, value, /)", eq),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
];

pub static TYPE: TypeDef = TypeDef {
    name: "ReferenceType",
    module: "weakref",
    kind: Kind::Weakref,
    methods: METHODS,
    attributes: &[GetSetDef::read_only("__callback__", callback)],
    ..TypeDef::EMPTY
};

/// Whether instances of the value's class can be weakly referenced.
fn can_be_referenced(vm: &Vm, value: &Value) -> bool {
    let Some(object) = value.as_object() else {
        return false;
    };
    let class = object.class();
    class.has_flag(TypeFlags::WEAKREF)
        || matches!(
            object.kind(),
            Kind::Type
                | Kind::Function
                | Kind::Native
                | Kind::BoundMethod
                | Kind::Module
                | Kind::Generator
                | Kind::Code
        )
        || class.ptr_eq(&vm.types.set)
        || class.ptr_eq(&vm.types.frozenset)
}

/// The value's object, if it can be weakly referenced.
pub fn referent<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a crate::object::Object> {
    match value.as_object() {
        Some(object) if can_be_referenced(vm, value) => Ok(object),
        _ => Err(vm.type_error(format!(
            "cannot create weak reference to '{}' object",
            vm.class_name(value)
        ))),
    }
}

/// The plain weak reference to a value, if there is one.
#[must_use]
pub fn plain(vm: &Vm, value: &Value) -> Option<Value> {
    let known = plain_references(vm)
        .0
        .borrow()
        .get(&value.as_object()?.address())
        .and_then(WeakPointer::upgrade)?;
    let target = known.get::<PyWeakref>()?.target.upgrade()?;
    target.is(value).then_some(known)
}

/// A weak reference to a value.
pub fn make(vm: &Vm, class: &Ref<PyType>, value: &Value, callback: Option<Value>) -> PyResult {
    let object = referent(vm, value)?;
    // One plain reference serves all who want one without a callback.
    if callback.is_none()
        && class.ptr_eq(&vm.types.weakref)
        && let Some(known) = plain(vm, value)
    {
        return Ok(known);
    }
    let reference = PyWeakref {
        target: WeakPointer::new(object),
        callback: RefCell::new(callback.clone()),
        hash: Cell::new(None),
    };
    let reference = Ref::new(reference, class);
    match callback {
        // The books find the callback in the reference.
        Some(_) => heap::watch(object, reference.object(), None),
        None if class.ptr_eq(&vm.types.weakref) => {
            heap::note_reference(object, reference.object());
            plain_references(vm).keep(object.address(), reference.object());
        }
        None => heap::note_reference(object, reference.object()),
    }
    Ok(reference.into_value())
}

/// The shared references, by the address of their target.
#[derive(Default)]
struct Plain(RefCell<std::collections::HashMap<usize, WeakPointer>>);

impl Plain {
    fn keep(&self, address: usize, reference: &crate::object::Object) {
        let mut plain = self.0.borrow_mut();
        if plain.len() > 256 && plain.len().is_power_of_two() {
            plain.retain(|_, own| own.upgrade().is_some());
        }
        plain.insert(address, WeakPointer::new(reference));
    }
}

fn plain_references(vm: &Vm) -> std::rc::Rc<Plain> {
    vm.extension::<Plain>()
}

fn this(value: &Value) -> &PyWeakref {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let callback = args.opt(2).filter(|callback| !callback.is_none()).cloned();
    Ok(make(vm, &class, args.get(1), callback)?.into())
}

fn init(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

fn call(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(this(args.get(0))
        .target
        .upgrade()
        .unwrap_or_else(Value::none)
        .into())
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    if let Some(hash) = own.hash.get() {
        return Ok(Value::int(hash).into());
    }
    let Some(target) = own.target.upgrade() else {
        return Err(vm.type_error("weak object has gone away"));
    };
    let (vm, reference) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let hash = vm.hash(&target).await?;
        this(&reference).hash.set(Some(hash));
        Ok(Value::int(hash))
    })
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(other) = args.get(1).get::<PyWeakref>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    match (this(args.get(0)).target.upgrade(), other.target.upgrade()) {
        (Some(a), Some(b)) => {
            let vm = vm.clone();
            Vm::future(async move { vm.compare(Comparison::Eq, &a, &b).await.map(Value::bool) })
        }
        _ => Ok(Value::bool(args.get(0).is(args.get(1))).into()),
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = args.get(0);
    let shown = match this(own).target.upgrade() {
        Some(target) => {
            let name = target
                .as_object()
                .and_then(|object| vm.instance_dict(object));
            let name = name.and_then(|dict| dict.get_name(&vm.names.__name__));
            let name = match (name, target.get::<super::function::PyFunction>()) {
                (_, Some(function)) => {
                    format!(" ({})", crate::vm::call::text(&function.name.borrow()))
                }
                (Some(name), _) if name.get::<super::str::PyStr>().is_some() => {
                    format!(" ({})", crate::vm::call::text(&name))
                }
                _ => String::new(),
            };
            let class = crate::types::type_methods::full_name(vm, &vm.class_of(&target));
            format!(
                "<weakref at {:#x}; to '{}' at {:#x}{name}>",
                own.identity(),
                class.strip_prefix("__main__.").unwrap_or(&class),
                target.identity()
            )
        }
        None => format!("<weakref at {:#x}; dead>", own.identity()),
    };
    Ok(vm.new_str(shown).into())
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

fn callback(_vm: &Vm, value: &Value) -> PyResult {
    let own = this(value);
    if own.target.upgrade().is_none() {
        return Ok(Value::none());
    }
    Ok(own.callback.borrow().clone().unwrap_or_else(Value::none))
}
