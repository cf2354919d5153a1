//! `_sre`: compiled patterns for `re`, whose parser and compiler are Python code.
//!
//! Not here: an interruption of a single search, which the engine does not offer; a search counts as work
//! afterwards.

mod matches;
mod pattern;
mod subject;
mod substitute;

use crate::object::{Ref, Trace, Value};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::number::int_of;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;
use crate::vm::protocol::as_int;
use crate::vm::{NativeResult, PyResult, Vm};
use num_traits::ToPrimitive;

pub use matches::PyMatch;

/// A compiled pattern.
pub struct PyPattern {
    pub pattern: Value,
    pub flags: i64,
    pub code: Vec<u32>,
    pub groups: usize,
    pub names: Value,
    /// The name of each group, `None` for those without.
    pub by_group: Value,
    /// `None` for a pattern of `re.Scanner`, which has no text.
    pub of_bytes: Option<bool>,
}

impl Trace for PyPattern {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.pattern, &self.names, &self.by_group]
            .into_iter()
            .for_each(visit);
    }
}

#[derive(Default)]
struct Kept(std::cell::OnceCell<Classes>);

/// The classes of this module.
#[derive(Clone)]
pub struct Classes {
    pub pattern: Ref<PyType>,
    pub found: Ref<PyType>,
    pub scanner: Ref<PyType>,
    pub finder: Ref<PyType>,
}

pub fn classes(vm: &Vm) -> Classes {
    vm.extension::<Kept>()
        .0
        .get_or_init(|| Classes {
            pattern: vm.new_native_type(&pattern::TYPE, &[]),
            found: vm.new_native_type(&matches::TYPE, &[]),
            scanner: vm.new_native_type(&pattern::SCANNER, &[]),
            finder: vm.new_native_type(&pattern::FINDER, &[]),
        })
        .clone()
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "compile",
        "(pattern, flags, code, groups, groupindex, indexgroup)",
        compile,
    ),
    NativeDef::function("template", "(pattern, template, /)", template),
    NativeDef::function("getcodesize", "()", code_size),
    NativeDef::function("ascii_iscased", "(character, /)", ascii_iscased),
    NativeDef::function("unicode_iscased", "(character, /)", unicode_iscased),
    NativeDef::function("ascii_tolower", "(character, /)", ascii_tolower),
    NativeDef::function("unicode_tolower", "(character, /)", unicode_tolower),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_sre", FUNCTIONS);
    for (name, number) in [
        ("MAGIC", rustpython_sre_engine::SRE_MAGIC),
        ("CODESIZE", rustpython_sre_engine::CODESIZE),
        ("MAXREPEAT", rustpython_sre_engine::MAXREPEAT),
        ("MAXGROUPS", rustpython_sre_engine::MAXGROUPS),
    ] {
        dict.set_name(&vm.intern(name), Value::int(number as i64));
    }
    Ok(())
}

fn compile(vm: &Vm, args: Args<'_>) -> NativeResult {
    let whole = |place: usize| as_int(args.get(place)).and_then(|number| number.to_i64());
    let (Some(flags), Some(groups)) = (whole(1), whole(3)) else {
        return Err(vm.type_error("an integer is required"));
    };
    let Some(code) = crate::types::list_methods::elements(args.get(2)) else {
        return Err(vm.type_error("compile() argument 'code' must be list"));
    };
    let code: Option<Vec<u32>> = code
        .iter()
        .map(|word| as_int(word).and_then(|number| number.to_u32()))
        .collect();
    let Some(code) = code else {
        return Err(vm.overflow_error("regular expression code size limit exceeded"));
    };
    let pattern = args.get(0).clone();
    let of_bytes = (!pattern.is_none()).then(|| pattern.get::<PyStr>().is_none());
    let compiled = PyPattern {
        pattern,
        flags,
        code,
        groups: groups as usize,
        names: args.get(4).clone(),
        by_group: args.get(5).clone(),
        of_bytes,
    };
    Ok(Ref::new(compiled, &classes(vm).pattern).into_value().into())
}

/// A replacement's parts: texts and group numbers in turn.
fn template(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(1).clone().into())
}

fn code_size(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(rustpython_sre_engine::CODESIZE as i64).into())
}

fn character(vm: &Vm, args: Args<'_>) -> PyResult<u32> {
    as_int(args.get(0))
        .and_then(|number| number.to_u32())
        .ok_or_else(|| vm.type_error("an integer is required"))
}

fn ascii_iscased(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = character(vm, args)?;
    Ok(Value::bool(u8::try_from(own).is_ok_and(|byte| byte.is_ascii_alphabetic())).into())
}

fn unicode_iscased(vm: &Vm, args: Args<'_>) -> NativeResult {
    use rustpython_sre_engine::string::{lower_unicode, upper_unicode};
    let own = character(vm, args)?;
    Ok(Value::bool(lower_unicode(own) != own || upper_unicode(own) != own).into())
}

fn ascii_tolower(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = character(vm, args)?;
    Ok(Value::int(i64::from(rustpython_sre_engine::string::lower_ascii(own))).into())
}

fn unicode_tolower(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = character(vm, args)?;
    Ok(Value::int(i64::from(rustpython_sre_engine::string::lower_unicode(own))).into())
}

/// The number of a group given by number or name; `None` when there is no such group.
pub async fn group_number(vm: &Vm, pattern: &PyPattern, group: &Value) -> PyResult<Option<usize>> {
    let index = match int_of(group) {
        Some(_) => as_int(group).and_then(|number| number.to_i64()),
        None if vm.class_of(group).lookup(&vm.names.__index__).is_some() => {
            Some(vm.index_i64(group).await?)
        }
        None => match pattern.names.to_ref::<PyDict>() {
            Some(names) => {
                let found = vm.dict_get(&names, group).await.ok().flatten();
                found.and_then(|number| number.as_small_int())
            }
            None => None,
        },
    };
    Ok(index
        .and_then(|index| usize::try_from(index).ok())
        .filter(|&index| index <= pattern.groups))
}

/// The name of a group.
pub fn group_name(pattern: &PyPattern, group: usize) -> Value {
    pattern
        .by_group
        .get::<PyTuple>()
        .and_then(|names| names.items().get(group).cloned())
        .unwrap_or_else(Value::none)
}
