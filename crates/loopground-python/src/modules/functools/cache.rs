//! `_lru_cache_wrapper`: a function whose results are kept, the least recently used given up first.

use std::cell::{Cell, RefCell};

use crate::modules::builtins::attributes::is_callable;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::arguments::saturating;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::function_methods::{instance_dict, replace_dict};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::protocol::as_int;
use crate::vm::{CallArgs, Flow, NativeResult, PyResult, Vm};

/// No entry: the end of a chain.
const NOWHERE: usize = usize::MAX;

struct Entry {
    key: Value,
    hash: i64,
    result: Value,
    older: usize,
    newer: usize,
}

/// Entries from the oldest to the newest use.
struct Chain {
    entries: Vec<Entry>,
    oldest: usize,
    newest: usize,
}

/// `functools._lru_cache_wrapper`.
pub struct PyCache {
    function: Value,
    info_class: Value,
    typed: bool,
    /// `None` keeps everything.
    most: Option<usize>,
    /// Results by key, or places in the chain when it is bounded.
    known: Ref<PyDict>,
    chain: RefCell<Chain>,
    hits: Cell<i64>,
    misses: Cell<i64>,
}

impl Trace for PyCache {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        visit(&self.info_class);
        visit(&self.known.to_value());
        for entry in &self.chain.borrow().entries {
            visit(&entry.key);
            visit(&entry.result);
        }
    }

    fn clear(&self) {
        let entries = std::mem::take(&mut self.chain.borrow_mut().entries);
        drop(entries);
    }
}

impl Chain {
    const EMPTY: Self = Self {
        entries: Vec::new(),
        oldest: NOWHERE,
        newest: NOWHERE,
    };

    fn unlink(&mut self, place: usize) {
        let (older, newer) = (self.entries[place].older, self.entries[place].newer);
        match older {
            NOWHERE => self.oldest = newer,
            _ => self.entries[older].newer = newer,
        }
        match newer {
            NOWHERE => self.newest = older,
            _ => self.entries[newer].older = older,
        }
    }

    fn link_newest(&mut self, place: usize) {
        self.entries[place].older = self.newest;
        self.entries[place].newer = NOWHERE;
        match self.newest {
            NOWHERE => self.oldest = place,
            newest => self.entries[newest].newer = place,
        }
        self.newest = place;
    }
}

#[derive(Default)]
struct Class(std::cell::OnceCell<(Ref<PyType>, Value)>);

fn kept(vm: &Vm) -> (Ref<PyType>, Value) {
    let make = || {
        let mark = vm.new_instance(&vm.types.object);
        (vm.new_native_type(&TYPE, &[]), mark)
    };
    vm.extension::<Class>().0.get_or_init(make).clone()
}

pub fn class(vm: &Vm) -> Ref<PyType> {
    kept(vm).0
}

static TYPE: TypeDef = TypeDef {
    name: "_lru_cache_wrapper",
    module: "functools",
    kind: Kind::LruCache,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new(
            "($type, user_function, maxsize, typed, cache_info_type)",
            new,
        ),
        NativeDef::method("__call__", "($self, /, *args, **kwargs)", call),
        NativeDef::method("__get__", "($self, instance, owner=None, /)", get),
        NativeDef::method("cache_info", "($self, /)", cache_info).doc("Report cache statistics"),
        NativeDef::method("cache_clear", "($self, /)", cache_clear)
            .doc("Clear the cache and cache statistics"),
        NativeDef::method("__reduce__", "($self, /)", reduce),
        NativeDef::method("__copy__", "($self, /)", itself),
        NativeDef::method("__deepcopy__", "($self, memo, /)", itself),
    ],
    attributes: &[GetSetDef::writable("__dict__", instance_dict, replace_dict)],
    doc: "Create a cached callable that wraps another function.",
};

