//! `_csv.Dialect`: how values are separated and quoted.

use super::{error, known_dialect, with_classes};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// When fields are quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    Minimal,
    All,
    NonNumeric,
    None,
    Strings,
    NotNull,
}

const QUOTINGS: [Quoting; 6] = [
    Quoting::Minimal,
    Quoting::All,
    Quoting::NonNumeric,
    Quoting::None,
    Quoting::Strings,
    Quoting::NotNull,
];

/// `_csv.Dialect`.
#[derive(Clone)]
pub struct PyDialect {
    pub delimiter: u32,
    pub double_quote: bool,
    pub escape: Option<u32>,
    pub line_end: Value,
    pub quote: Option<u32>,
    pub quoting: Quoting,
    pub skip_blank: bool,
    pub strict: bool,
}

impl Trace for PyDialect {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.line_end);
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "Dialect",
    module: "_csv",
    kind: Kind::CsvDialect,
    flags: 0,
    methods: &[NativeDef::new(
        "($type, dialect=None, delimiter=<unrepresentable>, doublequote=<unrepresentable>, \
         escapechar=<unrepresentable>, lineterminator=<unrepresentable>, quotechar=<unrepresentable>, \
         quoting=<unrepresentable>, skipinitialspace=<unrepresentable>, strict=<unrepresentable>)",
        new,
    )],
    attributes: &[
        GetSetDef::field("delimiter", |vm, this| {
            Ok(character(vm, Some(dialect(this).delimiter)))
        }),
        GetSetDef::field("doublequote", |_, this| {
            Ok(Value::bool(dialect(this).double_quote))
        }),
        GetSetDef::field("escapechar", |vm, this| {
            Ok(character(vm, dialect(this).escape))
        }),
        GetSetDef::field("lineterminator", |_, this| {
            Ok(dialect(this).line_end.clone())
        }),
        GetSetDef::field("quotechar", |vm, this| {
            Ok(character(vm, dialect(this).quote))
        }),
        GetSetDef::field("quoting", |_, this| {
            let own = dialect(this).quoting;
            let number = QUOTINGS.iter().position(|&quoting| quoting == own);
            Ok(Value::int(number.unwrap_or(0) as i64))
        }),
        GetSetDef::field("skipinitialspace", |_, this| {
            Ok(Value::bool(dialect(this).skip_blank))
        }),
        GetSetDef::field("strict", |_, this| Ok(Value::bool(dialect(this).strict))),
    ],
    doc: "CSV dialect",
};

const NAMES: [&str; 8] = [
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict",
];

fn dialect(value: &Value) -> &PyDialect {
    value.get().expect("the receiver was checked")
}

fn character(vm: &Vm, point: Option<u32>) -> Value {
    match point.and_then(char::from_u32) {
        Some(character) => vm.new_str(character.to_string()),
        None => Value::none(),
    }
}

/// One character of an argument; `None` where that is allowed.
fn one(vm: &Vm, value: &Value, name: &str, optional: bool) -> PyResult<Option<u32>> {
    if optional && value.is_none() {
        return Ok(None);
    }
    let or_none = if optional { " or None" } else { "" };
    match value.get::<PyStr>() {
        Some(text) if text.len() == 1 => Ok(Some(text.code_point(0).to_u32())),
        Some(text) => Err(vm.type_error(format!(
            "\"{name}\" must be a unicode character{or_none}, not a string of length {}",
            text.len()
        ))),
        None => Err(vm.type_error(format!(
            "\"{name}\" must be a unicode character{or_none}, not {}",
            vm.class_name(value)
        ))),
    }
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.opt(1).filter(|given| !given.is_none()).cloned();
    let class = crate::types::sequence::new_class(
        vm,
        args.get(0),
        &with_classes(vm, |classes| classes.dialect.clone()),
    )?;
    let mut slots: Vec<Option<Value>> = (2..10).map(|place| args.opt(place).cloned()).collect();
    let vm = vm.clone();
    Vm::future(async move {
        let given = match given {
            Some(name) if name.get::<PyStr>().is_some() => Some(known_dialect(&vm, &name).await?),
            other => other,
        };
        if let Some(given) = given {
            let is_own = vm.is_exactly(
                &given,
                &with_classes(&vm, |classes| classes.dialect.clone()),
            );
            if is_own && slots.iter().all(Option::is_none) {
                return Ok(given);
            }
            for (slot, name) in slots.iter_mut().zip(NAMES) {
                if slot.is_none() {
                    *slot = vm.get_attribute_opt(&given, &vm.intern(name)).await?;
                }
            }
        }
        let made = parse(&vm, &slots).await?;
        Ok(Ref::new(made, &class).into_value())
    })
}

