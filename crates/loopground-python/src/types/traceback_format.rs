//! The text of an exception with its traceback, as CPython prints it when nobody catches it.
//!
//! Everything that may run Python code (`str`, notes, suggestions) is asked for first; the text is then put
//! together. Underlining is in `traceback_carets`.

use std::future::Future;
use std::pin::Pin;

use super::exception::PyException;
use super::exception_group::members;
use super::str::PyStr;
use super::traceback_carets::excerpt;
use crate::object::{Ref, Value};
use crate::vm::call::text;
use crate::vm::protocol::closest_name;
use crate::vm::{Raised, Vm};

/// At most this many exceptions of a group are shown, nested at most that deep.
const MAX_GROUP_WIDTH: usize = 15;
const MAX_GROUP_DEPTH: usize = 10;
/// Repeated frames are shown this often.
const RECURSIVE_CUTOFF: usize = 3;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// One exception of a chain, with everything that is shown of it.
struct Entry {
    /// The words between it and the one below, which it caused.
    link: Option<&'static str>,
    stack: String,
    /// Class, message, notes.
    own: String,
    /// The exceptions of a group.
    group: Option<Vec<Vec<Entry>>>,
    /// How many are in the group, shown or not.
    count: usize,
}

/// The text CPython prints for an uncaught exception.
pub async fn format(vm: &Vm, raised: &Raised) -> String {
    let mut seen = Vec::new();
    let chain = gather(vm, raised.value(), 0, &mut seen).await;
    let mut out = Printer {
        out: String::new(),
        depth: 0,
        need_close: false,
    };
    out.chain(&chain);
    out.out
}

fn gather<'a>(
    vm: &'a Vm,
    exception: Value,
    depth: usize,
    seen: &'a mut Vec<u64>,
) -> Pin<Box<dyn Future<Output = Vec<Entry>> + 'a>> {
    Box::pin(async move {
        let mut chain = Vec::new();
        let mut next = Some((exception, None));
        while let Some((value, link)) = next.take() {
            let Some(exception) = value.to_ref::<PyException>() else {
                break;
            };
            seen.push(value.identity());
            let mut group = None;
            let mut count = 0;
            if vm.is_instance(&value, &vm.types.exceptions.base_exception_group) {
                let items = members(&value);
                count = items.len();
                let mut shown = Vec::new();
                if depth < MAX_GROUP_DEPTH {
                    for item in items.into_iter().take(MAX_GROUP_WIDTH) {
                        if seen.contains(&item.identity()) && depth > 0 {
                            continue;
                        }
                        shown.push(gather(vm, item, depth + 1, seen).await);
                    }
                }
                group = Some(shown);
            }
            let own = own_lines(vm, &value, &exception).await;
            chain.push(Entry {
                link,
                stack: stack(vm, &exception, true).await,
                own,
                group,
                count,
            });
            let fresh = |value: &Value| !seen.contains(&value.identity());
            let cause = exception.cause.borrow().clone();
            let context = exception.context.borrow().clone();
            next = match (cause, context) {
                (Some(cause), _) if fresh(&cause) => Some((cause, Some(CAUSE))),
                (None, Some(context)) if !exception.suppress_context.get() && fresh(&context) => {
                    Some((context, Some(CONTEXT)))
                }
                _ => None,
            };
        }
        chain
    })
}

/// What is printed of an exception that nobody can catch: its own traceback without underlining, class and message.
pub async fn format_plainly(vm: &Vm, raised: &Raised) -> String {
    let mut out = String::new();
    let frames = stack(vm, &raised.0, false).await;
    if !frames.is_empty() {
        out.push_str("Traceback (most recent call last):\n");
        out.push_str(&frames);
    }
    let class = raised.class();
    let name = super::type_methods::full_name(vm, &class);
    out.push_str(name.strip_prefix("__main__.").unwrap_or(&name));
    match vm.str_text(&raised.value()).await {
        Ok(message) if message.is_empty() => {}
        Ok(message) => out.push_str(&format!(": {message}")),
        Err(_) => out.push_str(": <exception str() failed>"),
    }
    out.push('\n');
    out
}

