//! Errors that nobody can catch, and warnings the VM itself gives.

use super::call::text;
use super::{Raised, Vm};
use crate::embed::Stream;
use crate::object::{Ref, Value};
use crate::types::generator::PyGenerator;
use crate::types::native::PyNative;

impl Vm {
    /// Reports an exception raised where nobody can catch it, through `sys.unraisablehook` when the program set
    /// one.
    pub async fn unraisable(&self, raised: Raised, what: &str, object: Option<&Value>) {
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
            return self.report_unraisable(raised, what, object).await;
        };
        let info = self.new_instance(&self.types.namespace);
        if let Some(dict) = info
            .as_object()
            .and_then(|info| self.ensure_instance_dict(info))
        {
            let traceback = raised
                .0
                .traceback
                .borrow()
                .as_ref()
                .map_or_else(Value::none, Ref::to_value);
            dict.set_name(&self.intern("exc_type"), raised.class().into_value());
            dict.set_name(&self.intern("exc_value"), raised.value());
            dict.set_name(&self.intern("exc_traceback"), traceback);
            dict.set_name(&self.intern("err_msg"), self.new_str(what));
            dict.set_name(
                &self.intern("object"),
                object.cloned().unwrap_or_else(Value::none),
            );
        }
        let _ = self.call(&hook, [info]).await;
    }

    /// The report itself, on standard error.
    pub async fn report_unraisable(&self, raised: Raised, what: &str, object: Option<&Value>) {
        let shown = match object {
            Some(object) => format!(
                " {}",
                self.repr_text(object)
                    .await
                    .unwrap_or_else(|_| "<object>".to_owned())
            ),
            None => String::new(),
        };
        let mut report = format!("{what}{shown}:\n");
        report.push_str(&crate::types::traceback::format(self, &raised).await);
        (self.module_table.write_stderr)(self, &report).await;
    }

    /// "coroutine '…' was never awaited".
    pub async fn warn_never_awaited(&self, coroutine: &Ref<PyGenerator>) {
        let message = format!(
            "coroutine '{}' was never awaited",
            text(&coroutine.qualname.borrow())
        );
        let report = format!("RuntimeWarning: {message}\n");
        let _ = self.host.write(Stream::Stderr, report.as_bytes());
    }
}
