//! Type parameters (PEP 695, PEP 696): `TypeVar`, `ParamSpec`, `TypeVarTuple`, `TypeAliasType`.
//!
//! Bounds, constraints, defaults and values are evaluated on first use.

use std::cell::RefCell;

use super::tuple::PyTuple;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

/// A part that is there, or made by a call on first use.
#[derive(Default)]
pub struct Lazy {
    value: RefCell<Option<Value>>,
    evaluate: RefCell<Option<Value>>,
}

/// Any of the four.
#[derive(Default)]
pub struct PyTypeParameter {
    name: RefCell<Option<Value>>,
    bound: Lazy,
    constraints: Lazy,
    default: Lazy,
    /// Of a type alias.
    value: Lazy,
    parameters: RefCell<Option<Value>>,
    covariant: std::cell::Cell<bool>,
    contravariant: std::cell::Cell<bool>,
    infer_variance: std::cell::Cell<bool>,
}

impl Trace for PyTypeParameter {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        for lazy in [&self.bound, &self.constraints, &self.default, &self.value] {
            lazy.value.borrow().iter().for_each(&mut *visit);
            lazy.evaluate.borrow().iter().for_each(&mut *visit);
        }
        for field in [&self.name, &self.parameters] {
            field.borrow().iter().for_each(&mut *visit);
        }
    }
}

macro_rules! parameter_type {
    ($def:ident $name:literal $signature:literal $new:ident $attributes:ident [$($extra:expr),*]) => {
        pub static $def: TypeDef = TypeDef {
            name: $name,
            module: "typing",
            kind: Kind::TypeParameter,
            flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF | TypeFlags::FINAL,
            methods: &[
                NativeDef::new($signature, $new),
                NativeDef::method("__repr__", "($self, /)", repr),
                NativeDef::method("__or__", "($self, value, /)", or),
                NativeDef::method("__ror__", "($self, value, /)", ror),
                NativeDef::method("has_default", "($self, /)", has_default),
                NativeDef::method("__mro_entries__", "($self, bases, /)", mro_entries),
                NativeDef::method("__reduce__", "($self, /)", reduce),
                NativeDef::method("__typing_subst__", "($self, arg, /)", subst),
                NativeDef::method("__typing_prepare_subst__", "($self, alias, args, /)", prepare_subst),
                $($extra),*
            ],
            attributes: $attributes,
            ..TypeDef::EMPTY
        };
    };
}

macro_rules! attributes {
    ($($extra:expr),*) => {
        &[
        GetSetDef::read_only("__name__", name),
        GetSetDef::read_only("__covariant__", covariant),
        GetSetDef::read_only("__contravariant__", contravariant),
        GetSetDef::read_only("__infer_variance__", infer_variance),
        GetSetDef::read_only("__bound__", bound),
        GetSetDef::read_only("__constraints__", constraints),
        GetSetDef::read_only("__default__", default),
        GetSetDef::read_only("__value__", value),
        GetSetDef::read_only("evaluate_bound", evaluate_bound),
        GetSetDef::read_only("evaluate_constraints", evaluate_constraints),
        GetSetDef::read_only("evaluate_default", evaluate_default),
        GetSetDef::read_only("evaluate_value", evaluate_value),
        GetSetDef::read_only("__type_params__", parameters),
        GetSetDef::read_only("__parameters__", parameters),
        GetSetDef::writable(
            "__dict__",
            super::function_methods::instance_dict,
            super::function_methods::replace_dict,
        ),
            $($extra),*
        ]
    };
}

static ATTRIBUTES: &[GetSetDef] = attributes!();
static SPEC_ATTRIBUTES: &[GetSetDef] = attributes!(
    GetSetDef::read_only("args", super::spec_parts::args),
    GetSetDef::read_only("kwargs", super::spec_parts::kwargs)
);

parameter_type!(TYPEVAR "TypeVar"
    "($type, name, *constraints, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)"
    typevar_new ATTRIBUTES []);
