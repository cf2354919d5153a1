//! `_contextvars`: context variables (PEP 567).
//!
//! A context is an immutable map shared by copies; setting a variable replaces the map of the current context.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};

/// Variables with their values, oldest first.
type Map = Rc<Vec<(Value, Value)>>;

/// `contextvars.Context`.
#[derive(Default)]
pub struct PyContext {
    map: RefCell<Map>,
    entered: Cell<bool>,
}

impl Trace for PyContext {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        // A shared map is owned by several contexts at once: visiting it would count its values too often.
        let map = self.map.borrow();
        if Rc::strong_count(&map) == 1 {
            for (variable, value) in map.iter() {
                visit(variable);
                visit(value);
            }
        }
    }
}

/// `contextvars.ContextVar`.
pub struct PyContextVar {
    name: Value,
    default: Option<Value>,
}

impl Trace for PyContextVar {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.name);
        self.default.iter().for_each(visit);
    }
}

/// `contextvars.Token`.
pub struct PyToken {
    context: Value,
    variable: Value,
    old: Option<Value>,
    used: Cell<bool>,
}

impl Trace for PyToken {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.context);
        visit(&self.variable);
        self.old.iter().for_each(visit);
    }
}

static CONTEXT: TypeDef = TypeDef {
    name: "Context",
    module: "_contextvars",
    kind: Kind::Context,
    flags: TypeFlags::MAPPING | TypeFlags::WEAKREF | TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", context_new),
        NativeDef::method("run", "($self, /, *args, **kwargs)", run),
        NativeDef::method("copy", "($self, /)", copy),
        NativeDef::method("get", "($self, key, default=None, /)", get),
        NativeDef::method("keys", "($self, /)", keys),
        NativeDef::method("values", "($self, /)", values),
        NativeDef::method("items", "($self, /)", items),
        NativeDef::method("__getitem__", "($self, key, /)", getitem),
        NativeDef::method("__contains__", "($self, key, /)", contains),
        NativeDef::method("__len__", "($self, /)", len),
        NativeDef::method("__iter__", "($self, /)", iter),
        NativeDef::method("__eq__", "($self, value, /)", equal),
    ],
    ..TypeDef::EMPTY
};

static VARIABLE: TypeDef = TypeDef {
    name: "ContextVar",
    module: "_contextvars",
    kind: Kind::ContextVar,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, name, /, *, default=<unset>)", variable_new),
        NativeDef::method("get", "($self, default=<unset>, /)", variable_get),
        NativeDef::method("set", "($self, value, /)", variable_set),
        NativeDef::method("reset", "($self, token, /)", variable_reset),
        NativeDef::method("__repr__", "($self, /)", variable_repr),
        NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
    ],
    attributes: &[GetSetDef::read_only("name", variable_name)],
    ..TypeDef::EMPTY
};

static TOKEN: TypeDef = TypeDef {
    name: "Token",
    module: "_contextvars",
    kind: Kind::ContextToken,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("__enter__", "($self, /)", token_enter),
        NativeDef::method("__exit__", "($self, type, value, traceback, /)", token_exit),
        NativeDef::method("__repr__", "($self, /)", token_repr),
        NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
    ],
    attributes: &[
        GetSetDef::read_only("var", token_variable),
        GetSetDef::read_only("old_value", token_old),
    ],
    ..TypeDef::EMPTY
};

static MISSING: TypeDef = TypeDef {
    name: "Missing",
    module: "_contextvars",
    kind: Kind::Singleton,
    flags: TypeFlags::FINAL,
    methods: &[NativeDef::method("__repr__", "($self, /)", missing_repr)],
    ..TypeDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("copy_context", "()", copy_context)];

#[derive(Default)]
struct State {
    classes: std::cell::OnceCell<([Ref<PyType>; 3], Value)>,
}

fn classes(vm: &Vm) -> [Ref<PyType>; 3] {
    made(vm).0
}

fn made(vm: &Vm) -> ([Ref<PyType>; 3], Value) {
    let state = vm.extension::<State>();
    state
        .classes
        .get_or_init(|| {
            let classes = [&CONTEXT, &VARIABLE, &TOKEN].map(|def| vm.new_native_type(def, &[]));
            let missing = crate::types::singleton::PySingleton {
                name: "<Token.MISSING>",
            };
            let missing = Ref::new(missing, &vm.new_native_type(&MISSING, &[])).into_value();
            classes[2]
                .dict
                .set_name(&vm.intern("MISSING"), missing.clone());
            classes[2].modified();
            (classes, missing)
        })
        .clone()
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_contextvars", FUNCTIONS);
    let [context, variable, token] = classes(vm);
    dict.set_name(&vm.intern("Context"), context.into_value());
    dict.set_name(&vm.intern("ContextVar"), variable.into_value());
    dict.set_name(&vm.intern("Token"), token.into_value());
    Ok(())
}

