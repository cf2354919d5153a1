//! `_collections`: `deque`, `defaultdict`, `OrderedDict`, `_tuplegetter`, `_count_elements`.

mod default_dict;
pub mod deque;
mod deque_more;
mod ordered_dict;
mod ordered_iterators;
pub mod tuple_getter;

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::vm::operators::BinaryOperator;
use crate::vm::{NativeResult, PyResult, Vm};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    let [own, iterator, reverse] = deque::classes(vm);
    for (name, class) in [
        ("deque", own),
        ("_deque_iterator", iterator),
        ("_deque_reverse_iterator", reverse),
        ("defaultdict", default_dict::class(vm)),
        ("OrderedDict", ordered_dict::class(vm)),
        ("_tuplegetter", tuple_getter::class(vm)),
    ] {
        dict.set_name(&vm.intern(name), class.into_value());
    }
    vm.add_functions(dict, "_collections", FUNCTIONS);
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[NativeDef::function(
    "_count_elements",
    "(mapping, iterable, /)",
    count_elements,
)];

fn count_elements(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, mapping, iterable) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let one = Value::int(1);
        let class = vm.class_of(&mapping).clone();
        let same = |name: &Value| match (class.lookup(name), vm.types.dict.lookup(name)) {
            (Some(a), Some(b)) => a.is(&b),
            _ => false,
        };
        // A subclass that changes how items are read or stored is asked each time.
        let plain = mapping
            .to_ref::<PyDict>()
            .filter(|_| same(&vm.names.get.clone()) && same(&vm.names.__setitem__.clone()));
        let iterator = vm.iter(&iterable).await?;
        while let Some(item) = vm.next(&iterator).await? {
            match &plain {
                Some(dict) => {
                    let old = match vm.quick_dict_get(dict, &item) {
                        Some(old) => old,
                        None => {
                            // Hashed as any value first: the error names no dict.
                            vm.hash(&item).await?;
                            vm.dict_get(dict, &item).await?
                        }
                    };
                    let new = match old {
                        None => one.clone(),
                        Some(old) => match Vm::quick_binary(BinaryOperator::Add, &old, &one) {
                            Some(new) => new,
                            None => vm.binary(BinaryOperator::Add, &old, &one).await?,
                        },
                    };
                    vm.check_growth(dict.len(), 48)?;
                    if let Err(new) = vm.quick_dict_set(dict, &item, new) {
                        vm.dict_set(dict, &item, new).await?;
                    }
                }
                None => {
                    let old = vm
                        .call_method(
                            &mapping,
                            &vm.names.get.clone(),
                            [item.clone(), Value::int(0)],
                        )
                        .await?;
                    let new = vm.binary(BinaryOperator::Add, &old, &one).await?;
                    vm.set_item(&mapping, &item, new).await?;
                }
            }
        }
        Ok(Value::none())
    })
}
