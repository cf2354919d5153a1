//! `zlib`: deflate compression, over `miniz_oxide`.
//!
//! Here: the module's functions. [`objects`] has `compressobj` and `decompressobj`, [`format`] what stands around the
//! compressed data. Not here: preset dictionaries, copies of a compressor; the compressed bytes are valid, but not
//! those of the zlib library.

pub mod format;
pub mod objects;

use std::cell::OnceCell;

use crate::object::{Kind, Ref, Value};
use crate::types::arguments::saturating;
use crate::types::buffer;
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Raised, Vm};
use format::Wrapping;
use objects::{Compressor, Decompressor};

#[derive(Default)]
struct Classes(OnceCell<[Ref<PyType>; 4]>);

/// `error`, `Compress`, `Decompress`, `_ZlibDecompressor`.
pub(super) fn classes(vm: &Vm) -> [Ref<PyType>; 4] {
    let make = || {
        [
            vm.new_native_type(&ERROR, &[&vm.types.exceptions.exception]),
            vm.new_native_type(&objects::COMPRESS, &[]),
            vm.new_native_type(&objects::DECOMPRESS, &[]),
            vm.new_native_type(&objects::ZLIB_DECOMPRESSOR, &[]),
        ]
    };
    vm.extension::<Classes>().0.get_or_init(make).clone()
}

static ERROR: TypeDef = TypeDef {
    name: "error",
    module: "zlib",
    kind: Kind::Exception,
    flags: TypeFlags::EXCEPTION,
    ..TypeDef::EMPTY
};

/// `zlib.error`.
pub(super) fn error(vm: &Vm, message: impl Into<String>) -> Raised {
    vm.raise(&classes(vm)[0], message)
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "zlib", FUNCTIONS);
    dict.set_name(&vm.intern("error"), classes(vm)[0].to_value());
    dict.set_name(&vm.intern("_ZlibDecompressor"), classes(vm)[3].to_value());
    for (name, number) in [
        ("MAX_WBITS", 15),
        ("DEFLATED", 8),
        ("DEF_MEM_LEVEL", 8),
        ("DEF_BUF_SIZE", 16384),
        ("Z_NO_COMPRESSION", 0),
        ("Z_BEST_SPEED", 1),
        ("Z_BEST_COMPRESSION", 9),
        ("Z_DEFAULT_COMPRESSION", -1),
        ("Z_FILTERED", 1),
        ("Z_HUFFMAN_ONLY", 2),
        ("Z_RLE", 3),
        ("Z_FIXED", 4),
        ("Z_DEFAULT_STRATEGY", 0),
        ("Z_NO_FLUSH", 0),
        ("Z_PARTIAL_FLUSH", 1),
        ("Z_SYNC_FLUSH", 2),
        ("Z_FULL_FLUSH", 3),
        ("Z_FINISH", 4),
        ("Z_BLOCK", 5),
        ("Z_TREES", 6),
    ] {
        dict.set_name(&vm.intern(name), Value::int(number));
    }
    for name in ["ZLIB_VERSION", "ZLIB_RUNTIME_VERSION"] {
        dict.set_name(&vm.intern(name), vm.intern("1.3.2"));
    }
    dict.set_name(&vm.intern("__version__"), vm.intern("1.0"));
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("adler32", "(data, value=1, /)", |vm, args| {
        let data = buffer::argument(vm, args.get(0))?;
        let start = args.opt(1).map_or(1, |start| saturating(start) as u32);
        Ok(Value::int(i64::from(format::adler32(start, &data))).into())
    }),
    NativeDef::function("crc32", "(data, value=0, /)", |vm, args| {
        let data = buffer::argument(vm, args.get(0))?;
        let start = args.opt(1).map_or(0, |start| saturating(start) as u32);
        Ok(Value::int(i64::from(format::crc32(start, &data))).into())
    }),
    NativeDef::function("compress", "(data, /, level=-1, wbits=15)", compress),
    NativeDef::function(
        "decompress",
        "(data, /, wbits=15, bufsize=16384)",
        decompress,
    ),
    NativeDef::function(
        "compressobj",
        "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
        objects::new_compressor,
    ),
    NativeDef::function(
        "decompressobj",
        "(wbits=15, zdict=b'')",
        objects::new_decompressor,
    ),
];

fn number(args: Args<'_>, place: usize, default: i64) -> i64 {
    args.opt(place).map_or(default, saturating)
}

fn compress(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = buffer::argument(vm, args.get(0))?;
    let level = number(args, 1, -1);
    let wrapping = Wrapping::of(number(args, 2, 15), false);
    let (Some(wrapping), -1..=9) = (wrapping, level) else {
        return Err(error(vm, "Bad compression level"));
    };
    vm.check_memory(data.len() as u64)?;
    let mut compressor = Compressor::new(level as i32, wrapping, 0);
    let mut out = compressor.feed(&data);
    out.extend(compressor.flush(objects::FINISH));
    Ok(vm.new_bytes(out).into())
}

fn decompress(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = buffer::argument(vm, args.get(0))?.to_vec();
    let Some(wrapping) = Wrapping::of(number(args, 1, 15), true) else {
        return Err(error(
            vm,
            "Error -2 while preparing to decompress data: inconsistent stream state",
        ));
    };
    let vm = vm.clone();
    Vm::future(async move {
        let mut decompressor = Decompressor::new(wrapping);
        let out = decompressor.feed(&vm, &data, None).await?;
        if !decompressor.ended() {
            return Err(error(
                &vm,
                "Error -5 while decompressing data: incomplete or truncated stream",
            ));
        }
        Ok(vm.new_bytes(out))
    })
}
