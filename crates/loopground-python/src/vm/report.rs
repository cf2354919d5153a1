//! Errors that nobody can catch, and warnings the VM itself gives.

use super::call::text;
use super::{Raised, Vm};
use crate::embed::Stream;
use crate::object::{Ref, Value};
use crate::types::generator::PyGenerator;

impl Vm {
    /// Reports an exception raised where nobody can catch it, through `sys.unraisablehook`.
    pub async fn unraisable(&self, raised: Raised, what: &str, object: Option<&Value>) {
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
        let _ = self.host.write(Stream::Stderr, report.as_bytes());
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
