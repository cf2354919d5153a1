//! The virtual machine: runs code objects, one thread of Python at a time, without ever recursing on the host.
//!
//! Here: [`Vm`], the handle that every native gets; how natives answer ([`Flow`]) and ask ([`Vm::call`] and its
//! kin); threads, frames, dispatch. Not here: what any builtin type or module does (`types`, `modules`).
//!
//! Invariants:
//! - The VM names no module of `modules`; modules are found through a table given at start.
//! - Nothing here blocks or recurses per Python call.

pub mod append;
pub mod attribute;
pub mod attribute_cache;
pub mod attribute_store;
pub mod binding;
pub mod call;
mod cells;
pub mod class;
mod combined;
pub mod deadlock;
mod dispatch;
pub mod driver;
pub mod end;
pub mod errors;
pub mod frame;
pub mod generator;
pub mod import;
pub mod import_lock;
pub mod instructions;
pub mod intrinsics;
pub mod iteration;
pub mod make_function;
pub mod mapping;
pub mod matching;
pub mod name_access;
pub mod names;
mod native_operator;
pub mod new;
mod operator_call;
pub mod operators;
mod outside;
pub mod program;
pub mod protocol;
mod quick_call;
pub mod raising;
pub mod report;
pub mod run;
pub mod signals;
pub mod sizes;
mod slicing;
mod slow_path;
mod spread_call;
pub mod superclass;
pub mod switching;
pub mod thread;
pub mod threads;
pub mod tracing;
pub mod unpacking;
pub mod unwind;
mod wording;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::embed::{Config, Host};
use crate::object::quick_hash::QuickHash;
use crate::object::{Ref, Value};
use crate::processes::{End, Seat, System};
use crate::types::dict::PyDict;
use crate::types::exception::PyException;
use crate::types::generator::PyGenerator;
pub use call::CallArgs;
use frame::Frame;
use names::Names;
pub use new::Types;
use thread::Thread;

/// An exception on its way.
#[derive(Clone)]
pub struct Raised(pub Ref<PyException>);

pub type PyResult<T = Value> = Result<T, Raised>;
pub type NativeResult = PyResult<Flow>;
/// A native that needs Python code to run in between: resumed by the VM with each result.
pub type NativeFuture = Pin<Box<dyn Future<Output = PyResult>>>;

/// What a native function answers: what the VM does next.
pub enum Flow {
    /// The call is over.
    Value(Value),
    /// The result of this other call is the result.
    Call(Box<(Value, CallArgs)>),
    /// Run this frame; its result is the result.
    Frame(Box<Frame>),
    /// Drive this future to its end, doing what it asks for.
    Future(NativeFuture),
    /// Resume a generator; what it yields is the result, its return raises `StopIteration`.
    Resume(Ref<PyGenerator>, Resumption),
    /// The thread waits; the result comes when the trap is over.
    Trap(Box<Trap>),
    /// Needs to see the frames of the calling thread.
    Frames(FramesRequest),
}

// What natives answer with most is a value: the rest is boxed so that answers stay small.
#[cfg(target_pointer_width = "64")]
const _: () = assert!(size_of::<Flow>() <= 40);

impl Flow {
    #[must_use]
    pub fn call(callee: Value, args: CallArgs) -> Self {
        Self::Call(Box::new((callee, args)))
    }
}

