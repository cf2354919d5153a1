//! An allocator that keeps freed blocks of common sizes for the next one of that size.
//!
//! A Python program makes and frees small blocks all the time: objects, entries of small dictionaries, texts, futures
//! of natives. A list of free blocks per size answers most of that in a few instructions; everything else goes to the
//! allocator below, in the browser a slow one. Programs choose it (`#[global_allocator]`), and a thread begins to keep
//! blocks when an interpreter is made on it ([`keep`]); what it kept goes back when it ends.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::ptr::null_mut;

/// Sizes are rounded up to [`LEAST`] and a multiple of this: with the word that allocators keep beside a block, that
/// fills their blocks.
const STEP: usize = 16;
const LEAST: usize = 8;
/// How blocks are aligned; what wants more is not kept.
const ALIGN: usize = 8;
const CLASSES: usize = 32;
/// Larger blocks are not kept.
const LARGEST: usize = (CLASSES - 1) * STEP + LEAST;
/// So many bytes of each size are kept at most.
const MOST: usize = 1 << 16;

/// A free block: its first word leads to the next one.
struct Free {
    next: *mut Free,
}

/// The free blocks of one size.
struct Class {
    first: Cell<*mut Free>,
    count: Cell<usize>,
}

thread_local! {
    // These two have no destructor, so that they may be used for as long as the thread allocates.
    static KEPT: Cell<usize> = const { Cell::new(0) };
    static FREE: [Class; CLASSES] = const {
        [const {
            Class {
                first: Cell::new(null_mut()),
                count: Cell::new(0),
            }
        }; CLASSES]
    };
}

thread_local! {
    static END: End = const { End };
}

/// Gives everything back when the thread ends.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        KEPT.set(0);
        FREE.with(|free| {
            for (class, free) in free.iter().enumerate() {
                let mut next = free.first.replace(null_mut());
                free.count.set(0);
                while !next.is_null() {
                    let block = next;
                    // SAFETY: only `Pooled` puts blocks into the lists, and it is then what the program allocates with;
                    // it asked for them with this layout, and passes them on now that nothing is kept.
                    unsafe {
                        next = (*block).next;
                        std::alloc::dealloc(block.cast(), layout_of(class));
                    }
                }
            }
        });
    }
}

/// From now on the blocks that this thread frees are kept.
pub fn keep() {
    KEPT.set(MOST);
    END.with(|_| ());
}

/// Keeps free blocks in front of another allocator.
pub struct Pooled<A>(pub A);

/// The list for a layout, when blocks of that kind are kept.
#[inline(always)]
fn class_of(layout: Layout) -> Option<usize> {
    (layout.size() <= LARGEST && layout.align() <= ALIGN && layout.size() > 0)
        .then(|| (layout.size() + LEAST - 1) / STEP)
}

/// What a block of a list is asked from the allocator below with.
#[inline(always)]
fn layout_of(class: usize) -> Layout {
    // SAFETY: the alignment is a power of two and the size is at most `LARGEST`.
    unsafe { Layout::from_size_align_unchecked(class * STEP + LEAST, ALIGN) }
}

// SAFETY: a block comes from the allocator below, large and aligned enough for its list, and every block of a layout
// belongs to the same list whenever it is allocated or freed. While it is in a list nobody else has it.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Pooled<A> {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(class) = class_of(layout) else {
            // SAFETY: passed on.
            return unsafe { self.0.alloc(layout) };
        };
        FREE.with(|free| {
            let free = &free[class];
            let first = free.first.get();
            if first.is_null() {
                // SAFETY: the layout is not empty.
                return unsafe { self.0.alloc(layout_of(class)) };
            }
            // SAFETY: blocks in the list are free and begin with their link.
            free.first.set(unsafe { (*first).next });
            free.count.set(free.count.get() - 1);
            first.cast()
        })
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let Some(class) = class_of(layout) else {
            // SAFETY: passed on.
            return unsafe { self.0.dealloc(block, layout) };
        };
        FREE.with(|free| {
            let free = &free[class];
            if (free.count.get() + 1) * (class * STEP + LEAST) > KEPT.get() {
                // SAFETY: `alloc` got it with this layout.
                return unsafe { self.0.dealloc(block, layout_of(class)) };
            }
            let block = block.cast::<Free>();
            // SAFETY: the block is given back, and is large and aligned enough for a link.
            unsafe {
                block.write(Free {
                    next: free.first.get(),
                });
            }
            free.first.set(block);
            free.count.set(free.count.get() + 1);
        });
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if class_of(layout).is_none() {
            // SAFETY: passed on. Large blocks often come zeroed from the system.
            return unsafe { self.0.alloc_zeroed(layout) };
        }
        // SAFETY: the layout is not empty, and a block that is not null has its size.
        unsafe {
            let block = self.alloc(layout);
            if !block.is_null() {
                block.write_bytes(0, layout.size());
            }
            block
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: the caller promises that the new size is not too large for this alignment.
        let new = unsafe { Layout::from_size_align_unchecked(new_size, layout.align()) };
        match (class_of(layout), class_of(new)) {
            (Some(old), Some(new)) if old == new => block,
            // SAFETY: both are the allocator's below.
            (None, None) => unsafe { self.0.realloc(block, layout, new_size) },
            _ => {
                // SAFETY: the new layout is not empty; the old block has its size, and both are different.
                unsafe {
                    let moved = self.alloc(new);
                    if !moved.is_null() {
                        let size = layout.size().min(new_size);
                        std::ptr::copy_nonoverlapping(block, moved, size);
                        self.dealloc(block, layout);
                    }
                    moved
                }
            }
        }
    }
}