/// The frames, outermost first.
async fn stack(vm: &Vm, exception: &PyException, underlined: bool) -> String {
    let mut out = String::new();
    let mut link = exception.traceback.borrow().clone();
    let mut last: Option<(String, u32, String)> = None;
    let mut count = 0;
    let repeated = |out: &mut String, count: usize| {
        if count > RECURSIVE_CUTOFF {
            let more = count - RECURSIVE_CUTOFF;
            let plural = if more > 1 { "s" } else { "" };
            out.push_str(&format!(
                "  [Previous line repeated {more} more time{plural}]\n"
            ));
        }
    };
    while let Some(entry) = link {
        let code = &entry.frame.code;
        let here = (text(&code.filename), entry.line.get(), text(&code.name));
        if last.as_ref() == Some(&here) {
            count += 1;
        } else {
            repeated(&mut out, count);
            count = 1;
        }
        if count <= RECURSIVE_CUTOFF {
            let (file, line, name) = &here;
            out.push_str(&format!("  File \"{file}\", line {line}, in {name}\n"));
            if !underlined {
                let text = source(vm, file).await;
                let text = text
                    .as_ref()
                    .and_then(|text| text.lines().nth(*line as usize - 1));
                if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
                    out.push_str(&format!("    {text}\n"));
                }
            } else if let Some(source) = source(vm, file).await {
                let mut position = code.position(entry.instruction);
                if position.line != Some(*line) {
                    position = crate::code::Position {
                        line: Some(*line),
                        ..Default::default()
                    };
                }
                out.push_str(&excerpt(&source, position));
            }
        }
        last = Some(here);
        link = entry.next.borrow().clone();
    }
    repeated(&mut out, count);
    out
}

/// The source of a file: as it was compiled, or read now.
async fn source(vm: &Vm, file: &str) -> Option<std::rc::Rc<str>> {
    if let Some(known) = vm.sources.borrow().get(file) {
        return Some(known.clone());
    }
    match vm.host.read_file(file) {
        Some(bytes) => Some(String::from_utf8_lossy(&bytes).into()),
        None => (vm.module_table.source)(vm, file).await,
    }
}

async fn own_lines(vm: &Vm, value: &Value, exception: &Ref<PyException>) -> String {
    let class = vm.class_of(value).clone();
    let mut name = super::type_methods::full_name(vm, &class);
    if let Some(short) = name.strip_prefix("__main__.") {
        name = short.to_owned();
    }
    let mut out = String::new();
    if vm.is_instance(value, &vm.types.exceptions.syntax_error)
        && syntax_lines(vm, exception, &name, &mut out).await
    {
        // Shown with its line.
    } else {
        let mut message = match vm.str_text(value).await {
            Ok(message) => message,
            Err(_) => "<exception str() failed>".to_owned(),
        };
        if let Some(hint) = suggestion(vm, value, exception).await {
            message.push_str(&hint);
        }
        if message.is_empty() {
            out.push_str(&name)
        } else {
            out.push_str(&format!("{name}: {message}"))
        }
        out.push('\n');
    }
    let notes = value
        .as_object()
        .and_then(|object| object.dict())
        .and_then(|d| d.get_name(&vm.names.__notes__));
    if let Some(notes) = notes {
        match vm.quick_items(&notes) {
            Some(items) => {
                for note in items {
                    let note = vm
                        .str_text(&note)
                        .await
                        .unwrap_or_else(|_| "<note str() failed>".to_owned());
                    for line in note.split('\n') {
                        out.push_str(&format!("{line}\n"));
                    }
                }
            }
            None => {
                let shown = vm
                    .repr_text(&notes)
                    .await
                    .unwrap_or_else(|_| "<__notes__ repr() failed>".to_owned());
                out.push_str(&format!("{shown}\n"));
            }
        }
    }
    out
}

