//! What an interpreter asks of other sessions, in order: see [`FromSession::Say`].
//!
//! Output of a process beside the first one is such a message, too. What it writes without saying anything else goes as
//! one, however many lines it is: a child that floods must not cost the first one a message for each.

use std::cell::RefCell;
use std::rc::Rc;

use loopground_python::embed::{Interpreter, Stream};

use crate::messages::{Bytes, FromSession};

#[derive(Clone, Debug, Default)]
pub struct Errands(Rc<RefCell<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    asked: Vec<FromSession>,
    /// Behind all that was asked.
    written: Option<(Stream, Vec<u8>)>,
}

impl Inner {
    fn end_output(&mut self) {
        if let Some((stream, bytes)) = self.written.take() {
            let data = Bytes(Interpreter::output_message(stream, &bytes).into());
            self.asked.push(FromSession::Say { process: 0, data });
        }
    }
}

impl Errands {
    pub fn ask(&self, errand: FromSession) {
        let mut own = self.0.borrow_mut();
        own.end_output();
        own.asked.push(errand);
    }

    /// Output that the first process's session shows.
    pub fn write(&self, stream: Stream, bytes: &[u8]) {
        let mut own = self.0.borrow_mut();
        match &mut own.written {
            Some((same, written)) if *same == stream => written.extend_from_slice(bytes),
            _ => {
                own.end_output();
                own.written = Some((stream, bytes.to_vec()));
            }
        }
    }

    #[must_use]
    pub fn take(&self) -> Vec<FromSession> {
        let mut own = self.0.borrow_mut();
        own.end_output();
        std::mem::take(&mut own.asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_joined_but_never_passes_what_was_asked() {
        let errands = Errands::default();
        let end = || FromSession::EndProcess { process: 7 };
        errands.write(Stream::Stdout, b"one\n");
        errands.write(Stream::Stdout, b"two\n");
        errands.ask(end());
        errands.write(Stream::Stdout, b"three\n");
        errands.write(Stream::Stderr, b"four\n");
        let say = |stream, text: &[u8]| FromSession::Say {
            process: 0,
            data: Bytes(Interpreter::output_message(stream, text).into()),
        };
        let expected = [
            say(Stream::Stdout, b"one\ntwo\n"),
            end(),
            say(Stream::Stdout, b"three\n"),
            say(Stream::Stderr, b"four\n"),
        ];
        assert_eq!(format!("{:?}", errands.take()), format!("{expected:?}"));
        assert!(errands.take().is_empty());
    }
}
