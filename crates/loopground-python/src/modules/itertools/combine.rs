//! `product`, `permutations`, `combinations`, `combinations_with_replacement`.

use super::machine::{Answer, Machine, Want, class_of, make};
use crate::object::Value;
use crate::types::native::Args;
use crate::vm::{NativeResult, PyResult, Vm};

/// How the places of a selection move on.
enum Rule {
    /// Each place through its own pool.
    Product,
    /// All different, by cycles.
    Permutations { cycles: Vec<usize> },
    /// Rising.
    Combinations,
    /// Rising or equal.
    Replacement,
}

/// A selection of items by their places.
pub struct Selection {
    rule: Rule,
    /// One pool per place for `product`, else a single one.
    pools: Vec<Vec<Value>>,
    places: Vec<usize>,
    /// How many places are given.
    width: usize,
    started: bool,
    over: bool,
}

impl Selection {
    /// Goes to the next selection; whether there is one.
    fn advance(&mut self) -> bool {
        let (width, first) = (self.width, self.pools.first().map_or(0, Vec::len));
        match &mut self.rule {
            Rule::Product => {
                for place in (0..width).rev() {
                    self.places[place] += 1;
                    if self.places[place] < self.pools[place].len() {
                        return true;
                    }
                    self.places[place] = 0;
                }
                false
            }
            Rule::Permutations { cycles } => {
                for place in (0..width).rev() {
                    cycles[place] -= 1;
                    if cycles[place] > 0 {
                        let other = first - cycles[place];
                        self.places.swap(place, other);
                        return true;
                    }
                    self.places[place..].rotate_left(1);
                    cycles[place] = first - place;
                }
                false
            }
            Rule::Combinations => {
                let Some(place) = (0..width)
                    .rev()
                    .find(|&place| self.places[place] != place + first - width)
                else {
                    return false;
                };
                let base = self.places[place] + 1;
                for (offset, own) in self.places[place..].iter_mut().enumerate() {
                    *own = base + offset;
                }
                true
            }
            Rule::Replacement => {
                let Some(place) = (0..width)
                    .rev()
                    .find(|&place| self.places[place] + 1 != first)
                else {
                    return false;
                };
                let next = self.places[place] + 1;
                self.places[place..].fill(next);
                true
            }
        }
    }
}

impl Machine for Selection {
    fn resume(&mut self, vm: &Vm, _answer: Answer) -> PyResult<Want> {
        if !self.over && std::mem::replace(&mut self.started, true) {
            self.over = !self.advance();
        }
        if self.over {
            return Ok(Want::Done);
        }
        let product = matches!(self.rule, Rule::Product);
        let pick =
            |(at, &place): (usize, &usize)| self.pools[if product { at } else { 0 }][place].clone();
        let items = self.places[..self.width]
            .iter()
            .enumerate()
            .map(pick)
            .collect();
        Ok(Want::Yield(vm.new_tuple(items)))
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.pools.iter().flatten().for_each(visit);
    }
}

pub fn new_product(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let iterables = args.rest(1).to_vec();
    let times = args.opt(2).cloned();
    let vm = vm.clone();
    Vm::future(async move {
        let times = match times {
            Some(times) => i64::try_from(vm.index(&times).await?)
                .map_err(|_| vm.overflow_error("Python int too large to convert to C ssize_t"))?,
            None => 1,
        };
        if times < 0 {
            return Err(vm.value_error("repeat argument cannot be negative"));
        }
        let width = (iterables.len() as u64).saturating_mul(times as u64);
        if width > 1 << 40 {
            return Err(vm.overflow_error("repeat argument too large"));
        }
        vm.check_memory(width * 32)?;
        let mut one = Vec::with_capacity(iterables.len());
        if times > 0 {
            for iterable in &iterables {
                one.push(vm.collect(iterable).await?);
            }
        }
        let each: u64 = one.iter().map(|pool| pool.len() as u64 * 8).sum();
        vm.check_memory(each.saturating_mul(times as u64))?;
        let mut pools = Vec::with_capacity(width as usize);
        for _ in 0..times {
            pools.extend(one.iter().cloned());
        }
        let over = pools.iter().any(Vec::is_empty);
        let width = pools.len();
        let places = vec![0; width];
        Ok(make(
            &vm,
            Selection {
                rule: Rule::Product,
                pools,
                places,
                width,
                started: false,
                over,
            },
            &class,
        ))
    })
}

fn new_selection(
    vm: &Vm,
    args: Args<'_>,
    kind: fn(usize, usize) -> (Rule, Vec<usize>, bool),
) -> NativeResult {
    let class = class_of(vm, args)?;
    let (vm, iterable, width) = (vm.clone(), args.get(1).clone(), args.opt(2).cloned());
    Vm::future(async move {
        let pool = vm.collect(&iterable).await?;
        let width = match width {
            None => pool.len() as i64,
            Some(width) => i64::try_from(vm.index(&width).await?)
                .map_err(|_| vm.overflow_error("Python int too large to convert to C ssize_t"))?,
        };
        if width < 0 {
            return Err(vm.value_error("r must be non-negative"));
        }
        vm.check_memory((width as u64).saturating_mul(8))?;
        let width = width as usize;
        let (rule, places, over) = kind(pool.len(), width);
        Ok(make(
            &vm,
            Selection {
                rule,
                pools: vec![pool],
                places,
                width,
                started: false,
                over,
            },
            &class,
        ))
    })
}

pub fn new_permutations(vm: &Vm, args: Args<'_>) -> NativeResult {
    let args_width = args.opt(2).filter(|width| !width.is_none());
    if let Some(width) = args_width
        && crate::types::number::int_of(width).is_none()
    {
        return Err(vm.type_error("Expected int as r"));
    }
    let given = [
        args.opt(0).cloned(),
        args.opt(1).cloned(),
        args_width.cloned(),
    ];
    new_selection(vm, Args(&given), |length, width| {
        let over = width > length;
        let cycles = if over {
            Vec::new()
        } else {
            (0..width).map(|place| length - place).collect()
        };
        (Rule::Permutations { cycles }, (0..length).collect(), over)
    })
}

pub fn new_combinations(vm: &Vm, args: Args<'_>) -> NativeResult {
    new_selection(vm, args, |length, width| {
        let over = width > length;
        (
            Rule::Combinations,
            if over {
                Vec::new()
            } else {
                (0..width).collect()
            },
            over,
        )
    })
}

pub fn new_with_replacement(vm: &Vm, args: Args<'_>) -> NativeResult {
    new_selection(vm, args, |length, width| {
        (Rule::Replacement, vec![0; width], length == 0 && width > 0)
    })
}
