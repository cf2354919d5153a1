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

const BOUNDS: &str = "($self, sub, start=None, end=None, /)";

const SHARED: &[NativeDef] = &[
    NativeDef::method("__eq__", "($self, value, /)", special::eq),
    NativeDef::method("__ne__", "($self, value, /)", special::ne),
    NativeDef::method("__lt__", "($self, value, /)", special::lt),
    NativeDef::method("__le__", "($self, value, /)", special::le),
    NativeDef::method("__gt__", "($self, value, /)", special::gt),
    NativeDef::method("__ge__", "($self, value, /)", special::ge),
    NativeDef::method(
        "__buffer__",
        "($self, flags, /)",
        crate::types::memoryview::buffer,
    ),
    NativeDef::method("__len__", "($self, /)", special::len),
    NativeDef::method("__getitem__", "($self, key, /)", special::getitem),
    NativeDef::method("__contains__", "($self, key, /)", special::contains),
    NativeDef::method("__iter__", "($self, /)", iterator::iter),
    NativeDef::method("__add__", "($self, value, /)", special::add),
    NativeDef::method("__mul__", "($self, value, /)", special::mul),
    NativeDef::method("__rmul__", "($self, value, /)", special::mul),
    NativeDef::method("__mod__", "($self, value, /)", special::modulo),
    NativeDef::method("__rmod__", "($self, value, /)", special::rmodulo),
    NativeDef::method(
        "decode",
        "($self, /, encoding='utf-8', errors='strict')",
        special::decode,
    ),
    NativeDef::method("hex", "($self, /, sep=None, bytes_per_sep=1)", special::hex),
    NativeDef::class_method("fromhex", "($type, string, /)", special::fromhex),
    NativeDef::static_method("maketrans", "(frm, to, /)", special::maketrans),
    NativeDef::method(
        "translate",
        "($self, table, /, delete=b'')",
        special::translate,
    ),
    NativeDef::method("find", BOUNDS, search::find),
    NativeDef::method("rfind", BOUNDS, search::rfind),
    NativeDef::method("index", BOUNDS, search::index),
    NativeDef::method("rindex", BOUNDS, search::rindex),
    NativeDef::method("count", BOUNDS, search::count),
    NativeDef::method("startswith", BOUNDS, search::startswith),
    NativeDef::method("endswith", BOUNDS, search::endswith),
    NativeDef::method("replace", "($self, old, new, count=-1, /)", search::replace),
    NativeDef::method("removeprefix", "($self, prefix, /)", search::removeprefix),
    NativeDef::method("removesuffix", "($self, suffix, /)", search::removesuffix),
    NativeDef::method("join", "($self, iterable_of_bytes, /)", split::join),
    NativeDef::method("split", "($self, /, sep=None, maxsplit=-1)", split::split),
    NativeDef::method("rsplit", "($self, /, sep=None, maxsplit=-1)", split::rsplit),
    NativeDef::method(
        "splitlines",
        "($self, /, keepends=False)",
        split::splitlines,
    ),
    NativeDef::method("partition", "($self, sep, /)", split::partition),
    NativeDef::method("rpartition", "($self, sep, /)", split::rpartition),
    NativeDef::method("strip", "($self, bytes=None, /)", trim::strip),
    NativeDef::method("lstrip", "($self, bytes=None, /)", trim::lstrip),
    NativeDef::method("rstrip", "($self, bytes=None, /)", trim::rstrip),
    NativeDef::method("center", "($self, width, fillchar=b' ', /)", trim::center),
    NativeDef::method("ljust", "($self, width, fillchar=b' ', /)", trim::ljust),
    NativeDef::method("rjust", "($self, width, fillchar=b' ', /)", trim::rjust),
    NativeDef::method("zfill", "($self, width, /)", trim::zfill),
    NativeDef::method("expandtabs", "($self, /, tabsize=8)", trim::expandtabs),
    NativeDef::method("upper", "($self, /)", case::upper),
    NativeDef::method("lower", "($self, /)", case::lower),
    NativeDef::method("title", "($self, /)", case::title),
    NativeDef::method("capitalize", "($self, /)", case::capitalize),
    NativeDef::method("swapcase", "($self, /)", case::swapcase),
    NativeDef::method("isalpha", "($self, /)", case::isalpha),
    NativeDef::method("isalnum", "($self, /)", case::isalnum),
    NativeDef::method("isascii", "($self, /)", case::isascii),
    NativeDef::method("isdigit", "($self, /)", case::isdigit),
    NativeDef::method("isspace", "($self, /)", case::isspace),
    NativeDef::method("islower", "($self, /)", case::islower),
    NativeDef::method("isupper", "($self, /)", case::isupper),
    NativeDef::method("istitle", "($self, /)", case::istitle),
];
