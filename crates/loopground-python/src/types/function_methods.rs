//! Functions, methods and builtin functions: attributes and binding.

use super::cell::PyCell;
use super::dict::PyDict;
use super::function::{PyBoundMethod, PyFunction};
use super::native::{NativeKind, PyNative};
use super::str::PyStr;
use super::tuple::PyTuple;
use super::type_object::TypeFlags;
use crate::code::PyCode;
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};

static FUNCTION_METHODS: &[NativeDef] = &[
    NativeDef::new(
        "($type, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
        function_new,
    ),
    NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
    NativeDef::method("__get__", "($self, instance, owner=None, /)", get),
    NativeDef::method("__repr__", "($self, /)", function_repr),
];

static FUNCTION_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable("__name__", name, set_name),
    GetSetDef::writable("__qualname__", qualname, set_qualname),
    GetSetDef::writable("__module__", module, set_module).member(),
    GetSetDef::writable("__doc__", doc, set_doc).member(),
    GetSetDef::writable("__code__", code, set_code),
    GetSetDef::writable("__defaults__", defaults, set_defaults),
    GetSetDef::writable("__kwdefaults__", kw_defaults, set_kw_defaults),
    GetSetDef::field("__closure__", closure),
    GetSetDef::field("__globals__", globals),
    GetSetDef::field("__builtins__", builtins),
    GetSetDef::writable("__annotations__", annotations, set_annotations),
    GetSetDef::writable("__annotate__", annotate, set_annotate),
    GetSetDef::writable("__type_params__", type_params, set_type_params),
    GetSetDef::writable("__dict__", instance_dict, replace_dict),
];

pub static TYPE: TypeDef = TypeDef {
    name: "function",
    kind: Kind::Function,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF | TypeFlags::FINAL,
    methods: FUNCTION_METHODS,
    attributes: FUNCTION_ATTRIBUTES,
    ..TypeDef::EMPTY
};

static METHOD_METHODS: &[NativeDef] = &[
    NativeDef::new("($type, function, instance, /)", method_new),
    NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
    NativeDef::method("__get__", "($self, instance, owner=None, /)", method_get),
    NativeDef::method("__repr__", "($self, /)", method_repr),
    NativeDef::method("__eq__", "($self, value, /)", method_eq),
    NativeDef::method("__hash__", "($self, /)", method_hash),
    NativeDef::method("__getattribute__", "($self, name, /)", method_getattribute),
    NativeDef::method("__reduce__", "($self, /)", method_reduce),
];

pub static METHOD: TypeDef = TypeDef {
    name: "method",
    kind: Kind::BoundMethod,
    flags: TypeFlags::WEAKREF | TypeFlags::FINAL | TypeFlags::CUSTOM_GETATTR,
    methods: METHOD_METHODS,
    attributes: &[
        GetSetDef::read_only("__self__", method_self),
        GetSetDef::read_only("__func__", method_function),
        GetSetDef::read_only("__doc__", method_doc),
    ],
    ..TypeDef::EMPTY
};

static NATIVE_METHODS: &[NativeDef] = &[
    NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
    NativeDef::method("__repr__", "($self, /)", native_repr),
    NativeDef::method("__eq__", "($self, value, /)", native_eq),
    NativeDef::method("__hash__", "($self, /)", native_hash),
    NativeDef::method("__reduce__", "($self, /)", native_reduce),
];

static DESCRIPTOR_METHODS: &[NativeDef] = &[
    NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
    NativeDef::method("__get__", "($self, instance, owner=None, /)", get),
    NativeDef::method("__repr__", "($self, /)", native_repr),
    NativeDef::method("__reduce__", "($self, /)", native_reduce),
];

static NATIVE_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::read_only("__name__", native_name),
    GetSetDef::read_only("__qualname__", native_qualname),
    GetSetDef::read_only("__module__", native_module),
    GetSetDef::read_only("__doc__", native_doc),
    GetSetDef::read_only("__self__", native_self),
    GetSetDef::read_only("__text_signature__", native_signature),
    GetSetDef::read_only("__objclass__", native_owner),
];

macro_rules! native_types {
    ($($name:ident $text:literal $methods:ident;)*) => {
        $(pub static $name: TypeDef = TypeDef {
            name: $text,
            kind: Kind::Native,
            flags: TypeFlags::FINAL | TypeFlags::WEAKREF,
            methods: $methods,
            attributes: NATIVE_ATTRIBUTES,
            ..TypeDef::EMPTY
        };)*
    };
}

