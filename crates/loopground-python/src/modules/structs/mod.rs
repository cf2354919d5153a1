//! `_struct`: numbers as bytes and back.
//!
//! Not here: `Struct.__sizeof__`.

mod convert;

use num_bigint::{BigInt, Sign};

use convert::{from_half, methods_called, to_half};

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::buffer;
use crate::types::bytes::PyBytes;
use crate::types::complex::PyComplex;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::iterator::{NativeIterator, Step};
use crate::types::iterators::{LENGTH_HINT, NEXT, SELF_ITER};
use crate::types::native::{Args, NativeDef};
use crate::types::number::{int_of, real};
use crate::types::str::PyStr;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Raised, Vm};

/// One unit of a format: a code with its size, how often, and where it starts.
#[derive(Clone, Copy)]
struct Item {
    code: u8,
    size: usize,
    /// For `s` and `p` the length of the one value; else how many values.
    count: usize,
    offset: usize,
}

/// `struct.Struct`.
#[derive(Clone)]
pub struct PyStruct {
    format: String,
    items: Vec<Item>,
    size: usize,
    values: usize,
    big: bool,
}

impl Trace for PyStruct {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

struct Classes {
    own: Ref<PyType>,
    unpacker: Ref<PyType>,
    error: Value,
}

#[derive(Default)]
struct Kept(std::cell::OnceCell<Classes>);

fn with_classes<R>(vm: &Vm, look: impl FnOnce(&Classes) -> R) -> R {
    let kept = vm.extension::<Kept>();
    look(kept.0.get_or_init(|| {
        let error = vm.new_native_type(&ERROR, &[&vm.types.exceptions.exception]);
        Classes {
            own: vm.new_native_type(&TYPE, &[]),
            unpacker: vm.new_native_type(&UNPACKER, &[]),
            error: error.into_value(),
        }
    }))
}

static ERROR: TypeDef = TypeDef {
    name: "error",
    module: "struct",
    kind: Kind::Exception,
    flags: TypeFlags::EXCEPTION,
    ..TypeDef::EMPTY
};

static UNPACKER: TypeDef = TypeDef {
    name: "unpack_iterator",
    module: "_struct",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: &[SELF_ITER, NEXT, LENGTH_HINT],
    ..TypeDef::EMPTY
};

static TYPE: TypeDef = TypeDef {
    name: "Struct",
    module: "_struct",
    kind: Kind::Struct,
    methods: &[
        NativeDef::new("($type, format)", new),
        NativeDef::method("pack", "($self, /, *values)", |vm, args| {
            pack_values(vm, own(args), args.rest(1), "pack")
        }),
        NativeDef::method(
            "pack_into",
            "($self, buffer, offset, /, *values)",
            |vm, args| into_buffer(vm, own(args), args.get(1), args.get(2), args.rest(3)),
        ),
        NativeDef::method("unpack", "($self, buffer, /)", |vm, args| {
            unpack_exact(vm, own(args), args.get(1))
        }),
        NativeDef::method("unpack_from", "($self, /, buffer, offset=0)", |vm, args| {
            from_buffer(vm, own(args), args.get(1), args.opt(2))
        }),
        NativeDef::method("iter_unpack", "($self, buffer, /)", |vm, args| {
            iterate(
                vm,
                &args.get(0).to_ref().expect("the receiver is a Struct"),
                args.get(1),
            )
        }),
        NativeDef::method("__repr__", "($self, /)", |vm, args| {
            let shown = crate::types::quick_repr(vm, &vm.new_str(own(args).format.clone()))
                .unwrap_or_default();
            Ok(vm
                .new_str(format!("{}({shown})", vm.class_of(args.get(0)).name()))
                .into())
        }),
    ],
    attributes: &[
        GetSetDef::read_only("format", |vm, this| {
            Ok(vm.new_str(
                this.get::<PyStruct>()
                    .map_or_else(String::new, |own| own.format.clone()),
            ))
        }),
        GetSetDef::read_only("size", |_, this| {
            Ok(Value::int(
                this.get::<PyStruct>().map_or(0, |own| own.size) as i64
            ))
        }),
    ],
    doc: "A compiled format of packed binary data.",
    ..TypeDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("calcsize", "(format, /)", |vm, args| {
        Ok(Value::int(parse(vm, args.get(0))?.size as i64).into())
    }),
    NativeDef::function("pack", "(format, /, *values)", |vm, args| {
        pack_values(vm, &parse(vm, args.get(0))?, args.rest(1), "pack")
    }),
    NativeDef::function(
        "pack_into",
        "(format, buffer, offset, /, *values)",
        |vm, args| {
            into_buffer(
                vm,
                &parse(vm, args.get(0))?,
                args.get(1),
                args.get(2),
                args.rest(3),
            )
        },
    ),
    NativeDef::function("unpack", "(format, buffer, /)", |vm, args| {
        unpack_exact(vm, &parse(vm, args.get(0))?, args.get(1))
    }),
    NativeDef::function(
        "unpack_from",
        "(format, /, buffer, offset=0)",
        |vm, args| from_buffer(vm, &parse(vm, args.get(0))?, args.get(1), args.opt(2)),
    ),
    NativeDef::function("iter_unpack", "(format, buffer, /)", |vm, args| {
        let own = with_classes(vm, |classes| classes.own.clone());
        iterate(vm, &Ref::new(parse(vm, args.get(0))?, &own), args.get(1))
    }),
    NativeDef::function("_clearcache", "()", |_, _| Ok(Value::none().into())),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_struct", FUNCTIONS);
    with_classes(vm, |classes| {
        dict.set_name(&vm.intern("Struct"), classes.own.to_value());
        dict.set_name(&vm.intern("error"), classes.error.clone());
    });
    Ok(())
}

fn own<'a>(args: Args<'a>) -> &'a PyStruct {
    args.get(0).get().expect("the receiver is a Struct")
}

