//! When output is held back and when it is passed on, byte for byte as CPython's `sys.stdout` does it.
//!
//! CPython stacks two buffers: the text layer collects up to 8 KiB, the binary layer 128 KiB. Programs that
//! write to both streams, or are killed, show where the borders are. Not here: the streams themselves.

/// What the text layer collects before it hands on to the binary layer.
const TEXT: usize = 8 * 1024;
/// What the binary layer collects before it writes.
const BINARY: usize = 128 * 1024;

/// How eagerly output is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Each write at once: `python3 -u`.
    Unbuffered,
    /// At the end of each line: a terminal, and standard error always.
    Lines,
    /// When a block is full: a file or a pipe.
    Blocks,
}

/// One stream's output that was not passed on yet. `F` writes to the stream, all or an error.
pub struct Buffer<F> {
    mode: Mode,
    text: Vec<u8>,
    binary: Vec<u8>,
    sink: F,
}

impl<F, E> Buffer<F>
where
    F: FnMut(&[u8]) -> Result<(), E>,
{
    pub fn new(mode: Mode, sink: F) -> Self {
        Self {
            mode,
            text: Vec::new(),
            binary: Vec::new(),
            sink,
        }
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), E> {
        match self.mode {
            Mode::Unbuffered => (self.sink)(bytes),
            Mode::Lines => {
                self.push_text(bytes)?;
                if bytes.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
                    self.flush()?;
                }
                Ok(())
            }
            Mode::Blocks => self.push_text(bytes),
        }
    }

    /// Passes on everything. After an error it is kept, so a later flush tries again.
    pub fn flush(&mut self) -> Result<(), E> {
        self.hand_on()?;
        if !self.binary.is_empty() {
            (self.sink)(&self.binary)?;
            self.binary.clear();
        }
        Ok(())
    }

    fn push_text(&mut self, bytes: &[u8]) -> Result<(), E> {
        if bytes.len() >= TEXT {
            self.hand_on()?;
            return self.push_binary_from(bytes);
        }
        self.text.extend_from_slice(bytes);
        if self.text.len() >= TEXT {
            self.hand_on()?;
        }
        Ok(())
    }

    fn hand_on(&mut self) -> Result<(), E> {
        if self.text.is_empty() {
            return Ok(());
        }
        let mut text = std::mem::take(&mut self.text);
        let result = self.push_binary_from(&text);
        text.clear();
        self.text = text;
        result
    }

    /// What fits is collected; what does not is preceded by what was collected. On an error the new bytes are lost, as
    /// in CPython, whose `write` raises then.
    fn push_binary_from(&mut self, bytes: &[u8]) -> Result<(), E> {
        if self.binary.len() + bytes.len() > BINARY {
            if !self.binary.is_empty() {
                (self.sink)(&self.binary)?;
                self.binary.clear();
            }
            if bytes.len() > BINARY {
                return (self.sink)(bytes);
            }
        }
        self.binary.extend_from_slice(bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    /// Writes pieces, then flushes; gives the lengths of what reached the stream, as `strace` shows them.
    fn lengths<'a>(mode: Mode, pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<usize> {
        let written = RefCell::new(Vec::new());
        let mut buffer = Buffer::new(mode, |bytes: &[u8]| {
            written.borrow_mut().push(bytes.len());
            Ok::<(), ()>(())
        });
        for piece in pieces {
            buffer.write(piece).unwrap();
        }
        buffer.flush().unwrap();
        drop(buffer);
        written.into_inner()
    }

    #[test]
    fn lines_go_out_when_complete() {
        let pieces = [
            &b"a b"[..],
            b"\n",
            b"c",
            b"d\ne",
            b"f",
            b"\n",
            b"g\rh",
            b"i",
        ];
        assert_eq!(lengths(Mode::Lines, pieces), [4, 4, 2, 3, 1]);
    }

    #[test]
    fn unbuffered_passes_each_write_on() {
        assert_eq!(
            lengths(Mode::Unbuffered, [&b"a"[..], b"\n", b"bc"]),
            [1, 1, 2]
        );
    }

    /// The figures are CPython 3.14's for `for i in range(30000): print("line", i)`.
    #[test]
    fn blocks_have_cpythons_borders() {
        let numbers: Vec<String> = (0..30_000).map(|number| number.to_string()).collect();
        let pieces = numbers
            .iter()
            .flat_map(|number| [&b"line"[..], b" ", number.as_bytes(), b"\n"]);
        let long = [b'x'; 300_000];
        let pieces = pieces.chain([&long[..], b"\n", b"after", b"\n"]);
        assert_eq!(
            lengths(Mode::Blocks, pieces),
            [122_918, 122_925, 73_047, 300_000, 7]
        );
    }

    #[test]
    fn a_failed_flush_is_tried_again() {
        let full = RefCell::new(true);
        let written = RefCell::new(Vec::new());
        let mut buffer = Buffer::new(Mode::Blocks, |bytes: &[u8]| {
            if *full.borrow() {
                return Err("full");
            }
            written.borrow_mut().extend_from_slice(bytes);
            Ok(())
        });
        buffer.write(b"kept").unwrap();
        assert_eq!(buffer.flush(), Err("full"));
        assert_eq!(buffer.flush(), Err("full"));
        *full.borrow_mut() = false;
        assert_eq!(buffer.flush(), Ok(()));
        drop(buffer);
        assert_eq!(written.into_inner(), b"kept");
    }
}