native_types! {
    BUILTIN "builtin_function_or_method" NATIVE_METHODS;
    METHOD_DESCRIPTOR "method_descriptor" DESCRIPTOR_METHODS;
    WRAPPER_DESCRIPTOR "wrapper_descriptor" DESCRIPTOR_METHODS;
    CLASSMETHOD_DESCRIPTOR "classmethod_descriptor" DESCRIPTOR_METHODS;
    METHOD_WRAPPER "method-wrapper" NATIVE_METHODS;
}

fn this(value: &Value) -> &PyFunction {
    value.get().expect("the receiver was checked")
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    vm.prepare_call(
        args.get(0),
        CallArgs::from_parts(args.rest(1), args.keywords(2)),
    )
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(native) = args.get(0).get::<PyNative>()
        && native.def.kind == NativeKind::ClassMethod
    {
        let owner = match args.opt(2).filter(|owner| !owner.is_none()) {
            Some(owner) => owner.clone(),
            None => vm.class_of(args.get(1)).to_value(),
        };
        return Ok(vm.bind_method(args.get(0), &owner).into());
    }
    if args.get(1).is_none()
        && args
            .opt(2)
            .is_some_and(|owner| !owner.is(&vm.types.none.to_value()))
    {
        return Ok(args.get(0).clone().into());
    }
    Ok(vm.bind_method(args.get(0), args.get(1)).into())
}

fn function_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(code) = args.get(1).to_ref::<PyCode>() else {
        return Err(vm.type_error(format!(
            "function() argument 'code' must be code, not {}",
            vm.class_name(args.get(1))
        )));
    };
    let Some(globals) = args.get(2).to_ref::<PyDict>() else {
        return Err(vm.type_error(format!(
            "function() argument 'globals' must be dict, not {}",
            vm.class_name(args.get(2))
        )));
    };
    let builtins = vm.builtins_of(&globals, &vm.builtins);
    let function = vm.new_function(&code, globals, builtins);
    if let Some(name) = args.opt(3).filter(|name| !name.is_none()) {
        *function.name.borrow_mut() = name.clone();
    }
    if let Some(defaults) = args.opt(4).filter(|defaults| !defaults.is_none()) {
        *function.defaults.borrow_mut() = Some(defaults.clone());
    }
    let cells: Vec<_> =
        args.opt(5)
            .and_then(Value::get::<PyTuple>)
            .map_or_else(Vec::new, |cells| {
                cells
                    .items()
                    .iter()
                    .filter_map(Value::to_ref::<PyCell>)
                    .collect()
            });
    if cells.len() != code.free {
        if cells.is_empty() {
            return Err(vm.type_error("arg 5 (closure) must be tuple"));
        }
        return Err(vm.value_error(format!(
            "{} requires closure of length {}, not {}",
            text(&code.name),
            code.free,
            cells.len()
        )));
    }
    *function.closure.borrow_mut() = cells;
    if let Some(defaults) = args.opt(6).filter(|defaults| !defaults.is_none()) {
        *function.kw_defaults.borrow_mut() = Some(defaults.clone());
    }
    function.update_simple_arity();
    Ok(function.into_value().into())
}

fn function_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let qualname = text(&this(args.get(0)).qualname.borrow());
    Ok(vm
        .new_str(format!(
            "<function {qualname} at {:#x}>",
            args.get(0).identity()
        ))
        .into())
}

macro_rules! string_attribute {
    ($getter:ident $setter:ident $field:ident $name:literal) => {
        fn $getter(_vm: &Vm, value: &Value) -> PyResult {
            Ok(this(value).$field.borrow().clone())
        }

        fn $setter(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
            match new {
                Some(new) if new.get::<PyStr>().is_some() => {
                    let old = this(value).$field.replace(new);
                    drop(old);
                    Ok(())
                }
                _ => Err(vm.type_error(concat!($name, " must be set to a string object"))),
            }
        }
    };
}

string_attribute!(name set_name name "__name__");
string_attribute!(qualname set_qualname qualname "__qualname__");

macro_rules! plain_attribute {
    ($getter:ident $setter:ident $field:ident) => {
        fn $getter(_vm: &Vm, value: &Value) -> PyResult {
            Ok(this(value).$field.borrow().clone())
        }

        fn $setter(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
            let old = this(value).$field.replace(new.unwrap_or_else(Value::none));
            drop(old);
            Ok(())
        }
    };
}

plain_attribute!(module set_module module);
plain_attribute!(doc set_doc doc);