fn error(vm: &Vm, message: impl Into<String>) -> Raised {
    let class =
        with_classes(vm, |classes| classes.error.to_ref::<PyType>()).expect("it is a class");
    vm.raise(&class, message)
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = with_classes(vm, |classes| {
        crate::types::sequence::new_class(vm, args.get(0), &classes.own)
    })?;
    Ok(Ref::new(parse(vm, args.get(1))?, &class)
        .into_value()
        .into())
}

fn parse(vm: &Vm, format: &Value) -> PyResult<PyStruct> {
    let text = match format.get::<PyStr>() {
        Some(text) => text.lossy().into_owned(),
        None => match buffer::view(format) {
            Some(data) => String::from_utf8_lossy(&data).into_owned(),
            None => {
                return Err(vm.type_error(format!(
                    "Struct() argument 1 must be a str or bytes object, not {}",
                    vm.class_name(format)
                )));
            }
        },
    };
    let (native, big, rest) = match text.as_bytes().first() {
        Some(b'<') => (false, false, &text[1..]),
        Some(b'>' | b'!') => (false, true, &text[1..]),
        Some(b'=') => (false, false, &text[1..]),
        Some(b'@') => (true, false, &text[1..]),
        _ => (true, false, &text[..]),
    };
    let too_long = || error(vm, "total struct size too long");
    let (mut items, mut size, mut values) = (Vec::new(), 0_usize, 0_usize);
    let mut bytes = rest.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c) {
            continue;
        }
        let (mut code, mut count) = (byte, 1_usize);
        if byte.is_ascii_digit() {
            count = usize::from(byte - b'0');
            code = loop {
                match bytes.next() {
                    Some(digit) if digit.is_ascii_digit() => {
                        let next = count
                            .checked_mul(10)
                            .and_then(|n| n.checked_add(usize::from(digit - b'0')));
                        count = next.ok_or_else(too_long)?;
                    }
                    Some(code) => break code,
                    None => return Err(error(vm, "repeat count given without format specifier")),
                }
            };
        }
        let width = match code {
            b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
            b'h' | b'H' | b'e' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' => {
                if native {
                    8
                } else {
                    4
                }
            }
            b'q' | b'Q' | b'd' | b'F' => 8,
            b'D' => 16,
            b'n' | b'N' | b'P' if native => 8,
            0 => return Err(error(vm, "embedded null character")),
            _ => return Err(error(vm, "bad char in struct format")),
        };
        if native {
            let alignment = match code {
                b'F' | b'D' => width / 2,
                _ => width,
            };
            size = size
                .checked_next_multiple_of(alignment)
                .ok_or_else(too_long)?;
        }
        items.push(Item {
            code,
            size: width,
            count,
            offset: size,
        });
        size = width
            .checked_mul(count)
            .and_then(|all| size.checked_add(all))
            .ok_or_else(too_long)?;
        if size > i64::MAX as usize {
            return Err(too_long());
        }
        values += match code {
            b'x' => 0,
            b's' | b'p' => 1,
            _ => count,
        };
    }
    vm.check_memory(size as u64)?;
    Ok(PyStruct {
        format: text,
        items,
        size,
        values,
        big,
    })
}

