//! `sys.stdin`, `sys.stdout`, `sys.stderr`.

use std::cell::OnceCell;

use super::newlines::Translator;
use super::text::{Coder, PyTextIO};
use super::{BUFFER_SIZE, buffered_methods, classes, file};
use crate::embed::{Buffering, Stream};
use crate::object::{Object, Ref, Value};
use crate::types::codecs::Codec;
use crate::types::dict::PyDict;
use crate::types::str::PyStr;
use crate::vm::program::Started;
use crate::vm::{PyResult, Raised, Vm};

/// The three streams as they were at the start.
#[derive(Default)]
struct Made(OnceCell<[Value; 3]>);

/// The three streams, made now if they were not yet.
pub fn streams(vm: &Vm) -> PyResult<[Value; 3]> {
    let made = vm.extension::<Made>();
    if let Some(streams) = made.0.get() {
        return Ok(streams.clone());
    }
    let streams = [
        stream(vm, 0, "<stdin>", "r")?,
        stream(vm, 1, "<stdout>", "w")?,
        stream(vm, 2, "<stderr>", "w")?,
    ];
    let _ = made.0.set(streams.clone());
    Ok(streams)
}

/// Puts the streams into `sys`.
pub fn fill(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    for (name, stream) in ["stdin", "stdout", "stderr"].into_iter().zip(streams(vm)?) {
        dict.set_name(&vm.intern(name), stream.clone());
        dict.set_name(&vm.intern(&format!("__{name}__")), stream);
    }
    Ok(())
}

/// Passes on what the first streams hold back, when no Python code can run any more.
pub fn rescue(vm: &Vm) {
    if let Some(streams) = vm.extension::<Made>().0.get() {
        for stream in &streams[1..] {
            if let Some(own) = stream.get::<PyTextIO>() {
                own.rescue(vm);
            }
        }
    }
}

fn stream(vm: &Vm, descriptor: i32, name: &str, mode: &str) -> PyResult {
    let reads = mode == "r";
    let raw = file::standard(vm, descriptor, mode, name)?;
    let buffering = match descriptor {
        1 | 2 if vm.extension::<Started>().options.borrow().unbuffered > 0 => Buffering::Nothing,
        1 => vm.host.buffering(Stream::Stdout),
        2 => match vm.host.buffering(Stream::Stderr) {
            Buffering::Nothing => Buffering::Nothing,
            _ => Buffering::Lines,
        },
        _ => Buffering::Blocks,
    };
    let buffer = if buffering == Buffering::Nothing {
        raw
    } else {
        let class = buffered_methods::class_for(vm, reads, !reads);
        buffered_methods::over(raw, BUFFER_SIZE, &class)
    };
    let text = PyTextIO::default();
    text.buffer.replace(Some(buffer));
    text.encoding.replace("utf-8".to_owned());
    let errors = if descriptor == 2 {
        "backslashreplace"
    } else {
        "strict"
    };
    text.errors.replace(errors.to_owned());
    if reads {
        text.decoder.replace(Coder::Native(Codec::Utf8));
        text.translator.set(Some(Translator {
            translates: true,
            ..Translator::default()
        }));
    } else {
        text.newline.replace(Some("\n".to_owned()));
        text.encoder.replace(Coder::Native(Codec::Utf8));
    }
    text.line_buffering.set(buffering == Buffering::Lines);
    text.write_through.set(buffering == Buffering::Nothing);
    let text = Ref::new(text, &classes(vm).text).into_value();
    if let Some(dict) = text
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object))
    {
        dict.set_name(&vm.intern("mode"), vm.new_str(mode));
    }
    Ok(text)
}

/// Writes text to a stream at once, where no Python code is needed. `None`: it is, and nothing was done.
pub fn write_now(vm: &Vm, stream: &Value, text: &str) -> Option<PyResult<()>> {
    let classes = classes(vm);
    // A program may have put a function of its own in the place of the method.
    if let Some(dict) = stream.as_object().and_then(Object::dict)
        && dict.find_name(&vm.names.write).is_some()
    {
        return None;
    }
    if let Some(own) = stream.get::<PyTextIO>()
        && vm.is_exactly(stream, &classes.text)
    {
        return own.write_now(vm, &PyStr::new(text.to_owned()));
    }
    let own = stream.get::<super::string::PyStringIO>()?;
    if !vm.is_exactly(stream, &classes.string) {
        return None;
    }
    super::string::quick_write(vm, own, text)
}

/// `sys.stderr` or another of its streams as it is now.
pub async fn current(vm: &Vm, name: &Value) -> Option<Value> {
    let sys = vm.modules.get_name(&vm.names.sys)?;
    vm.get_attribute_opt(&sys, name).await.ok().flatten()
}

/// Writes text to whatever `sys.stderr` is now; errors are ignored.
pub async fn write_stderr(vm: &Vm, text: &str) {
    let stderr = match current(vm, &vm.names.stderr.clone()).await {
        None => streams(vm).ok().map(|[_, _, stderr]| stderr),
        found => found,
    };
    match stderr {
        Some(stderr) if stderr.is_none() => {}
        Some(stderr) => {
            let written = match write_now(vm, &stderr, text) {
                Some(result) => result,
                None => {
                    let given = [vm.new_str(text)];
                    vm.call_method(&stderr, &vm.names.write.clone(), given)
                        .await
                        .map(drop)
                }
            };
            let flush = vm.get_attribute_opt(&stderr, &vm.names.flush.clone()).await;
            if written.is_ok()
                && let Ok(Some(flush)) = flush
            {
                let _ = vm.call(&flush, []).await;
            }
        }
        None => {
            let _ = vm.host.write(Stream::Stderr, text.as_bytes());
        }
    }
}

/// Passes on what `sys.stdout` and `sys.stderr` hold back, at the end of the program. The error of the first.
pub async fn flush_all(vm: &Vm) -> Result<(), Raised> {
    let mut result = Ok(());
    for (name, place) in [(vm.names.stdout.clone(), 1), (vm.names.stderr.clone(), 2)] {
        let known = || Some(vm.extension::<Made>().0.get()?[place].clone());
        let stream = current(vm, &name).await.or_else(known);
        let Some(stream) = stream.filter(|stream| !stream.is_none()) else {
            continue;
        };
        if super::is(vm, &stream, "closed").await.unwrap_or(false) {
            continue;
        }
        let flushed = vm.call_method(&stream, &vm.names.flush.clone(), []).await;
        if name.is(&vm.names.stdout) {
            result = flushed.map(drop);
        }
    }
    result
}

/// What the program printed comes before what is about to be said of it.
pub async fn flush_stdout(vm: &Vm) {
    if let Some(stdout) = current(vm, &vm.names.stdout.clone()).await {
        let _ = vm.call_method(&stdout, &vm.names.flush.clone(), []).await;
    } else if let Some([_, stdout, _]) = vm.extension::<Made>().0.get() {
        let _ = vm.call_method(stdout, &vm.names.flush.clone(), []).await;
    }
}
