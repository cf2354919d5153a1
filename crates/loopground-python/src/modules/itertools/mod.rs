//! `itertools`. Each iterator is a machine (`machine`) that runs without Python code where it can.
//!
//! Not here: `__reduce__`, which CPython 3.14 has no more either.

mod combine;
mod endless;
mod machine;
mod shared;
mod simple;

use std::cell::RefCell;

use crate::object::{Kind, Ref};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::iterators::SELF_ITER;
use crate::types::list_methods::class_get_item;
use crate::types::native::NativeDef;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{PyResult, Vm};
use machine::next;

/// The classes, by name.
#[derive(Default)]
pub struct Classes(RefCell<Vec<Ref<PyType>>>);

impl Classes {
    /// # Panics
    /// For a name that is not in [`CLASSES`].
    fn get(&self, name: &str) -> Ref<PyType> {
        self.0
            .borrow()
            .iter()
            .find(|class| *class.name() == *name)
            .expect("every class is made with the module")
            .clone()
    }
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    let classes = vm.extension::<Classes>();
    if classes.0.borrow().is_empty() {
        let made: Vec<_> = CLASSES
            .iter()
            .map(|&def| vm.new_native_type(def, &[]))
            .collect();
        *classes.0.borrow_mut() = made;
    }
    for class in classes.0.borrow().iter() {
        dict.set_name(&vm.intern(&class.name()), class.to_value());
    }
    vm.add_functions(dict, "itertools", FUNCTIONS);
    dict.set_name(
        &vm.names.__doc__,
        vm.new_str("Functional tools for creating and using iterators."),
    );
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[NativeDef::function(
    "tee",
    "(iterable, n=2, /)",
    shared::tee,
)];

macro_rules! classes {
    ($($def:ident $name:literal $signature:literal $new:path, $machine:ty $(, $more:expr)* ;)*) => {
        $(static $def: TypeDef = TypeDef {
            name: $name,
            module: "itertools",
            kind: Kind::Iterator,
            flags: TypeFlags::WEAKREF,
            methods: &[
                NativeDef::new($signature, $new),
                SELF_ITER,
                NativeDef::method("__next__", "($self, /)", next::<$machine>),
                $($more,)*
            ],
            ..TypeDef::EMPTY
        };)*

        static CLASSES: &[&TypeDef] = &[$(&$def),*];
    };
}

classes! {
    ACCUMULATE "accumulate" "($type, iterable, func=None, *, initial=None)" simple::new_accumulate, simple::Accumulate;
    BATCHED "batched" "($type, iterable, n, *, strict=False)" simple::new_batched, simple::Batched;
    CHAIN "chain" "($type, /, *iterables)" simple::new_chain, simple::Chain,
        NativeDef::class_method("from_iterable", "($type, iterable, /)", simple::chain_from_iterable),
        NativeDef::class_method("__class_getitem__", "($type, object, /)", class_get_item);
    COMBINATIONS "combinations" "($type, iterable, r)" combine::new_combinations, combine::Selection;
    REPLACEMENT "combinations_with_replacement" "($type, iterable, r)" combine::new_with_replacement,
        combine::Selection;
    COMPRESS "compress" "($type, data, selectors)" simple::new_compress, simple::Compress;
    COUNT "count" "($type, start=0, step=1)" endless::new_count, endless::Count,
        NativeDef::method("__repr__", "($self, /)", endless::repr_count);
    CYCLE "cycle" "($type, iterable, /)" endless::new_cycle, endless::Cycle;
    DROPWHILE "dropwhile" "($type, predicate, iterable, /)" simple::new_dropwhile, simple::Predicate;
    FILTERFALSE "filterfalse" "($type, function, iterable, /)" simple::new_filterfalse, simple::Predicate;
    GROUPBY "groupby" "($type, iterable, key=None)" shared::new_groupby, shared::GroupBy;
    GROUPER "_grouper" "($type, parent, tgtkey, /)" shared::new_group, shared::Group;
    ISLICE "islice" "($type, /, *args)" simple::new_islice, simple::Slice;
    PAIRWISE "pairwise" "($type, iterable, /)" simple::new_pairwise, simple::Pairwise;
    PERMUTATIONS "permutations" "($type, iterable, r=None)" combine::new_permutations, combine::Selection;
    PRODUCT "product" "($type, /, *iterables, repeat=1)" combine::new_product, combine::Selection;
    REPEAT "repeat" "($type, object, times=<unrepresentable>)" endless::new_repeat, endless::Repeat,
        NativeDef::method("__length_hint__", "($self, /)", endless::repeat_hint),
        NativeDef::method("__repr__", "($self, /)", endless::repr_repeat);
    STARMAP "starmap" "($type, function, iterable, /)" simple::new_starmap, simple::Starmap;
    TAKEWHILE "takewhile" "($type, predicate, iterable, /)" simple::new_takewhile, simple::Predicate;
    TEE "_tee" "($type, iterable, /)" shared::new_tee, shared::Tee,
        NativeDef::method("__copy__", "($self, /)", shared::copy_tee);
    ZIP_LONGEST "zip_longest" "($type, /, *iterables, **kwargs)" simple::new_zip_longest, simple::ZipLongest;
}
