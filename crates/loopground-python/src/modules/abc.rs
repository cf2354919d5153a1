//! `_abc`: what `abc.ABCMeta` does for each class: abstract methods, virtual subclasses and their caches.
//!
//! The rules are those of PEP 3119; what was found is remembered per class, as `_py_abc` does.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use crate::object::{Kind, Ref, Trace, Value, WeakPointer};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_methods::subclass_check;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Vm};

/// Classes, held weakly.
type Classes = RefCell<HashMap<usize, WeakPointer>>;

/// What is kept of an abstract base class, as its attribute `_abc_impl`.
#[derive(Default)]
pub struct PyAbcData {
    registry: RefCell<Vec<WeakPointer>>,
    cache: Classes,
    negative: Classes,
    /// The state of all registries when `negative` was right.
    negative_version: Cell<i64>,
}

impl Trace for PyAbcData {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

static DATA: TypeDef = TypeDef {
    name: "_abc_data",
    module: "_abc",
    kind: Kind::AbcData,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    doc: "Internal state held by ABC machinery.",
    ..TypeDef::EMPTY
};

#[derive(Default)]
struct State {
    class: RefCell<Option<Ref<PyType>>>,
    /// Counts registrations: a new one makes what is known not to be a subclass doubtful.
    token: Cell<i64>,
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("get_cache_token", "()", get_cache_token),
    NativeDef::function("_abc_init", "(self, /)", init_class),
    NativeDef::function("_abc_register", "(self, subclass, /)", register),
    NativeDef::function("_abc_instancecheck", "(self, instance, /)", instancecheck),
    NativeDef::function("_abc_subclasscheck", "(self, subclass, /)", subclasscheck),
    NativeDef::function("_get_dump", "(self, /)", get_dump),
    NativeDef::function("_reset_registry", "(self, /)", reset_registry),
    NativeDef::function("_reset_caches", "(self, /)", reset_caches),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_abc", FUNCTIONS);
    let class = vm.new_native_type(&DATA, &[]);
    *vm.extension::<State>().class.borrow_mut() = Some(class);
    Ok(())
}

fn remember(classes: &Classes, class: &Ref<PyType>) {
    let weak = WeakPointer::new(class.object());
    classes.borrow_mut().insert(class.object().address(), weak);
}

fn knows(classes: &Classes, class: &Ref<PyType>) -> bool {
    let classes = classes.borrow();
    let found = classes.get(&class.object().address());
    found
        .and_then(WeakPointer::upgrade)
        .is_some_and(|known| known.is(&class.to_value()))
}

fn living(classes: &Classes) -> Vec<Value> {
    let classes = classes.borrow();
    classes.values().filter_map(WeakPointer::upgrade).collect()
}

fn data_of(vm: &Vm, class: &Ref<PyType>) -> PyResult<Ref<PyAbcData>> {
    let found = class.lookup(&vm.intern("_abc_impl"));
    found
        .and_then(|data| data.to_ref::<PyAbcData>())
        .ok_or_else(|| vm.type_error("_abc_impl is set to a wrong type"))
}

fn get_cache_token(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(vm.extension::<State>().token.get()).into())
}

async fn is_abstract(vm: &Vm, value: &Value) -> PyResult<bool> {
    let name = vm.intern("__isabstractmethod__");
    match vm.get_attribute_opt(value, &name).await? {
        Some(flag) => vm.truth(&flag).await,
        None => Ok(false),
    }
}

fn init_class(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(class) = args.get(0).to_ref::<PyType>() else {
        return Err(vm.type_error("_abc_init() argument must be a class"));
    };
    let vm = vm.clone();
    Vm::future(async move {
        let mut abstract_names = Vec::new();
        for (name, value) in class.dict.snapshot() {
            if is_abstract(&vm, &value).await? {
                abstract_names.push(name);
            }
        }
        let key = vm.names.__abstractmethods__.clone();
        let bases = class.bases.borrow().clone();
        for base in bases {
            let Some(inherited) = base.dict.get_name(&key) else {
                continue;
            };
            for name in vm.collect(&inherited).await? {
                let name = vm.intern_value(&name);
                if abstract_names.iter().any(|known| known.is(&name)) {
                    continue;
                }
                if let Some(value) = vm.get_attribute_opt(&class.to_value(), &name).await?
                    && is_abstract(&vm, &value).await?
                {
                    abstract_names.push(name);
                }
            }
        }
        let names = vm.new_frozenset(abstract_names);
        vm.set_attribute(&class.to_value(), &key, Some(names))
            .await?;
        // What `match` takes for a sequence or a mapping.
        let flags = class.dict.remove_name(&vm.intern("__abc_tpflags__"));
        match flags.and_then(|flags| flags.as_small_int()) {
            Some(bits) if bits & (1 << 5) != 0 => class.set_flag(TypeFlags::SEQUENCE, true),
            Some(bits) if bits & (1 << 6) != 0 => class.set_flag(TypeFlags::MAPPING, true),
            _ => {}
        }
        let own = vm.extension::<State>().class.borrow().clone();
        let own = own.expect("the module was initialised");
        let data = Ref::new(PyAbcData::default(), &own).into_value();
        class.dict.set_name(&vm.intern("_abc_impl"), data);
        class.modified();
        Ok(Value::none())
    })
}

