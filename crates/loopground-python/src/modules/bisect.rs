//! `_bisect`: places in sorted sequences.

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::list::PyList;
use crate::types::native::{Args, NativeDef};
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_bisect", FUNCTIONS);
    for (alias, name) in [("bisect", "bisect_right"), ("insort", "insort_right")] {
        let function = dict.get_name(&vm.intern(name)).expect("added above");
        dict.set_name(&vm.intern(alias), function);
    }
    Ok(())
}

const SIGNATURE: &str = "(a, x, lo=0, hi=None, *, key=None)";

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("bisect_right", SIGNATURE, |vm, args| {
        bisect(vm, args, false)
    }),
    NativeDef::function("bisect_left", SIGNATURE, |vm, args| bisect(vm, args, true)),
    NativeDef::function("insort_right", SIGNATURE, |vm, args| {
        insort(vm, args, false)
    }),
    NativeDef::function("insort_left", SIGNATURE, |vm, args| insort(vm, args, true)),
];

/// What is looked for, and where.
struct Search {
    sequence: Value,
    item: Value,
    low: i64,
    high: Option<i64>,
    key: Option<Value>,
    left: bool,
}

fn given(value: Option<&Value>) -> Option<Value> {
    value.filter(|value| !value.is_none()).cloned()
}

async fn parse(vm: &Vm, slots: &[Option<Value>], left: bool) -> PyResult<Search> {
    let low = match &slots[2] {
        Some(low) => vm.index_i64(low).await?,
        None => 0,
    };
    let high = match given(slots[3].as_ref()) {
        Some(high) => Some(vm.index_i64(&high).await?),
        None => None,
    };
    Ok(Search {
        sequence: slots[0].clone().expect("bound"),
        item: slots[1].clone().expect("bound"),
        low,
        high,
        key: given(slots[4].as_ref()),
        left,
    })
}

/// The place in a plain list of plain values, without Python code.
fn quick(vm: &Vm, args: Args<'_>, left: bool) -> Option<usize> {
    if args.opt(2).is_some() || given(args.opt(3)).is_some() || given(args.opt(4)).is_some() {
        return None;
    }
    if !vm.is_exactly(args.get(0), &vm.types.list) {
        return None;
    }
    let list = args.get(0).get::<PyList>()?.items();
    let item = args.get(1);
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = (low + high) / 2;
        let go_right = match left {
            true => super::heapq::quick_less(vm, &list[middle], item)?,
            false => !super::heapq::quick_less(vm, item, &list[middle])?,
        };
        if go_right {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Some(low)
}

async fn find(vm: &Vm, search: &Search) -> PyResult<i64> {
    if search.low < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    let (mut low, mut high) = match search.high {
        Some(high) => (search.low, high),
        None => (search.low, vm.length(&search.sequence).await? as i64),
    };
    while low < high {
        let middle = low + (high - low) / 2;
        let mut found = vm.get_item(&search.sequence, &Value::int(middle)).await?;
        if let Some(key) = &search.key {
            found = vm.call(key, [found]).await?;
        }
        let go_right = match search.left {
            true => vm.compare(Comparison::Lt, &found, &search.item).await?,
            false => !vm.compare(Comparison::Lt, &search.item, &found).await?,
        };
        if go_right {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

fn bisect(vm: &Vm, args: Args<'_>, left: bool) -> NativeResult {
    if let Some(place) = quick(vm, args, left) {
        return Ok(Value::int(place as i64).into());
    }
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let search = parse(&vm, &slots, left).await?;
        Ok(Value::int(find(&vm, &search).await?))
    })
}

fn insort(vm: &Vm, args: Args<'_>, left: bool) -> NativeResult {
    if let Some(place) = quick(vm, args, left)
        && let Some(list) = args.get(0).get::<PyList>()
    {
        vm.check_growth(list.len(), size_of::<Value>())?;
        list.items_mut().insert(place, args.get(1).clone());
        return Ok(Value::none().into());
    }
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let mut search = parse(&vm, &slots, left).await?;
        let item = search.item.clone();
        if let Some(key) = &search.key {
            search.item = vm.call(key, [item.clone()]).await?;
        }
        let place = find(&vm, &search).await?;
        let insert = vm.intern("insert");
        vm.call_method(&search.sequence, &insert, [Value::int(place), item])
            .await?;
        Ok(Value::none())
    })
}
