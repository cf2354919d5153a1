//! The table of payload kinds: one line per Rust type that can be the payload of a Python object.
//!
//! Everything that must treat every kind (freeing, tracing) derives from this table. Adding a payload type is
//! one line here and an `impl Trace` beside the type. Not here: what a payload does.
#![allow(unsafe_code)]

use std::ptr::NonNull;

use super::{Object, Value, free_block};

/// What the cycle collector needs from a payload.
pub trait Trace {
    /// Visits every value that this payload owns. Forgetting one only leaks cycles; visiting one that is not
    /// owned would free too early.
    fn trace(&self, visit: &mut dyn FnMut(&Value));

    /// Gives up owned values, to break a cycle. Immutable payloads may do nothing: some other member of the
    /// cycle is mutable.
    fn clear(&self) {}
}

/// Implemented only by the table below, which makes kind and payload type correspond one to one.
pub trait Tagged: Trace + Sized + 'static {
    const KIND: Kind;
    /// Whether objects of this kind can be part of a cycle.
    const TRACKED: bool;
}

macro_rules! kinds {
    ($($name:ident: $payload:ty, $tracked:literal;)*) => {
        /// Which payload type an object has. Not its class: subclasses share the kind of their builtin base.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        pub enum Kind { $($name),* }

        $(impl Tagged for $payload {
            const KIND: Kind = Kind::$name;
            const TRACKED: bool = $tracked;
        })*

        /// # Safety
        /// `pointer` starts the block of an object of this kind that nobody refers to any more.
        pub(super) unsafe fn dispatch_free(kind: Kind, pointer: NonNull<Object>) {
            match kind {
                // SAFETY: the kind names the payload type of the block; the rest is the caller's promise.
                $(Kind::$name => unsafe { free_block::<$payload>(pointer) },)*
            }
        }

        /// Visits what the payload of `object` owns.
        pub fn dispatch_trace(object: &Object, visit: &mut dyn FnMut(&Value)) {
            match object.kind() {
                $(Kind::$name => if let Some(payload) = object.payload::<$payload>() { payload.trace(visit) },)*
            }
        }

        pub fn dispatch_clear(object: &Object) {
            match object.kind() {
                $(Kind::$name => if let Some(payload) = object.payload::<$payload>() { payload.clear() },)*
            }
        }
    };
}

