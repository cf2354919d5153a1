//! `_heapq`: heaps in lists.
//!
//! Every operation first tries to find out where things go without changing anything and without running Python
//! code; when a comparison needs some, it starts again step by step, as CPython's does.

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::list::PyList;
use crate::types::native::{Args, NativeDef};
use crate::types::tuple::PyTuple;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_heapq", FUNCTIONS);
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("heappush", "(heap, item, /)", |vm, args| {
        push(vm, args, false)
    })
    .doc("Push item onto heap, maintaining the heap invariant."),
    NativeDef::function("heappop", "(heap, /)", |vm, args| pop(vm, args, false))
        .doc("Pop the smallest item off the heap, maintaining the heap invariant."),
    NativeDef::function("heapify", "(heap, /)", |vm, args| heapify(vm, args, false))
        .doc("Transform list into a heap, in-place, in O(len(heap)) time."),
    NativeDef::function("heapreplace", "(heap, item, /)", |vm, args| {
        replace(vm, args, false)
    })
    .doc("Pop and return the current smallest value, and add the new item."),
    NativeDef::function("heappushpop", "(heap, item, /)", |vm, args| {
        push_pop(vm, args, false)
    })
    .doc("Push item on the heap, then pop and return the smallest item from the heap."),
    NativeDef::function("heappush_max", "(heap, item, /)", |vm, args| {
        push(vm, args, true)
    })
    .doc("Push item onto max heap, maintaining the heap invariant."),
    NativeDef::function("heappop_max", "(heap, /)", |vm, args| pop(vm, args, true))
        .doc("Maxheap variant of heappop."),
    NativeDef::function("heapify_max", "(heap, /)", |vm, args| {
        heapify(vm, args, true)
    })
    .doc("Maxheap variant of heapify."),
    NativeDef::function("heapreplace_max", "(heap, item, /)", |vm, args| {
        replace(vm, args, true)
    })
    .doc("Maxheap variant of heapreplace."),
    NativeDef::function("heappushpop_max", "(heap, item, /)", |vm, args| {
        push_pop(vm, args, true)
    })
    .doc("Maxheap variant of heappushpop."),
];

/// The heap of a call, or CPython's complaint.
fn heap(vm: &Vm, args: Args<'_>, name: &str, max: bool) -> PyResult<Ref<PyList>> {
    args.get(0).to_ref::<PyList>().ok_or_else(|| {
        let suffix = if max { "_max" } else { "" };
        let place = if args.len() > 1 { " 1" } else { "" };
        vm.type_error(format!(
            "{name}{suffix}() argument{place} must be list, not {}",
            crate::types::arguments::type_word(vm, args.get(0))
        ))
    })
}

/// `a < b` where no Python code is needed; tuples are compared item by item.
pub fn quick_less(vm: &Vm, a: &Value, b: &Value) -> Option<bool> {
    if let Some(less) = vm.quick_compare(Comparison::Lt, a, b) {
        return Some(less);
    }
    let tuple = |value: &Value| vm.is_exactly(value, &vm.types.tuple);
    if !tuple(a) || !tuple(b) {
        return None;
    }
    let (a, b) = (a.get::<PyTuple>()?.items(), b.get::<PyTuple>()?.items());
    for (a, b) in a.iter().zip(b) {
        if a.is(b) {
            continue;
        }
        if vm.quick_compare(Comparison::Eq, a, b)? {
            continue;
        }
        return vm.quick_compare(Comparison::Lt, a, b);
    }
    Some(a.len() < b.len())
}

/// Whether `a` belongs above `b`.
fn quick_above(vm: &Vm, a: &Value, b: &Value, max: bool) -> Option<bool> {
    if max {
        quick_less(vm, b, a)
    } else {
        quick_less(vm, a, b)
    }
}

/// The same at two places of the heap, with Python code if need be.
async fn above(vm: &Vm, heap: &PyList, a: usize, b: usize, max: bool) -> PyResult<bool> {
    let length = heap.len();
    let (Some(a), Some(b)) = (heap.get(a), heap.get(b)) else {
        return Err(changed(vm));
    };
    if let Some(above) = quick_above(vm, &a, &b, max) {
        return Ok(above);
    }
    let result = match max {
        true => vm.compare(Comparison::Lt, &b, &a).await?,
        false => vm.compare(Comparison::Lt, &a, &b).await?,
    };
    if heap.len() != length {
        return Err(changed(vm));
    }
    Ok(result)
}

fn changed(vm: &Vm) -> crate::vm::Raised {
    vm.runtime_error("list changed size during iteration")
}

/// Moves the item at `place` up to where it belongs, not above `top`.
async fn sift_up(vm: &Vm, heap: &PyList, top: usize, mut place: usize, max: bool) -> PyResult<()> {
    while place > top {
        let parent = (place - 1) / 2;
        if !above(vm, heap, place, parent, max).await? {
            break;
        }
        heap.items_mut().swap(place, parent);
        place = parent;
    }
    Ok(())
}

