//! Output that was written and not sent yet: joined, decoded, bounded.

use std::collections::VecDeque;

use loopground_python::embed;

use crate::messages::{FromSession, OutputStream};

/// More than this is not kept; the oldest goes first.
const LIMIT: usize = 1 << 20;
/// From here on it is worth sending.
pub const PLENTY: usize = 64 << 10;
/// Of a line that is not finished, no more than this is shown as a prompt.
const PROMPT: usize = 1_000;

#[derive(Debug, Default)]
pub struct Outbox {
    pieces: VecDeque<Piece>,
    /// Bytes in all pieces.
    size: usize,
    /// Bytes at the end of each stream that are the beginning of a character.
    begun: [Vec<u8>; 2],
    /// The unfinished last line of standard output.
    line: String,
    /// What was dropped last is the beginning of a line, which was counted.
    torn: bool,
}

#[derive(Debug)]
struct Piece {
    stream: OutputStream,
    text: String,
    /// Lines that were dropped before it.
    dropped: u64,
}

impl Outbox {
    /// Bytes that wait.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The unfinished last line of standard output: what the program asks when it waits for input now.
    pub fn prompt(&self) -> String {
        self.line.clone()
    }

    /// The reader ended the line with what was typed.
    pub fn line_ended(&mut self) {
        self.line.clear();
    }

    pub fn write(&mut self, stream: embed::Stream, bytes: &[u8]) {
        let stream = match stream {
            embed::Stream::Stdout => OutputStream::Stdout,
            embed::Stream::Stderr => OutputStream::Stderr,
        };
        let cut = bytes.len().saturating_sub(LIMIT);
        let (lost, kept) = bytes.split_at(cut);
        if !lost.is_empty() {
            self.begun[stream as usize].clear();
            let dropped = self.drop_all() + self.count_lost(lost);
            self.pieces.push_back(Piece {
                stream,
                text: String::new(),
                dropped,
            });
        }
        let text = self.decode(stream, kept);
        if stream == OutputStream::Stdout {
            self.remember_line(&text);
        }
        self.size += text.len();
        match self.pieces.back_mut() {
            Some(last) if last.stream == stream => last.text.push_str(&text),
            _ => self.pieces.push_back(Piece {
                stream,
                text,
                dropped: 0,
            }),
        }
        if self.size > LIMIT {
            self.trim();
        }
    }

    /// Takes what can be shown. A character of which only the beginning was written stays.
    pub fn take(&mut self) -> impl Iterator<Item = FromSession> + use<> {
        self.size = 0;
        self.torn = false;
        std::mem::take(&mut self.pieces)
            .into_iter()
            .filter(|piece| !piece.text.is_empty() || piece.dropped > 0)
            .map(|piece| FromSession::Output {
                stream: piece.stream,
                text: piece.text,
                dropped: piece.dropped,
            })
    }

    /// The program is over: characters that were only begun will never be finished.
    pub fn finish(&mut self) {
        for (stream, begun) in [(embed::Stream::Stdout, 0), (embed::Stream::Stderr, 1)] {
            if !self.begun[begun].is_empty() {
                self.begun[begun].clear();
                self.write(stream, "\u{fffd}".as_bytes());
            }
        }
        self.line.clear();
    }

    fn decode(&mut self, stream: OutputStream, bytes: &[u8]) -> String {
        let begun = &mut self.begun[stream as usize];
        begun.extend_from_slice(bytes);
        let mut text = String::with_capacity(begun.len());
        let mut rest = begun.as_slice();
        let left = loop {
            match str::from_utf8(rest) {
                Ok(valid) => {
                    text.push_str(valid);
                    break 0;
                }
                Err(error) => {
                    let (valid, after) = rest.split_at(error.valid_up_to());
                    text.push_str(&String::from_utf8_lossy(valid));
                    match error.error_len() {
                        Some(length) => {
                            text.push(char::REPLACEMENT_CHARACTER);
                            rest = &after[length..];
                        }
                        None => break after.len(),
                    }
                }
            }
        };
        begun.drain(..begun.len() - left);
        text
    }

    fn remember_line(&mut self, text: &str) {
        match text.rfind('\n') {
            Some(end) => {
                self.line.clear();
                self.line.push_str(&text[end + 1..]);
            }
            None => self.line.push_str(text),
        }
        if self.line.len() > PROMPT {
            let cut = self.line.ceil_char_boundary(self.line.len() - PROMPT);
            self.line.drain(..cut);
        }
    }

    /// Drops the oldest half of what may wait, so that this happens seldom.
    fn trim(&mut self) {
        let mut dropped = 0;
        while self.size > LIMIT / 2
            && let Some(mut first) = self.pieces.pop_front()
        {
            dropped += first.dropped;
            let over = self.size - LIMIT / 2;
            let cut = cut_after(&first.text, over);
            dropped += self.count_lost(&first.text.as_bytes()[..cut]);
            self.size -= cut;
            if cut < first.text.len() {
                first.text.drain(..cut);
                first.dropped = 0;
                self.pieces.push_front(first);
            }
        }
        if let Some(first) = self.pieces.front_mut() {
            first.dropped += dropped;
        }
    }