parameter_type!(PARAMSPEC "ParamSpec"
    "($type, name, *, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)"
    paramspec_new SPEC_ATTRIBUTES []);
parameter_type!(TYPEVARTUPLE "TypeVarTuple" "($type, name, *, default=None)" typevartuple_new ATTRIBUTES
    [NativeDef::method("__iter__", "($self, /)", unpack)]);
parameter_type!(TYPEALIAS "TypeAliasType" "($type, name, value, *, type_params=())" typealias_new ATTRIBUTES
    [NativeDef::method("__getitem__", "($self, key, /)", alias_getitem),
     NativeDef::method("__iter__", "($self, /)", unpack)]);

fn this(value: &Value) -> &PyTypeParameter {
    value.get().expect("the receiver was checked")
}

fn truthy(vm: &Vm, value: Option<&Value>) -> bool {
    value
        .and_then(|value| vm.quick_truth(value))
        .unwrap_or(false)
}

fn set(lazy: &Lazy, value: Option<&Value>) {
    *lazy.value.borrow_mut() = value.cloned();
}

fn made(vm: &Vm, class: &Value, parameter: PyTypeParameter) -> NativeResult {
    let class = class.to_ref::<PyType>().expect("__new__ takes a class");
    Ok(in_callers_module(
        vm,
        Ref::new(parameter, &class).into_value(),
    ))
}

/// Notes which module made it, so that pickle finds it there.
fn in_callers_module(vm: &Vm, value: Value) -> Flow {
    let names = (vm.names.__name__.clone(), vm.names.__module__.clone());
    Flow::Frames(Box::new(move |vm, thread| {
        let module = thread
            .top_frame()
            .and_then(|frame| frame.globals.get_name(&names.0));
        let object = value.as_object();
        if let Some(dict) = object.and_then(|object| vm.ensure_instance_dict(object)) {
            dict.set_name(&names.1, module.unwrap_or_else(Value::none));
        }
        Ok(value)
    }))
}

fn typevar_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let parameter = PyTypeParameter::default();
    *parameter.name.borrow_mut() = Some(args.get(1).clone());
    let constraints = args.rest(2);
    if constraints.len() == 1 {
        return Err(vm.type_error("A single constraint is not allowed"));
    }
    if !constraints.is_empty() && args.opt(3).is_some_and(|bound| !bound.is_none()) {
        return Err(vm.type_error("Constraints cannot be combined with bound=..."));
    }
    set(&parameter.constraints, Some(args.get(2)));
    set(&parameter.bound, args.opt(3));
    set(&parameter.default, args.opt(4));
    parameter.covariant.set(truthy(vm, args.opt(5)));
    parameter.contravariant.set(truthy(vm, args.opt(6)));
    parameter.infer_variance.set(truthy(vm, args.opt(7)));
    if parameter.covariant.get() && parameter.contravariant.get() {
        return Err(vm.value_error("Bivariant types are not supported."));
    }
    if parameter.infer_variance.get()
        && (parameter.covariant.get() || parameter.contravariant.get())
    {
        return Err(vm.value_error("Variance cannot be specified with infer_variance."));
    }
    made(vm, args.get(0), parameter)
}

fn paramspec_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let parameter = PyTypeParameter::default();
    *parameter.name.borrow_mut() = Some(args.get(1).clone());
    set(&parameter.bound, args.opt(2));
    set(&parameter.default, args.opt(3));
    parameter.covariant.set(truthy(vm, args.opt(4)));
    parameter.contravariant.set(truthy(vm, args.opt(5)));
    parameter.infer_variance.set(truthy(vm, args.opt(6)));
    made(vm, args.get(0), parameter)
}

fn typevartuple_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let parameter = PyTypeParameter::default();
    *parameter.name.borrow_mut() = Some(args.get(1).clone());
    set(&parameter.default, args.opt(2));
    made(vm, args.get(0), parameter)
}