fn new_context(vm: &Vm, map: Map) -> Value {
    let [class, ..] = classes(vm);
    Ref::new(
        PyContext {
            map: RefCell::new(map),
            entered: Cell::new(false),
        },
        &class,
    )
    .into_value()
}

/// The current context of the thread, made now if it has none.
fn current(vm: &Vm) -> Value {
    if let Some(context) = vm.current_context() {
        return context;
    }
    let context = new_context(vm, Map::default());
    vm.enter_context(Some(context.clone()));
    context
}

/// A context without variables.
#[must_use]
pub fn empty(vm: &Vm) -> Value {
    new_context(vm, Map::default())
}

/// A copy of a context, for a task or callback.
#[must_use]
pub fn copied(vm: &Vm, context: &Value) -> Value {
    let map = this(context).map.borrow().clone();
    new_context(vm, map)
}

fn this(value: &Value) -> &PyContext {
    value.get().expect("the receiver was checked")
}

fn find(map: &Map, variable: &Value) -> Option<Value> {
    map.iter()
        .find(|(own, _)| own.is(variable))
        .map(|(_, value)| value.clone())
}

fn context_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    if !args.rest(1).is_empty() || !args.keywords(2).is_empty() {
        return Err(vm.type_error("Context() does not accept any arguments"));
    }
    Ok(new_context(vm, Map::default()).into())
}

fn copy_context(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let current = current(vm);
    Ok(copied(vm, &current).into())
}

fn run(vm: &Vm, args: Args<'_>) -> NativeResult {
    let context = args.get(0).clone();
    let Some((callable, rest)) = args.rest(1).split_first() else {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    };
    let callable = callable.clone();
    let given = CallArgs::from_parts(rest, args.keywords(2));
    let vm = vm.clone();
    Vm::future(async move {
        if this(&context).entered.replace(true) {
            let shown = vm.repr_text(&context).await?;
            return Err(
                vm.runtime_error(format!("cannot enter context: {shown} is already entered"))
            );
        }
        let before = vm.enter_context(Some(context.clone()));
        let result = vm.call(&callable, given).await;
        vm.leave_context(before);
        this(&context).entered.set(false);
        result
    })
}

/// The same variables with equal values.
fn equal(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(other) = args.get(1).get::<PyContext>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let (own, other) = (
        this(args.get(0)).map.borrow().clone(),
        other.map.borrow().clone(),
    );
    if own.len() != other.len() {
        return Ok(Value::bool(false).into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        for (variable, value) in own.iter() {
            let Some(others) = find(&other, variable) else {
                return Ok(Value::bool(false));
            };
            if !vm.equal(value, &others).await? {
                return Ok(Value::bool(false));
            }
        }
        Ok(Value::bool(true))
    })
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(copied(vm, args.get(0)).into())
}

fn check_key(vm: &Vm, key: &Value) -> PyResult<()> {
    if key.get::<PyContextVar>().is_some() {
        return Ok(());
    }
    Err(vm.type_error(format!(
        "a ContextVar key was expected, got {}",
        vm.class_name(key)
    )))
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    check_key(vm, args.get(1))?;
    let found = find(&this(args.get(0)).map.borrow(), args.get(1));
    Ok(found
        .or_else(|| args.opt(2).cloned())
        .unwrap_or_else(Value::none)
        .into())
}

fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    check_key(vm, args.get(1))?;
    let found = find(&this(args.get(0)).map.borrow(), args.get(1));
    found
        .map(Into::into)
        .ok_or_else(|| vm.key_error(args.get(1)))
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    check_key(vm, args.get(1))?;
    Ok(Value::bool(find(&this(args.get(0)).map.borrow(), args.get(1)).is_some()).into())
}

fn len(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(this(args.get(0)).map.borrow().len() as i64).into())
}

fn listed(vm: &Vm, args: Args<'_>, pick: impl Fn(&(Value, Value)) -> Value) -> NativeResult {
    let items = this(args.get(0)).map.borrow().iter().map(pick).collect();
    let list = vm.new_list(items);
    vm.iter_flow(&list)
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    listed(vm, args, |(variable, _)| variable.clone())
}

fn keys(vm: &Vm, args: Args<'_>) -> NativeResult {
    iter(vm, args)
}

fn values(vm: &Vm, args: Args<'_>) -> NativeResult {
    listed(vm, args, |(_, value)| value.clone())
}

fn items(vm: &Vm, args: Args<'_>) -> NativeResult {
    listed(vm, args, |(variable, value)| {
        vm.new_tuple(vec![variable.clone(), value.clone()])
    })
}

