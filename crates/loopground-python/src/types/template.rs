//! Template strings (PEP 750).

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
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("__iter__", "($self, /)", iter),
        NativeDef::method("__repr__", "($self, /)", repr),
    ],
    attributes: &[
        GetSetDef::read_only("strings", part::<0>),
        GetSetDef::read_only("interpolations", part::<1>),
        GetSetDef::read_only("values", values),
    ],
    ..TypeDef::EMPTY
};

pub static INTERPOLATION: TypeDef = TypeDef {
    name: "Interpolation",
    module: "string.templatelib",
    kind: Kind::TemplatePart,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[NativeDef::method(
        "__repr__",
        "($self, /)",
        interpolation_repr,
    )],
    attributes: &[
        GetSetDef::read_only("value", part::<0>),
        GetSetDef::read_only("expression", part::<1>),
        GetSetDef::read_only("conversion", part::<2>),
        GetSetDef::read_only("format_spec", part::<3>),
    ],
    ..TypeDef::EMPTY
};

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
