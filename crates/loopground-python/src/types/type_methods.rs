//! `type`: making classes, and what a class object can do.

use std::rc::Rc;

use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
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

static ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable("__name__", name, set_name),
    GetSetDef::writable("__qualname__", qualname, set_qualname_attribute),
    GetSetDef::writable("__module__", module, set_module),
    GetSetDef::writable("__bases__", bases, set_bases),
    GetSetDef::read_only("__base__", base),
    GetSetDef::read_only("__mro__", mro_attribute),
    GetSetDef::read_only("__dict__", dict),
    GetSetDef::writable("__doc__", doc, set_doc),
    GetSetDef::writable(
        "__abstractmethods__",
        abstract_methods,
        set_abstract_methods,
    ),
    GetSetDef::writable("__annotations__", annotations, set_annotations),
    GetSetDef::writable("__annotate__", annotate, set_annotate),
    GetSetDef::writable("__type_params__", type_params, set_type_params),
    GetSetDef::read_only("__flags__", flags),
    GetSetDef::read_only("__basicsize__", basic_size),
    GetSetDef::read_only("__itemsize__", item_size),
    GetSetDef::read_only("__dictoffset__", dict_offset),
    GetSetDef::read_only("__weakrefoffset__", dict_offset),
    GetSetDef::read_only("__text_signature__", no_signature),
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

fn module_name(vm: &Vm, class: &PyType) -> Value {
    match class.dict.get_name(&vm.names.__module__) {
        Some(module) => module,
        None if class.has_flag(TypeFlags::HEAP) => Value::none(),
        None => vm.intern("builtins"),
    }
}

fn this(value: &Value) -> Ref<PyType> {
    value.to_ref().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
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
                None => return Err(vm.type_error("bases must be types")),
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
    super::generic_alias::union(vm, args.get(0), args.get(1))
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    super::generic_alias::union(vm, args.get(1), args.get(0))
}

fn mro(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = this(args.get(0));
    let bases = class.bases.borrow().clone();
    let mut order = vec![class.to_value()];
    let Some(rest) = PyType::linearize(&bases) else {
        return Err(vm.type_error("Cannot create a consistent method resolution order (MRO)"));
    };
    order.extend(rest.into_iter().map(Ref::into_value));
    Ok(vm.new_list(order).into())
}

fn prepare(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_dict().into_value().into())
}

fn must_be_mutable(vm: &Vm, class: &PyType, attribute: &str, value: Option<Value>) -> PyResult {
    if !class.has_flag(TypeFlags::HEAP) {
        return Err(vm.type_error(format!(
            "cannot set '{attribute}' attribute of immutable type '{}'",
            class.name()
        )));
    }
    value.ok_or_else(|| {
        vm.type_error(format!(
            "cannot delete '{attribute}' attribute of immutable type '{}'",
            class.name()
        ))
    })
}

fn name(vm: &Vm, class: &Value) -> PyResult {
    Ok(vm.new_str(&*this(class).name()))
}

fn set_name(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    let value = must_be_mutable(vm, &class, "__name__", value)?;
    if value.get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "can only assign string to {}.__name__, not '{}'",
            class.name(),
            vm.class_name(&value)
        )));
    }
    let qualname = qualified_name(vm, &class);
    *class.name.borrow_mut() = Rc::from(text(&value));
    set_qualname(vm, &class, qualname);
    Ok(())
}

fn qualname(vm: &Vm, class: &Value) -> PyResult {
    Ok(qualified_name(vm, &this(class)))
}

fn set_qualname_attribute(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    let value = must_be_mutable(vm, &class, "__qualname__", value)?;
    if value.get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "can only assign string to {}.__qualname__, not '{}'",
            class.name(),
            vm.class_name(&value)
        )));
    }
    set_qualname(vm, &class, value);
    Ok(())
}

fn module(vm: &Vm, class: &Value) -> PyResult {
    Ok(module_name(vm, &this(class)))
}