    fn drop_all(&mut self) -> u64 {
        self.size = 0;
        let pieces = std::mem::take(&mut self.pieces);
        let lost = |piece: Piece| piece.dropped + self.count_lost(piece.text.as_bytes());
        pieces.into_iter().map(lost).sum()
    }

    /// Lines lost with this text. One that is torn counts, or its loss would not show; but only once.
    fn count_lost(&mut self, text: &[u8]) -> u64 {
        let Some(last) = text.last() else { return 0 };
        let ended = text.iter().filter(|byte| **byte == b'\n').count() as u64;
        let counted_before = u64::from(self.torn);
        self.torn = *last != b'\n';
        ended + u64::from(self.torn) - counted_before
    }
}

/// Where to cut off at least `over` bytes: at the end of a line, where one is near.
fn cut_after(text: &str, over: usize) -> usize {
    const NEAR: usize = 4_096;
    let Some(rest) = text.as_bytes().get(over..) else {
        return text.len();
    };
    match rest.iter().take(NEAR).position(|byte| *byte == b'\n') {
        Some(end) => over + end + 1,
        None => text.ceil_char_boundary(over),
    }
}

#[cfg(test)]
mod tests {
    use embed::Stream::{Stderr, Stdout};

    use super::*;

    /// What is sent for these writes: stream, text, dropped lines.
    fn sent(writes: &[(embed::Stream, &[u8])]) -> Vec<(OutputStream, String, u64)> {
        let mut outbox = Outbox::default();
        for (stream, bytes) in writes {
            outbox.write(*stream, bytes);
        }
        outbox.finish();
        outbox
            .take()
            .map(|message| match message {
                FromSession::Output {
                    stream,
                    text,
                    dropped,
                } => (stream, text, dropped),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[track_caller]
    fn check_text(writes: &[&[u8]], expected: &str) {
        let writes: Vec<_> = writes.iter().map(|bytes| (Stdout, *bytes)).collect();
        assert_eq!(
            sent(&writes),
            [(OutputStream::Stdout, expected.to_owned(), 0)]
        );
    }

    #[test]
    fn writes_to_one_stream_are_joined_and_streams_keep_their_order() {
        let writes: [(_, &[u8]); 4] = [
            (Stdout, b"a"),
            (Stdout, b"b\n"),
            (Stderr, b"c"),
            (Stdout, b"d"),
        ];
        let expected = [
            (OutputStream::Stdout, "ab\n"),
            (OutputStream::Stderr, "c"),
            (OutputStream::Stdout, "d"),
        ];
        assert_eq!(
            sent(&writes),
            expected.map(|(stream, text)| (stream, text.to_owned(), 0))
        );
    }

    #[test]
    fn characters_in_two_writes_are_whole_and_bytes_that_are_none_are_marked() {
        check_text(&[b"\xe2\x82", b"\xac!"], "€!");
        check_text(&[b"a\xffb"], "a\u{fffd}b");
        check_text(&[b"a\xe2\x82"], "a\u{fffd}");
        check_text(&[b"\xf0\x9f", b"x"], "\u{fffd}x");
    }

    #[test]
    fn a_flood_keeps_its_end_and_counts_what_went() {
        let lines: Vec<u8> = (0..1_000_000)
            .flat_map(|number| format!("{number}\n").into_bytes())
            .collect();
        for writes in [
            vec![(Stdout, lines.as_slice())],
            lines.chunks(1000).map(|part| (Stdout, part)).collect(),
        ] {
            let sent = sent(&writes);
            let [(_, text, dropped)] = sent.as_slice() else {
                panic!("one piece")
            };
            assert!(text.len() <= LIMIT && text.len() >= LIMIT / 4);
            assert!(text.ends_with("\n999999\n"));
            let torn = u64::from(!text.starts_with(&format!("{dropped}\n")));
            assert_eq!(dropped + text.lines().count() as u64, 1_000_000 + torn);
        }
    }

    #[test]
    fn one_endless_line_is_bounded_too() {
        let line = vec!["ä"; 3_000_000].concat();
        let sent = sent(&[(Stdout, line.as_bytes()), (Stderr, b"end")]);
        assert!(sent.iter().map(|piece| piece.1.len()).sum::<usize>() <= LIMIT + 3);
        assert_eq!(sent[0].2, 1);
        assert_eq!(sent[1], (OutputStream::Stderr, "end".to_owned(), 0));
    }

    #[test]
    fn the_unfinished_line_is_the_prompt() {
        let mut outbox = Outbox::default();
        let mut prompt = |text: &str| {
            outbox.write(Stdout, text.as_bytes());
            outbox.prompt()
        };
        assert_eq!(prompt("name"), "name");
        assert_eq!(prompt("? "), "name? ");
        assert_eq!(prompt("x\ny"), "y");
        assert_eq!(prompt(&"ä".repeat(PROMPT)).len(), PROMPT);
        assert_eq!(prompt("\n"), "");
    }
}
