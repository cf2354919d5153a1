//! The one module with `unsafe`: tagged values, reference-counted objects, and their release.
//!
//! Here: [`Value`] (16 bytes: small integers, floats, bools and `None` unboxed, everything else a counted
//! pointer), [`Object`] (the header every object starts with), [`Ref`] (a pointer that knows its payload),
//! allocation, and destruction without recursion. Not here: what any payload means, the cycle collector's
//! policy (`gc`), or the queue of finalisers (`heap`).
//!
//! Invariants, on which every proof below rests:
//! 1. An `Object` is only ever created by [`Ref::new`] as the first field of a `Cell<T>` block whose `kind`
//!    is `T::KIND`; the table in `kinds` gives each kind exactly one payload type.
//! 2. A block is freed only in [`free`], which runs only when the count is zero and so no `Value` or `Ref`
//!    to it exists.
//! 3. Values are neither `Send` nor `Sync` (they hold raw pointers), so counts need no atomics.
#![allow(unsafe_code)]

use std::alloc::{Layout, dealloc};
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::ptr::NonNull;
use std::rc::Rc;

mod attributes;
pub mod kinds;
pub mod pool;

use self::kinds::{Kind, Tagged};
use super::heap;
use crate::types::dict::PyDict;
use crate::types::type_object::PyType;

/// What a [`Value`] holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u64)]
enum Tag {
    None,
    Bool,
    Int,
    Float,
    /// The payload is a counted pointer; the only tag with ownership.
    Object,
}

/// Any Python value. Cloning counts, dropping releases.
///
/// `Option<Value>` is as small as `Value`; `Option::None` stands for an unbound local or a NULL on the stack.
#[repr(C)]
pub struct Value {
    tag: Tag,
    /// A plain number (the bits of a float, the exposed address of an object), so that tag and payload travel in
    /// two registers: a union would go through memory at every move.
    payload: u64,
    not_send: PhantomData<*const ()>,
}

const _: () = assert!(size_of::<Value>() == 16 && size_of::<Option<Value>>() == 16);

/// A borrowed look at a value, for `match`.
#[derive(Clone, Copy)]
pub enum View<'a> {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Object(&'a Object),
}

impl Value {
    #[inline(always)]
    const fn immediate(tag: Tag, int: i64) -> Self {
        Self {
            tag,
            payload: int as u64,
            not_send: PhantomData,
        }
    }

    /// A value that takes over one count of the object.
    #[inline(always)]
    fn owning(object: NonNull<Object>) -> Self {
        Self {
            tag: Tag::Object,
            payload: object.as_ptr().expose_provenance() as u64,
            not_send: PhantomData,
        }
    }

    /// The object's address; meaningful only under `Tag::Object`.
    ///
    /// # Safety
    /// The tag is `Tag::Object`.
    #[inline(always)]
    unsafe fn pointer(&self) -> NonNull<Object> {
        let pointer = std::ptr::with_exposed_provenance_mut(self.payload as usize);
        // SAFETY: under this tag the payload was written by `owning`, from a pointer that is not null.
        unsafe { NonNull::new_unchecked(pointer) }
    }

    #[inline(always)]
    #[must_use]
    pub const fn none() -> Self {
        Self::immediate(Tag::None, 0)
    }

    #[inline(always)]
    #[must_use]
    pub const fn bool(value: bool) -> Self {
        Self::immediate(Tag::Bool, value as i64)
    }

    #[inline(always)]
    #[must_use]
    pub const fn int(value: i64) -> Self {
        Self::immediate(Tag::Int, value)
    }

    #[inline(always)]
    #[must_use]
    pub const fn float(value: f64) -> Self {
        Self {
            tag: Tag::Float,
            payload: value.to_bits(),
            not_send: PhantomData,
        }
    }

