//! Running the processes of a session in turn.
//!
//! Here: whose turn it is, and what all of them together wait for. Not here: running one (`vm::run`).

use std::rc::Rc;
use std::time::Duration;

use super::messages::{FromProcess, ToProcess};
use super::wire::Bytes;
use super::{End, Process, System};
use crate::embed::Input;
use crate::vm::run::Progress;
use crate::vm::signals::SIGINT;

/// Fuel of one process's turn while others live: a few milliseconds, as an operating system gives.
const TURN: u64 = 20_000;

/// What all processes of a round wait for.
#[derive(Default)]
struct Waits {
    /// Somebody can go on at once.
    ran: bool,
    deadline: Option<Duration>,
    input: bool,
    library: Option<&'static str>,
    reports: Vec<String>,
}

impl Waits {
    fn until(&mut self, deadline: Option<Duration>) {
        self.deadline = match (self.deadline, deadline) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
}

impl System {
    /// How much fuel to give at a time: those beside this one ask, and should not wait long for the answer.
    #[must_use]
    pub fn portion(&self, fuel: u64) -> u64 {
        if self.living_beside() {
            fuel.min(TURN)
        } else {
            fuel
        }
    }

    /// Runs processes for about `fuel` units.
    pub fn drive(&self, mut fuel: u64) -> Progress {
        loop {
            let living: Vec<Rc<Process>> = self.living_here();
            let alone = living.len() == 1;
            let mut waits = Waits::default();
            for process in &living {
                let turn = if alone { fuel } else { fuel.min(TURN) };
                let mut left = turn;
                let Some(progress) = process.with_vm(|vm| vm.drive(&mut left)) else {
                    // Another one ended it in this round.
                    waits.ran = true;
                    continue;
                };
                fuel = fuel.saturating_sub(turn - left.min(turn));
                match progress {
                    Progress::Runnable => waits.ran = true,
                    Progress::Finished => {
                        waits.ran = true;
                        let killed = process.with_vm(|vm| vm.signals.killed_by.get()).flatten();
                        let end = match killed {
                            Some(signal) => {
                                let abrupt =
                                    process.pid == self.first && process.run.status.get() == 0;
                                self.abrupt.set(self.abrupt.get() || abrupt);
                                End::Killed(signal as i32)
                            }
                            None => End::Exited(process.run.status.get()),
                        };
                        self.end(process, end);
                    }
                    Progress::Exit(end) => {
                        waits.ran = true;
                        self.abrupt
                            .set(self.abrupt.get() || process.pid == self.first);
                        self.end(process, end);
                    }
                    Progress::Sleeping(until) => waits.until(Some(until)),
                    Progress::Input(until) => {
                        waits.until(until);
                        waits.input = true;
                    }
                    Progress::Library(part, until) => {
                        waits.until(until);
                        waits.library = Some(part);
                    }
                    Progress::Deadlock(report) => waits.reports.push(report),
                    // One interpreter knows of no other.
                    Progress::Waiting => {}
                }
            }
            if let Some(progress) = self.settle(waits, fuel) {
                return progress;
            }
        }
    }

    fn living_processes(&self) -> Vec<Rc<Process>> {
        let processes = self.processes.borrow();
        processes
            .iter()
            .filter(|own| own.end.get().is_none())
            .cloned()
            .collect()
    }

    /// Those whose interpreters are on this host thread.
    fn living_here(&self) -> Vec<Rc<Process>> {
        let mut living = self.living_processes();
        living.retain(|own| own.peer.is_none());
        living
    }

    /// Whether some run beside this host thread.
    fn living_beside(&self) -> bool {
        let processes = self.processes.borrow();
        processes
            .iter()
            .any(|own| own.peer.is_some() && own.end.get().is_none())
    }