fn typealias_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let parameter = PyTypeParameter::default();
    *parameter.name.borrow_mut() = Some(args.get(1).clone());
    set(&parameter.value, Some(args.get(2)));
    *parameter.parameters.borrow_mut() = args.opt(3).cloned();
    made(vm, args.get(0), parameter)
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    let name = own.name.borrow().as_ref().map(text).unwrap_or_default();
    let variable = !vm.class_of(args.get(0)).ptr_eq(&vm.types.typealias)
        && !vm.class_of(args.get(0)).ptr_eq(&vm.types.typevartuple);
    let sign = if !variable || own.infer_variance.get() {
        ""
    } else if own.covariant.get() {
        "+"
    } else if own.contravariant.get() {
        "-"
    } else {
        "~"
    };
    Ok(vm.new_str(format!("{sign}{name}")).into())
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    super::union::of_members(vm, vec![args.get(0).clone(), args.get(1).clone()])
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    super::union::of_members(vm, vec![args.get(1).clone(), args.get(0).clone()])
}

fn has_default(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let lazy = &this(args.get(0)).default;
    Ok(Value::bool(lazy.value.borrow().is_some() || lazy.evaluate.borrow().is_some()).into())
}

fn mro_entries(vm: &Vm, args: Args<'_>) -> NativeResult {
    Err(vm.type_error(format!(
        "Cannot subclass an instance of {}",
        vm.class_name(args.get(0))
    )))
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(name(vm, args.get(0))?.into())
}

/// A function of `typing` with the receiver and its arguments.
fn in_typing(vm: &Vm, args: Args<'_>, function: &'static str) -> NativeResult {
    let given: Vec<Value> = args.0.iter().flatten().cloned().collect();
    let vm = vm.clone();
    Vm::future(async move {
        let typing = crate::vm::import::import(&vm, "typing").await?;
        vm.call_method(&typing, &vm.intern(function), given).await
    })
}

fn subst(vm: &Vm, args: Args<'_>) -> NativeResult {
    if vm.is_instance(args.get(0), &vm.types.typevartuple) {
        return Err(vm.type_error("Substitution of bare TypeVarTuple is not supported"));
    }
    let typevar = vm.is_instance(args.get(0), &vm.types.typevar);
    in_typing(
        vm,
        args,
        if typevar {
            "_typevar_subst"
        } else {
            "_paramspec_subst"
        },
    )
}

fn prepare_subst(vm: &Vm, args: Args<'_>) -> NativeResult {
    if vm.is_instance(args.get(0), &vm.types.typevartuple) {
        return in_typing(vm, args, "_typevartuple_prepare_subst");
    }
    if vm.is_instance(args.get(0), &vm.types.paramspec) {
        return in_typing(vm, args, "_paramspec_prepare_subst");
    }
    // A type variable with a default may be left out at the end.
    let (vm, own, alias) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    let given = args.get(2).clone();
    Vm::future(async move {
        let parameters = vm.intern("__parameters__");
        let parameters = vm.get_attribute(&alias, &parameters).await?;
        let parameters = vm.collect(&parameters).await?;
        let index = parameters.iter().position(|one| one.is(&own)).unwrap_or(0);
        let mut items = vm.collect(&given).await?;
        if index < items.len() {
            return Ok(given);
        }
        let lazy = &this(&own).default;
        let has_default = lazy.value.borrow().is_some() || lazy.evaluate.borrow().is_some();
        if index > items.len() || !has_default {
            let shown = vm.str_text(&alias).await?;
            return Err(vm.type_error(format!("Too few arguments for {shown}")));
        }
        let default = vm.intern("__default__");
        items.push(vm.get_attribute(&own, &default).await?);
        Ok(vm.new_tuple(items))
    })
}

