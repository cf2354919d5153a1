//! `open`, `open_code`, `text_encoding`.

use super::base::text_argument;
use super::buffered_methods::{class_for, over};
use super::text::PyTextIO;
use super::text_methods::{Options, default_encoding, set_up};
use super::{BUFFER_SIZE, classes, file};
use crate::modules::posix::fspath;
use crate::object::{Ref, Value};
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// `open`'s parameters, for `builtins` too.
pub const SIGNATURE: &str = "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, \
                             opener=None)";

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("open", SIGNATURE, open).doc("Open file and return a stream."),
    NativeDef::function("open_code", "(path)", open_code),
    NativeDef::function(
        "text_encoding",
        "(encoding, stacklevel=2, /)",
        text_encoding,
    ),
];

/// A descriptor as an argument.
pub async fn descriptor(vm: &Vm, value: &Value) -> PyResult<i32> {
    i32::try_from(vm.index_i64(value).await?)
        .map_err(|_| vm.overflow_error("Python int too large to convert to C int"))
}

/// What the letters of a mode say.
#[derive(Default)]
struct Mode {
    raw: String,
    reads: bool,
    writes: bool,
    text: bool,
    binary: bool,
}

impl Mode {
    fn parse(vm: &Vm, text: &PyStr) -> PyResult<Self> {
        let shown = text.lossy();
        let invalid = || {
            let quoted = crate::types::quick_repr(vm, &vm.new_str(shown.as_ref()));
            vm.value_error(format!("invalid mode: {}", quoted.unwrap_or_default()))
        };
        let (mut mode, mut kinds) = (Self::default(), 0);
        for (place, letter) in shown.char_indices() {
            if shown[..place].contains(letter) {
                return Err(invalid());
            }
            match letter {
                'r' => mode.reads = true,
                'w' | 'a' | 'x' => mode.writes = true,
                '+' => {}
                't' => mode.text = true,
                'b' => mode.binary = true,
                _ => return Err(invalid()),
            }
            kinds += u32::from(matches!(letter, 'r' | 'w' | 'a' | 'x'));
            if !matches!(letter, 't' | 'b') {
                mode.raw.push(letter);
            }
        }
        if mode.text && mode.binary {
            return Err(vm.value_error("can't have text and binary mode at once"));
        }
        if kinds > 1 {
            return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
        }
        if shown.contains('+') {
            mode.reads = true;
            mode.writes = true;
        }
        Ok(mode)
    }
}

pub fn open(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move { open_file(&vm, Args(&slots)).await })
}

/// An optional `str` argument.
fn text_option(vm: &Vm, value: Option<&Value>, name: &str) -> PyResult<Option<String>> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(None);
    };
    match value.get::<PyStr>() {
        Some(text) => Ok(Some(text.lossy().into_owned())),
        None => Err(vm.type_error(format!(
            "open() argument '{name}' must be str or None, not {}",
            vm.class_name(value)
        ))),
    }
}

async fn open_file(vm: &Vm, args: Args<'_>) -> PyResult {
    let mut target = args.get(0).clone();
    if crate::types::number::int_of(&target).is_none() {
        target = match fspath(vm, &target).await? {
            Some(path) => path,
            None => {
                return Err(vm.type_error(format!(
                    "expected str, bytes or os.PathLike object, not {}",
                    vm.class_name(&target)
                )));
            }
        };
    }
    let read_mode = vm.new_str("r");
    let given = args.opt(1).unwrap_or(&read_mode);
    let mode = Mode::parse(vm, text_argument(vm, given, "open() argument 'mode'")?)?;
    let mut buffering = match args.opt(2) {
        Some(buffering) => i64::from(descriptor(vm, buffering).await?),
        None => -1,
    };
    let encoding = text_option(vm, args.opt(3), "encoding")?;
    let errors = text_option(vm, args.opt(4), "errors")?;
    let newline = text_option(vm, args.opt(5), "newline")?;
    if mode.binary {
        for (given, name) in [
            (encoding.is_some(), "an encoding"),
            (errors.is_some(), "an errors"),
            (newline.is_some(), "a newline"),
        ] {
            if given {
                let message = format!("binary mode doesn't take {name} argument");
                return Err(vm.value_error(message));
            }
        }
        if buffering == 1 {
            let category = vm.types.exceptions.runtime_warning.clone();
            let message = "line buffering (buffering=1) isn't supported in binary mode, the default buffer size \
                           will be used";
            vm.warn(&category, message).await?;
        }
    }
    let (yes, none) = (Value::bool(true), Value::none());
    let closes = args.opt(6).unwrap_or(&yes);
    let opener = args.opt(7).unwrap_or(&none);
    let raw = file::make(vm, &target, &mode.raw, closes, opener).await?;
    let result = layers(vm, &raw, &mode, &mut buffering, encoding, errors, newline).await;
    match result {
        Ok(stream) => {
            if !mode.binary {
                vm.set_attribute(&stream, &vm.intern("mode"), Some(given.clone()))
                    .await?;
            }
            Ok(stream)
        }
        Err(raised) => {
            vm.call_method(&raw, &vm.intern("close"), []).await?;
            Err(raised)
        }
    }
}

/// Buffer and text over a raw file, as the arguments ask for.
async fn layers(
    vm: &Vm,
    raw: &Value,
    mode: &Mode,
    buffering: &mut i64,
    encoding: Option<String>,
    errors: Option<String>,
    newline: Option<String>,
) -> PyResult {
    if let Some(newline) = &newline
        && !matches!(newline.as_str(), "" | "\n" | "\r" | "\r\n")
    {
        return Err(vm.value_error(format!("illegal newline value: {newline}")));
    }
    let terminal = super::says(vm, raw, "isatty").await?;
    let lines = *buffering == 1 && !mode.binary || *buffering < 0 && terminal;
    let size = match *buffering {
        0 if mode.binary => return Ok(raw.clone()),
        0 => return Err(vm.value_error("can't have unbuffered text I/O")),
        1 => BUFFER_SIZE,
        -1 => BUFFER_SIZE,
        size => match usize::try_from(size) {
            Ok(size) => size,
            Err(_) => return Err(vm.value_error("invalid buffering size")),
        },
    };
    vm.check_memory(size as u64)?;
    let buffer = over(raw.clone(), size, &class_for(vm, mode.reads, mode.writes));
    if mode.binary {
        return Ok(buffer);
    }
    let text = Ref::new(PyTextIO::default(), &classes(vm).text);
    let options = Options {
        encoding: default_encoding(encoding),
        errors: errors.unwrap_or_else(|| "strict".to_owned()),
        newline,
        line_buffering: lines,
        write_through: false,
    };
    set_up(vm, &text, &buffer, options).await?;
    Ok(text.into_value())
}

fn open_code(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, path) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        text_argument(&vm, &path, "open_code() argument 'path'")?;
        let slots = [Some(path), Some(vm.new_str("rb"))];
        open_file(&vm, Args(&slots)).await
    })
}

fn text_encoding(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(0).is_none() {
        return Ok(vm.new_str("utf-8").into());
    }
    Ok(args.get(0).clone().into())
}