impl From<Value> for Flow {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

/// Looks at the frames of the calling thread.
pub type FramesRequest = Box<dyn FnOnce(&Vm, &mut Thread) -> PyResult>;

/// What a generator is resumed with.
pub enum Resumption {
    Send(Value),
    Throw(Raised),
}

/// Why a thread cannot go on by itself. The result of each is delivered to the native that asked.
pub enum Trap {
    /// Until this time of [`Vm::monotonic`]; gives `None`.
    SleepUntil(Duration),
    /// Until [`Vm::unpark`] with this key, or the deadline. Gives `True` when woken, `False` at the deadline.
    /// The text says what is waited for, for the report of a deadlock.
    Park {
        key: u64,
        deadline: Option<Duration>,
        waits_for: String,
    },
    /// A line of standard input: gives a `str`, empty at the end.
    Input,
    /// A part of the library that the host has to fetch: gives `None`, or raises `ImportError`.
    Library(&'static str),
    /// Lets other threads run; gives `None`.
    Yield,
    /// The process is over at once; gives nothing, since nothing of it runs any more.
    Exit(End),
}

/// How a call or a resumed generator ended.
pub enum Outcome {
    Return(Value),
    Yield(Value),
    Raise(Raised),
}

/// What a native future asks the VM for.
pub enum Request {
    Call(Value, CallArgs),
    Resume(Ref<PyGenerator>, Resumption),
    /// Runs a code object's function with a namespace of its own: module, class body, `exec`.
    Frame(Box<Frame>),
    /// Another native's future: a level of its own on the thread's stack, so that nesting is bounded there and
    /// not by the host's stack.
    Future(NativeFuture),
    Trap(Trap),
    Frames(FramesRequest),
}

/// `sys.set_asyncgen_hooks`.
#[derive(Default)]
pub struct AsyncGeneratorHooks {
    pub first_iteration: RefCell<Option<Value>>,
    pub finalizer: RefCell<Option<Value>>,
    /// `sys.asyncgen_hooks`, once somebody asked.
    pub class: RefCell<Option<crate::object::Ref<crate::types::type_object::PyType>>>,
}

/// How often a program may look at a virtual clock at one moment before that takes time.
const PATIENT_READS: u32 = 1000;
/// What a look at a virtual clock takes then.
const READING: Duration = Duration::from_micros(100);

/// A handle on one interpreter; cloning is cheap.
#[derive(Clone)]
pub struct Vm(Rc<VmState>);

impl Deref for Vm {
    type Target = VmState;

    #[inline(always)]
    fn deref(&self) -> &VmState {
        &self.0
    }
}

/// Finds an interpreter while it lives, and keeps nothing of it alive.
#[derive(Clone)]
pub struct WeakVm(std::rc::Weak<VmState>);

impl WeakVm {
    #[must_use]
    pub fn upgrade(&self) -> Option<Vm> {
        self.0.upgrade().map(Vm)
    }

    #[must_use]
    pub fn is(&self, vm: &Vm) -> bool {
        std::ptr::eq(self.0.as_ptr(), Rc::as_ptr(&vm.0))
    }
}

/// Builds a native module; called at its first import.
pub type ModuleInit = fn(&Vm, &Ref<PyDict>) -> PyResult<()>;

/// The modules as the VM sees them: given at start, so that it names none.
pub struct ModuleTable {
    /// Native modules by name.
    pub native: &'static [(&'static str, ModuleInit)],
    /// Fills the namespace of builtins, before anything runs.
    pub fill_builtins: fn(&Vm),
    /// Finds the code of a module that is not native.
    pub find: for<'a> fn(&'a Vm, &'a str) -> Local<'a, PyResult<Option<import::FoundModule>>>,
    /// The text of a library file that tracebacks name.
    pub source: for<'a> fn(&'a Vm, &'a str) -> Local<'a, Option<Rc<str>>>,
    /// What a module gives for an attribute that it has only when asked for.
    pub missing_attribute: fn(&Vm, &crate::types::module::PyModule, &Value) -> Option<Flow>,
    /// Imports through the program's own finders, once it asked for them.
    pub by_importlib: for<'a> fn(&'a Vm, &'a str) -> Local<'a, Option<PyResult>>,
    /// Why a module of CPython cannot be had here.
    pub refused: fn(&str) -> Option<&'static str>,
    /// Whether the function of this qualified name in this file is C in CPython, where it has no frame.
    pub stands_for_c: fn(&str, &str) -> bool,
    /// `python3 -m name`.
    pub run_main: for<'a> fn(&'a Vm, &'a str) -> Local<'a, PyResult<()>>,
    /// Prints an uncaught exception.
    pub excepthook: for<'a> fn(&'a Vm, Raised) -> Local<'a, ()>,
    /// Writes to the program's standard error.
    pub write_stderr: for<'a> fn(&'a Vm, &'a str) -> Local<'a, ()>,
    /// Passes on what the standard streams hold back, at the end of the program.
    pub flush_streams: for<'a> fn(&'a Vm) -> Local<'a, Result<(), Raised>>,
    /// The same without running anything, when nothing else can run any more.
    pub rescue_output: fn(&Vm),
    /// Copies a `contextvars` context.
    pub copy_context: fn(&Vm, &Value) -> Value,
}