/// The limits of an integer code.
fn limits(item: Item) -> (i128, i128) {
    let bits = item.size as u32 * 8;
    if matches!(item.code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n') {
        (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1)
    } else {
        (0, (1_i128 << bits) - 1)
    }
}

fn store(out: &mut [u8], bytes: &[u8], big: bool) {
    out.copy_from_slice(&bytes[..out.len()]);
    if big {
        out.reverse();
    }
}

/// Two numbers, each in the order of bytes wanted.
fn store_pair(out: &mut [u8], parts: [&[u8]; 2], big: bool) {
    let (real, imaginary) = out.split_at_mut(out.len() / 2);
    store(real, parts[0], big);
    store(imaginary, parts[1], big);
}

/// The argument of a code for complex numbers.
fn complex_argument(vm: &Vm, value: &Value) -> PyResult<(f64, f64)> {
    if let Some(own) = value.get::<PyComplex>() {
        return Ok((own.real, own.imaginary));
    }
    match real(vm, value)? {
        Some(number) => Ok((number, 0.0)),
        None => Err(error(vm, "required argument is not a complex")),
    }
}

fn pack_one(vm: &Vm, item: Item, big: bool, value: &Value, out: &mut [u8]) -> PyResult<()> {
    let code = char::from(item.code);
    match item.code {
        b'c' => match value.get::<PyBytes>().map(|bytes| bytes.data()) {
            Some([byte]) => out[0] = *byte,
            _ => return Err(error(vm, "char format requires a bytes object of length 1")),
        },
        b'?' => {
            let truth = vm.quick_truth(value).unwrap_or(true);
            out[0] = u8::from(truth);
        }
        b's' | b'p' => {
            if !buffer::is_bytes(value) {
                return Err(error(
                    vm,
                    format!("argument for '{code}' must be a bytes object"),
                ));
            }
            let data = buffer::snapshot(vm, value).unwrap_or_default();
            if item.code == b's' {
                let length = data.len().min(out.len());
                out[..length].copy_from_slice(&data[..length]);
            } else if let Some((first, rest)) = out.split_first_mut() {
                let length = data.len().min(rest.len());
                *first = length.min(255) as u8;
                rest[..length].copy_from_slice(&data[..length]);
            }
        }
        b'F' | b'D' => {
            let (re, im) = complex_argument(vm, value)?;
            if item.code == b'D' {
                store_pair(out, [&re.to_le_bytes(), &im.to_le_bytes()], big);
            } else {
                let (narrow_re, narrow_im) = (re as f32, im as f32);
                if (narrow_re.is_infinite() && re.is_finite())
                    || (narrow_im.is_infinite() && im.is_finite())
                {
                    return Err(vm.overflow_error("float too large to pack with f format"));
                }
                store_pair(
                    out,
                    [&narrow_re.to_le_bytes(), &narrow_im.to_le_bytes()],
                    big,
                );
            }
        }
        b'e' | b'f' | b'd' => {
            let Some(number) = real(vm, value)? else {
                return Err(error(vm, "required argument is not a float"));
            };
            match item.code {
                b'd' => store(out, &number.to_le_bytes(), big),
                b'f' => {
                    let narrow = number as f32;
                    if narrow.is_infinite() && number.is_finite() {
                        return Err(vm.overflow_error("float too large to pack with f format"));
                    }
                    store(out, &narrow.to_le_bytes(), big);
                }
                _ => match to_half(number) {
                    Some(half) => store(out, &half.to_le_bytes(), big),
                    None => return Err(vm.overflow_error("float too large to pack with e format")),
                },
            }
        }
        _ => {
            let Some(number) = int_of(value) else {
                return Err(error(vm, "required argument is not an integer"));
            };
            let (least, most) = limits(item);
            let number = i128::try_from(number.big().into_owned()).ok();
            match number.filter(|number| (least..=most).contains(number)) {
                Some(number) => store(out, &number.to_le_bytes(), big),
                None => {
                    return Err(error(
                        vm,
                        format!("'{code}' format requires {least} <= number <= {most}"),
                    ));
                }
            }
        }
    }
    Ok(())
}

