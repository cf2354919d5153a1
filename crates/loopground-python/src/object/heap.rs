//! The heap's books: how much is allocated, who waits to be finalised, who is weakly referenced.
//!
//! Here: the books of the interpreter that runs (values never leave their interpreter), and putting them aside while
//! another interpreter of the same host thread runs ([`Heap`]). Not here: freeing (`pointer`), cycles (`gc`), running
//! a finaliser: that is Python code, so the VM takes it from the queue.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

use super::pointer::kinds::Kind;
use super::pointer::{Object, Value, WeakPointer, flags};
use super::quick_hash::QuickHash;
use crate::modules::asyncio::future::PyFuture;
use crate::types::async_generator::PyAsyncStep;
use crate::types::generator::PyGenerator;
use crate::types::type_object::TypeFlags;
use crate::types::weakref::PyWeakref;

/// Something that must run as Python code because an object died.
pub enum Finalizer {
    /// Call `__del__` (or close the generator): the object was kept alive for it.
    Finalize(Value),
    /// A weak reference's callback: call it with the reference.
    WeakCallback { callback: Value, reference: Value },
}

struct WeakEntry {
    pointer: WeakPointer,
    /// Reference objects without a callback.
    plain: Vec<WeakPointer>,
    /// Those with a callback, oldest first; a proxy's callback is here, a reference has its own.
    watchers: Vec<(WeakPointer, Option<Value>)>,
}

#[derive(Default)]
struct Books {
    finalizers: RefCell<VecDeque<Finalizer>>,
    weak: RefCell<HashMap<usize, WeakEntry, QuickHash>>,
}

thread_local! {
    static BOOKS: Books = Books::default();
    static PENDING: Cell<bool> = const { Cell::new(false) };
    static ALLOCATED: Cell<usize> = const { Cell::new(0) };
}

/// The books of an interpreter that does not run just now.
#[derive(Default)]
pub struct Heap {
    books: Books,
    registry: super::gc::Registry,
    allocated: usize,
}

impl Heap {
    /// Exchanges these books for those in use.
    fn swap(&mut self) {
        BOOKS.with(|books| {
            books.finalizers.swap(&self.books.finalizers);
            books.weak.swap(&self.books.weak);
            PENDING.set(!books.finalizers.borrow().is_empty());
        });
        super::gc::swap_registry(&mut self.registry);
        self.allocated = ALLOCATED.replace(self.allocated);
    }

    /// Makes these the books in use until the answer is dropped.
    ///
    /// Invariant: whatever makes, clones or drops values of an interpreter does it while that interpreter's heap is
    /// entered.
    pub fn enter(&mut self) -> Entered<'_> {
        self.swap();
        Entered(self)
    }

    /// What outlived its interpreter goes to the books in use, where [`super::gc::tracked`] still counts it.
    pub fn give_up(&mut self) {
        for entry in std::mem::take(&mut self.registry).entries {
            entry.object().set_gc_place(0);
            super::gc::track(entry.object());
        }
        note_allocation(std::mem::take(&mut self.allocated));
    }
}

/// An interpreter's heap is in use.
pub struct Entered<'a>(&'a mut Heap);

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.0.swap();
    }
}

#[inline]
pub(super) fn note_allocation(bytes: usize) {
    ALLOCATED.set(ALLOCATED.get() + bytes);
}

#[inline]
pub(super) fn note_release(bytes: usize) {
    ALLOCATED.set(ALLOCATED.get().saturating_sub(bytes));
}

/// Bytes in object blocks (without what payloads own beside them).
#[must_use]
pub fn allocated() -> usize {
    ALLOCATED.get()
}

/// Whether a finaliser waits: the VM looks after every instruction that can drop the last reference.
#[inline(always)]
#[must_use]
pub fn has_pending() -> bool {
    PENDING.get()
}

/// The next finaliser to run.
#[must_use]
pub fn next_finalizer() -> Option<Finalizer> {
    let next = BOOKS.with(|books| books.finalizers.borrow_mut().pop_front());
    PENDING.set(BOOKS.with(|books| !books.finalizers.borrow().is_empty()));
    next
}