fn code(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).code.borrow().to_value())
}

fn set_code(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(code) = new.and_then(|new| new.to_ref::<PyCode>()) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let function = this(value);
    if code.free != function.closure.borrow().len() {
        return Err(vm.value_error(format!(
            "{}() requires a code object with {} free vars, not {}",
            text(&function.name.borrow()),
            function.closure.borrow().len(),
            code.free
        )));
    }
    let old = function.code.replace(code);
    drop(old);
    function.update_simple_arity();
    Ok(())
}

fn optional(field: &std::cell::RefCell<Option<Value>>) -> Value {
    field.borrow().clone().unwrap_or_else(Value::none)
}

fn set_optional(field: &std::cell::RefCell<Option<Value>>, new: Option<Value>) {
    let old = field.replace(new.filter(|new| !new.is_none()));
    drop(old);
}

fn defaults(_vm: &Vm, value: &Value) -> PyResult {
    Ok(optional(&this(value).defaults))
}

fn set_defaults(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    if new
        .as_ref()
        .is_some_and(|new| !new.is_none() && new.get::<PyTuple>().is_none())
    {
        return Err(vm.type_error("__defaults__ must be set to a tuple object"));
    }
    set_optional(&this(value).defaults, new);
    this(value).update_simple_arity();
    Ok(())
}

fn kw_defaults(_vm: &Vm, value: &Value) -> PyResult {
    Ok(optional(&this(value).kw_defaults))
}

fn set_kw_defaults(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    if new
        .as_ref()
        .is_some_and(|new| !new.is_none() && new.get::<PyDict>().is_none())
    {
        return Err(vm.type_error("__kwdefaults__ must be set to a dict object"));
    }
    set_optional(&this(value).kw_defaults, new);
    Ok(())
}

fn closure(vm: &Vm, value: &Value) -> PyResult {
    let cells = this(value).closure.borrow();
    if cells.is_empty() {
        return Ok(Value::none());
    }
    Ok(vm.new_tuple(cells.iter().map(Ref::to_value).collect()))
}

fn globals(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).globals.to_value())
}

fn builtins(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).builtins.to_value())
}

/// `__annotations__` is made by `__annotate__` on first use, which is a call: `vm::attribute` asks for it through
/// [`lazy_annotations`].
fn annotations(vm: &Vm, value: &Value) -> PyResult {
    let function = this(value);
    if let Some(known) = &*function.annotations.borrow() {
        if let Some(pairs) = known.get::<PyTuple>() {
            // The compiler of old gives name, value, name, value, …
            let dict = vm.new_dict();
            for pair in pairs.items().chunks(2) {
                dict.set_name(&vm.intern_value(&pair[0]), pair[1].clone());
            }
            return Ok(dict.into_value());
        }
        return Ok(known.clone());
    }
    let dict = vm.new_dict().into_value();
    *function.annotations.borrow_mut() = Some(dict.clone());
    Ok(dict)
}

/// The call that makes a function's annotations, if they are not made yet.
#[must_use]
pub fn lazy_annotations(function: &PyFunction) -> Option<Value> {
    if function.annotations.borrow().is_some() {
        return None;
    }
    function
        .annotate
        .borrow()
        .clone()
        .filter(|annotate| !annotate.is_none())
}

fn set_annotations(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    if new
        .as_ref()
        .is_some_and(|new| !new.is_none() && new.get::<PyDict>().is_none())
    {
        return Err(vm.type_error("__annotations__ must be set to a dict object"));
    }
    set_optional(&this(value).annotations, new);
    set_optional(&this(value).annotate, None);
    Ok(())
}

fn annotate(_vm: &Vm, value: &Value) -> PyResult {
    Ok(optional(&this(value).annotate))
}

fn set_annotate(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(new) = new else {
        return Err(vm.type_error("__annotate__ cannot be deleted"));
    };
    if !new.is_none() && vm.class_of(&new).lookup(&vm.names.__call__).is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    if !new.is_none() {
        set_optional(&this(value).annotations, None);
    }
    set_optional(&this(value).annotate, Some(new));
    Ok(())
}

fn type_params(vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .type_params
        .borrow()
        .clone()
        .unwrap_or_else(|| vm.new_tuple(vec![])))
}

fn set_type_params(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    match new {
        Some(new) if new.get::<PyTuple>().is_some() => {
            set_optional(&this(value).type_params, Some(new));
            Ok(())
        }
        _ => Err(vm.type_error("__type_params__ must be set to a tuple")),
    }
}

