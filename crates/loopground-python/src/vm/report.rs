//! Errors that nobody can catch, and warnings the VM itself gives.
//!
//! Warnings go through the module `warnings`, which knows the program's filters. Not here: how a traceback looks
//! (`types::traceback_format`).

use std::cell::{Cell, RefCell};

use super::{CallArgs, PyResult, Raised, Vm};
use crate::compile::SyntaxWarning;
use crate::object::{Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::generator::PyGenerator;
use crate::types::native::PyNative;
use crate::types::struct_sequence::{class, definition, field, instance};
use crate::types::type_object::PyType;

static HOOK_ARGS: TypeDef = {
    static FIELDS: &[GetSetDef] = &[
        field::<0>("exc_type"),
        field::<1>("exc_value"),
        field::<2>("exc_traceback"),
        field::<3>("err_msg"),
        field::<4>("object"),
    ];
    definition("UnraisableHookArgs", "builtins", FIELDS)
};

#[derive(Default)]
struct Reports {
    hook_args: RefCell<Option<Ref<PyType>>>,
    /// `SyntaxWarning`s of compilations that nobody was told of yet, with their file.
    syntax_warnings: RefCell<Vec<(String, SyntaxWarning)>>,
    /// The program is over: its modules go.
    ending: Cell<bool>,
    /// `warnings`, when the program had imported it.
    warnings: RefCell<Option<Value>>,
}

impl Vm {
    /// Reports an exception raised where nobody can catch it, through `sys.unraisablehook` when the program set
    /// one. `what` and the object's repr say where.
    pub async fn unraisable(&self, raised: Raised, what: &str, object: Option<&Value>) {
        if raised.0.traceback.borrow().is_none() {
            // An error that no Python code raised is shown at the frame that runs.
            let exception = raised.0.clone();
            let _ = self
                .with_frames(move |vm, thread| {
                    super::unwind::add_place(vm, thread, &exception);
                    Ok(Value::none())
                })
                .await;
        }
        let what = match object {
            Some(object) => {
                let shown = self.repr_text(object).await;
                format!("{what} {}", shown.as_deref().unwrap_or("<object>"))
            }
            None => what.to_owned(),
        };
        let hook = match self.modules.get_name(&self.names.sys) {
            Some(sys) => self
                .get_attribute_opt(&sys, &self.names.unraisablehook.clone())
                .await
                .ok()
                .flatten(),
            None => None,
        };
        let Some(hook) = hook.filter(|hook| hook.get::<PyNative>().is_none() && !hook.is_none())
        else {
            return self.report_unraisable(&raised, &what, None).await;
        };
        let reports = self.extension::<Reports>();
        let known = reports.hook_args.borrow().clone();
        let args_class = known.unwrap_or_else(|| {
            let made = class(self, &HOOK_ARGS);
            *reports.hook_args.borrow_mut() = Some(made.clone());
            made
        });
        let traceback = raised.0.traceback.borrow().as_ref().map(Ref::to_value);
        let info = instance(
            &args_class,
            vec![
                raised.class().into_value(),
                raised.value(),
                traceback.unwrap_or_else(Value::none),
                self.new_str(what),
                Value::none(),
            ],
        );
        if let Err(own) = self.call(&hook, [info]).await {
            let shown = self.repr_text(&hook).await.unwrap_or_default();
            let mut report = format!("Exception ignored in sys.unraisablehook: {shown}\n");
            report.push_str(&crate::types::traceback::format_plainly(self, &own).await);
            (self.module_table.write_stderr)(self, &report).await;
        }
    }

    /// The report itself, on standard error.
    pub async fn report_unraisable(&self, raised: &Raised, what: &str, object: Option<&Value>) {
        let mut report = what.to_owned();
        if let Some(object) = object {
            let shown = self.repr_text(object).await;
            report.push_str(&format!(" {}", shown.as_deref().unwrap_or("<object>")));
        }
        report.push_str(":\n");
        report.push_str(&crate::types::traceback::format_plainly(self, raised).await);
        (self.module_table.write_stderr)(self, &report).await;
    }

    /// Gives a warning on behalf of the Python code that runs now.
    pub async fn warn(&self, category: &Ref<PyType>, message: impl Into<String>) -> PyResult<()> {
        let args = vec![self.new_str(message.into()), category.to_value()];
        self.warnings_call("warn", CallArgs::new(args, vec![]))
            .await
    }

    async fn warnings_call(&self, function: &str, args: CallArgs) -> PyResult<()> {
        let vm = self.clone();
        let import = async move { super::import::import(&vm, "warnings").await };
        let module = self.run_future(Box::pin(import)).await?;
        let function = self.intern(function);
        self.call_method(&module, &function, args).await.map(drop)
    }

    /// "coroutine '…' was never awaited".
    pub async fn warn_never_awaited(&self, coroutine: &Ref<PyGenerator>) {
        let reports = self.extension::<Reports>();
        if reports.ending.get() {
            let name = super::call::text(&coroutine.qualname());
            let message = format!("coroutine '{name}' was never awaited");
            let module = reports.warnings.borrow().clone();
            let Some(module) = module else {
                let line = format!("<sys>:0: RuntimeWarning: {message}\n");
                return (self.module_table.write_stderr)(self, &line).await;
            };
            let category = self.types.exceptions.runtime_warning.to_value();
            let args = [
                self.new_str(message),
                category,
                self.new_str("<sys>"),
                Value::int(0),
            ];
            // An error can be told to nobody any more.
            let function = self.intern("warn_explicit");
            let _ = self.call_method(&module, &function, args).await;
            return;
        }
        let value = coroutine.to_value();
        let args = CallArgs::new(vec![value.clone()], vec![]);
        if let Err(raised) = self.warnings_call("_warn_unawaited_coroutine", args).await {
            let what = "Exception ignored while finalizing coroutine";
            let told = self.matches(&raised, &self.types.exceptions.runtime_warning);
            self.unraisable(raised, what, Some(&value)).await;
            if told {
                return;
            }
            let name = super::call::text(&coroutine.qualname());
            let message = format!("coroutine '{name}' was never awaited");
            let category = &self.types.exceptions.runtime_warning;
            if let Err(raised) = self.warn(category, message).await {
                self.unraisable(raised, what, Some(&value)).await;
            }
        }
    }

    /// "coroutine method 'asend' of '…' was never awaited".
    pub async fn warn_step_never_awaited(&self, generator: &Ref<PyGenerator>, method: &str) {
        if self.extension::<Reports>().ending.get() {
            return;
        }
        let qualname = generator.qualname();
        let shown = self.repr_text(&qualname).await.unwrap_or_default();
        let message = format!("coroutine method '{method}' of {shown} was never awaited");
        let args = CallArgs::new(
            vec![
                self.new_str(message),
                self.types.exceptions.runtime_warning.to_value(),
            ],
            vec![(self.intern("source"), generator.to_value())],
        );
        if let Err(raised) = self.warnings_call("warn", args).await {
            let what = "Exception ignored while finalizing async generator";
            self.unraisable(raised, what, Some(&generator.to_value()))
                .await;
        }
    }

    /// Keeps what the compiler warned of until [`Vm::issue_syntax_warnings`].
    pub fn note_syntax_warnings(&self, filename: &str, warnings: Vec<SyntaxWarning>) {
        if warnings.is_empty() {
            return;
        }
        let reports = self.extension::<Reports>();
        let named = warnings
            .into_iter()
            .map(|warning| (filename.to_owned(), warning));
        reports.syntax_warnings.borrow_mut().extend(named);
    }

    /// Tells the program what the compiler warned of. A filter may turn a warning into an error: `SyntaxError`.
    pub async fn issue_syntax_warnings(&self) -> PyResult<()> {
        let reports = self.extension::<Reports>();
        let waiting = reports.syntax_warnings.take();
        let category = &self.types.exceptions.syntax_warning;
        for (filename, warning) in waiting {
            let line = Value::int(i64::from(warning.line));
            let args = vec![
                self.new_str(warning.message.clone()),
                category.to_value(),
                self.new_str(filename.clone()),
                line.clone(),
            ];
            let result = self
                .warnings_call("warn_explicit", CallArgs::new(args, vec![]))
                .await;
            match result {
                Err(raised) if self.matches(&raised, category) => {
                    let place = vec![
                        self.new_str(filename),
                        line,
                        Value::none(),
                        Value::none(),
                        Value::none(),
                        Value::none(),
                    ];
                    // As an error it does not speak of the future.
                    let future = " Such sequences will not work in the future.";
                    let message = warning.message.replace(future, "");
                    return Err(self.raise_with(
                        &self.types.exceptions.syntax_error,
                        vec![self.new_str(message), self.new_tuple(place)],
                    ));
                }
                other => other?,
            }
        }
        Ok(())
    }

    /// From now on nothing is imported for a warning.
    pub(super) fn note_ending(&self) {
        let reports = self.extension::<Reports>();
        reports.ending.set(true);
        *reports.warnings.borrow_mut() = self.modules.get_name(&self.intern("warnings"));
    }
}