fn variable(value: &Value) -> &PyContextVar {
    value.get().expect("the receiver was checked")
}

fn variable_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<crate::types::str::PyStr>().is_none() {
        return Err(vm.type_error("context variable name must be a str"));
    }
    if !vm.class_of(args.get(1)).ptr_eq(&vm.types.str) {
        // A subclass may have decided not to be hashed.
        let (vm, name, default) = (vm.clone(), args.get(1).clone(), args.opt(2).cloned());
        return Vm::future(async move {
            vm.hash(&name).await?;
            Ok(new_variable(&vm, name, default))
        });
    }
    Ok(new_variable(vm, args.get(1).clone(), args.opt(2).cloned()).into())
}

fn new_variable(vm: &Vm, name: Value, default: Option<Value>) -> Value {
    let [_, class, _] = classes(vm);
    Ref::new(PyContextVar { name, default }, &class).into_value()
}

fn variable_get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = args.get(0);
    let set = vm
        .current_context()
        .and_then(|context| find(&this(&context).map.borrow(), own));
    set.or_else(|| args.opt(1).cloned())
        .or_else(|| variable(own).default.clone())
        .map(Into::into)
        .ok_or_else(|| vm.raise_with(&vm.types.exceptions.lookup_error, vec![own.clone()]))
}

fn store(context: &Value, variable: &Value, value: Option<Value>) {
    let mut map: Vec<(Value, Value)> = (**this(context).map.borrow()).clone();
    match (map.iter().position(|(own, _)| own.is(variable)), value) {
        (Some(place), Some(value)) => map[place].1 = value,
        (Some(place), None) => drop(map.remove(place)),
        (None, Some(value)) => map.push((variable.clone(), value)),
        (None, None) => {}
    }
    let old = this(context).map.replace(Rc::new(map));
    drop(old);
}

fn variable_set(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (own, value) = (args.get(0), args.get(1));
    let context = current(vm);
    let old = find(&this(&context).map.borrow(), own);
    store(&context, own, Some(value.clone()));
    let [.., class] = classes(vm);
    let token = PyToken {
        context,
        variable: own.clone(),
        old,
        used: Cell::new(false),
    };
    Ok(Ref::new(token, &class).into_value().into())
}

fn variable_reset(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (own, token) = (args.get(0).clone(), args.get(1).clone());
    let vm = vm.clone();
    Vm::future(async move {
        let Some(kept) = token.get::<PyToken>() else {
            return Err(vm.type_error(format!(
                "expected an instance of Token, got {}",
                vm.repr_text(&token).await?
            )));
        };
        let shown = vm.repr_text(&token).await?;
        if kept.used.get() {
            return Err(vm.runtime_error(format!("{shown} has already been used once")));
        }
        if !kept.variable.is(&own) {
            return Err(vm.value_error(format!("{shown} was created by a different ContextVar")));
        }
        if !current(&vm).is(&kept.context) {
            return Err(vm.value_error(format!("{shown} was created in a different Context")));
        }
        kept.used.set(true);
        store(&kept.context, &own, kept.old.clone());
        Ok(Value::none())
    })
}

fn variable_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let own = variable(&value);
        let default = match &own.default {
            Some(default) => format!(" default={}", vm.repr_text(default).await?),
            None => String::new(),
        };
        let name = vm.repr_text(&own.name).await?;
        Ok(vm.new_str(format!(
            "<ContextVar name={name}{default} at {:#x}>",
            value.identity()
        )))
    })
}

fn variable_name(_vm: &Vm, value: &Value) -> PyResult {
    Ok(variable(value).name.clone())
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(crate::types::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

fn token(value: &Value) -> &PyToken {
    value.get().expect("the receiver was checked")
}

fn token_enter(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

fn token_exit(vm: &Vm, args: Args<'_>) -> NativeResult {
    let slots = [
        Some(token(args.get(0)).variable.clone()),
        Some(args.get(0).clone()),
    ];
    variable_reset(vm, Args(&slots))
}

fn token_variable(_vm: &Vm, value: &Value) -> PyResult {
    Ok(token(value).variable.clone())
}

fn token_old(vm: &Vm, value: &Value) -> PyResult {
    Ok(token(value).old.clone().unwrap_or_else(|| made(vm).1))
}

fn token_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let own = token(&value);
        let used = if own.used.get() { " used" } else { "" };
        let variable = vm.repr_text(&own.variable).await?;
        Ok(vm.new_str(format!(
            "<Token{used} var={variable} at {:#x}>",
            value.identity()
        )))
    })
}

fn missing_repr(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_str("<Token.MISSING>").into())
}