    #[inline(always)]
    #[must_use]
    pub fn view(&self) -> View<'_> {
        match self.tag {
            Tag::None => View::None,
            Tag::Bool => View::Bool(self.payload != 0),
            Tag::Int => View::Int(self.payload as i64),
            Tag::Float => View::Float(f64::from_bits(self.payload)),
            // SAFETY: the tag was looked at; the object is alive as long as this value, which owns one count
            // of it, and the result borrows from the value.
            Tag::Object => View::Object(unsafe { self.pointer().as_ref() }),
        }
    }

    #[inline(always)]
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.tag == Tag::None
    }

    /// The unboxed integer; `None` for bools, big integers and everything else.
    #[inline(always)]
    #[must_use]
    pub fn as_small_int(&self) -> Option<i64> {
        match self.view() {
            View::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The unboxed float; `None` for instances of subclasses of `float`.
    #[inline(always)]
    #[must_use]
    pub fn as_small_float(&self) -> Option<f64> {
        match self.view() {
            View::Float(value) => Some(value),
            _ => None,
        }
    }

    #[inline(always)]
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.view() {
            View::Bool(value) => Some(value),
            _ => None,
        }
    }

    #[inline(always)]
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match self.view() {
            View::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether an unboxed value is true; `None` for objects.
    #[inline(always)]
    #[must_use]
    pub fn as_small_truth(&self) -> Option<bool> {
        match self.view() {
            View::None => Some(false),
            View::Bool(value) => Some(value),
            View::Int(value) => Some(value != 0),
            View::Float(value) => Some(value != 0.0),
            View::Object(_) => None,
        }
    }

    /// Both unboxed integers: one test for the hot path of arithmetic.
    #[inline(always)]
    #[must_use]
    pub fn both_ints(a: &Self, b: &Self) -> Option<(i64, i64)> {
        match (a.view(), b.view()) {
            (View::Int(a), View::Int(b)) => Some((a, b)),
            _ => None,
        }
    }

    /// The payload when this is an object of kind `T` (of whatever class).
    #[inline(always)]
    #[must_use]
    pub fn get<T: Tagged>(&self) -> Option<&T> {
        self.as_object()?.payload::<T>()
    }

    /// A counted pointer to the payload when this is an object of kind `T`.
    #[inline(always)]
    #[must_use]
    pub fn to_ref<T: Tagged>(&self) -> Option<Ref<T>> {
        let object = self.as_object()?;
        if object.kind != T::KIND {
            return None;
        }
        object.retain();
        // SAFETY: the kind says that this object starts a `Block<T>` (invariant 1); the count was taken.
        Some(Ref(NonNull::from(object).cast()))
    }

    /// Gives up this value for a pointer to its payload; the value comes back when it is of another kind.
    pub fn into_ref<T: Tagged>(self) -> Result<Ref<T>, Self> {
        match self.as_object() {
            Some(object) if object.kind == T::KIND => {
                let pointer = NonNull::from(object).cast();
                std::mem::forget(self);
                // SAFETY: as in `to_ref`; the count moves from the forgotten value.
                Ok(Ref(pointer))
            }
            _ => Err(self),
        }
    }

    /// `a is b`. Unboxed numbers are identical when they are equal bit for bit.
    #[inline(always)]
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.tag == other.tag && self.payload == other.payload
    }

    /// A number for `id()`: the address of an object, a fixed pattern for an unboxed value.
    #[must_use]
    pub fn identity(&self) -> u64 {
        match self.view() {
            View::None => 0x10,
            View::Bool(value) => 0x20 + 0x10 * u64::from(value),
            View::Int(value) => 0x9000_0000_0000 ^ (value as u64).wrapping_mul(32),
            View::Float(value) => 0xA000_0000_0000 ^ value.to_bits().wrapping_mul(16),
            View::Object(object) => object.address() as u64,
        }
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Self {
        if self.tag == Tag::Object {
            // SAFETY: the tag was looked at; the object is alive (we own a count).
            unsafe { self.pointer().as_ref() }.retain();
        }
        Self {
            tag: self.tag,
            payload: self.payload,
            not_send: PhantomData,
        }
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if self.tag == Tag::Object {
            // SAFETY: the tag was looked at; this value owns one count of the object and is never used again.
            unsafe { release(self.pointer()) }
        }
    }
}

/// Facts about an object that change during its life.
pub mod flags {
    /// `__del__` (or the closing of a generator) has run; it never runs twice.
    pub const FINALIZED: u8 = 1;
    /// Somebody holds a weak reference: the side table has an entry.
    pub const WEAKLY_REFERENCED: u8 = 2;
    /// The string is in the interning table.
    pub const INTERNED: u8 = 4;
    /// The cycle collector found it unreachable and is about to clear it.
    pub const CONDEMNED: u8 = 8;
    /// The dictionary of an instance was seen by the program, as a dictionary.
    pub const SHOWN: u8 = 16;
}

/// The header that every object starts with.
#[repr(C)]
pub struct Object {
    count: Cell<u32>,
    /// Place in the collector's registry plus one; 0 when it is not tracked.
    gc_place: Cell<u32>,
    /// Owned; never null after `Ref::new`. A replaced class is kept alive for ever, so that `class()` may
    /// hand out a plain borrow (classes are few, and `__class__` is assigned rarely).
    class: Cell<Option<NonNull<Object>>>,
    /// `__dict__` of an instance; absent until the first attribute is set.
    dict: Cell<Option<Ref<PyDict>>>,
    kind: Kind,
    flags: Cell<u8>,
}

#[repr(C)]
struct Block<T> {
    object: Object,
    payload: T,
}

impl Object {
    #[inline(always)]
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    #[inline(always)]
    #[must_use]
    pub fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    #[inline(always)]
    fn retain(&self) {
        self.count.set(self.count.get() + 1);
    }

    #[must_use]
    pub fn reference_count(&self) -> u32 {
        self.count.get()
    }

    #[inline(always)]
    #[must_use]
    pub fn has_flag(&self, flag: u8) -> bool {
        self.flags.get() & flag != 0
    }

    pub fn set_flag(&self, flag: u8) {
        self.flags.set(self.flags.get() | flag);
    }

    pub fn clear_flag(&self, flag: u8) {
        self.flags.set(self.flags.get() & !flag);
    }

    pub(super) fn gc_place(&self) -> u32 {
        self.gc_place.get()
    }

    pub(super) fn set_gc_place(&self, place: u32) {
        self.gc_place.set(place);
    }

    /// The class. Borrowed: a class once set is never released before the object is (see the field).
    #[inline(always)]
    #[must_use]
    pub fn class(&self) -> Borrowed<'_, PyType> {
        let class = self.class.get().expect("an object without a class");
        Borrowed(ManuallyDrop::new(Ref(class.cast())), PhantomData)
    }

    /// Sets the class (`__class__ = …`, or the first types at start-up).
    pub fn set_class(&self, class: Ref<PyType>) {
        self.class.set(Some(class.into_raw()));
    }

    /// The instance dictionary, if there is one yet.
    #[inline(always)]
    #[must_use]
    pub fn dict(&self) -> Option<Ref<PyDict>> {
        // SAFETY: nothing else runs between reading the field and counting the clone, and the object cannot
        // be reached from another thread (invariant 3), so the pointee is alive while we clone.
        unsafe { (*self.dict.as_ptr()).clone() }
    }

    pub fn set_dict(&self, dict: Option<Ref<PyDict>>) {
        let old = self.dict.replace(dict);
        drop(old);
    }

    #[inline(always)]
    #[must_use]
    pub fn payload<T: Tagged>(&self) -> Option<&T> {
        if self.kind != T::KIND {
            return None;
        }
        // SAFETY: the kind says that this object starts a `Block<T>` (invariant 1).
        Some(unsafe { &(*std::ptr::from_ref(self).cast::<Block<T>>()).payload })
    }

    /// A new counted value of this object.
    #[inline(always)]
    #[must_use]
    pub fn to_value(&self) -> Value {
        self.retain();
        Value::owning(NonNull::from(self))
    }
}

