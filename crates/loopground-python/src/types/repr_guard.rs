//! Containers whose `repr` is under way, so that one that contains itself shows `...`.

use std::cell::RefCell;
use std::rc::Rc;

use crate::object::Value;
use crate::vm::Vm;

#[derive(Default)]
struct UnderWay(RefCell<Vec<(u64, u64)>>);

/// Marks a container until it is dropped.
pub struct ReprGuard {
    under_way: Rc<UnderWay>,
    /// The thread and the container.
    key: (u64, u64),
}

impl ReprGuard {
    /// `None` when the container's `repr` is under way already.
    #[must_use]
    pub fn enter(vm: &Vm, value: &Value) -> Option<Self> {
        let under_way = vm.extension::<UnderWay>();
        let thread = vm.threads.borrow().current.unwrap_or(0);
        let key = (thread, value.identity());
        if under_way.0.borrow().contains(&key) {
            return None;
        }
        under_way.0.borrow_mut().push(key);
        Some(Self { under_way, key })
    }
}

impl Drop for ReprGuard {
    fn drop(&mut self) {
        let mut under_way = self.under_way.0.borrow_mut();
        if let Some(place) = under_way.iter().rposition(|key| *key == self.key) {
            under_way.remove(place);
        }
    }
}