async fn truth(vm: &Vm, value: Option<&Value>, default: bool) -> PyResult<bool> {
    match value {
        Some(value) => vm.truth(value).await,
        None => Ok(default),
    }
}

async fn parse(vm: &Vm, slots: &[Option<Value>]) -> PyResult<PyDialect> {
    let slot = |place: usize| slots[place].as_ref();
    let delimiter = match slot(0) {
        Some(given) => one(vm, given, "delimiter", false)?.unwrap_or(0),
        None => u32::from(','),
    };
    let double_quote = truth(vm, slot(1), true).await?;
    let escape = match slot(2) {
        Some(given) => one(vm, given, "escapechar", true)?,
        None => None,
    };
    let line_end = match slot(3) {
        Some(given) if given.get::<PyStr>().is_some() => given.clone(),
        Some(given) => {
            return Err(vm.type_error(format!(
                "\"lineterminator\" must be a string, not {}",
                vm.class_name(given)
            )));
        }
        None => vm.intern("\r\n"),
    };
    let quote = match slot(4) {
        Some(given) => one(vm, given, "quotechar", true)?,
        None => Some(u32::from('"')),
    };
    let quoting = match slot(5) {
        None if slots[4].as_ref().is_some_and(Value::is_none) => Quoting::None,
        None => Quoting::Minimal,
        Some(given) => match given.as_small_int() {
            Some(number) => *usize::try_from(number)
                .ok()
                .and_then(|number| QUOTINGS.get(number))
                .ok_or_else(|| vm.type_error("bad \"quoting\" value"))?,
            None => {
                return Err(vm.type_error(format!(
                    "\"quoting\" must be an integer, not {}",
                    vm.class_name(given)
                )));
            }
        },
    };
    let skip_blank = truth(vm, slot(6), false).await?;
    let strict = truth(vm, slot(7), false).await?;
    if quoting != Quoting::None && quote.is_none() {
        return Err(vm.type_error("quotechar must be set if quoting enabled"));
    }
    check(vm, delimiter, quote, escape, &line_end, skip_blank)?;
    Ok(PyDialect {
        delimiter,
        double_quote,
        escape,
        line_end,
        quote,
        quoting,
        skip_blank,
        strict,
    })
}

/// Characters that would be read as something else.
fn check(
    vm: &Vm,
    delimiter: u32,
    quote: Option<u32>,
    escape: Option<u32>,
    line_end: &Value,
    skip_blank: bool,
) -> PyResult<()> {
    let ends_line = |point: u32| point == 0x0A || point == 0x0D;
    let named = [
        ("delimiter", Some(delimiter)),
        ("escapechar", escape),
        ("quotechar", quote),
    ];
    for (name, point) in named {
        let blank = point == Some(0x20) && skip_blank && name != "delimiter";
        if point.is_some_and(ends_line) || blank {
            return Err(vm.value_error(format!("bad {name} value")));
        }
    }
    let pairs = [
        ("delimiter", "escapechar", Some(delimiter), escape),
        ("delimiter", "quotechar", Some(delimiter), quote),
        ("escapechar", "quotechar", escape, quote),
    ];
    for (first, second, a, b) in pairs {
        if a.is_some() && a == b {
            return Err(vm.value_error(format!("bad {first} or {second} value")));
        }
    }
    let text = line_end.get::<PyStr>().expect("checked before");
    for (name, point) in named {
        let found = text
            .as_wtf8()
            .code_points()
            .any(|own| Some(own.to_u32()) == point);
        if found {
            return Err(vm.value_error(format!("bad {name} or lineterminator value")));
        }
    }
    Ok(())
}

/// The dialect that a reader or a writer is given: positional and by keywords.
pub(super) async fn of_call(
    vm: &Vm,
    given: Option<Value>,
    mut keywords: Vec<(Value, Value)>,
) -> PyResult {
    let mut given = given;
    if let Some(place) = keywords
        .iter()
        .position(|(name, _)| name.is(&vm.intern("dialect")))
    {
        given = Some(keywords.remove(place).1);
    }
    for (name, _) in &keywords {
        let name = crate::vm::call::text(name);
        if !NAMES.contains(&name.as_str()) {
            return Err(vm.type_error(format!(
                "this function got an unexpected keyword argument '{name}'"
            )));
        }
    }
    let made = super::make_dialect(vm, given, keywords).await?;
    match made.get::<PyDialect>() {
        Some(_) => Ok(made),
        None => Err(error(vm, "unknown dialect")),
    }
}
