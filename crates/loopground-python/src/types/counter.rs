//! A number that counts up, as `enumerate` shows it.

use num_bigint::BigInt;

use crate::object::Value;
use crate::vm::Vm;

/// The counter: big only once it has to be.
#[derive(Clone)]
pub enum BigOrSmall {
    Small(i64),
    Big(BigInt),
}

impl BigOrSmall {
    /// The number, which is then counted up.
    pub fn take(&mut self, vm: &Vm) -> Value {
        match self {
            Self::Small(number) => {
                let value = Value::int(*number);
                *self = match number.checked_add(1) {
                    Some(next) => Self::Small(next),
                    None => Self::Big(BigInt::from(*number) + 1),
                };
                value
            }
            Self::Big(number) => {
                let value = vm.new_int(number.clone());
                *number += 1;
                value
            }
        }
    }

    /// The number.
    #[must_use]
    pub fn value(&self, vm: &Vm) -> Value {
        self.clone().take(vm)
    }
}
