//! `type`: making classes, and what a class object can do.

use super::type_attributes::ATTRIBUTES;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::call::text;
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, /, *args, **kwargs)", new),
    NativeDef::method("__init__", "($self, /, *args, **kwargs)", init),
    NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__instancecheck__", "($self, instance, /)", instancecheck),
    NativeDef::method("__subclasscheck__", "($self, subclass, /)", subclasscheck),
    NativeDef::method("__subclasses__", "($self, /)", subclasses),
    NativeDef::method("__dir__", "($self, /)", dir),
    NativeDef::method("__or__", "($self, value, /)", or),
    NativeDef::method("__ror__", "($self, value, /)", ror),
    NativeDef::method("mro", "($self, /)", mro),
    NativeDef::class_method("__prepare__", "($type, /, *args, **kwargs)", prepare),
];

pub static TYPE: TypeDef = TypeDef {
    name: "type",
    kind: Kind::Type,
    flags: TypeFlags::METATYPE | TypeFlags::WEAKREF,
    methods: METHODS,
    attributes: ATTRIBUTES,
    ..TypeDef::EMPTY
};

/// Where qualified names are kept: not in the class's dictionary, where programs would see them.
#[derive(Default)]
struct QualifiedNames(
    std::cell::RefCell<std::collections::HashMap<usize, (crate::object::WeakPointer, Value)>>,
);

/// Sets `__qualname__`.
pub fn set_qualname(vm: &Vm, class: &Ref<PyType>, qualname: Value) {
    let plain = class.name();
    let names = vm.extension::<QualifiedNames>();
    let mut names = names.0.borrow_mut();
    if text(&qualname) == *plain {
        names.remove(&class.object().address());
    } else {
        let weak = crate::object::WeakPointer::new(class.object());
        names.insert(class.object().address(), (weak, qualname));
    }
}

/// `__qualname__`.
#[must_use]
pub fn qualified_name(vm: &Vm, class: &Ref<PyType>) -> Value {
    let names = vm.extension::<QualifiedNames>();
    let names = names.0.borrow();
    match names.get(&class.object().address()) {
        Some((weak, name)) if weak.upgrade().is_some() => name.clone(),
        _ => vm.new_str(&*class.name()),
    }
}

/// `module.qualname`, without the module for builtins: how a class is named in reprs.
#[must_use]
pub fn full_name(vm: &Vm, class: &Ref<PyType>) -> String {
    let qualname = text(&qualified_name(vm, class));
    match module_name(vm, class).get::<PyStr>() {
        Some(module) if module.bytes() != b"builtins" => format!("{}.{qualname}", module.lossy()),
        _ => qualname,
    }
}

/// As [`full_name`], without the module for classes of the program itself: how messages name a class.
#[must_use]
pub fn name_for_messages(vm: &Vm, class: &Ref<PyType>) -> String {
    let name = full_name(vm, class);
    name.strip_prefix("__main__.")
        .map_or_else(|| name.clone(), ToOwned::to_owned)
}

pub(super) fn module_name(vm: &Vm, class: &PyType) -> Value {
    let found = class.dict.get_name(&vm.names.__module__);
    match found {
        // Builtin classes whose instances have the attribute keep its descriptor there.
        Some(module) if class.has_flag(TypeFlags::HEAP) || module.get::<PyStr>().is_some() => {
            module
        }
        _ if class.has_flag(TypeFlags::HEAP) => Value::none(),
        _ => vm.intern("builtins"),
    }
}

pub(super) fn this(value: &Value) -> Ref<PyType> {
    value.to_ref().expect("the receiver was checked")
}

