//! `binascii`: hexadecimal, base64 and checksums. The encodings of mail are in `mail`.

mod mail;

use crate::object::{Kind, Ref, Value};
use crate::types::buffer::{self, Data};
use crate::types::bytes_like::special::hex_text;
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Raised, Vm};

#[derive(Default)]
struct Errors(std::cell::OnceCell<[Ref<PyType>; 2]>);

fn errors(vm: &Vm) -> [Ref<PyType>; 2] {
    vm.extension::<Errors>()
        .0
        .get_or_init(|| {
            [
                vm.new_native_type(&ERROR, &[&vm.types.exceptions.value_error]),
                vm.new_native_type(&INCOMPLETE, &[&vm.types.exceptions.exception]),
            ]
        })
        .clone()
}

static ERROR: TypeDef = TypeDef {
    name: "Error",
    module: "binascii",
    kind: Kind::Exception,
    flags: TypeFlags::EXCEPTION,
    ..TypeDef::EMPTY
};
static INCOMPLETE: TypeDef = TypeDef {
    name: "Incomplete",
    ..ERROR
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "hexlify",
        "(data, sep=<unrepresentable>, bytes_per_sep=1)",
        hexlify,
    ),
    NativeDef::function(
        "b2a_hex",
        "(data, sep=<unrepresentable>, bytes_per_sep=1)",
        hexlify,
    ),
    NativeDef::function("unhexlify", "(hexstr, /)", unhexlify),
    NativeDef::function("a2b_hex", "(hexstr, /)", unhexlify),
    NativeDef::function("b2a_base64", "(data, /, *, newline=True)", b2a_base64),
    NativeDef::function("a2b_base64", "(data, /, *, strict_mode=False)", a2b_base64),
    NativeDef::function("crc32", "(data, crc=0, /)", crc32),
    NativeDef::function("crc_hqx", "(data, crc, /)", mail::crc_hqx),
    NativeDef::function("a2b_uu", "(data, /)", mail::a2b_uu),
    NativeDef::function("b2a_uu", "(data, /, *, backtick=False)", mail::b2a_uu),
    NativeDef::function("a2b_qp", "(data, header=False)", mail::a2b_qp),
    NativeDef::function(
        "b2a_qp",
        "(data, quotetabs=False, istext=True, header=False)",
        mail::b2a_qp,
    ),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "binascii", FUNCTIONS);
    let [error, incomplete] = errors(vm);
    dict.set_name(&vm.intern("Error"), error.into_value());
    dict.set_name(&vm.intern("Incomplete"), incomplete.into_value());
    Ok(())
}

fn error(vm: &Vm, message: &str) -> Raised {
    vm.raise(&errors(vm)[0], message)
}

/// A truth value, false when it is left out.
fn flag(vm: &Vm, value: Option<&Value>) -> bool {
    value.is_some_and(|value| vm.quick_truth(value).unwrap_or(true))
}

/// Bytes, or a string of ASCII characters.
fn ascii<'a>(vm: &Vm, value: &'a Value) -> PyResult<Data<'a>> {
    match value.get::<PyStr>() {
        Some(text) if text.is_ascii() => Ok(Data::Fixed(text.bytes())),
        Some(_) => Err(vm.value_error("string argument should contain only ASCII characters")),
        None => buffer::view(value).ok_or_else(|| {
            vm.type_error(format!(
                "argument should be bytes, buffer or ASCII string, not '{}'",
                vm.class_name(value)
            ))
        }),
    }
}

fn hexlify(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = buffer::argument(vm, args.get(0))?;
    let separator = match args.opt(1) {
        None => None,
        Some(given) => {
            let own = ascii(vm, given)?;
            match &*own {
                [byte] => Some(char::from(*byte)),
                _ => return Err(vm.value_error("sep must be length 1.")),
            }
        }
    };
    let group = match args.opt(2) {
        Some(group) => crate::types::arguments::c_int(vm, group)?,
        None => 1,
    };
    vm.check_memory(data.len() as u64 * 3)?;
    Ok(vm
        .new_bytes(hex_text(&data, separator, group).into_bytes())
        .into())
}

fn unhexlify(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = ascii(vm, args.get(0))?;
    if data.len() % 2 == 1 {
        return Err(error(vm, "Odd-length string"));
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let bytes: Option<Vec<u8>> = data
        .chunks_exact(2)
        .map(|pair| Some(digit(pair[0])? * 16 + digit(pair[1])?))
        .collect();
    bytes
        .map(|bytes| vm.new_bytes(bytes).into())
        .ok_or_else(|| error(vm, "Non-hexadecimal digit found"))
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn b2a_base64(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = buffer::argument(vm, args.get(0))?;
    vm.check_memory(data.len() as u64 * 2)?;
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    for chunk in data.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let own = ALPHABET[(word >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { own } else { b'=' });
        }
    }
    if args
        .opt(1)
        .is_none_or(|newline| vm.quick_truth(newline).unwrap_or(true))
    {
        out.push(b'\n');
    }
    Ok(vm.new_bytes(out).into())
}

fn a2b_base64(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = ascii(vm, args.get(0))?;
    let strict = flag(vm, args.opt(1));
    let (mut out, mut word, mut count, mut padding) =
        (Vec::with_capacity(data.len() / 4 * 3), 0_u32, 0, 0);
    let mut digits = 0_usize;
    for (place, &byte) in data.iter().enumerate() {
        if byte == b'=' {
            padding += 1;
            if strict && (count == 0 || count + padding > 4) {
                return Err(error(
                    vm,
                    if place == 0 {
                        "Leading padding not allowed"
                    } else {
                        "Excess padding not allowed"
                    },
                ));
            }
            continue;
        }
        let Some(digit) = ALPHABET.iter().position(|&own| own == byte) else {
            if strict {
                return Err(error(vm, "Only base64 data is allowed"));
            }
            continue;
        };
        if strict && padding > 0 {
            return Err(error(
                vm,
                if count + padding == 4 {
                    "Excess data after padding"
                } else {
                    "Discontinuous padding not allowed"
                },
            ));
        }
        padding = 0;
        digits += 1;
        word = word << 6 | digit as u32;
        count = (count + 1) % 4;
        if count != 1 {
            // The second, third and fourth digit of four each complete a byte.
            let shift = [0, 0, 4, 2][count];
            out.push((word >> shift) as u8);
        }
    }
    match count {
        0 => Ok(vm.new_bytes(out).into()),
        2 | 3 if count + padding >= 4 => Ok(vm.new_bytes(out).into()),
        1 => {
            let whole = digits / 4 * 4 + 1;
            Err(error(
                vm,
                &format!(
                    "Invalid base64-encoded string: number of data characters ({whole}) cannot be 1 more than a \
                     multiple of 4"
                ),
            ))
        }
        _ => Err(error(vm, "Incorrect padding")),
    }
}

fn crc32(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = buffer::argument(vm, args.get(0))?;
    let start = match args.opt(1) {
        Some(start) => crate::types::arguments::saturating(start) as u32,
        None => 0,
    };
    let crc = super::zlib::format::crc32(start, &data);
    Ok(Value::int(i64::from(crc)).into())
}