/// The VM is to look after the books soon.
pub(super) fn note_pending() {
    PENDING.set(true);
}

pub(super) fn queue_finalizer(object: Value) {
    queue(Finalizer::Finalize(object));
}

fn queue(finalizer: Finalizer) {
    // While the thread itself ends there are no books any more, and nobody to run anything.
    let _ = BOOKS.try_with(|books| books.finalizers.borrow_mut().push_back(finalizer));
    PENDING.set(true);
}

/// Whether dying means running Python code first.
#[inline]
pub(super) fn wants_finalizer(object: &Object) -> bool {
    if object.has_flag(flags::FINALIZED) {
        return false;
    }
    match object.kind() {
        Kind::Generator => object
            .payload::<PyGenerator>()
            .is_some_and(PyGenerator::needs_closing),
        Kind::AsyncStep => object
            .payload::<PyAsyncStep>()
            .is_some_and(PyAsyncStep::was_never_awaited),
        Kind::Future if !object.class().has_flag(TypeFlags::HEAP) => object
            .payload::<PyFuture>()
            .is_some_and(PyFuture::needs_farewell),
        Kind::Int | Kind::Str | Kind::Tuple | Kind::Cell | Kind::Code | Kind::Bytes => false,
        Kind::Type => false,
        _ => object.class().has_flag(TypeFlags::HAS_DEL),
    }
}

pub(super) fn weak_pointer(object: &Object, make: impl FnOnce() -> WeakPointer) -> WeakPointer {
    BOOKS.with(|books| {
        let mut weak = books.weak.borrow_mut();
        let entry = weak.entry(object.address()).or_insert_with(|| {
            object.set_flag(flags::WEAKLY_REFERENCED);
            WeakEntry {
                pointer: make(),
                plain: Vec::new(),
                watchers: Vec::new(),
            }
        });
        entry.pointer.clone()
    })
}

/// Has `callback(reference)` called when `target` dies, if `reference` still lives then.
pub fn watch(target: &Object, reference: &Object, callback: Option<Value>) {
    let _ = WeakPointer::new(target);
    let reference = WeakPointer::new(reference);
    BOOKS.with(|books| {
        if let Some(entry) = books.weak.borrow_mut().get_mut(&target.address()) {
            entry.watchers.push((reference, callback));
        }
    });
}

/// Remembers a reference object that has no callback, for `weakref.getweakrefs`.
pub fn note_reference(target: &Object, reference: &Object) {
    let _ = WeakPointer::new(target);
    let reference = WeakPointer::new(reference);
    BOOKS.with(|books| {
        if let Some(entry) = books.weak.borrow_mut().get_mut(&target.address()) {
            entry.plain.retain(|own| own.upgrade().is_some());
            entry.plain.push(reference);
        }
    });
}

/// The live reference objects of a target, those without a callback first.
#[must_use]
pub fn references(target: &Object) -> Vec<Value> {
    let pointers: Vec<WeakPointer> =
        BOOKS.with(|books| match books.weak.borrow().get(&target.address()) {
            Some(entry) => entry
                .plain
                .iter()
                .cloned()
                .chain(entry.watchers.iter().map(|(own, _)| own.clone()))
                .collect(),
            None => Vec::new(),
        });
    pointers.iter().filter_map(WeakPointer::upgrade).collect()
}

pub(super) fn clear_weak_references(object: &Object) {
    let entry = BOOKS.try_with(|books| books.weak.borrow_mut().remove(&object.address()));
    let Ok(Some(entry)) = entry else { return };
    object.clear_flag(flags::WEAKLY_REFERENCED);
    entry.pointer.forget_target();
    // The newest reference is told first, as CPython does.
    for (reference, callback) in entry.watchers.into_iter().rev() {
        let Some(reference) = reference.upgrade() else {
            continue;
        };
        let own = reference.get::<PyWeakref>();
        let callback = callback.or_else(|| own.and_then(|own| own.callback.take()));
        if let Some(callback) = callback {
            queue(Finalizer::WeakCallback {
                callback,
                reference,
            });
        }
    }
}
