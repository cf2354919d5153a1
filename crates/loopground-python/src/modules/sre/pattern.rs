//! `re.Pattern`: searching, splitting, iterating.

use rustpython_sre_engine::State;

use super::subject::{How, Span, Subject};
use super::{PyPattern, classes, matches, substitute};
use crate::object::{Kind, Ref, Value};
use crate::types::arguments::saturating;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::iterator::{NativeIterator, Step};
use crate::types::iterators::{NEXT, SELF_ITER, iterator};
use crate::types::list_methods::class_get_item;
use crate::types::mappingproxy::PyMappingProxy;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "Pattern",
    module: "re",
    kind: Kind::Pattern,
    flags: TypeFlags::NO_NEW | TypeFlags::FINAL | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::method(
            "match",
            "($self, /, string, pos=0, endpos=sys.maxsize)",
            match_,
        ),
        NativeDef::method(
            "fullmatch",
            "($self, /, string, pos=0, endpos=sys.maxsize)",
            fullmatch,
        ),
        NativeDef::method(
            "search",
            "($self, /, string, pos=0, endpos=sys.maxsize)",
            search,
        ),
        NativeDef::method(
            "findall",
            "($self, /, string, pos=0, endpos=sys.maxsize)",
            findall,
        ),
        NativeDef::method(
            "finditer",
            "($self, /, string, pos=0, endpos=sys.maxsize)",
            finditer,
        ),
        NativeDef::method(
            "scanner",
            "($self, /, string, pos=0, endpos=sys.maxsize)",
            scanner,
        ),
        NativeDef::method("split", "($self, /, string, maxsplit=0)", split),
        NativeDef::method("sub", "($self, /, repl, string, count=0)", substitute::sub),
        NativeDef::method(
            "subn",
            "($self, /, repl, string, count=0)",
            substitute::subn,
        ),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__eq__", "($self, value, /)", eq),
        NativeDef::method("__hash__", "($self, /)", hash),
        NativeDef::method("__copy__", "($self, /)", itself),
        NativeDef::method("__deepcopy__", "($self, memo, /)", itself),
        NativeDef::class_method("__class_getitem__", "($type, object, /)", class_get_item),
    ],
    attributes: &[
        GetSetDef::read_only("pattern", |_, this| Ok(own(this).pattern.clone())),
        GetSetDef::read_only("flags", |_, this| Ok(Value::int(own(this).flags))),
        GetSetDef::read_only("groups", |_, this| Ok(Value::int(own(this).groups as i64))),
        GetSetDef::read_only("groupindex", |vm, this| {
            let proxy = PyMappingProxy {
                mapping: own(this).names.clone(),
            };
            Ok(Ref::new(proxy, &vm.types.mappingproxy).into_value())
        }),
    ],
    doc: "Compiled regular expression object.",
};

pub fn own(this: &Value) -> &PyPattern {
    this.get().expect("the receiver is a pattern")
}

pub fn itself(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

/// Where a search goes: the subject between two places.
struct Search {
    pattern: Ref<PyPattern>,
    subject: Subject,
    from: usize,
    to: usize,
}

impl Search {
    fn new(vm: &Vm, args: Args<'_>) -> PyResult<Self> {
        let pattern: Ref<PyPattern> = args.get(0).to_ref().expect("the receiver is a pattern");
        let subject = Subject::new(vm, &pattern, args.get(1))?;
        let length = subject.length;
        let place = |index: usize, default: usize| match args.opt(index) {
            Some(value) => (saturating(value).max(0) as usize).min(length),
            None => default,
        };
        for index in [2, 3] {
            if let Some(value) = args.opt(index)
                && crate::types::number::int_of(value).is_none()
            {
                return Err(vm.type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    vm.class_name(value)
                )));
            }
        }
        let (from, to) = (place(2, 0), place(3, length));
        Ok(Self {
            from,
            to,
            pattern,
            subject,
        })
    }

    fn found(&self, vm: &Vm, span: Option<Span>) -> Value {
        span.map_or_else(Value::none, |span| {
            matches::make(
                vm,
                &self.pattern,
                &self.subject.value,
                span,
                self.from,
                self.to,
            )
        })
    }
}

fn once(vm: &Vm, args: Args<'_>, how: How) -> NativeResult {
    let search = Search::new(vm, args)?;
    let span = search.subject.find(
        vm,
        &mut State::default(),
        &search.pattern,
        search.from,
        search.to,
        how,
    );
    Ok(search.found(vm, span).into())
}

fn match_(vm: &Vm, args: Args<'_>) -> NativeResult {
    once(vm, args, How::Match)
}

fn fullmatch(vm: &Vm, args: Args<'_>) -> NativeResult {
    once(vm, args, How::FullMatch)
}

fn search(vm: &Vm, args: Args<'_>) -> NativeResult {
    once(
        vm,
        args,
        How::Search {
            must_advance: false,
        },
    )
}

fn findall(vm: &Vm, args: Args<'_>) -> NativeResult {
    let search = Search::new(vm, args)?;
    let (mut at, mut must_advance) = (search.from, false);
    let mut state = State::default();
    let mut all = Vec::new();
    let empty = search.subject.slice(vm, 0, 0);
    let subject = &search.subject;
    while let Some(span) = subject.find(
        vm,
        &mut state,
        &search.pattern,
        at,
        search.to,
        How::Search { must_advance },
    ) {
        vm.check_growth(all.len(), 64)?;
        all.push(match &span.groups[..] {
            [] => subject.slice(vm, span.start, span.end),
            [group] => subject.group(vm, *group, &empty),
            groups => vm.new_tuple(
                groups
                    .iter()
                    .map(|&group| subject.group(vm, group, &empty))
                    .collect(),
            ),
        });
        must_advance = span.end == span.start;
        at = span.end;
    }
    Ok(vm.new_list(all).into())
}