pub(super) fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(metaclass) = args.get(0).to_ref::<PyType>() else {
        return Err(vm.type_error("type.__new__(X): X is not a type object"));
    };
    let given = args.rest(1);
    let keywords = args.keywords(2).snapshot();
    if given.len() == 1 && metaclass.ptr_eq(&vm.types.type_) && keywords.is_empty() {
        return Ok(vm.class_of(&given[0]).to_value().into());
    }
    if given.len() != 3 {
        return Err(vm.type_error(if metaclass.ptr_eq(&vm.types.type_) {
            "type() takes 1 or 3 arguments".to_owned()
        } else {
            format!(
                "type.__new__() takes exactly 3 arguments ({} given)",
                given.len()
            )
        }));
    }
    let (name, bases, namespace) = (given[0].clone(), given[1].clone(), given[2].clone());
    let wrong = |place: &str, wanted: &str, got: &Value| {
        vm.type_error(format!(
            "type.__new__() argument {place} must be {wanted}, not {}",
            vm.class_name(got)
        ))
    };
    if name.get::<PyStr>().is_none() {
        return Err(wrong("1", "str", &name));
    }
    let Some(base_items) = bases.get::<PyTuple>().map(|bases| bases.items().to_vec()) else {
        return Err(wrong("2", "tuple", &bases));
    };
    let Some(dict) = namespace.to_ref::<super::dict::PyDict>() else {
        return Err(wrong("3", "dict", &namespace));
    };
    let vm = vm.clone();
    Vm::future(async move {
        let mut classes = Vec::new();
        for base in &base_items {
            match base.to_ref::<PyType>() {
                Some(class) => classes.push(class),
                None if vm
                    .get_attribute_opt(base, &vm.names.__mro_entries__.clone())
                    .await?
                    .is_some() =>
                {
                    return Err(vm.type_error(
                        "type() doesn't support MRO entry resolution; use types.new_class()",
                    ));
                }
                None => {
                    // The metaclass is chosen first: most things are instances of no metaclass.
                    crate::vm::class::most_derived_metaclass(&vm, metaclass.clone(), &base_items)?;
                    return Err(vm.type_error("bases must be types"));
                }
            }
        }
        let winner = crate::vm::class::most_derived_metaclass(&vm, metaclass.clone(), &base_items)?;
        if !winner.ptr_eq(&metaclass) {
            let own_new = winner.lookup(&vm.names.__new__).expect("type has __new__");
            let ours = vm
                .types
                .type_
                .lookup(&vm.names.__new__)
                .expect("type has __new__");
            if !own_new.is(&ours) {
                let new = vm
                    .get_attribute(&winner.to_value(), &vm.names.__new__.clone())
                    .await?;
                let args = CallArgs::new(vec![winner.to_value(), name, bases, namespace], keywords);
                return vm.call(&new, args).await;
            }
        }
        let module = match dict.get_name(&vm.names.__module__) {
            Some(_) => None,
            None => {
                let names = vm.names.__name__.clone();
                let found = vm
                    .with_frames(move |_, thread| {
                        let name = thread
                            .top_frame()
                            .and_then(|frame| frame.globals.get_name(&names));
                        Ok(name.unwrap_or_else(Value::none))
                    })
                    .await?;
                Some(found).filter(|found| !found.is_none())
            }
        };
        let class = vm.new_class(&winner, &name, classes, &dict).await?;
        if let Some(module) = module {
            class.dict.set_name(&vm.names.__module__, module);
            class.modified();
        }
        finish_class(&vm, &class, keywords).await?;
        Ok(class.into_value())
    })
}

/// `__set_name__` of every attribute, then the base's `__init_subclass__`.
async fn finish_class(vm: &Vm, class: &Ref<PyType>, keywords: Vec<(Value, Value)>) -> PyResult<()> {
    for (name, value) in class.dict.snapshot() {
        let own = vm.class_of(&value).clone();
        if let Some(hook) = own.lookup(&vm.names.__set_name__) {
            let flow = vm.call_special(&value, hook, vec![class.to_value(), name.clone()]);
            if let Err(raised) = vm.run_flow(flow).await {
                let note = format!(
                    "Error calling __set_name__ on '{}' instance {} in '{}'",
                    own.name(),
                    vm.repr_text(&name).await?,
                    class.name()
                );
                super::exception_methods::add_note(vm, &raised, &note);
                return Err(raised);
            }
        }
    }
    let proxy = super::descriptor::PySuper {
        start: class.clone(),
        receiver: Some(class.to_value()),
        class: Some(class.clone()),
    };
    let proxy = Ref::new(proxy, &vm.types.super_).into_value();
    let init_subclass = vm.names.__init_subclass__.clone();
    vm.call_method(&proxy, &init_subclass, CallArgs::new(vec![], keywords))
        .await?;
    Ok(())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.rest(1).len();
    if given != 1 && given != 3 {
        return Err(vm.type_error("type.__init__() takes 1 or 3 arguments"));
    }
    Ok(Value::none().into())
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = this(args.get(0));
    vm.instantiate(&class, CallArgs::from_parts(args.rest(1), args.keywords(2)))
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm
        .new_str(format!("<class '{}'>", full_name(vm, &this(args.get(0)))))
        .into())
}

/// `isinstance(value, class)` where neither the class's class nor the value has a say in it.
#[must_use]
pub fn quick_instance_check(vm: &Vm, value: &Value, class: &Value) -> Option<bool> {
    if let Some(classes) = class.get::<PyTuple>() {
        for class in classes.items() {
            // A tuple in a tuple is left to the general way.
            class.get::<PyType>()?;
            if quick_instance_check(vm, value, class)? {
                return Some(true);
            }
        }
        return Some(false);
    }
    let class = class.to_ref::<PyType>()?;
    if !class.object().class().ptr_eq(&vm.types.type_) {
        return None;
    }
    if vm.is_instance(value, &class) {
        return Some(true);
    }
    let own = vm.class_of(value);
    let honest = !own.has_flag(TypeFlags::HEAP)
        || !own.has_flag(TypeFlags::CUSTOM_GETATTR)
            && own
                .lookup(&vm.names.__class__)
                .is_some_and(|found| found.get::<crate::types::descriptor::PyGetSet>().is_some());
    honest.then_some(false)
}