/// `object.__dict__` of an instance.
pub fn instance_dict(vm: &Vm, value: &Value) -> PyResult {
    match value
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object))
    {
        Some(dict) => {
            dict.object().set_flag(crate::object::flags::SHOWN);
            Ok(dict.into_value())
        }
        None => Err(vm.no_attribute(value, &vm.names.__dict__)),
    }
}

/// `object.__dict__ = …`.
pub fn replace_dict(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(new) = new else {
        return Err(vm.type_error("cannot delete __dict__"));
    };
    let Some(dict) = new.to_ref::<PyDict>() else {
        return Err(vm.type_error(format!(
            "__dict__ must be set to a dictionary, not a '{}'",
            vm.class_name(&new)
        )));
    };
    if let Some(object) = value.as_object() {
        object.set_dict(Some(dict));
    }
    Ok(())
}

fn method(value: &Value) -> &PyBoundMethod {
    value.get().expect("the receiver was checked")
}

fn method_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (function, receiver) = (args.get(1), args.get(2));
    if vm.class_of(function).lookup(&vm.names.__call__).is_none()
        && function.get::<super::type_object::PyType>().is_none()
    {
        return Err(vm.type_error("first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm
        .new_bound_method(function.clone(), receiver.clone())
        .into())
}

fn method_get(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

fn method_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let method = method(&value);
        let qualname = vm.names.__qualname__.clone();
        let name = match vm.get_attribute_opt(&method.function, &qualname).await? {
            Some(name) if name.get::<PyStr>().is_some() => text(&name),
            _ => match vm
                .get_attribute_opt(&method.function, &vm.names.__name__.clone())
                .await?
            {
                Some(name) if name.get::<PyStr>().is_some() => text(&name),
                _ => "?".to_owned(),
            },
        };
        Ok(vm.new_str(format!(
            "<bound method {name} of {}>",
            vm.repr_text(&method.receiver).await?
        )))
    })
}

fn method_eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(other) = args.get(1).get::<PyBoundMethod>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let own = method(args.get(0));
    if !own.receiver.is(&other.receiver) {
        return Ok(Value::bool(false).into());
    }
    let (vm, a, b) = (vm.clone(), own.function.clone(), other.function.clone());
    Vm::future(async move { vm.equal(&a, &b).await.map(Value::bool) })
}

fn method_hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = method(args.get(0));
    let receiver = crate::vm::mapping::identity_hash(&own.receiver);
    let (vm, function) = (vm.clone(), own.function.clone());
    Vm::future(async move { Ok(Value::int(receiver ^ vm.hash(&function).await?)) })
}

/// Attributes of a method are its own, then its function's.
fn method_getattribute(vm: &Vm, args: Args<'_>) -> NativeResult {
    use crate::vm::attribute::Loaded;
    let value = args.get(0);
    let name = super::object::attribute_name(vm, args.get(1))?;
    if !name.is(&vm.names.__doc__)
        && let Some(loaded) = vm.load_attribute_generic(value, &name)?
    {
        return Ok(match loaded {
            Loaded::Value(found) => found.into(),
            Loaded::Method(function) => vm.bind_method(&function, value).into(),
            Loaded::Flow(flow) => flow,
        });
    }
    let function = method(value).function.clone();
    let (vm, value) = (vm.clone(), value.clone());
    Vm::future(async move {
        drop(value);
        vm.get_attribute(&function, &name).await
    })
}

fn method_reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = method(args.get(0));
    let (function, receiver) = (own.function.clone(), own.receiver.clone());
    let vm = vm.clone();
    Vm::future(async move {
        let name = vm
            .get_attribute(&function, &vm.names.__name__.clone())
            .await?;
        let getattr = vm.builtin(&vm.intern("getattr"))?;
        Ok(vm.new_tuple(vec![getattr, vm.new_tuple(vec![receiver, name])]))
    })
}

fn method_self(_vm: &Vm, value: &Value) -> PyResult {
    Ok(method(value).receiver.clone())
}

fn method_function(_vm: &Vm, value: &Value) -> PyResult {
    Ok(method(value).function.clone())
}

fn native(value: &Value) -> &PyNative {
    value.get().expect("the receiver was checked")
}

