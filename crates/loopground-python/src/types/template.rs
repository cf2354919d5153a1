//! Template strings (PEP 750).

use super::str::PyStr;
use super::tuple::PyTuple;
use super::type_object::TypeFlags;
use crate::code::{Instruction, Op};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::frame::Frame;
use crate::vm::{NativeResult, PyResult, Vm};

/// `string.templatelib.Template` or `Interpolation`: its parts, in the order of the attributes.
pub struct PyTemplatePart {
    parts: Vec<Value>,
}

impl Trace for PyTemplatePart {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.parts.iter().for_each(visit);
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "Template",
    module: "string.templatelib",
    kind: Kind::TemplatePart,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__iter__", "($self, /)", iter),
        NativeDef::method("__add__", "($self, value, /)", add),
        NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__reduce__", "($self, /)", reduce),
    ],
    attributes: &[
        GetSetDef::field("strings", part::<0>),
        GetSetDef::field("interpolations", part::<1>),
        GetSetDef::read_only("values", values),
    ],
    ..TypeDef::EMPTY
};

pub static INTERPOLATION: TypeDef = TypeDef {
    name: "Interpolation",
    module: "string.templatelib",
    kind: Kind::TemplatePart,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new(
            "($type, /, value, expression='', conversion=None, format_spec='')",
            new_interpolation,
        ),
        NativeDef::method("__repr__", "($self, /)", interpolation_repr),
        NativeDef::method("__reduce__", "($self, /)", reduce_interpolation),
        NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
    ],
    attributes: &[
        GetSetDef::field("value", part::<0>),
        GetSetDef::field("expression", part::<1>),
        GetSetDef::field("conversion", part::<2>),
        GetSetDef::field("format_spec", part::<3>),
    ],
    ..TypeDef::EMPTY
};

/// A template is made again by a function of `string.templatelib`.
fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let parts = vm.new_tuple(this(args.get(0)).parts[..2].to_vec());
    let vm = vm.clone();
    Vm::future(async move {
        let module = crate::vm::import::import(&vm, "string.templatelib").await?;
        let name = vm.intern("_template_unpickle");
        let function = vm.get_attribute(&module, &name).await?;
        Ok(vm.new_tuple(vec![function, parts]))
    })
}

fn reduce_interpolation(vm: &Vm, args: Args<'_>) -> NativeResult {
    let parts = vm.new_tuple(this(args.get(0)).parts.clone());
    let class = vm.class_of(args.get(0)).to_value();
    Ok(vm.new_tuple(vec![class, parts]).into())
}

fn this(value: &Value) -> &PyTemplatePart {
    value.get().expect("the receiver was checked")
}

fn part<const I: usize>(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).parts[I].clone())
}

fn items(value: &Value) -> Vec<Value> {
    value
        .get::<PyTuple>()
        .map_or_else(Vec::new, |tuple| tuple.items().to_vec())
}

fn values(vm: &Vm, value: &Value) -> PyResult {
    let all = items(&this(value).parts[1]);
    Ok(vm.new_tuple(all.iter().map(|one| this(one).parts[0].clone()).collect()))
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

fn joined(vm: &Vm, a: &Value, b: &Value) -> Value {
    let text = |value: &'_ Value| value.to_ref::<PyStr>().expect("templates hold strings");
    vm.new_wtf8(text(a).followed_by(&text(b)))
}

/// A template of strings and interpolations in any order: between two interpolations stands a string, and a string
/// stands at both ends.
fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    if !args.keywords(2).is_empty() {
        return Err(vm.type_error("Template.__new__ only accepts *args arguments"));
    }
    let empty = vm.types.empty_string.clone();
    let (mut strings, mut interpolations) = (vec![empty.clone()], Vec::new());
    for item in args.rest(1) {
        if item.get::<PyStr>().is_some() {
            let last = strings.last_mut().expect("it begins with one");
            *last = joined(vm, last, item);
        } else if vm.is_instance(item, &vm.types.interpolation) {
            interpolations.push(item.clone());
            strings.push(empty.clone());
        } else {
            return Err(vm.type_error(format!(
                "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {}",
                vm.class_name(item)
            )));
        }
    }
    let parts = vec![vm.new_tuple(strings), vm.new_tuple(interpolations)];
    Ok(Ref::new(PyTemplatePart { parts }, &vm.types.template)
        .into_value()
        .into())
}

