//! Merging two neighbouring runs, with galloping: while one run wins again and again, the place of the other's next
//! entry is searched in strides that double. Which comparisons are made is CPython's choice, because programs count
//! and print them (`Objects/listsort.txt` tells why the choice is good).
//!
//! Nothing is moved before a merge is done, so the order is complete when a comparison raises.

use super::{Run, Sorter};
use crate::vm::PyResult;

/// So many wins in a row make galloping worth it, to begin with; `Sorter::least_wins` learns from there.
pub(super) const MIN_GALLOP: usize = 7;

/// How far a merge got when nothing is left to compare.
enum Stage {
    /// The next pairs of entries are to be compared.
    Going,
    Over,
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
        let merged = if left.len() <= right.len() {
            self.merge_forward(left, right).await?
        } else {
            self.merge_backward(left, right).await?
        };
        let from = a.start + skipped;
        self.order[from..from + merged.len()].copy_from_slice(&merged);
        Ok(())
    }

    /// Merges from the front; the first of `b` comes first, and the last of `a` last.
    async fn merge_forward(&mut self, mut a: &[usize], mut b: &[usize]) -> PyResult<Vec<usize>> {
        let mut merged = Vec::with_capacity(a.len() + b.len());
        let mut stage = take_front(&mut merged, &mut b, 1);
        if a.len() == 1 {
            stage = Stage::Over;
        }
        while matches!(stage, Stage::Going) {
            stage = self.forward_pairs(&mut merged, &mut a, &mut b).await?;
            if matches!(stage, Stage::Over) {
                break;
            }
            self.least_wins += 1;
            stage = self.forward_gallop(&mut merged, &mut a, &mut b).await?;
        }
        // Either `b` is used up, or one entry of `a` is left, which is known to come last.
        if b.is_empty() {
            merged.extend_from_slice(a);
        } else {
            merged.extend_from_slice(b);
            merged.extend_from_slice(a);
        }
        Ok(merged)
    }

    /// Takes the smaller of the two first entries until one run wins too often.
    async fn forward_pairs(
        &self,
        merged: &mut Vec<usize>,
        a: &mut &[usize],
        b: &mut &[usize],
    ) -> PyResult<Stage> {
        let (mut a_wins, mut b_wins) = (0, 0);
        while a_wins < self.least_wins && b_wins < self.least_wins {
            if self.entry_less(b[0], a[0]).await? {
                (a_wins, b_wins) = (0, b_wins + 1);
                take_front(merged, b, 1);
            } else {
                (a_wins, b_wins) = (a_wins + 1, 0);
                take_front(merged, a, 1);
            }
            if b.is_empty() || a.len() == 1 {
                return Ok(Stage::Over);
            }
        }
        Ok(Stage::Going)
    }

    async fn forward_gallop(
        &mut self,
        merged: &mut Vec<usize>,
        a: &mut &[usize],
        b: &mut &[usize],
    ) -> PyResult<Stage> {
        loop {
            self.least_wins -= usize::from(self.least_wins > 1);
            let a_wins = self.gallop_right(b[0], a, 0).await?;
            take_front(merged, a, a_wins);
            if a.len() <= 1 && a_wins > 0 {
                return Ok(Stage::Over);
            }
            take_front(merged, b, 1);
            if b.is_empty() {
                return Ok(Stage::Over);
            }
            let b_wins = self.gallop_left(a[0], b, 0).await?;
            take_front(merged, b, b_wins);
            if b.is_empty() {
                return Ok(Stage::Over);
            }
            take_front(merged, a, 1);
            if a.len() == 1 {
                return Ok(Stage::Over);
            }
            if a_wins < MIN_GALLOP && b_wins < MIN_GALLOP {
                self.least_wins += 1;
                return Ok(Stage::Going);
            }
        }
    }

    /// Merges from the back; the last of `a` comes last, and the first of `b` first.
    async fn merge_backward(&mut self, mut a: &[usize], mut b: &[usize]) -> PyResult<Vec<usize>> {
        // Collected from the last to the first.
        let mut merged = Vec::with_capacity(a.len() + b.len());
        let mut stage = take_back(&mut merged, &mut a, 1);
        if b.len() == 1 {
            stage = Stage::Over;
        }
        while matches!(stage, Stage::Going) {
            stage = self.backward_pairs(&mut merged, &mut a, &mut b).await?;
            if matches!(stage, Stage::Over) {
                break;
            }
            self.least_wins += 1;
            stage = self.backward_gallop(&mut merged, &mut a, &mut b).await?;
        }
        // Either `a` is used up, or one entry of `b` is left, which is known to come first.
        if !a.is_empty() {
            let count = a.len();
            take_back(&mut merged, &mut a, count);
        }
        let count = b.len();
        take_back(&mut merged, &mut b, count);
        merged.reverse();
        Ok(merged)
    }

    async fn backward_pairs(
        &self,
        merged: &mut Vec<usize>,
        a: &mut &[usize],
        b: &mut &[usize],
    ) -> PyResult<Stage> {
        let (mut a_wins, mut b_wins) = (0, 0);
        while a_wins < self.least_wins && b_wins < self.least_wins {
            if self.entry_less(b[b.len() - 1], a[a.len() - 1]).await? {
                (a_wins, b_wins) = (a_wins + 1, 0);
                take_back(merged, a, 1);
            } else {
                (a_wins, b_wins) = (0, b_wins + 1);
                take_back(merged, b, 1);
            }
            if a.is_empty() || b.len() == 1 {
                return Ok(Stage::Over);
            }
        }
        Ok(Stage::Going)
    }

    async fn backward_gallop(
        &mut self,
        merged: &mut Vec<usize>,
        a: &mut &[usize],
        b: &mut &[usize],
    ) -> PyResult<Stage> {
        loop {
            self.least_wins -= usize::from(self.least_wins > 1);
            let kept = self.gallop_right(b[b.len() - 1], a, a.len() - 1).await?;
            let a_wins = a.len() - kept;
            take_back(merged, a, a_wins);
            if a.is_empty() {
                return Ok(Stage::Over);
            }
            take_back(merged, b, 1);
            if b.len() == 1 {
                return Ok(Stage::Over);
            }
            let kept = self.gallop_left(a[a.len() - 1], b, b.len() - 1).await?;
            let b_wins = b.len() - kept;
            take_back(merged, b, b_wins);
            if b.len() <= 1 && b_wins > 0 {
                return Ok(Stage::Over);
            }
            take_back(merged, a, 1);
            if a.is_empty() {
                return Ok(Stage::Over);
            }
            if a_wins < MIN_GALLOP && b_wins < MIN_GALLOP {
                self.least_wins += 1;
                return Ok(Stage::Going);
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

fn take_front(merged: &mut Vec<usize>, run: &mut &[usize], count: usize) -> Stage {
    let (taken, rest) = run.split_at(count);
    merged.extend_from_slice(taken);
    *run = rest;
    if rest.is_empty() {
        Stage::Over
    } else {
        Stage::Going
    }
}

fn take_back(merged: &mut Vec<usize>, run: &mut &[usize], count: usize) -> Stage {
    let (rest, taken) = run.split_at(run.len() - count);
    merged.extend(taken.iter().rev());
    *run = rest;
    if rest.is_empty() {
        Stage::Over
    } else {
        Stage::Going
    }
}
