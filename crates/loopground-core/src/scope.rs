//! Cancel scopes: cancellation that stays, as in trio.
//!
//! Here: the tree of scopes, which of them are cancelled, and by whom; deadlines. Not here: tasks. The embedder knows the
//! innermost scope of each task, and throws a cancellation at every await for as long as that scope is cancelled
//! (asyncio's requests strike once: [`crate::task`]).
//!
//! A scope is cancelled when it was cancelled itself, or when the scope around it is and it is not shielded. The scope that
//! lies outermost among the cancelled ones around an await is the one that the cancellation is for: it passes through all
//! others and ends there.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::clock::LoopTime;
use crate::timers::{TimerId, Timers};

/// Names a scope; never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeId(u64);

/// What becomes of a cancellation that comes out of a scope's block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// It was for this scope: the code behind the block goes on.
    Ends,
    /// It is for a scope further out, or nobody's: it goes on.
    PassesOn,
}

#[derive(Clone, Debug)]
struct Scope {
    around: Option<ScopeId>,
    inside: Vec<ScopeId>,
    shielded: bool,
    /// It was cancelled itself.
    called: bool,
    deadline: Option<TimerId>,
}

/// All scopes of a loop. `T` is its time.
///
/// ```
/// use loopground_core::scope::{Leaving, Scopes};
///
/// let mut scopes: Scopes<u64> = Scopes::new();
/// let outer = scopes.open(None);
/// let inner = scopes.open(Some(outer));
/// scopes.set_deadline(outer, Some(10));
/// assert_eq!(scopes.next_deadline(), Some(10));
/// assert_eq!(scopes.expire(10), [outer, inner], "tasks in these are to be struck");
/// assert!(scopes.is_cancelled(inner));
/// assert_eq!(scopes.close(inner), Leaving::PassesOn);
/// assert_eq!(scopes.close(outer), Leaving::Ends);
/// ```
#[derive(Clone, Debug)]
pub struct Scopes<T> {
    scopes: BTreeMap<ScopeId, Scope>,
    deadlines: Timers<ScopeId, T>,
    opened: u64,
}