/// A syntax error with its line and caret; `false` when it does not know its place.
async fn syntax_lines(vm: &Vm, exception: &PyException, name: &str, out: &mut String) -> bool {
    let string = |field: &str| {
        exception
            .field(field)
            .filter(|v| v.get::<PyStr>().is_some())
            .map(|v| text(&v))
    };
    let number = |field: &str| {
        exception
            .field(field)
            .and_then(|value| value.as_small_int())
    };
    let file = string("filename");
    let typo = crate::types::exception_methods::keyword_typo(vm, exception);
    let mut suffix = String::new();
    match number("lineno") {
        Some(line) => {
            out.push_str(&format!(
                "  File \"{}\", line {line}\n",
                file.as_deref().unwrap_or("<string>")
            ));
        }
        None => match &file {
            Some(file) => suffix = format!(" ({file})"),
            None => return false,
        },
    }
    let shown = match &typo {
        Some(typo) => Some(typo.text.clone()),
        None => string("text"),
    };
    if let (Some(source), Some(_)) = (shown, number("lineno")) {
        let right = source.trim_end_matches('\n');
        let left = right.trim_start_matches([' ', '\n', '\u{c}', '\t']);
        let spaces = right.chars().count() as i64 - left.chars().count() as i64;
        let length = right.chars().count() as i64;
        let (offset, end_offset) = match &typo {
            Some(typo) => (
                Some(i64::from(typo.column)),
                Some(i64::from(typo.end_column)),
            ),
            None => (number("offset"), number("end_offset")),
        };
        match offset {
            Some(mut offset) => {
                let lineno = number("lineno");
                let end_line = number("end_lineno").filter(|_| typo.is_none());
                let mut end = match end_offset {
                    Some(end) if end != 0 => end,
                    _ => offset,
                };
                if end_line.is_some() && end_line != lineno {
                    end = length + 1;
                }
                if offset > length + 1 {
                    offset = length + 1;
                }
                if end > length + 1 {
                    end = length + 1;
                }
                if offset >= end || end < 0 {
                    end = offset + 1;
                }
                let (column, end_column) = (offset - 1 - spaces, end - 1 - spaces);
                out.push_str(&format!("    {left}\n"));
                if column >= 0 {
                    let blanks: String = left
                        .chars()
                        .chain(std::iter::repeat(' '))
                        .take(column as usize)
                        .map(|c| if c.is_whitespace() { c } else { ' ' })
                        .collect();
                    let carets = "^".repeat((end_column - column).max(1) as usize);
                    out.push_str(&format!("    {blanks}{carets}\n"));
                }
            }
            None => out.push_str(&format!("    {left}\n")),
        }
    }
    let message = match exception.field("msg") {
        _ if typo.is_some() => typo.map(|typo| typo.message).unwrap_or_default(),
        Some(message) if !message.is_none() => vm.str_text(&message).await.unwrap_or_default(),
        _ => "<no detail available>".to_owned(),
    };
    out.push_str(&format!("{name}: {message}{suffix}\n"));
    true
}

/// ". Did you mean: '…'?" for a misspelt name or attribute.
async fn suggestion(vm: &Vm, value: &Value, exception: &PyException) -> Option<String> {
    let exceptions = &vm.types.exceptions;
    let wrong = exception
        .field("name")
        .filter(|name| name.get::<PyStr>().is_some())
        .map(|name| text(&name));
    let is = |class| vm.is_instance(value, class);
    if is(&exceptions.import_error) {
        let wrong = text(
            &exception
                .field("name_from")
                .filter(|name| name.get::<PyStr>().is_some())?,
        );
        let module = vm
            .modules
            .get_name(&vm.intern(&text(&exception.field("name")?)))?;
        let names = directory(vm, &module).await?;
        let names = names
            .iter()
            .map(String::as_str)
            .filter(|name| wrong.starts_with('_') || !name.starts_with('_'));
        return closest_name(&wrong, names).map(|close| format!(". Did you mean: '{close}'?"));
    }
    let wrong = wrong?;
    if is(&exceptions.attribute_error) {
        let object = exception.field("obj")?;
        let names = directory(vm, &object).await?;
        let hidden = wrong.starts_with('_')
            || innermost_self(vm, exception).is_some_and(|own| own.is(&object));
        let names = names
            .iter()
            .map(String::as_str)
            .filter(|name| hidden || !name.starts_with('_'));
        return closest_name(&wrong, names).map(|close| format!(". Did you mean: '{close}'?"));
    }
    if !is(&exceptions.name_error) {
        return None;
    }
    let mut link = exception.traceback.borrow().clone()?;
    loop {
        let next = link.next.borrow().clone();
        match next {
            Some(next) => link = next,
            None => break,
        }
    }
    if let Some(own) = innermost_self(vm, exception) {
        let name = vm.intern(&wrong);
        if matches!(vm.get_attribute_opt(&own, &name).await, Ok(Some(_))) {
            return Some(format!(". Did you mean: 'self.{wrong}'?"));
        }
    }
    let frame = &link.frame;
    let mut names: Vec<String> = frame.code.variables.iter().map(text).collect();
    for dict in [&frame.globals, &frame.builtins] {
        let snapshot = dict.snapshot();
        let keys = snapshot.iter().map(|(name, _)| name);
        names.extend(keys.filter(|name| name.get::<PyStr>().is_some()).map(text));
    }
    let close = closest_name(&wrong, names.iter().map(String::as_str));
    let is_module = crate::modules::sys::is_library_module(&wrong);
    match (close, is_module) {
        (Some(close), true) => Some(format!(
            ". Did you mean: '{close}'? Or did you forget to import '{wrong}'?"
        )),
        (Some(close), false) => Some(format!(". Did you mean: '{close}'?")),
        (None, true) => Some(format!(". Did you forget to import '{wrong}'?")),
        (None, false) => None,
    }
}