fn split(vm: &Vm, args: Args<'_>) -> NativeResult {
    let pattern: Ref<PyPattern> = args.get(0).to_ref().expect("the receiver is a pattern");
    let subject = Subject::new(vm, &pattern, args.get(1))?;
    let most = args.opt(2).map_or(0, saturating);
    let (mut last, mut must_advance) = (0, false);
    let mut state = State::default();
    let mut parts = Vec::new();
    let mut count = 0;
    while most == 0 || count < most {
        let how = How::Search { must_advance };
        let Some(span) = subject.find(vm, &mut state, &pattern, last, subject.length, how) else {
            break;
        };
        vm.check_growth(parts.len(), 64)?;
        parts.push(subject.slice(vm, last, span.start));
        parts.extend(
            span.groups
                .iter()
                .map(|&group| subject.group(vm, group, &Value::none())),
        );
        count += 1;
        must_advance = span.end == span.start;
        last = span.end;
    }
    parts.push(subject.slice(vm, last, subject.length));
    Ok(vm.new_list(parts).into())
}

/// The state of `finditer` and of a scanner.
struct Finder {
    search: Search,
    at: usize,
    must_advance: bool,
    state: State,
    over: bool,
}

impl Finder {
    fn find(&mut self, vm: &Vm, matching: bool) -> Option<Value> {
        if self.over {
            return None;
        }
        let how = if matching && !self.must_advance {
            How::Match
        } else {
            How::Search {
                must_advance: self.must_advance,
            }
        };
        let search = &self.search;
        let span = search.subject.find(
            vm,
            &mut self.state,
            &search.pattern,
            self.at,
            search.to,
            how,
        );
        let Some(span) = span.filter(|span| !matching || span.start == self.at) else {
            self.over = true;
            return None;
        };
        self.must_advance = span.start == span.end;
        self.at = span.end;
        Some(self.search.found(vm, Some(span)))
    }
}

impl NativeIterator for Finder {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        Ok(self.find(vm, false).map_or(Step::Done, Step::Item))
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.search.subject.value);
        visit(&self.search.pattern.to_value());
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

pub static FINDER: TypeDef = TypeDef {
    name: "callable_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: &[SELF_ITER, NEXT],
    ..TypeDef::EMPTY
};

pub static SCANNER: TypeDef = TypeDef {
    name: "SRE_Scanner",
    module: "_sre",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("match", "($self, /)", scan_match),
        NativeDef::method("search", "($self, /)", scan_search),
    ],
    attributes: &[GetSetDef::read_only("pattern", |_, this| {
        let pattern = this
            .get::<crate::types::iterator::PyIterator>()
            .and_then(|own| own.with(|finder: &mut Finder| finder.search.pattern.to_value()));
        Ok(pattern.unwrap_or_else(Value::none))
    })],
    ..TypeDef::EMPTY
};

fn finder(vm: &Vm, args: Args<'_>) -> PyResult<Finder> {
    let search = Search::new(vm, args)?;
    let at = search.from;
    Ok(Finder {
        search,
        at,
        must_advance: false,
        state: State::default(),
        over: false,
    })
}

fn finditer(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm
        .new_iterator(finder(vm, args)?, &classes(vm).finder)
        .into())
}

fn scanner(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm
        .new_iterator(finder(vm, args)?, &classes(vm).scanner)
        .into())
}

fn scan(vm: &Vm, args: Args<'_>, matching: bool) -> NativeResult {
    let found = iterator(args)
        .with(|finder: &mut Finder| finder.find(vm, matching))
        .flatten();
    Ok(found.unwrap_or_else(Value::none).into())
}

fn scan_match(vm: &Vm, args: Args<'_>) -> NativeResult {
    scan(vm, args, true)
}

fn scan_search(vm: &Vm, args: Args<'_>) -> NativeResult {
    scan(vm, args, false)
}

/// Flags in the order `repr` names them.
const NAMES: &[(i64, &str)] = &[
    (2, "re.IGNORECASE"),
    (4, "re.LOCALE"),
    (8, "re.MULTILINE"),
    (16, "re.DOTALL"),
    (64, "re.VERBOSE"),
    (128, "re.DEBUG"),
    (256, "re.ASCII"),
];

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let pattern = own(&this);
        let mut flags = pattern.flags;
        // `re.UNICODE` goes without saying for a `str`.
        if pattern.of_bytes == Some(false) && flags & (4 | 32 | 256) == 32 {
            flags &= !32;
        }
        let shown: String = vm
            .repr_text(&pattern.pattern)
            .await?
            .chars()
            .take(200)
            .collect();
        let mut names: Vec<String> = Vec::new();
        for &(bit, name) in NAMES {
            if flags & bit != 0 {
                names.push(name.to_owned());
                flags &= !bit;
            }
        }
        if flags != 0 {
            names.push(format!("{flags:#x}"));
        }
        Ok(vm.new_str(if names.is_empty() {
            format!("re.compile({shown})")
        } else {
            format!("re.compile({shown}, {})", names.join("|"))
        }))
    })
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (a, Some(b)) = (own(args.get(0)), args.get(1).get::<PyPattern>()) else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    if a.flags != b.flags || a.of_bytes != b.of_bytes || a.code != b.code {
        return Ok(Value::bool(false).into());
    }
    let (vm, a, b) = (vm.clone(), a.pattern.clone(), b.pattern.clone());
    Vm::future(async move { vm.equal(&a, &b).await.map(Value::bool) })
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let pattern = vm.hash(&own(&this).pattern).await?;
        Ok(Value::int(crate::vm::mapping::tuple_hash(&[
            pattern,
            own(&this).flags,
        ])))
    })
}
