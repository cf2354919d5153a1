//! Small numbers for objects that need one for as long as they live: always the smallest that is free.

use std::collections::BTreeSet;

/// Which numbers are taken: all below `next` but for those in `free`.
#[derive(Default)]
pub struct Numbers {
    next: u32,
    free: BTreeSet<u32>,
}

impl Numbers {
    pub fn take(&mut self) -> u32 {
        self.free.pop_first().unwrap_or_else(|| {
            self.next += 1;
            self.next
        })
    }

    pub fn give_back(&mut self, number: u32) {
        self.free.insert(number);
        while self.free.remove(&self.next) {
            self.next -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn takes_the_smallest_that_is_free() {
        let mut numbers = Numbers::default();
        assert_eq!([numbers.take(), numbers.take(), numbers.take()], [1, 2, 3]);
        numbers.give_back(1);
        numbers.give_back(2);
        assert_eq!([numbers.take(), numbers.take(), numbers.take()], [1, 2, 4]);
        for number in 1..=4 {
            numbers.give_back(number);
        }
        assert_eq!(numbers.take(), 1);
        assert!(numbers.free.is_empty());
    }
}