    /// What a round came to; `None`: another one.
    fn settle(&self, mut waits: Waits, fuel: u64) -> Option<Progress> {
        let living = self.living_here();
        let beside = self.living_beside();
        if living.is_empty() && !beside {
            return Some(Progress::Finished);
        }
        // One whose turn was over may have been woken by a later one.
        let ran = waits.ran
            || living
                .iter()
                .any(|own| own.with_vm(|vm| vm.can_run()) == Some(true));
        if ran {
            return (fuel == 0).then_some(Progress::Runnable);
        }
        if let Some(link) = &self.link
            && std::mem::take(&mut waits.input)
        {
            if !link.told_input.replace(true) {
                link.tell(&FromProcess::InputWanted);
            }
            // Who waits for input is in no deadlock.
            if waits.library.is_none() && waits.deadline.is_none() {
                return Some(Progress::Waiting);
            }
        }
        waits.input = waits.input || self.input_wanted_beside();
        match waits.deadline {
            deadline if waits.library.is_some() => {
                // Virtual time stands still: what is fetched takes none of it.
                let deadline = deadline.filter(|_| !self.config.virtual_time);
                waits.library.map(|part| Progress::Library(part, deadline))
            }
            Some(until) if self.config.virtual_time && !waits.input => {
                self.virtual_now.set(until.max(self.virtual_now.get()));
                None
            }
            deadline if waits.input => Some(Progress::Input(deadline)),
            Some(until) => Some(Progress::Sleeping(until)),
            None => Some(self.stuck(&living, waits.reports)),
        }
    }

    /// Nothing here can go on by itself: it waits for those beside it, unless they are as stuck.
    fn stuck(&self, living: &[Rc<Process>], reports: Vec<String>) -> Progress {
        if let Some(link) = &self.link {
            link.idle(report(living, reports));
            return Progress::Waiting;
        }
        let mut all: Vec<Rc<Process>> = living.to_vec();
        let mut reports = reports;
        for process in self.living_processes() {
            let Some(peer) = &process.peer else { continue };
            let Some(stuck) = peer.stuck() else {
                return Progress::Waiting;
            };
            all.push(Rc::clone(&process));
            reports.push(stuck);
        }
        Progress::Deadlock(report(&all, reports))
    }

    fn input_wanted_beside(&self) -> bool {
        let processes = self.processes.borrow();
        processes.iter().any(|own| {
            let wants = own.peer.as_ref().is_some_and(|peer| peer.wants_input.get());
            wants && own.end.get().is_none()
        })
    }

    /// Ctrl-C goes to every process, as a terminal sends it to all in the foreground.
    pub fn interrupt(&self) {
        for process in self.living_processes() {
            process.signal(SIGINT);
        }
    }

    /// Gives a line to the first process that waits for one, or keeps it for the first of all.
    pub fn provide_input(&self, input: Input) {
        let living = self.living_processes();
        let waits = |own: &Process| match &own.peer {
            Some(peer) => peer.wants_input.get(),
            None => own.with_vm(|vm| vm.waits_for_input()) == Some(true),
        };
        let wanted = living.iter().find(|own| waits(own)).or(living.first());
        if let Some(peer) = wanted.and_then(|own| own.peer.as_ref()) {
            peer.wants_input.set(false);
            let data = match input {
                Input::Line(line) => Some(Bytes(line.into_bytes())),
                Input::Bytes(bytes) => Some(Bytes(bytes)),
                Input::Eof => None,
            };
            return peer.send(&ToProcess::Input { data });
        }
        if let Some(process) = wanted {
            process.with_vm(|vm| vm.provide_input(input));
        }
    }

    /// A part of the standard library, or why it cannot be had.
    pub fn provide_library(&self, part: &str, content: Result<Rc<[u8]>, String>) {
        if let Ok(content) = &content {
            let mut library = self.library.borrow_mut();
            library.insert(part.to_owned(), Rc::clone(content));
        }
        for process in self.living_processes() {
            process.with_vm(|vm| vm.provide_library(part, content.clone()));
        }
    }

    /// Drops every process, without a word to any of them.
    pub fn tear_down(&self) {
        for process in self.living_processes() {
            self.end(&process, End::Killed(9));
        }
    }
}

/// Who waits for what, when nobody can ever go on.
fn report(living: &[Rc<Process>], mut reports: Vec<String>) -> String {
    if let [only] = &mut *reports {
        return std::mem::take(only);
    }
    let lines = living.iter().zip(reports).map(|(process, report)| {
        let own = report.replace('\n', "\n    ");
        format!("process {}:\n    {own}", process.pid)
    });
    lines.collect::<Vec<_>>().join("\n")
}