kinds! {
    Instance: crate::types::instance::PyInstance, true;
    Type: crate::types::type_object::PyType, true;
    Int: crate::types::int::PyInt, false;
    Float: crate::types::float::PyFloat, false;
    Str: crate::types::str::PyStr, false;
    Bytes: crate::types::bytes::PyBytes, false;
    ByteArray: crate::types::bytearray::PyByteArray, false;
    Segment: crate::modules::processes::memory::PySegment, false;
    SemLock: crate::modules::processes::semaphores::PySemLock, false;
    MemoryView: crate::types::memoryview::PyMemoryView, true;
    Tuple: crate::types::tuple::PyTuple, true;
    List: crate::types::list::PyList, true;
    Dict: crate::types::dict::PyDict, true;
    Range: crate::types::range::PyRange, false;
    Slice: crate::types::slice::PySlice, false;
    Cell: crate::types::cell::PyCell, true;
    Code: crate::code::PyCode, true;
    Function: crate::types::function::PyFunction, true;
    Native: crate::types::native::PyNative, true;
    BoundMethod: crate::types::function::PyBoundMethod, true;
    Module: crate::types::module::PyModule, true;
    Exception: crate::types::exception::PyException, true;
    Traceback: crate::types::traceback::PyTraceback, true;
    Frame: crate::types::frame::PyFrame, true;
    FrameLocals: crate::types::frame_locals::PyFrameLocals, true;
    Generator: crate::types::generator::PyGenerator, true;
    Property: crate::types::descriptor::PyProperty, true;
    StaticMethod: crate::types::descriptor::PyStaticMethod, true;
    ClassMethod: crate::types::descriptor::PyClassMethod, true;
    Member: crate::types::descriptor::PyMember, true;
    GetSet: crate::types::descriptor::PyGetSet, true;
    Super: crate::types::descriptor::PySuper, true;
    Iterator: crate::types::iterator::PyIterator, true;
    Complex: crate::types::complex::PyComplex, false;
    Set: crate::types::set::PySet, true;
    MappingProxy: crate::types::mappingproxy::PyMappingProxy, true;
    CoroutineWrapper: crate::types::generator_methods::PyCoroutineWrapper, true;
    FileIO: crate::modules::io::file::PyFileIO, false;
    BytesIO: crate::modules::io::bytes::PyBytesIO, true;
    StringIO: crate::modules::io::string::PyStringIO, false;
    Buffered: crate::modules::io::buffered::PyBuffered, true;
    BufferedPair: crate::modules::io::pair::PyPair, true;
    TextIO: crate::modules::io::text::PyTextIO, true;
    NewlineDecoder: crate::modules::io::newlines::PyNewlineDecoder, true;
    Awaiter: crate::types::awaiter::PyAwaiter, true;
    EventLoop: crate::modules::asyncio::event_loop::PyEventLoop, true;
    TaskStep: crate::modules::asyncio::step::PyStepper, true;
    Handle: crate::modules::asyncio::handle::PyHandle, true;
    Future: crate::modules::asyncio::future::PyFuture, true;
    DictView: crate::types::dict_views::PyDictView, true;
    Weakref: crate::types::weakref::PyWeakref, true;
    WeakProxy: crate::modules::weakref::PyWeakProxy, false;
    GenericAlias: crate::types::generic_alias::PyGenericAlias, true;
    Union: crate::types::union::PyUnion, true;
    TypeParameter: crate::types::type_params::PyTypeParameter, true;
    AsyncStep: crate::types::async_generator::PyAsyncStep, true;
    AsyncWrapped: crate::types::async_generator::PyWrapped, true;
    Anext: crate::types::async_generator::PyAnext, true;
    Lock: crate::modules::thread_locks::PyLock, false;
    RLock: crate::modules::thread_locks::PyRLock, false;
    SimpleQueue: crate::modules::thread_queue::PySimpleQueue, true;
    ThreadLocal: crate::modules::thread_local::PyLocal, true;
    ThreadHandle: crate::modules::thread::PyThreadHandle, false;
    Context: crate::modules::contextvars::PyContext, true;
    ContextVar: crate::modules::contextvars::PyContextVar, true;
    ContextToken: crate::modules::contextvars::PyToken, true;
    Deque: crate::modules::collections::deque::PyDeque, true;
    Pattern: crate::modules::sre::PyPattern, true;
    Match: crate::modules::sre::PyMatch, true;
    Random: crate::modules::random::PyRandom, false;
    Struct: crate::modules::structs::PyStruct, false;
    Getter: crate::modules::operator::getters::PyGetter, true;
    Partial: crate::modules::functools::partial::PyPartial, true;
    LruCache: crate::modules::functools::cache::PyCache, true;
    KeyWrapper: crate::modules::functools::PyKeyWrapper, true;
    JsonScanner: crate::modules::json::scanner::PyScanner, true;
    JsonEncoder: crate::modules::json::encoder::PyEncoder, true;
    Pickler: crate::modules::pickle::pickler::PyPickler, true;
    Unpickler: crate::modules::pickle::unpickler::PyUnpickler, true;
    PickleMemo: crate::modules::pickle::memo::PyMemo, true;
    PickleBuffer: crate::modules::pickle::buffer::PyPickleBuffer, true;
    CsvDialect: crate::modules::csv::dialect::PyDialect, false;
    CsvReader: crate::modules::csv::reader::PyReader, true;
    CsvWriter: crate::modules::csv::writer::PyWriter, true;
    Hash: crate::modules::hashes::PyHash, false;
    Hmac: crate::modules::hashes::keyed::PyHmac, false;
    Blake2: crate::modules::hashes::blake2::PyBlake2, false;
    ZlibCompressor: crate::modules::zlib::objects::PyCompressor, false;
    ZlibDecompressor: crate::modules::zlib::objects::PyDecompressor, false;
    Array: crate::modules::array::PyArray, false;
    TemplatePart: crate::types::template::PyTemplatePart, true;
    DirEntry: crate::modules::posix::scandir::PyDirEntry, true;
    Scandir: crate::modules::posix::scandir::PyScan, true;
    AbcData: crate::modules::abc::PyAbcData, false;
    TupleGetter: crate::types::descriptor::PyTupleGetter, true;
    Singleton: crate::types::singleton::PySingleton, false;
}
