//! Names of Hangul syllables: composed of the short names of their parts, in the order of the code points.

const PREFIX: &str = "HANGUL SYLLABLE ";
const FIRST: u32 = 0xAC00;

const LEADS: [&str; 19] = [
    "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P",
    "H",
];
const VOWELS: [&str; 21] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE",
    "WI", "YU", "EU", "YI", "I",
];
const TAILS: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
    "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H",
];

pub(crate) fn name(character: char) -> Option<String> {
    let index = u32::from(character).checked_sub(FIRST)? as usize;
    let lead = LEADS.get(index / (VOWELS.len() * TAILS.len()))?;
    let vowel = VOWELS[index / TAILS.len() % VOWELS.len()];
    let tail = TAILS[index % TAILS.len()];
    Some(format!("{PREFIX}{lead}{vowel}{tail}"))
}

pub(crate) fn character(name: &str) -> Option<char> {
    let syllable = name.strip_prefix(PREFIX)?;
    // The longest match of each part is the right one: no lead begins another lead's vowel, and so on.
    let (lead, rest) = longest(&LEADS, syllable)?;
    let (vowel, rest) = longest(&VOWELS, rest)?;
    let tail = TAILS.iter().position(|&t| t == rest)?;
    let index = (lead * VOWELS.len() + vowel) * TAILS.len() + tail;
    char::from_u32(FIRST + u32::try_from(index).ok()?)
}

fn longest<'a>(parts: &[&str], text: &'a str) -> Option<(usize, &'a str)> {
    let (index, part) = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| text.starts_with(**part))
        .max_by_key(|(_, part)| part.len())?;
    Some((index, &text[part.len()..]))
}
