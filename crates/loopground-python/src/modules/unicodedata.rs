//! `unicodedata`: facts about characters.
//!
//! Here: the current database. Not here: `ucd_3_2_0`, which says so when it is asked for anything.

use rustpython_unicode::data::Ucd;
use rustpython_unicode::normalize::{NormalizeForm, is_normalized, normalize};
use rustpython_wtf8::CodePoint;

use crate::object::{Ref, Value};
use crate::types::arguments::type_word;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::call::text;
use crate::vm::{NativeResult, PyResult, Vm};

/// The version that CPython 3.14 has.
const VERSION: &str = "16.0.0";
const UCD: Ucd = Ucd::new(true);

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "unicodedata", FUNCTIONS);
    dict.set_name(&vm.intern("unidata_version"), vm.intern(VERSION));
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("category", "(chr, /)", |vm, args| {
        Ok(vm
            .intern(UCD.category(character(vm, args, "category")?))
            .into())
    }),
    NativeDef::function("bidirectional", "(chr, /)", |vm, args| {
        let point = character(vm, args, "bidirectional")?;
        let assigned = UCD.category(point) != "Cn";
        if point.to_char().is_none() {
            return Ok(vm.intern("L").into());
        }
        Ok(vm
            .intern(if assigned {
                UCD.bidirectional(point)
            } else {
                ""
            })
            .into())
    }),
    NativeDef::function("combining", "(chr, /)", |vm, args| {
        let point = character(vm, args, "combining")?;
        Ok(Value::int(i64::from(UCD.combining(point))).into())
    }),
    NativeDef::function("mirrored", "(chr, /)", |vm, args| {
        let point = character(vm, args, "mirrored")?;
        Ok(Value::int(i64::from(UCD.mirrored(point))).into())
    }),
    NativeDef::function("east_asian_width", "(chr, /)", |vm, args| {
        let point = character(vm, args, "east_asian_width")?;
        Ok(vm.intern(UCD.east_asian_width(point)).into())
    }),
    NativeDef::function("decomposition", "(chr, /)", |vm, args| {
        let point = character(vm, args, "decomposition")?;
        // Syllables of Hangul are decomposed by a rule.
        if let Some(syllable) = point
            .to_u32()
            .checked_sub(0xAC00)
            .filter(|place| *place < 11172)
        {
            let (first, second) = (0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28);
            let mut shown = format!("{first:04X} {second:04X}");
            if syllable % 28 != 0 {
                shown.push_str(&format!(" {:04X}", 0x11A7 + syllable % 28));
            }
            return Ok(vm.new_str(shown).into());
        }
        Ok(vm.new_str(UCD.decomposition(point)).into())
    }),
    NativeDef::function(
        "decimal",
        "(chr, default=<unrepresentable>, /)",
        |vm, args| {
            let found = UCD.decimal(character(vm, args, "decimal")?);
            number(
                vm,
                args,
                found.map(|number| Value::int(number as i64)),
                "not a decimal",
            )
        },
    ),
    NativeDef::function(
        "digit",
        "(chr, default=<unrepresentable>, /)",
        |vm, args| {
            let found = UCD.digit(character(vm, args, "digit")?);
            number(
                vm,
                args,
                found.map(|number| Value::int(number as i64)),
                "not a digit",
            )
        },
    ),
    NativeDef::function(
        "numeric",
        "(chr, default=<unrepresentable>, /)",
        |vm, args| {
            let found = UCD.numeric(character(vm, args, "numeric")?);
            number(vm, args, found.map(Value::float), "not a numeric character")
        },
    ),
    NativeDef::function("name", "(chr, default=<unrepresentable>, /)", name),
    NativeDef::function("lookup", "(name, /)", lookup),
    NativeDef::function("normalize", "(form, unistr, /)", |vm, args| {
        let (form, given) = form_and_text(vm, args, "normalize")?;
        let text = given.get::<PyStr>().expect("checked");
        if text.is_ascii() {
            return Ok(given.clone().into());
        }
        Ok(vm.new_wtf8(normalize(form, text.as_wtf8())).into())
    }),
    NativeDef::function("is_normalized", "(form, unistr, /)", |vm, args| {
        let (form, given) = form_and_text(vm, args, "is_normalized")?;
        let text = given.get::<PyStr>().expect("checked");
        Ok(Value::bool(text.is_ascii() || is_normalized(form, text.as_wtf8())).into())
    }),
];

/// The one character of the first argument.
fn character(vm: &Vm, args: Args<'_>, function: &str) -> PyResult<CodePoint> {
    let given = args.get(0);
    let place = if args.len() > 1 { " 1" } else { "" };
    match given.get::<PyStr>() {
        Some(text) if text.len() == 1 => Ok(text.code_point(0)),
        Some(text) => Err(vm.type_error(format!(
            "{function}(): argument{place} must be a unicode character, not a string of length {}",
            text.len()
        ))),
        None => Err(vm.type_error(format!(
            "{function}() argument{place} must be a unicode character, not {}",
            type_word(vm, given)
        ))),
    }
}

/// What was found, or the default, or an error.
fn number(vm: &Vm, args: Args<'_>, found: Option<Value>, missing: &str) -> NativeResult {
    match found.or_else(|| args.opt(1).cloned()) {
        Some(value) => Ok(value.into()),
        None => Err(vm.value_error(missing)),
    }
}

fn name(vm: &Vm, args: Args<'_>) -> NativeResult {
    let point = character(vm, args, "name")?;
    let found = point.to_char().and_then(|character| {
        crate::compile::names::install();
        rustpython_unicode::data::character_name(character)
    });
    number(vm, args, found.map(|name| vm.new_str(name)), "no such name")
}

fn lookup(vm: &Vm, args: Args<'_>) -> NativeResult {
    use rustpython_unicode::data::LookupResult;
    let given = args.get(0);
    if given.get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "lookup() argument must be str, not {}",
            type_word(vm, given)
        )));
    }
    crate::compile::names::install();
    let wanted = text(given);
    match rustpython_unicode::data::lookup_name(&wanted) {
        Some(LookupResult::Character(found)) => Ok(vm.new_str(found.to_string()).into()),
        Some(LookupResult::Sequence(found)) => Ok(vm.new_str(found).into()),
        None => {
            let message = vm.new_str(format!("undefined character name '{wanted}'"));
            Err(vm.key_error(&message))
        }
    }
}

fn form_and_text<'a>(
    vm: &Vm,
    args: Args<'a>,
    function: &str,
) -> PyResult<(NormalizeForm, &'a Value)> {
    for place in 0..2 {
        crate::types::arguments::text(vm, args.get(place), function, place + 1)?;
    }
    let form = match text(args.get(0)).as_str() {
        "NFC" => NormalizeForm::Nfc,
        "NFKC" => NormalizeForm::Nfkc,
        "NFD" => NormalizeForm::Nfd,
        "NFKD" => NormalizeForm::Nfkd,
        _ => return Err(vm.value_error("invalid normalization form")),
    };
    Ok((form, args.get(1)))
}