/// A counted pointer to an object whose payload is a `T`. Derefs to the payload.
#[repr(transparent)]
pub struct Ref<T: Tagged>(NonNull<Block<T>>);

impl<T: Tagged> Ref<T> {
    /// Allocates an object of the given class.
    pub fn new(payload: T, class: &Ref<PyType>) -> Self {
        let new = Self::new_classless(payload);
        new.object().set_class(class.clone());
        new
    }

    /// Allocates one of the first types, before the class of classes exists. `set_class` must follow before
    /// any program can see it.
    pub(crate) fn new_classless(payload: T) -> Self {
        heap::note_allocation(size_of::<Block<T>>());
        let block = Box::new(Block {
            object: Object {
                count: Cell::new(1),
                gc_place: Cell::new(0),
                class: Cell::new(None),
                dict: Cell::new(None),
                kind: T::KIND,
                flags: Cell::new(0),
            },
            payload,
        });
        let new = Self(NonNull::from(Box::leak(block)));
        if T::TRACKED {
            super::gc::track(new.object());
        }
        new
    }

    #[inline(always)]
    #[must_use]
    pub fn object(&self) -> &Object {
        // SAFETY: we own a count, so the block is alive, and `Block` starts with its `Object` (`repr(C)`).
        unsafe { &self.0.as_ref().object }
    }

