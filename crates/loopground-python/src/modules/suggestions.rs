//! `_suggestions`: which name was meant. `traceback` asks it.

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::list::PyList;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::call::text;
use crate::vm::protocol::closest_name;
use crate::vm::{NativeResult, PyResult, Vm};

static FUNCTIONS: &[NativeDef] = &[NativeDef::function(
    "_generate_suggestions",
    "(candidates, item, /)",
    generate,
)];

/// Candidates beyond which nothing is suggested, and the longest name that is looked at.
const MOST_CANDIDATES: usize = 750;
const LONGEST: usize = 40;

/// Fills `_suggestions`.
pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_suggestions", FUNCTIONS);
    Ok(())
}

fn generate(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "_generate_suggestions() argument 2 must be str, not {}",
            vm.class_name(args.get(1))
        )));
    }
    let Some(candidates) = args.get(0).get::<PyList>() else {
        return Err(vm.type_error("candidates must be a list"));
    };
    let candidates = candidates.snapshot();
    if candidates.iter().any(|name| name.get::<PyStr>().is_none()) {
        return Err(vm.type_error("all elements in 'candidates' must be strings"));
    }
    let wrong = text(args.get(1));
    if candidates.len() >= MOST_CANDIDATES || wrong.len() > LONGEST {
        return Ok(Value::none().into());
    }
    let names: Vec<String> = candidates.iter().map(text).collect();
    let found = closest_name(&wrong, names.iter().map(String::as_str));
    Ok(found
        .map_or_else(Value::none, |name| vm.new_str(name))
        .into())
}
