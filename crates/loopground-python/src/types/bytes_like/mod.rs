//! What `bytes` and `bytearray` have in common. Every method answers in the class of its receiver.

mod case;
mod iterator;
mod search;
pub mod special;
mod split;
mod trim;

pub use iterator::{BYTEARRAY_ITERATOR, BYTES_ITERATOR};
pub use special::hex;

use crate::object::{Ref, Value};
use crate::types::buffer::{Data, view};
use crate::types::bytearray::PyByteArray;
use crate::types::native::{Args, NativeDef};
use crate::types::text_table::text_methods;
use crate::vm::Vm;

/// How many methods [`shared`] has.
pub const SHARED_COUNT: usize = SHARED.len();

/// The methods both classes have.
#[must_use]
pub const fn shared() -> &'static [NativeDef] {
    SHARED
}

/// One table out of two.
#[must_use]
pub const fn concat_tables<const N: usize>(a: &[NativeDef], b: &[NativeDef]) -> [NativeDef; N] {
    let mut all = [const { NativeDef::method("", "()", special::len) }; N];
    let mut place = 0;
    while place < N {
        let from = if place < a.len() {
            &a[place]
        } else {
            &b[place - a.len()]
        };
        all[place] = NativeDef {
            name: from.name,
            signature: from.signature,
            function: from.function,
            kind: from.kind,
            doc: from.doc,
        };
        place += 1;
    }
    all
}

/// The bytes of the receiver.
fn receiver(args: Args<'_>) -> Data<'_> {
    view(args.get(0)).expect("the receiver is bytes-like")
}

/// A new object of the receiver's class (the builtin one).
fn make(vm: &Vm, like: &Value, data: Vec<u8>) -> Value {
    if like.get::<PyByteArray>().is_some() {
        return Ref::new(PyByteArray::new(data), &vm.types.bytearray).into_value();
    }
    vm.new_bytes(data)
}

/// A part of the receiver: itself when it is plain `bytes` and the part is all of it.
fn part(vm: &Vm, whole: &Value, length: usize, data: &[u8]) -> Value {
    if data.len() == length && vm.is_exactly(whole, &vm.types.bytes) {
        return whole.clone();
    }
    make(vm, whole, data.to_vec())
}

const SHARED: &[NativeDef] = text_methods! {
    pad: "b' '", chars: "bytes", affixes: "prefix" "suffix";
    NativeDef::method(
        "__buffer__",
        "($self, flags, /)",
        crate::types::memoryview::buffer,
    ),
    NativeDef::method("__iter__", "($self, /)", iterator::iter),
    NativeDef::method(
        "decode",
        "($self, /, encoding='utf-8', errors='strict')",
        special::decode,
    ),
    NativeDef::method("hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", special::hex),
    NativeDef::class_method("fromhex", "($type, string, /)", special::fromhex),
    NativeDef::static_method("maketrans", "(frm, to, /)", special::maketrans),
    NativeDef::method(
        "translate",
        "($self, table, /, delete=b'')",
        special::translate,
    ),
    NativeDef::method("replace", "($self, old, new, count=-1, /)", search::replace),
    NativeDef::method("join", "($self, iterable_of_bytes, /)", split::join),
    NativeDef::method("isalpha", "($self, /)", case::isalpha),
    NativeDef::method("isalnum", "($self, /)", case::isalnum),
    NativeDef::method("isascii", "($self, /)", case::isascii),
    NativeDef::method("isdigit", "($self, /)", case::isdigit),
    NativeDef::method("isspace", "($self, /)", case::isspace),
    NativeDef::method("islower", "($self, /)", case::islower),
    NativeDef::method("isupper", "($self, /)", case::isupper),
    NativeDef::method("istitle", "($self, /)", case::istitle),
};