    #[inline(always)]
    #[must_use]
    pub fn to_value(&self) -> Value {
        self.object().to_value()
    }

    #[inline(always)]
    #[must_use]
    pub fn into_value(self) -> Value {
        Value::owning(self.into_raw())
    }

    #[inline(always)]
    #[must_use]
    pub fn ptr_eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// The payload, to change it in place, when nobody else can reach this object: ours is the only count,
    /// there is no weak reference and the collector does not know it.
    #[must_use]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        let object = self.object();
        if object.count.get() != 1 || object.has_flag(flags::WEAKLY_REFERENCED) || T::TRACKED {
            return None;
        }
        // SAFETY: the block is alive (we own a count) and, by the checks above, reachable only through this
        // `Ref`, which is borrowed exclusively for as long as the result lives.
        Some(unsafe { &mut self.0.as_mut().payload })
    }

    fn into_raw(self) -> NonNull<Object> {
        ManuallyDrop::new(self).0.cast()
    }
}

/// A `Ref` that owns no count: it lives as long as what it was borrowed from.
pub struct Borrowed<'a, T: Tagged>(ManuallyDrop<Ref<T>>, PhantomData<&'a Object>);

impl<T: Tagged> Deref for Borrowed<'_, T> {
    type Target = Ref<T>;

    #[inline(always)]
    fn deref(&self) -> &Ref<T> {
        &self.0
    }
}

/// A pointer that does not keep its object alive; emptied when the object dies.
#[derive(Clone)]
pub struct WeakPointer(Rc<Cell<Option<NonNull<Object>>>>);

impl WeakPointer {
    /// A weak pointer to a live object. All weak pointers to one object share a cell, kept by `heap`.
    #[must_use]
    pub fn new(object: &Object) -> Self {
        heap::weak_pointer(object, || {
            Self(Rc::new(Cell::new(Some(NonNull::from(object)))))
        })
    }

    #[must_use]
    pub fn upgrade(&self) -> Option<Value> {
        // SAFETY: the cell is emptied by `forget_target` in `free`, before the object's memory is given back.
        self.0
            .get()
            .map(|pointer| unsafe { pointer.as_ref() }.to_value())
    }

    pub(super) fn forget_target(&self) {
        self.0.set(None);
    }
}

impl<T: Tagged> Deref for Ref<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: we own a count, so the block is alive; payloads are only ever borrowed shared.
        unsafe { &self.0.as_ref().payload }
    }
}

impl<T: Tagged> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        self.object().retain();
        Self(self.0)
    }
}

impl<T: Tagged> Drop for Ref<T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: this `Ref` owns one count and is never used again.
        unsafe { release(self.0.cast()) }
    }
}

impl<T: Tagged> From<Ref<T>> for Value {
    fn from(value: Ref<T>) -> Self {
        value.into_value()
    }
}

/// How deep destruction may nest on the host's stack before it is queued instead.
const MAX_NESTED_RELEASES: u32 = 48;