/// A future that borrows from whoever waits for it.
pub type Local<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// The state of one interpreter.
pub struct VmState {
    pub types: Types,
    pub names: Names,
    pub interned: RefCell<HashMap<Box<str>, Value, QuickHash>>,
    pub builtins: Ref<PyDict>,
    /// `sys.modules`.
    pub modules: Ref<PyDict>,
    pub module_table: &'static ModuleTable,
    pub native_modules: RefCell<HashMap<&'static str, ModuleInit>>,
    pub host: Rc<dyn Host>,
    pub config: Config,
    pub request: RefCell<Option<Request>>,
    pub response: RefCell<Option<Outcome>>,
    pub recursion_limit: Cell<usize>,
    /// Ended frames, to be used again.
    pub frame_pool: RefCell<Vec<Box<Frame>>>,
    /// Names of running threads' frames, never used twice.
    pub next_frame_id: Cell<u64>,
    pub threads: RefCell<threads::Threads>,
    pub imports: import_lock::Imports,
    /// When a thread's turn is over.
    pub switching: switching::Switching,
    /// Signals that arrived, handled at the next safe point of the main thread.
    pub signals: signals::Signals,
    /// Time spent running threads.
    pub busy: run::Busy,
    /// Which process this is, and how far virtual time is ahead.
    pub seat: Seat,
    /// The moment of virtual time at which the program last looked at a clock, and how often in a row.
    pub clock_reads: Cell<(Duration, u32)>,
    /// Whether anybody watches.
    pub watch: crate::watch::Watch,
    /// Set when the process ends itself.
    pub ended: Cell<Option<End>>,
    /// Set when the main thread and all that the program registered for its end are over.
    pub finalizing: Cell<bool>,
    /// `contextvars`' context of the thread that runs.
    pub context: RefCell<Option<Value>>,
    /// `sys.set_coroutine_origin_tracking_depth`.
    pub origin_depth: Cell<i64>,
    /// Bytes asked for since the host was last asked how much memory is in use.
    pub unchecked_bytes: Cell<u64>,
    /// Fuel left of the slice, where bulk natives charge what they use.
    pub fuel: Cell<u64>,
    /// State of native modules, by type.
    pub extensions: RefCell<HashMap<std::any::TypeId, Rc<dyn std::any::Any>, QuickHash>>,
    /// The source text of programs and modules by file name, for tracebacks.
    pub sources: RefCell<HashMap<String, Rc<str>>>,
}

impl Vm {
    pub(crate) fn from_state(state: VmState) -> Self {
        Self(Rc::new(state))
    }

    #[must_use]
    pub fn downgrade(&self) -> WeakVm {
        WeakVm(Rc::downgrade(&self.0))
    }

    /// The processes of the session.
    ///
    /// # Panics
    /// When the session is gone while its interpreter runs, which cannot be: it drives the interpreter.
    #[must_use]
    pub fn system(&self) -> Rc<System> {
        self.seat
            .system
            .upgrade()
            .expect("the session drives this interpreter")
    }