fn unpack(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let typing = crate::vm::import::import(&vm, "typing").await?;
        let unpack = vm.get_attribute(&typing, &vm.intern("Unpack")).await?;
        let item = vm.get_item(&unpack, &value).await?;
        vm.iter(&vm.new_tuple(vec![item])).await
    })
}

fn alias_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    if this(args.get(0)).parameters.borrow().is_none() {
        return Err(vm.type_error("Only generic type aliases are subscriptable"));
    }
    Ok(super::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

fn name(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .name
        .borrow()
        .clone()
        .unwrap_or_else(Value::none))
}

/// How a part is made, for `annotationlib`: a function of the format, or none when there is no such part.
fn evaluator(vm: &Vm, lazy: &Lazy) -> PyResult {
    if let Some(evaluate) = &*lazy.evaluate.borrow() {
        return Ok(evaluate.clone());
    }
    if lazy.value.borrow().as_ref().is_none_or(Value::is_none) {
        return Ok(Value::none());
    }
    Err(vm.not_implemented_error("evaluators of parts given as values are not supported"))
}

fn evaluate_bound(vm: &Vm, value: &Value) -> PyResult {
    evaluator(vm, &this(value).bound)
}

fn evaluate_constraints(vm: &Vm, value: &Value) -> PyResult {
    evaluator(vm, &this(value).constraints)
}

fn evaluate_default(vm: &Vm, value: &Value) -> PyResult {
    evaluator(vm, &this(value).default)
}

fn evaluate_value(vm: &Vm, value: &Value) -> PyResult {
    evaluator(vm, &this(value).value)
}

fn covariant(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).covariant.get()))
}

fn contravariant(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).contravariant.get()))
}

fn infer_variance(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).infer_variance.get()))
}

fn known(lazy: &Lazy) -> Value {
    lazy.value.borrow().clone().unwrap_or_else(Value::none)
}

fn bound(_vm: &Vm, value: &Value) -> PyResult {
    Ok(known(&this(value).bound))
}

fn constraints(vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .constraints
        .value
        .borrow()
        .clone()
        .unwrap_or_else(|| vm.new_tuple(vec![])))
}

fn default(vm: &Vm, value: &Value) -> PyResult {
    let found = this(value).default.value.borrow().clone();
    Ok(found.unwrap_or_else(|| no_default(vm)))
}

fn value(_vm: &Vm, value: &Value) -> PyResult {
    Ok(known(&this(value).value))
}

fn parameters(vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .parameters
        .borrow()
        .clone()
        .unwrap_or_else(|| vm.new_tuple(vec![])))
}

/// `typing.NoDefault`.
#[must_use]
pub fn no_default(vm: &Vm) -> Value {
    #[derive(Default)]
    struct NoDefault(std::cell::OnceCell<Value>);
    let kept = vm.extension::<NoDefault>();
    kept.0
        .get_or_init(|| {
            static CLASS: TypeDef = TypeDef {
                name: "NoDefaultType",
                module: "typing",
                kind: Kind::Singleton,
                flags: TypeFlags::FINAL,
                methods: &[
                    NativeDef::new("($type, /)", |vm, _| Ok(no_default(vm).into())),
                    NativeDef::method("__repr__", "($self, /)", no_default_repr),
                    NativeDef::method("__reduce__", "($self, /)", |vm, _| {
                        Ok(vm.new_str("NoDefault").into())
                    }),
                ],
                ..TypeDef::EMPTY
            };
            let class = vm.new_native_type(&CLASS, &[]);
            Ref::new(
                super::singleton::PySingleton {
                    name: "typing.NoDefault",
                },
                &class,
            )
            .into_value()
        })
        .clone()
}

fn no_default_repr(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_str("typing.NoDefault").into())
}