thread_local! {
    static NESTED: Cell<u32> = const { Cell::new(0) };
    static WAITING: RefCell<Vec<NonNull<Object>>> = const { RefCell::new(Vec::new()) };
}

/// Gives back one count.
///
/// # Safety
/// The caller owns a count of `pointer` and does not use it afterwards.
#[inline(always)]
unsafe fn release(pointer: NonNull<Object>) {
    // SAFETY: the caller owns a count, so the object is alive.
    let object = unsafe { pointer.as_ref() };
    let count = object.count.get() - 1;
    object.count.set(count);
    if count == 0 {
        // SAFETY: the last count is gone and was the caller's.
        unsafe { destroy(pointer) }
    }
}

/// Destroys an object whose count is zero, now or, when many are nested, a little later in this call chain:
/// a chain of a million nodes must not use a million host frames.
///
/// # Safety
/// The count is zero and nobody else destroys this object.
#[cold]
#[inline(never)]
unsafe fn destroy(pointer: NonNull<Object>) {
    let depth = NESTED.get();
    if depth >= MAX_NESTED_RELEASES {
        // While the thread itself ends there is no queue any more: what is left then is leaked, with the thread.
        let _ = WAITING.try_with(|waiting| waiting.borrow_mut().push(pointer));
        return;
    }
    NESTED.set(depth + 1);
    // SAFETY: passed on from the caller.
    unsafe { free(pointer) };
    if depth == 0 {
        while let Ok(Some(next)) = WAITING.try_with(|waiting| waiting.borrow_mut().pop()) {
            // SAFETY: it was queued by `destroy` with a count of zero and is queued once.
            unsafe { free(next) };
        }
    }
    NESTED.set(depth);
}

/// # Safety
/// As [`destroy`].
unsafe fn free(pointer: NonNull<Object>) {
    // SAFETY: the block is alive until `dealloc` below, since only the holder of the last count comes here.
    let object = unsafe { pointer.as_ref() };
    if heap::wants_finalizer(object) {
        // Resurrected: the queue owns it now; a second death finds FINALIZED set.
        object.set_flag(flags::FINALIZED);
        heap::queue_finalizer(object.to_value());
        return;
    }
    if object.has_flag(flags::WEAKLY_REFERENCED) {
        heap::clear_weak_references(object);
    }
    super::gc::untrack(object);
    object.set_dict(None);
    let class = object.class.take();
    // SAFETY: the kind names the payload type of this block (invariant 1); the payload is dropped once,
    // the block is not touched after `dealloc`, and its layout is the one `Box::new(Block<T>)` used.
    unsafe { kinds::dispatch_free(object.kind, pointer) };
    if let Some(class) = class {
        // SAFETY: the object owned this count of its class.
        unsafe { release(class) };
    }
}

/// Drops the payload and gives the memory back.
///
/// # Safety
/// `pointer` starts a `Block<T>` nobody refers to any more.
pub(super) unsafe fn free_block<T: Tagged>(pointer: NonNull<Object>) {
    let block = pointer.cast::<Block<T>>();
    heap::note_release(size_of::<Block<T>>());
    // SAFETY: promised by the caller; `Object` itself holds nothing left to drop but its emptied cells.
    unsafe {
        std::ptr::drop_in_place(&raw mut (*block.as_ptr()).payload);
        dealloc(block.as_ptr().cast(), Layout::new::<Block<T>>());
    }
}

/// Objects as the collector's registry holds them: not counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Uncounted(NonNull<Object>);

impl Uncounted {
    pub(super) fn new(object: &Object) -> Self {
        Self(NonNull::from(object))
    }

    /// The object. The registry holds only live objects: `free` untracks before it gives memory back.
    pub(super) fn object(&self) -> &Object {
        // SAFETY: see above; registries are private to `gc` and `heap`, and each entry is removed by `untrack` in
        // `free` before the block is freed. `untrack` panics, and so frees nothing, when the entry is not in the
        // registry in use.
        unsafe { self.0.as_ref() }
    }
}