async fn directory(vm: &Vm, object: &Value) -> Option<Vec<String>> {
    let class = vm.class_of(object).clone();
    let method = class.lookup(&vm.names.__dir__)?;
    let names = vm
        .run_flow(vm.call_special(object, method, vec![]))
        .await
        .ok()?;
    let names = vm.collect(&names).await.ok()?;
    let mut names: Vec<String> = names.iter().map(text).collect();
    names.sort();
    (names.len() <= 750).then_some(names)
}

/// The variable `self` of the innermost frame.
fn innermost_self(_vm: &Vm, exception: &PyException) -> Option<Value> {
    let mut link = exception.traceback.borrow().clone()?;
    loop {
        let next = link.next.borrow().clone();
        match next {
            Some(next) => link = next,
            None => break,
        }
    }
    let place = link
        .frame
        .code
        .variables
        .iter()
        .position(|name| text(name) == "self")?;
    link.frame
        .variables
        .borrow()
        .as_ref()?
        .get(place)
        .cloned()
        .flatten()
}

struct Printer {
    out: String,
    /// Nesting of exception groups; 0 outside of any.
    depth: usize,
    need_close: bool,
}

impl Printer {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    fn emit(&mut self, lines: &str, margin: char) {
        if self.depth == 0 {
            self.out.push_str(lines);
            return;
        }
        let indent = self.indent();
        for line in lines.split_inclusive('\n') {
            self.out.push_str(&format!("{indent}{margin} {line}"));
        }
    }

    /// A chain is kept innermost last, and printed from there.
    fn chain(&mut self, chain: &[Entry]) {
        for (place, entry) in chain.iter().enumerate().rev() {
            self.entry(entry);
            if place > 0
                && let Some(link) = chain[place].link
            {
                self.emit(link, '|');
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let Some(group) = &entry.group else {
            if !entry.stack.is_empty() {
                self.emit("Traceback (most recent call last):\n", '|');
                self.emit(&entry.stack, '|');
            }
            self.emit(&entry.own, '|');
            return;
        };
        if self.depth > MAX_GROUP_DEPTH {
            self.emit(
                &format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n"),
                '|',
            );
            return;
        }
        let top = self.depth == 0;
        if top {
            self.depth = 1;
        }
        if !entry.stack.is_empty() {
            self.emit(
                "Exception Group Traceback (most recent call last):\n",
                if top { '+' } else { '|' },
            );
            self.emit(&entry.stack, '|');
        }
        self.emit(&entry.own, '|');
        let truncated = entry.count > MAX_GROUP_WIDTH;
        let shown = group.len() + usize::from(truncated);
        self.need_close = false;
        #[allow(
            clippy::needless_range_loop,
            reason = "one place more than members when truncated"
        )]
        for place in 0..shown {
            let last = place + 1 == shown;
            if last {
                self.need_close = true;
            }
            let rest = truncated && last;
            let title = if rest {
                "...".to_owned()
            } else {
                (place + 1).to_string()
            };
            let indent = self.indent();
            let corner = if place == 0 { "+-" } else { "  " };
            self.out.push_str(&format!(
                "{indent}{corner}+---------------- {title} ----------------\n"
            ));
            self.depth += 1;
            if rest {
                let more = entry.count - MAX_GROUP_WIDTH;
                let plural = if more > 1 { "s" } else { "" };
                self.emit(&format!("and {more} more exception{plural}\n"), '|');
            } else {
                self.chain(&group[place]);
            }
            if last && self.need_close {
                let indent = self.indent();
                self.out
                    .push_str(&format!("{indent}+------------------------------------\n"));
                self.need_close = false;
            }
            self.depth -= 1;
        }
        if top {
            self.depth = 0;
        }
    }
}
