//! What the session needs of an interpreter. Tests have one that follows a script.

use std::rc::Rc;

use loopground_python::embed::{Diagnostic, Drive, Input, Interpreter};

pub trait Engine {
    fn diagnostic(&self) -> Option<Diagnostic>;
    fn drive(&mut self, fuel: u64) -> Drive;
    fn interrupt(&mut self);
    fn provide_input(&mut self, input: Input);
    fn provide_library(&mut self, part: &str, content: Result<Rc<[u8]>, String>);
    /// What another process says.
    fn receive(&mut self, from: u32, message: &[u8]);
    /// Another process broke.
    fn lost(&mut self, process: u32);
}

impl Engine for Interpreter {
    fn diagnostic(&self) -> Option<Diagnostic> {
        Self::diagnostic(self)
    }
    fn drive(&mut self, fuel: u64) -> Drive {
        Self::drive(self, fuel)
    }
    fn interrupt(&mut self) {
        Self::interrupt(self);
    }
    fn provide_input(&mut self, input: Input) {
        Self::provide_input(self, input);
    }
    fn provide_library(&mut self, part: &str, content: Result<Rc<[u8]>, String>) {
        Self::provide_library(self, part, content);
    }
    fn receive(&mut self, from: u32, message: &[u8]) {
        Self::receive(self, from, message);
    }
    fn lost(&mut self, process: u32) {
        Self::lost(self, process);
    }
}