fn check_count(vm: &Vm, own: &PyStruct, values: &[Value], name: &str) -> PyResult<()> {
    if values.len() != own.values {
        let (wanted, got) = (own.values, values.len());
        return Err(error(
            vm,
            format!("{name} expected {wanted} items for packing (got {got})"),
        ));
    }
    Ok(())
}

fn packed(vm: &Vm, own: &PyStruct, values: &[Value], name: &str) -> PyResult<Vec<u8>> {
    check_count(vm, own, values, name)?;
    let mut out = vec![0; own.size];
    let mut values = values.iter();
    for &item in &own.items {
        match item.code {
            b'x' => {}
            b's' | b'p' => {
                let value = values.next().expect("counted");
                pack_one(
                    vm,
                    item,
                    own.big,
                    value,
                    &mut out[item.offset..item.offset + item.count],
                )?;
            }
            _ => {
                for place in 0..item.count {
                    let start = item.offset + place * item.size;
                    let value = values.next().expect("counted");
                    pack_one(vm, item, own.big, value, &mut out[start..start + item.size])?;
                }
            }
        }
    }
    Ok(out)
}

fn pack_values(vm: &Vm, own: &PyStruct, values: &[Value], name: &'static str) -> NativeResult {
    check_count(vm, own, values, name)?;
    if let Some(converted) = methods_called(vm, own, values) {
        let (vm, own) = (vm.clone(), own.clone());
        return Vm::future(async move {
            let values = converted.run(&vm).await?;
            Ok(vm.new_bytes(packed(&vm, &own, &values, name)?))
        });
    }
    Ok(vm.new_bytes(packed(vm, own, values, name)?).into())
}

fn unpack_one(vm: &Vm, item: Item, big: bool, data: &[u8]) -> Value {
    if matches!(item.code, b'F' | b'D') {
        let half = Item {
            code: item.code.to_ascii_lowercase(),
            size: item.size / 2,
            ..item
        };
        let parts = [&data[..half.size], &data[half.size..item.size]];
        let [re, im] = parts.map(|part| unpack_one(vm, half, big, part));
        let number = |value: &Value| crate::types::number::float_of(value).unwrap_or(0.0);
        return vm.new_complex(number(&re), number(&im));
    }
    let mut bytes = [0; 16];
    bytes[..item.size].copy_from_slice(&data[..item.size]);
    if big {
        bytes[..item.size].reverse();
    }
    let word = u128::from_le_bytes(bytes);
    match item.code {
        b'c' => vm.new_bytes(vec![data[0]]),
        b'?' => Value::bool(data[0] != 0),
        b'd' => Value::float(f64::from_bits(word as u64)),
        b'f' => Value::float(f64::from(f32::from_bits(word as u32))),
        b'e' => Value::float(from_half(word as u16)),
        _ => {
            let (least, most) = limits(item);
            let number = word as i128;
            let number = if least < 0 && number > most {
                number - (1_i128 << (item.size * 8))
            } else {
                number
            };
            match i64::try_from(number) {
                Ok(small) => Value::int(small),
                Err(_) => vm.new_int(BigInt::from_biguint(Sign::Plus, (number as u128).into())),
            }
        }
    }
}

fn unpacked(vm: &Vm, own: &PyStruct, data: &[u8]) -> Value {
    let mut values = Vec::with_capacity(own.values);
    for &item in &own.items {
        match item.code {
            b'x' => {}
            b's' => values.push(vm.new_bytes(data[item.offset..item.offset + item.count].to_vec())),
            b'p' => {
                let own = &data[item.offset..item.offset + item.count];
                let length = own
                    .first()
                    .map_or(0, |&length| usize::from(length))
                    .min(own.len().saturating_sub(1));
                values.push(vm.new_bytes(own.get(1..=length).unwrap_or_default().to_vec()));
            }
            _ => values.extend((0..item.count).map(|place| {
                unpack_one(vm, item, own.big, &data[item.offset + place * item.size..])
            })),
        }
    }
    vm.new_tuple(values)
}