    /// State of a native module, made at first use.
    pub fn extension<T: Default + 'static>(&self) -> Rc<T> {
        let key = std::any::TypeId::of::<T>();
        let found = self.extensions.borrow().get(&key).cloned();
        let any = found.unwrap_or_else(|| {
            let new: Rc<dyn std::any::Any> = Rc::new(T::default());
            self.extensions.borrow_mut().insert(key, new.clone());
            new
        });
        any.downcast::<T>().expect("stored under its own type")
    }

    /// Whether the program is over and only its remains are taken apart.
    #[must_use]
    pub fn is_finalizing(&self) -> bool {
        self.finalizing.get()
    }

    /// Time that never goes back: virtual when so configured.
    #[must_use]
    pub fn monotonic(&self) -> Duration {
        if self.config.virtual_time {
            self.seat.virtual_now.get()
        } else {
            self.host.monotonic()
        }
    }

    /// The program looks at a clock.
    ///
    /// Virtual time stands still while anything runs, so a program that waits by looking at the clock over and over
    /// would wait for ever: after [`PATIENT_READS`] at one moment each further one takes [`READING`].
    pub fn clock_was_read(&self) {
        if !self.config.virtual_time {
            return;
        }
        let now = self.seat.virtual_now.get();
        let (moment, reads) = self.clock_reads.get();
        let reads = if moment == now { reads + 1 } else { 1 };
        if reads > PATIENT_READS {
            self.seat.virtual_now.set(now + READING);
            // The moment moves along: what goes on looking needs no patience again.
            self.clock_reads.set((now + READING, reads));
            // Whoever sleeps until then is to have a chance.
            self.fuel.set(self.fuel.get().min(1));
        } else {
            self.clock_reads.set((now, reads));
        }
    }

    /// Time since the Unix epoch; starts at a fixed moment when virtual.
    #[must_use]
    pub fn wall_clock(&self) -> Duration {
        if self.config.virtual_time {
            VIRTUAL_EPOCH + self.seat.virtual_now.get()
        } else {
            self.host.wall_clock()
        }
    }

    /// Random bytes: from the host, or reproducible ones when a seed was given.
    pub fn fill_random(&self, buffer: &mut [u8]) {
        let Some(seed) = self.config.seed else {
            return self.host.fill_random(buffer);
        };
        // SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014).
        let state = self.extension::<Cell<u64>>();
        for chunk in buffer.chunks_mut(8) {
            state.set(state.get().wrapping_add(0x9E37_79B9_7F4A_7C15));
            let mut word = state.get() ^ seed.wrapping_mul(0xD134_2543_DE82_EF95);
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            word ^= word >> 31;
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
    }

    /// The current `contextvars` context, if one was entered.
    #[must_use]
    pub fn current_context(&self) -> Option<Value> {
        self.context.borrow().clone()
    }

    /// A copy of it, for a task or a callback.
    #[must_use]
    pub fn copy_context(&self) -> Option<Value> {
        self.current_context()
            .map(|context| (self.module_table.copy_context)(self, &context))
    }

    /// Makes a context the current one; gives the one before.
    pub fn enter_context(&self, context: Option<Value>) -> Option<Value> {
        self.context.replace(context)
    }

    /// Goes back to the context before.
    pub fn leave_context(&self, before: Option<Value>) {
        let left = self.context.replace(before);
        drop(left);
    }

    async fn ask(&self, request: Request) -> Outcome {
        let mut request = Some(request);
        std::future::poll_fn(|_: &mut Context<'_>| match request.take() {
            Some(request) => {
                *self.request.borrow_mut() = Some(request);
                Poll::Pending
            }
            None => Poll::Ready(
                self.response
                    .borrow_mut()
                    .take()
                    .expect("the VM answers what was asked"),
            ),
        })
        .await
    }

    async fn ask_value(&self, request: Request) -> PyResult {
        match self.ask(request).await {
            Outcome::Return(value) | Outcome::Yield(value) => Ok(value),
            Outcome::Raise(raised) => Err(raised),
        }
    }

    /// Calls a Python callable with positional arguments.
    pub async fn call(&self, callee: &Value, args: impl Into<CallArgs>) -> PyResult {
        self.ask_value(Request::Call(callee.clone(), args.into()))
            .await
    }

    /// Resumes a generator or coroutine and tells how it stopped.
    pub async fn resume(&self, generator: &Ref<PyGenerator>, with: Resumption) -> Outcome {
        self.ask(Request::Resume(generator.clone(), with)).await
    }

    /// Drives another native's future.
    pub async fn run_future(&self, future: NativeFuture) -> PyResult {
        self.ask_value(Request::Future(future)).await
    }

    /// Runs a frame to its end.
    pub async fn run_frame(&self, frame: Box<Frame>) -> PyResult {
        self.ask_value(Request::Frame(frame)).await
    }

    /// Suspends the thread.
    pub async fn trap(&self, trap: Trap) -> PyResult {
        self.ask_value(Request::Trap(trap)).await
    }

    /// Looks at the frames of the calling thread.
    pub async fn with_frames(
        &self,
        look: impl FnOnce(&Self, &mut Thread) -> PyResult + 'static,
    ) -> PyResult {
        self.ask_value(Request::Frames(Box::new(look))).await
    }

    /// Charges a bulk native for `units` of work and lets others run when the slice is used up, so that Stop and
    /// time slices reach native loops too. Call it in every loop whose length a program controls.
    pub async fn charge(&self, units: u64) -> PyResult<()> {
        let fuel = self.fuel.get();
        if fuel >= units {
            self.fuel.set(fuel - units);
            return Ok(());
        }
        self.fuel.set(0);
        self.trap(Trap::Yield).await.map(drop)
    }

    /// A native answer that needs Python code to run in between.
    pub fn future(future: impl Future<Output = PyResult> + 'static) -> NativeResult {
        Ok(Flow::Future(Box::pin(future)))
    }
}

/// 2026-01-01T00:00:00Z: when programs in virtual time believe to start.
pub const VIRTUAL_EPOCH: Duration = Duration::from_secs(1_767_225_600);