fn this(value: &Value) -> &PyCache {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (function, most) = (args.get(1), args.get(2));
    if !is_callable(vm, function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let most = match (most.is_none(), as_int(most)) {
        (true, _) => None,
        (false, Some(_)) => Some(usize::try_from(saturating(most)).unwrap_or(0)),
        (false, None) => return Err(vm.type_error("maxsize should be integer or None")),
    };
    let class = crate::types::sequence::new_class(vm, args.get(0), &class(vm))?;
    let cache = PyCache {
        function: function.clone(),
        info_class: args.get(4).clone(),
        typed: vm.quick_truth(args.get(3)).unwrap_or(true),
        most,
        known: vm.new_dict(),
        chain: RefCell::new(Chain::EMPTY),
        hits: Cell::new(0),
        misses: Cell::new(0),
    };
    Ok(Ref::new(cache, &class).into_value().into())
}

/// What a call is remembered by: the argument itself when it is one plain value, a tuple of everything else.
fn make_key(vm: &Vm, args: &[Value], keywords: &[(Value, Value)], typed: bool) -> Value {
    if let ([only], true) = (args, keywords.is_empty() && !typed)
        && (only.as_small_int().is_some() || vm.is_exactly(only, &vm.types.str))
    {
        return only.clone();
    }
    let mut parts = args.to_vec();
    if !keywords.is_empty() {
        parts.push(kept(vm).1);
        for (name, value) in keywords {
            parts.extend([name.clone(), value.clone()]);
        }
    }
    if typed {
        let values = args.iter().chain(keywords.iter().map(|(_, value)| value));
        parts.extend(values.map(|value| vm.class_of(value).to_value()));
    }
    vm.new_tuple(parts)
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let cache = this(args.get(0));
    let given = CallArgs::from_parts(args.rest(1), args.keywords(2));
    if cache.most == Some(0) {
        cache.misses.set(cache.misses.get() + 1);
        return Ok(Flow::call(cache.function.clone(), given));
    }
    let key = make_key(vm, &given.positional, &given.keywords, cache.typed);
    if let Some(Some(found)) = vm.quick_dict_get(&cache.known, &key) {
        return Ok(hit(cache, found).into());
    }
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let cache = this(&own);
        let hash = vm.hash(&key).await?;
        if let Some(place) = vm.find_key(&cache.known, hash, &key).await? {
            return Ok(hit(cache, cache.known.value_at(place)));
        }
        cache.misses.set(cache.misses.get() + 1);
        let result = vm.call(&cache.function, given).await?;
        remember(&vm, cache, key, hash, result.clone()).await?;
        Ok(result)
    })
}

fn hit(cache: &PyCache, found: Value) -> Value {
    cache.hits.set(cache.hits.get() + 1);
    if cache.most.is_none() {
        return found;
    }
    let mut chain = cache.chain.borrow_mut();
    let place = found.as_small_int().unwrap_or(0) as usize;
    chain.unlink(place);
    chain.link_newest(place);
    chain.entries[place].result.clone()
}

async fn remember(vm: &Vm, cache: &PyCache, key: Value, hash: i64, result: Value) -> PyResult<()> {
    // The call itself may have filled in this key.
    if vm.find_key(&cache.known, hash, &key).await?.is_some() {
        return Ok(());
    }
    let Some(most) = cache.most else {
        cache.known.insert_new(hash, key, result);
        return Ok(());
    };
    let mut entry = Entry {
        key: key.clone(),
        hash,
        result,
        older: NOWHERE,
        newer: NOWHERE,
    };
    let full = cache.chain.borrow().entries.len() >= most;
    let place = if full {
        let (place, old_key, old_hash) = {
            let chain = cache.chain.borrow();
            let oldest = &chain.entries[chain.oldest];
            (chain.oldest, oldest.key.clone(), oldest.hash)
        };
        if let Some(found) = vm.find_key(&cache.known, old_hash, &old_key).await? {
            drop(cache.known.remove(found));
        }
        let mut chain = cache.chain.borrow_mut();
        chain.unlink(place);
        std::mem::swap(&mut chain.entries[place], &mut entry);
        place
    } else {
        let mut chain = cache.chain.borrow_mut();
        let fresh = Entry {
            key: key.clone(),
            hash,
            result: Value::none(),
            older: NOWHERE,
            newer: NOWHERE,
        };
        let fresh = std::mem::replace(&mut entry, fresh);
        chain.entries.push(fresh);
        chain.entries.len() - 1
    };
    cache.chain.borrow_mut().link_newest(place);
    cache.known.insert_new(hash, key, Value::int(place as i64));
    // The entry given up is dropped here, with nothing borrowed.
    drop(entry);
    Ok(())
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (own, instance) = (args.get(0), args.get(1));
    if instance.is_none() {
        return Ok(own.clone().into());
    }
    Ok(vm.new_bound_method(own.clone(), instance.clone()).into())
}

fn cache_info(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let cache = this(args.get(0));
    let most = cache
        .most
        .map_or_else(Value::none, |most| Value::int(most as i64));
    let given = vec![
        Value::int(cache.hits.get()),
        Value::int(cache.misses.get()),
        most,
        Value::int(cache.known.len() as i64),
    ];
    Ok(Flow::call(cache.info_class.clone(), given.into()))
}

fn cache_clear(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let cache = this(args.get(0));
    cache.hits.set(0);
    cache.misses.set(0);
    let old = std::mem::replace(&mut *cache.chain.borrow_mut(), Chain::EMPTY);
    cache.known.clear_all();
    drop(old);
    Ok(Value::none().into())
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { vm.get_attribute(&own, &vm.names.__qualname__.clone()).await })
}

fn itself(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}