fn add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let other = args.get(1);
    if !vm.is_instance(other, &vm.types.template) {
        return Err(vm.type_error(format!(
            "can only concatenate string.templatelib.Template (not \"{}\") to string.templatelib.Template",
            vm.type_name(other)
        )));
    }
    let (a, b) = (this(args.get(0)), this(other));
    let mut strings = items(&a.parts[0]);
    let mut more = items(&b.parts[0]).into_iter();
    if let (Some(last), Some(first)) = (strings.last_mut(), more.next()) {
        *last = joined(vm, last, &first);
    }
    strings.extend(more);
    let mut interpolations = items(&a.parts[1]);
    interpolations.extend(items(&b.parts[1]));
    let parts = vec![vm.new_tuple(strings), vm.new_tuple(interpolations)];
    Ok(Ref::new(PyTemplatePart { parts }, &vm.types.template)
        .into_value()
        .into())
}

fn new_interpolation(vm: &Vm, args: Args<'_>) -> NativeResult {
    let empty = || vm.types.empty_string.clone();
    let expression = args.opt(2).cloned().unwrap_or_else(empty);
    let conversion = args.opt(3).cloned().unwrap_or_else(Value::none);
    let spec = args.opt(4).cloned().unwrap_or_else(empty);
    for (name, value) in [("expression", &expression), ("format_spec", &spec)] {
        if value.get::<PyStr>().is_none() {
            return Err(vm.type_error(format!(
                "Interpolation() argument '{name}' must be str, not {}",
                vm.class_name(value)
            )));
        }
    }
    if !conversion.is_none() {
        let Some(text) = conversion.get::<PyStr>() else {
            return Err(vm.type_error(format!(
                "Interpolation() argument 'conversion' must be str, not {}",
                vm.class_name(&conversion)
            )));
        };
        if !matches!(text.as_str(), Some("s" | "r" | "a")) {
            return Err(vm.value_error(
                "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'",
            ));
        }
    }
    let parts = vec![args.get(1).clone(), expression, conversion, spec];
    Ok(Ref::new(PyTemplatePart { parts }, &vm.types.interpolation)
        .into_value()
        .into())
}

/// Strings and interpolations in turn, without empty strings.
fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    let (strings, interpolations) = (items(&own.parts[0]), items(&own.parts[1]));
    let mut all = Vec::new();
    for (place, string) in strings.into_iter().enumerate() {
        if vm.quick_truth(&string) == Some(true) {
            all.push(string);
        }
        all.extend(interpolations.get(place).cloned());
    }
    let list = vm.new_list(all);
    vm.iter_flow(&list)
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    let (strings, interpolations) = (own.parts[0].clone(), own.parts[1].clone());
    let vm = vm.clone();
    Vm::future(async move {
        let strings = vm.repr_text(&strings).await?;
        let interpolations = vm.repr_text(&interpolations).await?;
        Ok(vm.new_str(format!(
            "Template(strings={strings}, interpolations={interpolations})"
        )))
    })
}

fn interpolation_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let parts = this(args.get(0)).parts.clone();
    let vm = vm.clone();
    Vm::future(async move {
        let mut shown = Vec::new();
        for part in &parts {
            shown.push(vm.repr_text(part).await?);
        }
        Ok(vm.new_str(format!("Interpolation({})", shown.join(", "))))
    })
}

/// `BUILD_TEMPLATE` and `BUILD_INTERPOLATION`.
pub fn build(vm: &Vm, frame: &mut Frame, instruction: Instruction) -> PyResult<Value> {
    let (class, parts) = if instruction.op == Op::BuildTemplate {
        let interpolations = frame.pop();
        let strings = frame.pop();
        (&vm.types.template, vec![strings, interpolations])
    } else {
        let spec = if instruction.arg & 1 != 0 {
            frame.pop()
        } else {
            vm.types.empty_string.clone()
        };
        let expression = frame.pop();
        let value = frame.pop();
        let conversion = match instruction.arg >> 2 {
            1 => vm.new_str("s"),
            2 => vm.new_str("r"),
            3 => vm.new_str("a"),
            _ => Value::none(),
        };
        (
            &vm.types.interpolation,
            vec![value, expression, conversion, spec],
        )
    };
    Ok(Ref::new(PyTemplatePart { parts }, class).into_value())
}