/// A writable attribute that is kept in the class's own dictionary.
fn set_in_dict(vm: &Vm, class: &Value, name: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    let value = must_be_mutable(vm, &class, &text(name), value)?;
    class.dict.set_name(name, value);
    class.modified();
    Ok(())
}

fn set_module(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    set_in_dict(vm, class, &vm.names.__module__, value)
}

fn bases(vm: &Vm, class: &Value) -> PyResult {
    Ok(vm.new_tuple(
        this(class)
            .bases
            .borrow()
            .iter()
            .map(Ref::to_value)
            .collect(),
    ))
}

fn set_bases(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    let value = must_be_mutable(vm, &class, "__bases__", value)?;
    let Some(tuple) = value.get::<PyTuple>() else {
        return Err(vm.type_error(format!(
            "can only assign tuple to {}.__bases__, not {}",
            class.name(),
            vm.class_name(&value)
        )));
    };
    let bases: Vec<_> = tuple
        .items()
        .iter()
        .filter_map(Value::to_ref::<PyType>)
        .collect();
    if bases.is_empty() || bases.len() != tuple.items().len() {
        return Err(vm.type_error(format!(
            "can only assign non-empty tuple to {}.__bases__, not ()",
            class.name()
        )));
    }
    if bases.iter().any(|base| base.is_subclass_of(&class)) {
        return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
    }
    if bases
        .iter()
        .any(|base| base.kind != class.kind && base.kind != Kind::Instance)
    {
        return Err(vm.type_error(format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            bases[0].name(),
            class.bases.borrow()[0].name()
        )));
    }
    let Some(rest) = PyType::linearize(&bases) else {
        return Err(
            vm.type_error("Cannot create a consistent method resolution order (MRO) for bases")
        );
    };
    for base in class.bases.borrow().iter() {
        base.subclasses
            .borrow_mut()
            .retain(|weak| weak.upgrade().is_some_and(|sub| !sub.is(&class.to_value())));
    }
    for base in &bases {
        base.subclasses
            .borrow_mut()
            .push(crate::object::WeakPointer::new(class.object()));
    }
    *class.bases.borrow_mut() = bases;
    let order: Vec<_> = std::iter::once(class.clone()).chain(rest).collect();
    *class.mro.borrow_mut() = order.into();
    class.modified();
    relinearize(&class);
    vm.update_class_flags(&class);
    Ok(())
}

/// Recomputes the order of everything below a class whose bases changed.
fn relinearize(class: &Ref<PyType>) {
    let subclasses = class.subclasses.borrow().clone();
    for subclass in subclasses
        .iter()
        .filter_map(|weak| weak.upgrade()?.to_ref::<PyType>())
    {
        let bases = subclass.bases.borrow().clone();
        if let Some(rest) = PyType::linearize(&bases) {
            let order: Vec<_> = std::iter::once(subclass.clone()).chain(rest).collect();
            *subclass.mro.borrow_mut() = order.into();
        }
        relinearize(&subclass);
    }
}

fn base(_vm: &Vm, class: &Value) -> PyResult {
    let class = this(class);
    let bases = class.bases.borrow();
    let best = bases
        .iter()
        .find(|base| base.kind == class.kind && base.kind != Kind::Instance);
    Ok(best
        .or_else(|| bases.first())
        .map_or_else(Value::none, Ref::to_value))
}

fn mro_attribute(vm: &Vm, class: &Value) -> PyResult {
    Ok(vm.new_tuple(this(class).mro.borrow().iter().map(Ref::to_value).collect()))
}

fn dict(vm: &Vm, class: &Value) -> PyResult {
    Ok(super::mappingproxy::of_dict(
        vm,
        this(class).dict.to_value(),
    ))
}

fn doc(vm: &Vm, class: &Value) -> PyResult {
    Ok(this(class)
        .dict
        .get_name(&vm.names.__doc__)
        .unwrap_or_else(Value::none))
}

