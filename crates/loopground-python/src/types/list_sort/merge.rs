//! Merging two neighbouring runs, with galloping: while one run wins again and again, the place of the other's next
//! entry is searched in strides that double. Which comparisons are made is CPython's choice, because programs count
//! and print them (`Objects/listsort.txt` tells why the choice is good).
//!
//! Nothing is moved before a merge is done, so the order is complete when a comparison raises.

use super::{Run, Sorter};
use crate::vm::PyResult;

/// So many wins in a row make galloping worth it, to begin with; `Sorter::least_wins` learns from there.
pub(super) const MIN_GALLOP: usize = 7;

/// A merge of two runs under way, from the front or from the back.
struct Merge<'a> {
    /// What is left of either run.
    a: &'a [usize],
    b: &'a [usize],
    forward: bool,
    /// What is merged, the first entry first or the last one first.
    merged: Vec<usize>,
}

impl Merge<'_> {
    fn next_of_a(&self) -> usize {
        self.a[self.next_place(self.a)]
    }

    fn next_of_b(&self) -> usize {
        self.b[self.next_place(self.b)]
    }

    /// The end of a run where the merge is.
    fn next_place(&self, run: &[usize]) -> usize {
        if self.forward { 0 } else { run.len() - 1 }
    }

    fn take_a(&mut self, count: usize) {
        self.a = take(&mut self.merged, self.a, count, self.forward);
    }

    fn take_b(&mut self, count: usize) {
        self.b = take(&mut self.merged, self.b, count, self.forward);
    }

    /// Whether the rest is known: the last of `a` comes last, and the first of `b` first.
    fn is_over(&self) -> bool {
        if self.forward {
            self.a.len() <= 1 || self.b.is_empty()
        } else {
            self.b.len() <= 1 || self.a.is_empty()
        }
    }

    fn finish(mut self) -> Vec<usize> {
        if self.forward {
            self.take_b(self.b.len());
            self.take_a(self.a.len());
        } else {
            self.take_a(self.a.len());
            self.take_b(self.b.len());
            self.merged.reverse();
        }
        self.merged
    }
}

/// Moves entries from one end of a run; what is left of it.
fn take<'a>(merged: &mut Vec<usize>, run: &'a [usize], count: usize, forward: bool) -> &'a [usize] {
    if forward {
        let (taken, rest) = run.split_at(count);
        merged.extend_from_slice(taken);
        rest
    } else {
        let (rest, taken) = run.split_at(run.len() - count);
        merged.extend(taken.iter().rev());
        rest
    }
}

impl Sorter<'_> {
    /// Merges two neighbouring runs.
    pub(super) async fn merge(&mut self, runs: &mut Vec<Run>, place: usize) -> PyResult<()> {
        let (a, b) = (runs[place], runs.remove(place + 1));
        runs[place] = Run {
            start: a.start,
            length: a.length + b.length,
            power: b.power,
        };
        let left = self.order[a.start..b.start].to_vec();
        let right = self.order[b.start..b.start + b.length].to_vec();
        // What is in its final place already at either end needs no merge.
        let skipped = self.gallop_right(right[0], &left, 0).await?;
        let left = &left[skipped..];
        let Some(&last) = left.last() else {
            return Ok(());
        };
        let taken = self.gallop_left(last, &right, right.len() - 1).await?;
        let right = &right[..taken];
        if right.is_empty() {
            return Ok(());
        }
        let mut merge = Merge {
            a: left,
            b: right,
            forward: left.len() <= right.len(),
            merged: Vec::with_capacity(left.len() + right.len()),
        };
        // The first of `b` comes first, and the last of `a` last.
        if merge.forward {
            merge.take_b(1);
        } else {
            merge.take_a(1);
        }
        while !merge.is_over() {
            self.merge_pairs(&mut merge).await?;
            if !merge.is_over() {
                self.least_wins += 1;
                self.merge_gallop(&mut merge).await?;
            }
        }
        let merged = merge.finish();
        let from = a.start + skipped;
        self.order[from..from + merged.len()].copy_from_slice(&merged);
        Ok(())
    }

    /// Takes entry by entry until one run wins too often.
    async fn merge_pairs(&self, merge: &mut Merge<'_>) -> PyResult<()> {
        let (mut a_wins, mut b_wins) = (0, 0);
        while a_wins < self.least_wins && b_wins < self.least_wins && !merge.is_over() {
            let less = self
                .entry_less(merge.next_of_b(), merge.next_of_a())
                .await?;
            if less == merge.forward {
                (a_wins, b_wins) = (0, b_wins + 1);
                merge.take_b(1);
            } else {
                (a_wins, b_wins) = (a_wins + 1, 0);
                merge.take_a(1);
            }
        }
        Ok(())
    }

    /// Takes stretches until both runs win too seldom.
    async fn merge_gallop(&mut self, merge: &mut Merge<'_>) -> PyResult<()> {
        loop {
            self.least_wins -= usize::from(self.least_wins > 1);
            let hint = merge.next_place(merge.a);
            let before = self.gallop_right(merge.next_of_b(), merge.a, hint).await?;
            let a_wins = if merge.forward {
                before
            } else {
                merge.a.len() - before
            };
            merge.take_a(a_wins);
            if merge.is_over() {
                return Ok(());
            }
            merge.take_b(1);
            if merge.is_over() {
                return Ok(());
            }
            let hint = merge.next_place(merge.b);
            let before = self.gallop_left(merge.next_of_a(), merge.b, hint).await?;
            let b_wins = if merge.forward {
                before
            } else {
                merge.b.len() - before
            };
            merge.take_b(b_wins);
            if merge.is_over() {
                return Ok(());
            }
            merge.take_a(1);
            if merge.is_over() {
                return Ok(());
            }
            if a_wins < MIN_GALLOP && b_wins < MIN_GALLOP {
                self.least_wins += 1;
                return Ok(());
            }
        }
    }

    /// How many entries of a sorted run are less than `key`, searched from `hint` outwards.
    async fn gallop_left(&self, key: usize, run: &[usize], hint: usize) -> PyResult<usize> {
        let up = self.entry_less(run[hint], key).await?;
        let limit = if up { run.len() - hint } else { hint + 1 };
        let (mut last, mut offset) = (0, 1);
        while offset < limit {
            let probe = if up { hint + offset } else { hint - offset };
            if self.entry_less(run[probe], key).await? != up {
                break;
            }
            (last, offset) = (offset, 2 * offset + 1);
        }
        let (mut low, mut high) = between(hint, up, last, offset.min(limit));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.entry_less(run[middle], key).await? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(high)
    }

    /// How many entries of a sorted run are not greater than `key`, searched from `hint` outwards.
    async fn gallop_right(&self, key: usize, run: &[usize], hint: usize) -> PyResult<usize> {
        let up = !self.entry_less(key, run[hint]).await?;
        let limit = if up { run.len() - hint } else { hint + 1 };
        let (mut last, mut offset) = (0, 1);
        while offset < limit {
            let probe = if up { hint + offset } else { hint - offset };
            if self.entry_less(key, run[probe]).await? == up {
                break;
            }
            (last, offset) = (offset, 2 * offset + 1);
        }
        let (mut low, mut high) = between(hint, up, last, offset.min(limit));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.entry_less(key, run[middle]).await? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(high)
    }
}

/// The places between the last two strides from `hint`: after the nearer, up to the farther.
fn between(hint: usize, up: bool, last: usize, offset: usize) -> (usize, usize) {
    if up {
        (hint + last + 1, hint + offset)
    } else {
        (hint + 1 - offset, hint - last)
    }
}
