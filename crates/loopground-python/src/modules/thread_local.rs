//! `_thread._local`: data of each thread's own.
//!
//! A thread's part goes when the thread ends.

use super::thread::this_thread;
use crate::object::{Kind, Ref, Trace, Value, WeakPointer};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{CallArgs, NativeResult, Vm};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A dictionary per thread.
pub struct PyLocal {
    dicts: RefCell<BTreeMap<u64, Ref<PyDict>>>,
    args: CallArgs,
}

impl Trace for PyLocal {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        for dict in self.dicts.borrow().values() {
            visit(&dict.to_value());
        }
        self.args.positional.iter().for_each(&mut *visit);
        for (name, value) in &self.args.keywords {
            visit(name);
            visit(value);
        }
    }

    fn clear(&self) {
        let taken = self.dicts.take();
        drop(taken);
    }
}

/// Which objects each thread has a part in.
#[derive(Default)]
struct Used(RefCell<BTreeMap<u64, Vec<WeakPointer>>>);

/// The running thread ends: its parts go.
pub(super) fn forget_locals(vm: &Vm) {
    let thread = this_thread(vm);
    let used = vm.extension::<Used>().0.borrow_mut().remove(&thread);
    for local in used.into_iter().flatten() {
        let Some(local) = local.upgrade() else {
            continue;
        };
        if let Some(own) = local.get::<PyLocal>() {
            let part = own.dicts.borrow_mut().remove(&thread);
            drop(part);
        }
    }
}

pub(super) static LOCAL: TypeDef = TypeDef {
    name: "_local",
    module: "_thread",
    kind: Kind::ThreadLocal,
    flags: TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", local_new),
        NativeDef::method("__getattribute__", "($self, name, /)", local_get),
        NativeDef::method("__setattr__", "($self, name, value, /)", local_set),
        NativeDef::method("__delattr__", "($self, name, /)", local_delete),
    ],
    ..TypeDef::EMPTY
};

fn local_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let given = CallArgs::from_parts(args.rest(1), args.keywords(2));
    let plain = class
        .lookup(&vm.names.__init__)
        .is_some_and(|init| init.get::<crate::types::native::PyNative>().is_some());
    if plain && (!given.positional.is_empty() || !given.keywords.is_empty()) {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let local = PyLocal {
        dicts: RefCell::default(),
        args: given,
    };
    let local = Ref::new(local, &class).into_value();
    // The creating thread's __init__ runs as for any object; other threads' when they first look.
    local_dict(vm, &local);
    Ok(local.into())
}

/// The calling thread's dictionary; when it is new, `__init__` has to run in this thread too.
fn local_dict(vm: &Vm, value: &Value) -> (Ref<PyDict>, bool) {
    let own = value.get::<PyLocal>().expect("the receiver was checked");
    let thread = this_thread(vm);
    if let Some(dict) = own.dicts.borrow().get(&thread) {
        return (dict.clone(), false);
    }
    let dict = vm.new_dict();
    own.dicts.borrow_mut().insert(thread, dict.clone());
    if let Some(object) = value.as_object() {
        let used = vm.extension::<Used>();
        let mut used = used.0.borrow_mut();
        let used = used.entry(thread).or_default();
        if used.len() >= 64 && used.len().is_power_of_two() {
            used.retain(|local| local.upgrade().is_some());
        }
        used.push(WeakPointer::new(object));
    }
    (dict, true)
}

/// Does something with the dictionary, after `__init__` where that is due.
fn with_local(
    vm: &Vm,
    value: &Value,
    act: impl FnOnce(&Vm, &Value, &Ref<PyDict>) -> NativeResult + 'static,
) -> NativeResult {
    let (dict, fresh) = local_dict(vm, value);
    let init = vm.class_of(value).lookup(&vm.names.__init__);
    let Some(init) =
        init.filter(|init| fresh && init.get::<crate::types::native::PyNative>().is_none())
    else {
        return act(vm, value, &dict);
    };
    let (vm, value) = (vm.clone(), value.clone());
    Vm::future(async move {
        let own = value.get::<PyLocal>().expect("checked");
        let mut args = own.args.clone();
        args.positional.insert(0, value.clone());
        if let Err(raised) = vm.call(&init, args).await {
            // The next look tries again.
            let part = own.dicts.borrow_mut().remove(&this_thread(&vm));
            drop(part);
            return Err(raised);
        }
        let flow = act(&vm, &value, &dict)?;
        vm.run_flow(flow).await
    })
}

fn local_get(vm: &Vm, args: Args<'_>) -> NativeResult {
    use crate::vm::attribute::Loaded;
    let name = crate::types::object::attribute_name(vm, args.get(1))?;
    with_local(vm, args.get(0), move |vm, value, dict| {
        if name.is(&vm.names.__dict__) {
            return Ok(dict.to_value().into());
        }
        // What a class defines with a setter comes first, as for any object.
        let class = vm.class_of(value);
        let data = class
            .lookup(&name)
            .is_some_and(|found| vm.class_of(&found).lookup(&vm.names.__set__).is_some());
        if !data && let Some(found) = dict.get_name(&name) {
            return Ok(found.into());
        }
        match vm.load_attribute_generic(value, &name)? {
            Some(Loaded::Value(found)) => Ok(found.into()),
            Some(Loaded::Method(function)) => Ok(vm.bind_method(&function, value).into()),
            Some(Loaded::Flow(flow)) => Ok(flow),
            None => Err(vm.no_attribute(value, &name)),
        }
    })
}

/// A name that is no string, and claims to equal `__dict__`.
fn odd_name(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value, name) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let dict_name = vm.names.__dict__.clone();
        if vm.equal(&name, &dict_name).await? {
            return Err(read_only(&vm, &value));
        }
        crate::types::object::attribute_name(&vm, &name)
    })
}

fn read_only(vm: &Vm, value: &Value) -> crate::vm::Raised {
    vm.attribute_error(format!(
        "'{}' object attribute '__dict__' is read-only",
        vm.class_name(value)
    ))
}

fn local_set(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<crate::types::str::PyStr>().is_none() {
        return odd_name(vm, args);
    }
    let name = crate::types::object::attribute_name(vm, args.get(1))?;
    let new = args.get(2).clone();
    with_local(vm, args.get(0), move |vm, value, dict| {
        if name.is(&vm.names.__dict__) {
            return Err(read_only(vm, value));
        }
        if let Some(found) = vm.class_of(value).lookup(&name)
            && let Some(setter) = vm.class_of(&found).lookup(&vm.names.__set__)
        {
            return Ok(vm.call_special(&found, setter, vec![value.clone(), new]));
        }
        dict.set_name(&name, new);
        Ok(Value::none().into())
    })
}

fn local_delete(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<crate::types::str::PyStr>().is_none() {
        return odd_name(vm, args);
    }
    let name = crate::types::object::attribute_name(vm, args.get(1))?;
    with_local(vm, args.get(0), move |vm, value, dict| {
        if name.is(&vm.names.__dict__) {
            return Err(read_only(vm, value));
        }
        match dict.remove_name(&name) {
            Some(_) => Ok(Value::none().into()),
            None => Err(vm.no_attribute(value, &name)),
        }
    })
}