fn native_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let own = native(value);
    let class = vm.class_of(value).name();
    let name = own.def.name;
    let owner = own.owner.as_ref().map(|owner| owner.name());
    let shown = match (&*class, &own.receiver, owner) {
        ("method-wrapper", Some(receiver), _) => format!(
            "<method-wrapper '{name}' of {} object at {:#x}>",
            vm.class_name(receiver),
            receiver.identity()
        ),
        ("wrapper_descriptor", _, Some(owner)) => {
            format!("<slot wrapper '{name}' of '{owner}' objects>")
        }
        ("method_descriptor" | "classmethod_descriptor", _, Some(owner)) => {
            format!("<method '{name}' of '{owner}' objects>")
        }
        (_, Some(receiver), _) => match receiver.get::<super::type_object::PyType>() {
            Some(_) => format!(
                "<built-in method {name} of type object at {:#x}>",
                receiver.identity()
            ),
            None => format!(
                "<built-in method {name} of {} object at {:#x}>",
                vm.class_name(receiver),
                receiver.identity()
            ),
        },
        (_, None, Some(owner)) if own.def.kind == NativeKind::New => {
            format!(
                "<built-in method __new__ of type object at {:#x}>",
                owner.as_ptr().addr()
            )
        }
        _ => format!("<built-in function {name}>"),
    };
    Ok(vm.new_str(shown).into())
}

fn native_eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (Some(a), Some(b)) = (args.get(0).get::<PyNative>(), args.get(1).get::<PyNative>()) else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let receivers = match (&a.receiver, &b.receiver) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => true,
        _ => false,
    };
    Ok(Value::bool(std::ptr::eq(a.def, b.def) && receivers).into())
}

fn native_hash(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = native(args.get(0));
    let receiver = own.receiver.as_ref().map_or(0, Value::identity);
    let address = std::ptr::from_ref(own.def).addr() as u64;
    Ok(Value::int(((address ^ receiver) >> 4) as i64).into())
}

fn native_reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = native(args.get(0));
    let target = match (&own.receiver, &own.owner) {
        (Some(receiver), _) => receiver.clone(),
        (None, Some(owner)) => owner.to_value(),
        (None, None) => return Ok(vm.new_str(own.def.name).into()),
    };
    let getattr = vm.builtin(&vm.intern("getattr"))?;
    let name = vm.new_str(own.def.name);
    Ok(vm
        .new_tuple(vec![getattr, vm.new_tuple(vec![target, name])])
        .into())
}

fn native_name(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.intern(native(value).def.name))
}

fn native_qualname(vm: &Vm, value: &Value) -> PyResult {
    let own = native(value);
    Ok(match &own.owner {
        Some(owner) => vm.new_str(format!("{}.{}", owner.name(), own.def.name)),
        None => vm.intern(own.def.name),
    })
}

fn native_module(_vm: &Vm, value: &Value) -> PyResult {
    Ok(native(value).module.clone().unwrap_or_else(Value::none))
}

fn method_doc(vm: &Vm, value: &Value) -> PyResult {
    let function = method(value).function.clone();
    match function.get::<PyFunction>() {
        Some(_) => doc(vm, &function),
        None => Ok(Value::none()),
    }
}

fn native_doc(vm: &Vm, value: &Value) -> PyResult {
    let def = native(value).def;
    let doc = match def.doc {
        "" => super::text_signature::doc_of_slot(def.name),
        doc => doc,
    };
    Ok(if doc.is_empty() {
        Value::none()
    } else {
        vm.new_str(doc)
    })
}

fn native_self(vm: &Vm, value: &Value) -> PyResult {
    let own = native(value);
    match (&own.receiver, &own.owner, &own.module) {
        (Some(receiver), ..) => Ok(receiver.clone()),
        (None, Some(owner), _) if own.def.kind == NativeKind::New => Ok(owner.to_value()),
        (None, Some(_), _) if own.def.kind == NativeKind::StaticMethod => Ok(Value::none()),
        (None, None, Some(module)) => Ok(vm
            .modules
            .get_name(&vm.intern_value(module))
            .unwrap_or_else(Value::none)),
        _ => Err(vm.no_attribute(value, &vm.intern("__self__"))),
    }
}

fn native_signature(vm: &Vm, value: &Value) -> PyResult {
    Ok(super::text_signature::of_native(vm, native(value).def))
}

fn native_owner(vm: &Vm, value: &Value) -> PyResult {
    match &native(value).owner {
        Some(owner)
            if native(value).receiver.is_none()
                || vm.class_of(value).ptr_eq(&vm.types.method_wrapper) =>
        {
            Ok(owner.to_value())
        }
        _ => Err(vm.no_attribute(value, &vm.names.__objclass__)),
    }
}