impl<T: LoopTime> Default for Scopes<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: LoopTime> Scopes<T> {
    /// No scopes.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            scopes: BTreeMap::new(),
            deadlines: Timers::new(),
            opened: 0,
        }
    }

    /// Opens a scope inside of another one. It is cancelled from the start when that one is.
    pub fn open(&mut self, around: Option<ScopeId>) -> ScopeId {
        self.opened += 1;
        let id = ScopeId(self.opened);
        let around = around.filter(|around| self.scopes.contains_key(around));
        if let Some(outer) = around.and_then(|around| self.scopes.get_mut(&around)) {
            outer.inside.push(id);
        }
        let scope = Scope {
            around,
            inside: Vec::new(),
            shielded: false,
            called: false,
            deadline: None,
        };
        self.scopes.insert(id, scope);
        id
    }

    /// Closes a scope at the end of its block, and says what becomes of a cancellation that came out of it. Scopes that
    /// are still open inside lie in the one around it from now on.
    pub fn close(&mut self, id: ScopeId) -> Leaving {
        let ends = self.is_cancelled(id) && !self.is_cancelled_from_outside(id);
        self.set_deadline(id, None);
        if let Some(scope) = self.scopes.remove(&id) {
            for inner in &scope.inside {
                if let Some(inner) = self.scopes.get_mut(inner) {
                    inner.around = scope.around;
                }
            }
            if let Some(outer) = scope.around.and_then(|around| self.scopes.get_mut(&around)) {
                outer.inside.retain(|inner| *inner != id);
                outer.inside.extend(scope.inside);
            }
        }
        if ends {
            Leaving::Ends
        } else {
            Leaving::PassesOn
        }
    }

    /// Whether awaits directly inside of the scope are to be struck.
    #[must_use]
    pub fn is_cancelled(&self, id: ScopeId) -> bool {
        self.scopes.get(&id).is_some_and(|scope| scope.called) || self.is_cancelled_from_outside(id)
    }

    /// Whether the scope itself was cancelled, by a call or its deadline.
    #[must_use]
    pub fn was_cancelled(&self, id: ScopeId) -> bool {
        self.scopes.get(&id).is_some_and(|scope| scope.called)
    }

    fn is_cancelled_from_outside(&self, id: ScopeId) -> bool {
        let mut id = id;
        while let Some(scope) = self.scopes.get(&id)
            && !scope.shielded
            && let Some(around) = scope.around
        {
            if self.was_cancelled(around) {
                return true;
            }
            id = around;
        }
        false
    }

    /// Cancels a scope for good. Answers the scopes that are cancelled now and were not before, outermost first: tasks
    /// that wait directly inside of them are to be struck.
    pub fn cancel(&mut self, id: ScopeId) -> Vec<ScopeId> {
        let before = self.is_cancelled(id);
        self.set_deadline(id, None);
        match self.scopes.get_mut(&id) {
            Some(scope) => scope.called = true,
            None => return Vec::new(),
        }
        if before {
            Vec::new()
        } else {
            self.newly_cancelled(id)
        }
    }

    /// Whether a cancellation of the scopes around this one stays outside.
    #[must_use]
    pub fn is_shielded(&self, id: ScopeId) -> bool {
        self.scopes.get(&id).is_some_and(|scope| scope.shielded)
    }

    /// Shields a scope, or lifts the shield. Answers like [`Scopes::cancel`].
    pub fn set_shield(&mut self, id: ScopeId, shielded: bool) -> Vec<ScopeId> {
        let before = self.is_cancelled(id);
        if let Some(scope) = self.scopes.get_mut(&id) {
            scope.shielded = shielded;
        }
        if !before && self.is_cancelled(id) {
            self.newly_cancelled(id)
        } else {
            Vec::new()
        }
    }

    /// The scope and all inside of it that share its cancellation; none of them was cancelled before, unless it was
    /// cancelled itself.
    fn newly_cancelled(&self, id: ScopeId) -> Vec<ScopeId> {
        let mut found = alloc::vec![id];
        let mut next = 0;
        while let Some(scope) = found.get(next).and_then(|id| self.scopes.get(id)) {
            next += 1;
            for id in &scope.inside {
                if self
                    .scopes
                    .get(id)
                    .is_some_and(|inner| !inner.shielded && !inner.called)
                {
                    found.push(*id);
                }
            }
        }
        found
    }

    /// Sets the time at which a scope cancels itself, or `None` for never. Changes nothing once it is cancelled.
    pub fn set_deadline(&mut self, id: ScopeId, deadline: Option<T>) {
        let Some(scope) = self.scopes.get_mut(&id) else {
            return;
        };
        if let Some(timer) = scope.deadline.take() {
            self.deadlines.cancel(timer);
        }
        if !scope.called {
            scope.deadline = deadline.map(|when| self.deadlines.insert(when, id));
        }
    }

    /// When the next scope cancels itself.
    pub fn next_deadline(&mut self) -> Option<T> {
        self.deadlines.next_when()
    }

    /// Cancels the scopes whose deadlines have passed (`deadline <= now`). Answers like [`Scopes::cancel`].
    pub fn expire(&mut self, now: T) -> Vec<ScopeId> {
        let mut struck = Vec::new();
        while let Some(timer) = self.deadlines.pop_due(now) {
            if let Some(id) = self.deadlines.take_due(timer) {
                if let Some(scope) = self.scopes.get_mut(&id) {
                    scope.deadline = None;
                }
                struck.extend(self.cancel(id));
            }
        }
        struck
    }

    /// Scopes that are open.
    #[must_use]
    pub fn len(&self) -> usize {
        self.scopes.len()
    }

    /// Whether no scope is open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }
}
