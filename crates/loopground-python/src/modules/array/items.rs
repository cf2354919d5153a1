//! Items of an array: bytes to values and back.

use num_traits::ToPrimitive;
use rustpython_wtf8::{CodePoint, Wtf8Buf};

use crate::object::Value;
use crate::types::float_methods::construct;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Vm};

/// The codes, in the order that `typecodes` has.
pub const CODES: &str = "bBuwhHiIlLqQfd";

/// The size of an item; nothing for letters that no array has.
pub fn size_of(code: char) -> Option<usize> {
    Some(match code {
        'b' | 'B' => 1,
        'h' | 'H' => 2,
        'u' | 'w' | 'i' | 'I' | 'f' => 4,
        'l' | 'L' | 'q' | 'Q' | 'd' => 8,
        _ => return None,
    })
}

pub fn is_text(code: char) -> bool {
    matches!(code, 'u' | 'w')
}

pub fn unpack(vm: &Vm, code: char, bytes: &[u8]) -> Value {
    let mut wide = [0; 8];
    wide[..bytes.len()].copy_from_slice(bytes);
    let unsigned = u64::from_le_bytes(wide);
    let unused = 64 - 8 * bytes.len() as u32;
    match code {
        'b' | 'h' | 'i' | 'l' | 'q' => Value::int(((unsigned << unused) as i64) >> unused),
        'f' => Value::float(f64::from(f32::from_bits(unsigned as u32))),
        'd' => Value::float(f64::from_bits(unsigned)),
        'u' | 'w' => {
            let mut text = Wtf8Buf::new();
            if let Some(point) = CodePoint::from_u32(unsigned as u32) {
                text.push(point);
            }
            vm.new_wtf8(text)
        }
        _ => vm.new_int(unsigned),
    }
}

/// A value as bytes, appended.
pub async fn pack(vm: &Vm, code: char, value: &Value, out: &mut Vec<u8>) -> PyResult<()> {
    let size = size_of(code).unwrap_or(1);
    match code {
        'u' | 'w' => match value.get::<PyStr>() {
            Some(text) if text.len() == 1 => out.extend(text.code_point(0).to_u32().to_le_bytes()),
            Some(text) => {
                return Err(vm.type_error(format!(
                    "array item must be a unicode character, not a string of length {}",
                    text.len()
                )));
            }
            None => {
                return Err(vm.type_error(format!(
                    "array item must be a unicode character, not {}",
                    vm.class_name(value)
                )));
            }
        },
        'f' => out.extend((construct::argument(vm, value).await? as f32).to_le_bytes()),
        'd' => out.extend(construct::argument(vm, value).await?.to_le_bytes()),
        _ => {
            let number = vm.index(value).await?.to_i128();
            let bits = 8 * size as u32;
            let (low, high) = if code.is_ascii_lowercase() {
                (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1)
            } else {
                (0, (1_i128 << bits) - 1)
            };
            match number.filter(|number| (low..=high).contains(number)) {
                Some(number) => out.extend(&number.to_le_bytes()[..size]),
                None => {
                    let negative = vm.index(value).await?.sign() == num_bigint::Sign::Minus;
                    return Err(vm.overflow_error(out_of_range(code, negative)));
                }
            }
        }
    }
    Ok(())
}

/// What CPython says, whose conversions differ from code to code.
fn out_of_range(code: char, negative: bool) -> String {
    let name = match code {
        'b' => "signed char",
        'B' => "unsigned byte integer",
        'h' => "signed short integer",
        'H' => "unsigned short",
        'i' => "signed integer",
        'I' | 'L' if negative => return "can't convert negative value to unsigned int".to_owned(),
        'I' => "unsigned int",
        'l' => return "Python int too large to convert to C long".to_owned(),
        'L' => return "Python int too large to convert to C unsigned long".to_owned(),
        'Q' if negative => return "can't convert negative int to unsigned".to_owned(),
        _ => return "int too big to convert".to_owned(),
    };
    let side = if negative {
        "less than minimum"
    } else {
        "greater than maximum"
    };
    format!("{name} is {side}")
}

/// The code of the machine format that pickles name.
pub fn machine_format(code: char) -> i64 {
    match code {
        'B' => 0,
        'b' => 1,
        'H' => 2,
        'h' => 4,
        'I' => 6,
        'i' => 8,
        'L' | 'Q' => 10,
        'l' | 'q' => 12,
        'f' => 14,
        'd' => 16,
        _ => 20,
    }
}

/// The values in bytes of one of the machine formats that pickles name; text as one `str`.
pub fn foreign(vm: &Vm, format: i64, data: &[u8]) -> PyResult {
    let (code, big) = match format {
        0 => ('B', false),
        1 => ('b', false),
        2 | 3 => ('H', format == 3),
        4 | 5 => ('h', format == 5),
        6 | 7 => ('I', format == 7),
        8 | 9 => ('i', format == 9),
        10 | 11 => ('Q', format == 11),
        12 | 13 => ('q', format == 13),
        14 | 15 => ('f', format == 15),
        16 | 17 => ('d', format == 17),
        18 | 19 => ('H', format == 19),
        20 | 21 => ('w', format == 21),
        _ => {
            return Err(vm.value_error("third argument must be a valid machine format code."));
        }
    };
    let size = size_of(code).unwrap_or(1);
    if !data.len().is_multiple_of(size) {
        return Err(vm.value_error("string length not a multiple of item size"));
    }
    let ordered = data.chunks_exact(size).map(|item| {
        let mut item = item.to_vec();
        if big {
            item.reverse();
        }
        item
    });
    if format < 18 {
        return Ok(vm.new_list(ordered.map(|item| unpack(vm, code, &item)).collect()));
    }
    let points: Vec<u32> = ordered
        .map(|item| {
            let mut word = [0; 4];
            word[..size].copy_from_slice(&item);
            u32::from_le_bytes(word)
        })
        .collect();
    let mut text = rustpython_wtf8::Wtf8Buf::new();
    let mut rest = points.into_iter().peekable();
    while let Some(mut point) = rest.next() {
        if size == 2
            && (0xD800..0xDC00).contains(&point)
            && let Some(low) = rest.next_if(|low| (0xDC00..0xE000).contains(low))
        {
            point = 0x1_0000 + ((point & 0x3FF) << 10 | (low & 0x3FF));
        }
        text.extend(rustpython_wtf8::CodePoint::from_u32(point));
    }
    Ok(vm.new_wtf8(text))
}
