//! The spellings that the grammar names, numbered.

/// Spellings by number; 0 is none of them.
#[derive(Default)]
pub(crate) struct Words {
    sorted: Vec<(&'static str, u8)>,
}

impl Words {
    /// The number of a spelling, 0 if the grammar does not name it.
    pub(super) fn find(&self, text: &[u8]) -> u8 {
        self.sorted
            .binary_search_by(|(word, _)| word.as_bytes().cmp(text))
            .map_or(0, |index| self.sorted[index].1)
    }

    /// The number of a spelling, which is given one if it has none.
    pub(super) fn intern(&mut self, word: &'static str) -> u8 {
        match self.sorted.binary_search_by(|(known, _)| known.cmp(&word)) {
            Ok(index) => self.sorted[index].1,
            Err(index) => {
                let number = u8::try_from(self.sorted.len() + 1).expect("at most 255 spellings");
                self.sorted.insert(index, (word, number));
                number
            }
        }
    }

    pub(super) fn spelling(&self, number: u8) -> &'static str {
        let found = self.sorted.iter().find(|(_, known)| *known == number);
        found.map_or("", |(word, _)| word)
    }
}