/// The call that makes a part of a type parameter, if it is not made yet: `vm::attribute` asks.
#[must_use]
pub fn lazy_part(vm: &Vm, value: &Value, attribute: &str) -> Option<Flow> {
    let own = value.get::<PyTypeParameter>()?;
    let pick: fn(&PyTypeParameter) -> &Lazy = match attribute {
        "__bound__" => |own| &own.bound,
        "__constraints__" => |own| &own.constraints,
        "__default__" => |own| &own.default,
        "__value__" => |own| &own.value,
        _ => return None,
    };
    let evaluate = pick(own).evaluate.borrow().clone()?;
    if pick(own).value.borrow().is_some() {
        return None;
    }
    let (vm, value) = (vm.clone(), value.clone());
    Some(Flow::Future(Box::pin(async move {
        let made = vm.call(&evaluate, [Value::int(1)]).await?;
        set(pick(this(&value)), Some(&made));
        Ok(made)
    })))
}

fn new_parameter(class: &Ref<PyType>, name: Value) -> Value {
    let parameter = PyTypeParameter::default();
    *parameter.name.borrow_mut() = Some(name);
    parameter.infer_variance.set(true);
    Ref::new(parameter, class).into_value()
}

/// `CALL_INTRINSIC_1` for type parameters.
pub fn intrinsic_1(vm: &Vm, which: usize, value: Value) -> NativeResult {
    match which {
        7 => Ok(in_callers_module(
            vm,
            new_parameter(&vm.types.typevar, value),
        )),
        8 => Ok(in_callers_module(
            vm,
            new_parameter(&vm.types.paramspec, value),
        )),
        9 => Ok(in_callers_module(
            vm,
            new_parameter(&vm.types.typevartuple, value),
        )),
        10 => {
            // `class C[T]`: the base is Generic[T].
            let vm = vm.clone();
            Vm::future(async move {
                let typing = crate::vm::import::import(&vm, "typing").await?;
                let generic = vm.get_attribute(&typing, &vm.intern("Generic")).await?;
                let mut args = Vec::new();
                for parameter in value.get::<PyTuple>().map_or(&[][..], PyTuple::items) {
                    if vm.class_of(parameter).ptr_eq(&vm.types.typevartuple) {
                        let unpack = vm.get_attribute(&typing, &vm.intern("Unpack")).await?;
                        args.push(vm.get_item(&unpack, parameter).await?);
                    } else {
                        args.push(parameter.clone());
                    }
                }
                vm.get_item(&generic, &vm.new_tuple(args)).await
            })
        }
        11 => {
            let parts = value.get::<PyTuple>().map_or(&[][..], PyTuple::items);
            let [name, parameters, evaluate] = parts else {
                return Err(vm.system_error("a type alias is made of three parts"));
            };
            let alias = PyTypeParameter::default();
            *alias.name.borrow_mut() = Some(name.clone());
            *alias.parameters.borrow_mut() =
                Some(parameters.clone()).filter(|parameters| !parameters.is_none());
            *alias.value.evaluate.borrow_mut() = Some(evaluate.clone());
            made(vm, &vm.types.typealias.to_value(), alias)
        }
        _ => Err(vm.system_error(format!("unknown intrinsic {which}"))),
    }
}

/// `CALL_INTRINSIC_2` for type parameters.
pub fn intrinsic_2(vm: &Vm, which: usize, first: Value, second: Value) -> NativeResult {
    match which {
        2 | 3 => {
            let value = new_parameter(&vm.types.typevar, first);
            let own = this(&value);
            let lazy = if which == 2 {
                &own.bound
            } else {
                &own.constraints
            };
            *lazy.evaluate.borrow_mut() = Some(second);
            Ok(in_callers_module(vm, value))
        }
        4 => {
            if let Some(function) = first.get::<super::function::PyFunction>() {
                *function.type_params.borrow_mut() = Some(second);
            }
            Ok(first.into())
        }
        5 => {
            *this(&first).default.evaluate.borrow_mut() = Some(second);
            Ok(first.into())
        }
        _ => Err(vm.system_error(format!("unknown intrinsic {which}"))),
    }
}
