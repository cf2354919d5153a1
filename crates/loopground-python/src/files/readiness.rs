//! What can be done with a descriptor without waiting.

use super::table::{Description, Target};

/// The bits of `poll`.
pub mod event {
    pub const IN: i64 = 1;
    pub const OUT: i64 = 4;
    pub const ERR: i64 = 8;
    pub const HUP: i64 = 16;
    pub const NVAL: i64 = 32;
}

impl Description {
    /// What can be done with it at once, of what is wanted; errors and hang-ups always. What the broker holds is asked
    /// of the broker.
    #[must_use]
    pub fn state(&self, wanted: i64) -> i64 {
        let when = |holds: bool, bits: i64| if holds { bits } else { 0 };
        match &self.target {
            Target::File(_) => wanted & (event::IN | event::OUT),
            Target::Output(_) => wanted & event::OUT,
            // Whether the host has input is only known by asking for it.
            Target::Input => wanted & event::IN,
            Target::Remote(_) => 0,
            Target::Pipe(end) if end.writes => {
                when(end.is_ready(), wanted & event::OUT) | when(end.is_alone(), event::ERR)
            }
            Target::Pipe(end) => {
                let data = end.is_ready() && !(end.is_alone() && end.is_empty());
                when(data, wanted & event::IN) | when(end.is_alone(), event::HUP)
            }
            Target::Socket(socket) => {
                when(socket.can_read(), wanted & event::IN)
                    | when(socket.can_write(), wanted & event::OUT)
                    | when(socket.is_alone(), event::HUP)
            }
        }
    }
}