fn set_doc(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    set_in_dict(vm, class, &vm.names.__doc__, value)
}

fn abstract_methods(vm: &Vm, class: &Value) -> PyResult {
    let found = if class.is(&vm.types.type_.to_value()) {
        None
    } else {
        this(class).dict.get_name(&vm.names.__abstractmethods__)
    };
    found.ok_or_else(|| vm.no_attribute(class, &vm.names.__abstractmethods__))
}

fn set_abstract_methods(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    match value {
        Some(value) => {
            let any = super::set::plain_items(&value)
                .map_or_else(|| !value.is_none(), |items| !items.is_empty());
            class.set_flag(TypeFlags::ABSTRACT, any);
            class.dict.set_name(&vm.names.__abstractmethods__, value);
        }
        None => {
            class.set_flag(TypeFlags::ABSTRACT, false);
            if class
                .dict
                .remove_name(&vm.names.__abstractmethods__)
                .is_none()
            {
                return Err(vm.no_attribute(&class.to_value(), &vm.names.__abstractmethods__));
            }
        }
    }
    class.modified();
    Ok(())
}

fn annotations(vm: &Vm, class: &Value) -> PyResult {
    let class = this(class);
    if !class.has_flag(TypeFlags::HEAP) {
        return Err(vm.no_attribute(&class.to_value(), &vm.names.__annotations__));
    }
    for name in [
        &vm.names.__annotations__,
        &vm.intern("__annotations_cache__"),
    ] {
        if let Some(found) = class.dict.get_name(name) {
            return Ok(found);
        }
    }
    Err(vm.no_attribute(&class.to_value(), &vm.names.__annotations__))
}

fn set_annotations(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    let class = this(class);
    match value {
        Some(value) => class.dict.set_name(&vm.names.__annotations__, value),
        None => {
            if class.dict.remove_name(&vm.names.__annotations__).is_none() {
                return Err(vm.attribute_error("__annotations__"));
            }
        }
    }
    Ok(())
}

fn annotate(vm: &Vm, class: &Value) -> PyResult {
    let class = this(class);
    let own = class.dict.get_name(&vm.names.__annotate__);
    Ok(own
        .or_else(|| class.dict.get_name(&vm.intern("__annotate_func__")))
        .unwrap_or_else(Value::none))
}

fn set_annotate(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    set_in_dict(vm, class, &vm.intern("__annotate_func__"), value)
}

fn type_params(vm: &Vm, class: &Value) -> PyResult {
    Ok(this(class)
        .dict
        .get_name(&vm.names.__type_params__)
        .unwrap_or_else(|| vm.new_tuple(vec![])))
}

fn set_type_params(vm: &Vm, class: &Value, value: Option<Value>) -> PyResult<()> {
    set_in_dict(vm, class, &vm.names.__type_params__, value)
}

fn flags(_vm: &Vm, class: &Value) -> PyResult {
    // The bits that programs look at: heap type, base type, abstract.
    let class = this(class);
    let mut flags = 0;
    if class.has_flag(TypeFlags::HEAP) {
        flags |= 1 << 9;
    }
    if !class.has_flag(TypeFlags::FINAL) {
        flags |= 1 << 10;
    }
    if class.has_flag(TypeFlags::ABSTRACT) {
        flags |= 1 << 20;
    }
    Ok(Value::int(flags))
}

fn basic_size(_vm: &Vm, class: &Value) -> PyResult {
    Ok(Value::int(16 + 8 * this(class).slot_count as i64))
}

fn item_size(_vm: &Vm, _class: &Value) -> PyResult {
    Ok(Value::int(0))
}

fn dict_offset(_vm: &Vm, class: &Value) -> PyResult {
    Ok(Value::int(if this(class).has_flag(TypeFlags::HAS_DICT) {
        -1
    } else {
        0
    }))
}

fn no_signature(_vm: &Vm, _class: &Value) -> PyResult {
    Ok(Value::none())
}