fn unpack_exact(vm: &Vm, own: &PyStruct, value: &Value) -> NativeResult {
    let data = buffer::argument(vm, value)?;
    if data.len() != own.size {
        return Err(error(
            vm,
            format!("unpack requires a buffer of {} bytes", own.size),
        ));
    }
    Ok(unpacked(vm, own, &data).into())
}

/// Where in a buffer: the offset counted from the start, after the checks that CPython makes.
fn place(vm: &Vm, own: &PyStruct, given: &Value, length: usize, packing: bool) -> PyResult<usize> {
    let Some(offset) = given.as_small_int() else {
        if crate::types::number::int_of(given).is_some() {
            let message = "cannot fit 'int' into an index-sized integer";
            return Err(vm.raise(&vm.types.exceptions.index_error, message));
        }
        return Err(vm.type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            vm.class_name(given)
        )));
    };
    let (size, total) = (own.size as i64, length as i64);
    let (name, verb) = if packing {
        ("pack_into", "packing")
    } else {
        ("unpack_from", "unpacking")
    };
    if offset < 0 {
        if offset.saturating_add(size) > 0 {
            return Err(error(
                vm,
                if packing {
                    format!("no space to pack {size} bytes at offset {offset}")
                } else {
                    format!("not enough data to unpack {size} bytes at offset {offset}")
                },
            ));
        }
        if offset + total < 0 {
            return Err(error(
                vm,
                format!("offset {offset} out of range for {total}-byte buffer"),
            ));
        }
    }
    let start = if offset < 0 { offset + total } else { offset };
    if total - start < size {
        return Err(error(
            vm,
            format!(
                "{name} requires a buffer of at least {} bytes for {verb} {size} bytes at offset {start} (actual \
                 buffer size is {total})",
                i128::from(start) + i128::from(size)
            ),
        ));
    }
    Ok(start as usize)
}

fn from_buffer(vm: &Vm, own: &PyStruct, value: &Value, offset: Option<&Value>) -> NativeResult {
    let data = buffer::argument(vm, value)?;
    let zero = Value::int(0);
    let start = place(vm, own, offset.unwrap_or(&zero), data.len(), false)?;
    Ok(unpacked(vm, own, &data[start..start + own.size]).into())
}

fn into_buffer(
    vm: &Vm,
    own: &PyStruct,
    target: &Value,
    offset: &Value,
    values: &[Value],
) -> NativeResult {
    let Some(room) = buffer::room(target) else {
        return Err(vm.type_error(format!(
            "pack_into() argument must be read-write bytes-like object, not {}",
            vm.class_name(target)
        )));
    };
    check_count(vm, own, values, "pack_into")?;
    let start = place(vm, own, offset, room, true)?;
    if let Some(converted) = methods_called(vm, own, values) {
        let (vm, own, target) = (vm.clone(), own.clone(), target.clone());
        return Vm::future(async move {
            let values = converted.run(&vm).await?;
            let bytes = packed(&vm, &own, &values, "pack_into")?;
            buffer::write_at(&target, start, &bytes);
            Ok(Value::none())
        });
    }
    let bytes = packed(vm, own, values, "pack_into")?;
    buffer::write_at(target, start, &bytes);
    Ok(Value::none().into())
}

struct Unpacker {
    own: Ref<PyStruct>,
    data: Vec<u8>,
    at: usize,
}

impl NativeIterator for Unpacker {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        let end = self.at + self.own.size;
        if end > self.data.len() {
            return Ok(Step::Done);
        }
        let values = unpacked(vm, &self.own, &self.data[self.at..end]);
        self.at = end;
        Ok(Step::Item(values))
    }

    fn length_hint(&self) -> Option<usize> {
        Some((self.data.len() - self.at) / self.own.size.max(1))
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.own.to_value());
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

fn iterate(vm: &Vm, own: &Ref<PyStruct>, value: &Value) -> NativeResult {
    let data = buffer::argument(vm, value)?.to_vec();
    if own.size == 0 {
        return Err(error(
            vm,
            "cannot iteratively unpack with a struct of length 0",
        ));
    }
    if data.len() % own.size != 0 {
        return Err(error(
            vm,
            format!(
                "iterative unpacking requires a buffer of a multiple of {} bytes",
                own.size
            ),
        ));
    }
    let class = with_classes(vm, |classes| classes.unpacker.clone());
    Ok(vm
        .new_iterator(
            Unpacker {
                own: own.clone(),
                data,
                at: 0,
            },
            &class,
        )
        .into())
}