fn register(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (Some(class), Some(subclass)) = (
        args.get(0).to_ref::<PyType>(),
        args.get(1).to_ref::<PyType>(),
    ) else {
        return Err(vm.type_error("Can only register classes"));
    };
    let vm = vm.clone();
    Vm::future(async move {
        let (own, other) = (class.to_value(), subclass.to_value());
        if subclass_check(&vm, &other, &own).await? {
            return Ok(other);
        }
        if subclass_check(&vm, &own, &other).await? {
            return Err(vm.runtime_error("Refusing to create an inheritance cycle"));
        }
        let data = data_of(&vm, &class)?;
        let weak = WeakPointer::new(subclass.object());
        data.registry.borrow_mut().push(weak);
        let state = vm.extension::<State>();
        state.token.set(state.token.get() + 1);
        for flag in [TypeFlags::SEQUENCE, TypeFlags::MAPPING] {
            if class.has_flag(flag) {
                set_flag_below(&subclass, flag);
            }
        }
        Ok(other)
    })
}

fn set_flag_below(class: &Ref<PyType>, flag: u32) {
    // Builtin classes are what they are: `str` is a Sequence and yet no pattern's sequence.
    if !class.has_flag(TypeFlags::HEAP) {
        return;
    }
    class.set_flag(flag, true);
    let below = class.subclasses.borrow().clone();
    for subclass in below {
        if let Some(subclass) = subclass.upgrade().and_then(|class| class.to_ref()) {
            set_flag_below(&subclass, flag);
        }
    }
}

fn class_argument(vm: &Vm, value: &Value) -> PyResult<Ref<PyType>> {
    value
        .to_ref::<PyType>()
        .ok_or_else(|| vm.type_error("issubclass() arg 1 must be a class"))
}

fn instancecheck(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_argument(vm, args.get(0))?;
    let data = data_of(vm, &class)?;
    let own = vm.class_of(args.get(1)).clone();
    let token = vm.extension::<State>().token.get();
    if !own.has_flag(TypeFlags::HEAP) {
        if knows(&data.cache, &own) {
            return Ok(Value::bool(true).into());
        }
        if data.negative_version.get() == token && knows(&data.negative, &own) {
            return Ok(Value::bool(false).into());
        }
    }
    let (vm, instance) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let name = vm.names.__class__.clone();
        let claimed = vm.get_attribute(&instance, &name).await?;
        let check = vm.names.__subclasscheck__.clone();
        if let Some(claimed) = claimed.to_ref::<PyType>() {
            if knows(&data.cache, &claimed) {
                return Ok(Value::bool(true));
            }
            if claimed.ptr_eq(&own)
                && data.negative_version.get() == token
                && knows(&data.negative, &own)
            {
                return Ok(Value::bool(false));
            }
        }
        let class = class.to_value();
        let result = vm.call_method(&class, &check, [claimed.clone()]).await?;
        if vm.truth(&result).await? || claimed.is(&own.to_value()) {
            return Ok(result);
        }
        vm.call_method(&class, &check, [own.into_value()]).await
    })
}

fn subclasscheck(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_argument(vm, args.get(0))?;
    let subclass = class_argument(vm, args.get(1))?;
    let data = data_of(vm, &class)?;
    if knows(&data.cache, &subclass) {
        return Ok(Value::bool(true).into());
    }
    let token = vm.extension::<State>().token.get();
    if data.negative_version.get() < token {
        data.negative.borrow_mut().clear();
        data.negative_version.set(token);
    } else if knows(&data.negative, &subclass) {
        return Ok(Value::bool(false).into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let (own, other) = (class.to_value(), subclass.to_value());
        let hook = vm.intern("__subclasshook__");
        let answer = vm.call_method(&own, &hook, [other.clone()]).await?;
        if !answer.is(&vm.types.not_implemented) {
            return match answer.as_bool() {
                Some(true) => {
                    remember(&data.cache, &subclass);
                    Ok(answer)
                }
                Some(false) => {
                    remember(&data.negative, &subclass);
                    Ok(answer)
                }
                None => Err(vm.assertion_error(
                    "__subclasshook__ must return either False, True, or NotImplemented",
                )),
            };
        }
        let mut found = subclass.mro.borrow().iter().any(|base| base.ptr_eq(&class));
        if !found {
            let registered = data.registry.borrow().clone();
            for candidate in registered.iter().filter_map(WeakPointer::upgrade) {
                if subclass_check(&vm, &other, &candidate).await? {
                    found = true;
                    break;
                }
            }
        }
        if !found {
            let subclasses = vm.intern("__subclasses__");
            let below = vm.call_method(&own, &subclasses, []).await?;
            for candidate in vm.collect(&below).await? {
                if subclass_check(&vm, &other, &candidate).await? {
                    found = true;
                    break;
                }
            }
        }
        let known = if found { &data.cache } else { &data.negative };
        remember(known, &subclass);
        Ok(Value::bool(found))
    })
}

fn get_dump(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = data_of(vm, &class_argument(vm, args.get(0))?)?;
    let registry = data.registry.borrow();
    let set = |items: Vec<Value>| vm.new_frozenset(items);
    Ok(vm
        .new_tuple(vec![
            set(registry.iter().filter_map(WeakPointer::upgrade).collect()),
            set(living(&data.cache)),
            set(living(&data.negative)),
            Value::int(data.negative_version.get()),
        ])
        .into())
}

fn reset_registry(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = data_of(vm, &class_argument(vm, args.get(0))?)?;
    data.registry.borrow_mut().clear();
    Ok(Value::none().into())
}

fn reset_caches(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = data_of(vm, &class_argument(vm, args.get(0))?)?;
    data.cache.borrow_mut().clear();
    data.negative.borrow_mut().clear();
    Ok(Value::none().into())
}
