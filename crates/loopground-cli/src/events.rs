//! What happens outside while the interpreter waits: Ctrl-C, lines of standard input, messages of other processes.
//!
//! All arrive through one channel, so one wait with a deadline sees any. Threads do the blocking.

use std::io::{self, BufRead};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TryRecvError};
use std::thread;
use std::time::Duration;

use loopground_python::embed::Input;

#[derive(Debug, PartialEq, Eq)]
pub enum Event {
    /// Ctrl-C.
    Interrupt,
    /// The line that [`Events::want_line`] asked for.
    Input(Input),
    /// A process beside the first one says something.
    Message(u32, Vec<u8>),
    /// The thread of such a process broke.
    Lost(u32),
}

/// The receiving end, and the reader of standard input once somebody asked for a line.
pub struct Events {
    sender: mpsc::Sender<Event>,
    receiver: Receiver<Event>,
    reader: Option<SyncSender<()>>,
    line_wanted: bool,
}

impl Events {
    /// Starts listening for Ctrl-C. Where signals cannot be had, Ctrl-C keeps its default: it ends the process.
    pub fn listen() -> Self {
        let (sender, receiver) = mpsc::channel();
        listen_for_interrupts(sender.clone());
        Self {
            sender,
            receiver,
            reader: None,
            line_wanted: false,
        }
    }

    /// Where others put what happens.
    pub fn sender(&self) -> mpsc::Sender<Event> {
        self.sender.clone()
    }

    /// Asks for one line of standard input, unless one is on its way already.
    ///
    /// Lines are read on demand only: what the program does not read stays for whoever runs next.
    pub fn want_line(&mut self) {
        if self.line_wanted {
            return;
        }
        let sender = &self.sender;
        let reader = self
            .reader
            .get_or_insert_with(|| spawn_reader(sender.clone()));
        self.line_wanted = reader.send(()).is_ok();
    }

    /// What has happened by now.
    pub fn poll(&mut self) -> Option<Event> {
        match self.receiver.try_recv() {
            Ok(event) => Some(self.seen(event)),
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => None,
        }
    }

    /// Waits for what happens next, at most for `limit`; without one, for as long as it takes.
    pub fn wait(&mut self, limit: Option<Duration>) -> Option<Event> {
        let event = match limit {
            Some(limit) => match self.receiver.recv_timeout(limit) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            },
            // `self` holds a sender, so the channel cannot be closed.
            None => self.receiver.recv().ok()?,
        };
        Some(self.seen(event))
    }

    fn seen(&mut self, event: Event) -> Event {
        if matches!(event, Event::Input(_)) {
            self.line_wanted = false;
        }
        event
    }
}

fn spawn_reader(events: mpsc::Sender<Event>) -> SyncSender<()> {
    /// How much is read at a time; a terminal gives a line.
    const CHUNK: usize = 64 * 1024;
    let (sender, requests) = mpsc::sync_channel(1);
    thread::spawn(move || {
        let mut stdin = io::BufReader::with_capacity(CHUNK, io::stdin().lock());
        while requests.recv().is_ok() {
            let input = match stdin.fill_buf() {
                Ok([]) | Err(_) => Input::Eof,
                Ok(bytes) => Input::Bytes(bytes.to_vec()),
            };
            if let Input::Bytes(bytes) = &input {
                stdin.consume(bytes.len());
            }
            if events.send(Event::Input(input)).is_err() {
                return;
            }
        }
    });
    sender
}

#[cfg(unix)]
fn listen_for_interrupts(events: mpsc::Sender<Event>) {
    let Ok(mut signals) = signal_hook::iterator::Signals::new([signal_hook::consts::SIGINT]) else {
        return;
    };
    thread::spawn(move || {
        for _ in signals.forever() {
            if events.send(Event::Interrupt).is_err() {
                return;
            }
        }
    });
}

#[cfg(not(unix))]
fn listen_for_interrupts(_events: mpsc::Sender<Event>) {}

/// Ends this process as one that died of a signal: a shell running a script stops the script too after Ctrl-C.
pub fn die_of(signal: u32) {
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal as i32);
    #[cfg(not(unix))]
    let _ = signal;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_ends_at_its_limit() {
        let (sender, receiver) = mpsc::channel();
        let mut events = Events {
            sender: sender.clone(),
            receiver,
            reader: None,
            line_wanted: true,
        };
        assert_eq!(events.wait(Some(Duration::ZERO)), None);
        sender.send(Event::Interrupt).unwrap();
        assert_eq!(events.wait(None), Some(Event::Interrupt));
        assert!(events.line_wanted);
        sender.send(Event::Input(Input::Eof)).unwrap();
        assert_eq!(events.poll(), Some(Event::Input(Input::Eof)));
        assert!(!events.line_wanted);
        assert_eq!(events.poll(), None);
    }
}
