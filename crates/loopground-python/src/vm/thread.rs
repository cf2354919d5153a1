//! Threads of the VM: stacks of activations. Not here: which of them can run (`threads`).

use std::time::Duration;

use super::frame::{Deliver, Frame};
use super::{NativeFuture, Outcome, Raised};
use crate::object::Value;

/// One level of a thread's stack.
pub enum Activation {
    Frame(Box<Frame>),
    Native(NativeActivation),
}

/// A native that waits for something it asked for.
pub struct NativeActivation {
    pub future: NativeFuture,
    pub deliver: Deliver,
    /// Frames it shows in its place, outermost first: of the Python functions that it stands for.
    pub shown: Option<Box<Vec<Frame>>>,
}

impl NativeActivation {
    #[must_use]
    pub fn new(future: NativeFuture, deliver: Deliver) -> Self {
        Self {
            future,
            deliver,
            shown: None,
        }
    }
}

/// What a thread waits for.
pub enum Blocked {
    /// Nothing: it can run.
    No,
    Sleep(Duration),
    Park {
        key: u64,
        deadline: Option<Duration>,
        waits_for: String,
    },
    Input,
    /// A part of the library.
    Library(&'static str),
}

pub type ThreadId = u64;

pub struct Thread {
    pub id: ThreadId,
    /// Innermost last.
    pub stack: Vec<Activation>,
    /// The exception being handled, one level for the thread and one per running generator.
    pub handled: Vec<Option<Value>>,
    pub blocked: Blocked,
    /// What the innermost activation is given when the thread runs next.
    pub wake_with: Option<(Outcome, Deliver)>,
    /// An exception to raise as soon as it runs (`KeyboardInterrupt`).
    pub raise: Option<Raised>,
    /// Frames on the stack, for the recursion limit.
    pub depth: usize,
    /// The next raise adds no traceback entry for its frame: it was there when it was first raised.
    pub reraise: bool,
    /// Time it has run.
    pub busy: Duration,
    /// `contextvars`' current context, opaque to the VM.
    pub context: Option<Value>,
    /// When it began to wait, counted; names its entries in the tables of those that wait.
    pub since: u64,
    /// `sys.settrace` and `sys.setprofile`.
    pub tracing: Option<Box<super::tracing::Tracing>>,
}

impl Thread {
    #[must_use]
    pub fn new(id: ThreadId) -> Self {
        Self {
            id,
            stack: Vec::new(),
            handled: vec![None],
            blocked: Blocked::No,
            wake_with: None,
            raise: None,
            depth: 0,
            reraise: false,
            busy: Duration::ZERO,
            context: None,
            since: 0,
            tracing: None,
        }
    }

    /// The exception being handled, as `sys.exception()` sees it.
    #[must_use]
    pub fn handled_exception(&self) -> Option<Value> {
        self.handled.iter().rev().find_map(Clone::clone)
    }

    /// The frames, innermost first.
    pub fn frames_mut(&mut self) -> impl Iterator<Item = &mut Frame> {
        self.stack.iter_mut().rev().flat_map(|activation| {
            let (own, shown) = match activation {
                Activation::Frame(frame) => (Some(&mut **frame), None),
                Activation::Native(native) => (None, native.shown.as_deref_mut()),
            };
            own.into_iter()
                .chain(shown.into_iter().flat_map(|shown| shown.iter_mut().rev()))
        })
    }

    /// As [`Self::frames_mut`], without those that stand for functions written in C.
    pub fn visible_frames_mut(&mut self) -> impl Iterator<Item = &mut Frame> {
        self.frames_mut().filter(|frame| !frame.code.hidden)
    }

    /// The innermost frame whatever it is, then the visible ones: `sys._getframe` counts these.
    pub fn frames_from_caller(&mut self) -> impl Iterator<Item = &mut Frame> {
        let mut innermost = true;
        self.frames_mut()
            .filter(move |frame| std::mem::take(&mut innermost) || !frame.code.hidden)
    }

    /// Takes the innermost activation off the stack if it is a frame.
    #[inline(always)]
    pub fn pop_frame(&mut self) -> Option<Activation> {
        self.stack
            .pop_if(|activation| matches!(activation, Activation::Frame(_)))
    }

    /// The innermost Python frame.
    pub fn top_frame(&mut self) -> Option<&mut Frame> {
        self.frames_mut().next()
    }
}