/// `isinstance(value, class)`: hooks of the class's class, tuples, unions.
pub async fn instance_check(vm: &Vm, value: &Value, class: &Value) -> PyResult<bool> {
    if vm.class_of(value).to_value().is(class) {
        return Ok(true);
    }
    check(
        vm,
        value,
        class,
        &vm.names.__instancecheck__.clone(),
        "isinstance() arg 2 must be a type, a tuple of types, or a union",
    )
    .await
}

/// `issubclass(class, other)`.
pub async fn subclass_check(vm: &Vm, class: &Value, other: &Value) -> PyResult<bool> {
    check(
        vm,
        class,
        other,
        &vm.names.__subclasscheck__.clone(),
        "issubclass() arg 2 must be a class, a tuple of classes, or a union",
    )
    .await
}

async fn check(vm: &Vm, value: &Value, class: &Value, hook: &Value, error: &str) -> PyResult<bool> {
    let mut work = vec![class.clone()];
    while let Some(class) = work.pop() {
        if let Some(classes) = class.get::<PyTuple>() {
            work.extend(classes.items().iter().rev().cloned());
            continue;
        }
        let meta = vm.class_of(&class).clone();
        if meta.ptr_eq(&vm.types.type_) {
            let target = class
                .to_ref::<PyType>()
                .expect("instances of type are classes");
            let found = if hook.is(&vm.names.__instancecheck__) {
                plain_instance_check(vm, value, &target).await?
            } else {
                plain_subclass_check(vm, value, &target).await?
            };
            if found {
                return Ok(true);
            }
            continue;
        }
        let Some(method) = meta.lookup(hook) else {
            // Something with `__bases__` counts as a class (old proxies do).
            return Err(vm.type_error(error));
        };
        let result = vm
            .run_flow(vm.call_special(&class, method, vec![value.clone()]))
            .await?;
        if vm.truth(&result).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn plain_instance_check(vm: &Vm, value: &Value, class: &Ref<PyType>) -> PyResult<bool> {
    if vm.is_instance(value, class) {
        return Ok(true);
    }
    // A proxy may claim another class through `__class__`.
    let own = vm.class_of(value).clone();
    if !own.has_flag(TypeFlags::HEAP) {
        return Ok(false);
    }
    let name = vm.names.__class__.clone();
    match vm.get_attribute_opt(value, &name).await? {
        Some(claimed) => Ok(claimed
            .to_ref::<PyType>()
            .is_some_and(|claimed| !claimed.ptr_eq(&own) && claimed.is_subclass_of(class))),
        None => Ok(false),
    }
}

async fn plain_subclass_check(vm: &Vm, value: &Value, class: &Ref<PyType>) -> PyResult<bool> {
    if let Some(own) = value.get::<PyType>() {
        return Ok(own.is_subclass_of(class));
    }
    let name = vm.names.__bases__.clone();
    let Some(bases) = vm
        .get_attribute_opt(value, &name)
        .await?
        .filter(|b| b.get::<PyTuple>().is_some())
    else {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    let items = bases.get::<PyTuple>().expect("checked").items();
    Ok(items.iter().any(|base| {
        base.get::<PyType>()
            .is_some_and(|base| base.is_subclass_of(class))
    }))
}

fn instancecheck(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, class, value) = (vm.clone(), this(args.get(0)), args.get(1).clone());
    Vm::future(async move {
        plain_instance_check(&vm, &value, &class)
            .await
            .map(Value::bool)
    })
}

fn subclasscheck(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, class, value) = (vm.clone(), this(args.get(0)), args.get(1).clone());
    Vm::future(async move {
        plain_subclass_check(&vm, &value, &class)
            .await
            .map(Value::bool)
    })
}

fn subclasses(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = this(args.get(0));
    let live = class
        .subclasses
        .borrow()
        .iter()
        .filter_map(crate::object::WeakPointer::upgrade)
        .collect();
    Ok(vm.new_list(live).into())
}

fn dir(vm: &Vm, args: Args<'_>) -> NativeResult {
    let mut names = std::collections::BTreeMap::new();
    for class in this(args.get(0)).mro.borrow().iter() {
        for (name, _) in class.dict.snapshot() {
            names.entry(text(&name)).or_insert(name);
        }
    }
    Ok(vm.new_list(names.into_values().collect()).into())
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    super::union::union(vm, args.get(0), args.get(1))
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    super::union::union(vm, args.get(1), args.get(0))
}

fn mro(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = this(args.get(0));
    let bases = class.bases.borrow().clone();
    let mut order = vec![class.to_value()];
    let rest = PyType::linearize(&bases).map_err(|heads| vm.order_conflict(&heads))?;
    order.extend(rest.into_iter().map(Ref::into_value));
    Ok(vm.new_list(order).into())
}

fn prepare(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_dict().into_value().into())
}