/// Moves the item at `top` down to a leaf, always to the child that belongs above, and up from there.
async fn sift_down(vm: &Vm, heap: &PyList, top: usize, max: bool) -> PyResult<()> {
    let end = heap.len();
    let mut place = top;
    while place < end / 2 {
        let mut child = 2 * place + 1;
        if child + 1 < end {
            let left = above(vm, heap, child, child + 1, max).await?;
            child += usize::from(!left);
        }
        heap.items_mut().swap(place, child);
        place = child;
    }
    sift_up(vm, heap, top, place, max).await
}

/// As [`sift_up`] without Python code; false, with nothing changed, when some is needed.
fn quick_sift_up(vm: &Vm, items: &mut [Value], top: usize, place: usize, max: bool) -> bool {
    let mut target = place;
    while target > top {
        let parent = (target - 1) / 2;
        match quick_above(vm, &items[place], &items[parent], max) {
            Some(true) => target = parent,
            Some(false) => break,
            None => return false,
        }
    }
    let mut place = place;
    while place > target {
        let parent = (place - 1) / 2;
        items.swap(place, parent);
        place = parent;
    }
    true
}

/// As [`sift_down`] without Python code; false, with nothing changed, when some is needed.
fn quick_sift_down(vm: &Vm, items: &mut [Value], top: usize, max: bool) -> bool {
    let end = items.len();
    let mut path = [0_usize; 64];
    let mut depth = 0;
    let mut place = top;
    while place < end / 2 {
        let mut child = 2 * place + 1;
        if child + 1 < end {
            match quick_above(vm, &items[child], &items[child + 1], max) {
                Some(left) => child += usize::from(!left),
                None => return false,
            }
        }
        path[depth] = child;
        depth += 1;
        place = child;
    }
    // Up again along the path, as far as the item belongs above what is there.
    while depth > 0 {
        match quick_above(vm, &items[top], &items[path[depth - 1]], max) {
            Some(true) => depth -= 1,
            Some(false) => break,
            None => return false,
        }
    }
    let mut place = top;
    for &child in &path[..depth] {
        items.swap(place, child);
        place = child;
    }
    true
}

fn push(vm: &Vm, args: Args<'_>, max: bool) -> NativeResult {
    let heap = heap(vm, args, "heappush", max)?;
    vm.check_growth(heap.len(), size_of::<Value>())?;
    heap.push(args.get(1).clone());
    let last = heap.len() - 1;
    if quick_sift_up(vm, &mut heap.items_mut(), 0, last, max) {
        return Ok(Value::none().into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        sift_up(&vm, &heap, 0, last, max).await?;
        Ok(Value::none())
    })
}

fn pop(vm: &Vm, args: Args<'_>, max: bool) -> NativeResult {
    let heap = heap(vm, args, "heappop", max)?;
    let last = heap.items_mut().pop();
    let Some(last) = last else {
        return Err(vm.index_error("index out of range"));
    };
    if heap.is_empty() {
        return Ok(last.into());
    }
    exchange_top(vm, heap, last, max)
}

/// Puts an item in the place of the top one, which is the result.
fn exchange_top(vm: &Vm, heap: Ref<PyList>, item: Value, max: bool) -> NativeResult {
    let top = std::mem::replace(&mut heap.items_mut()[0], item);
    if quick_sift_down(vm, &mut heap.items_mut(), 0, max) {
        return Ok(top.into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        sift_down(&vm, &heap, 0, max).await?;
        Ok(top)
    })
}

fn replace(vm: &Vm, args: Args<'_>, max: bool) -> NativeResult {
    let heap = heap(vm, args, "heapreplace", max)?;
    if heap.is_empty() {
        return Err(vm.index_error("index out of range"));
    }
    exchange_top(vm, heap, args.get(1).clone(), max)
}

fn push_pop(vm: &Vm, args: Args<'_>, max: bool) -> NativeResult {
    let (heap, item) = (heap(vm, args, "heappushpop", max)?, args.get(1).clone());
    let Some(top) = heap.get(0) else {
        return Ok(item.into());
    };
    match quick_above(vm, &top, &item, max) {
        Some(false) => Ok(item.into()),
        Some(true) => exchange_top(vm, heap, item, max),
        None => {
            let vm = vm.clone();
            Vm::future(async move {
                let (low, high) = if max { (&item, &top) } else { (&top, &item) };
                if !vm.compare(Comparison::Lt, low, high).await? {
                    return Ok(item);
                }
                if heap.is_empty() {
                    return Err(vm.index_error("index out of range"));
                }
                let flow = exchange_top(&vm, heap, item, max)?;
                vm.run_flow(flow).await
            })
        }
    }
}

fn heapify(vm: &Vm, args: Args<'_>, max: bool) -> NativeResult {
    let heap = heap(vm, args, "heapify", max)?;
    let vm = vm.clone();
    Vm::future(async move {
        for place in (0..heap.len() / 2).rev() {
            vm.charge(1).await?;
            let done = {
                let mut items = heap.items_mut();
                place < items.len() && quick_sift_down(&vm, &mut items, place, max)
            };
            if !done {
                sift_down(&vm, &heap, place, max).await?;
            }
        }
        Ok(Value::none())
    })
}
