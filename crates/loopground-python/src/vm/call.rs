//! Calling: from a callee and arguments to what runs next.
//!
//! Here: Python functions (binding with CPython's messages), natives (binding by signature), methods, classes,
//! objects with `__call__`. Not here: the fast paths inside `CALL` (`dispatch`).

use super::frame::{Deliver, Frame};
use super::wording::{NativeWording, unexpected_in_native};
use super::{Flow, NativeResult, PyResult, Vm};
use crate::code::{PyCode, flags};
use crate::object::{Kind, Ref, Value};
use crate::types::dict::PyDict;
use crate::types::function::{PyBoundMethod, PyFunction};
use crate::types::native::{
    Args, Default as ParameterDefault, NativeKind, ParameterKind, PyNative,
};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};

/// Arguments of a call.
#[derive(Clone, Default)]
pub struct CallArgs {
    pub positional: Vec<Value>,
    /// Interned names with values, in order.
    pub keywords: Vec<(Value, Value)>,
}

impl CallArgs {
    #[must_use]
    pub fn new(positional: Vec<Value>, keywords: Vec<(Value, Value)>) -> Self {
        Self {
            positional,
            keywords,
        }
    }

    /// From a tuple and a dict, as natives with `(*args, **kwargs)` get them.
    #[must_use]
    pub fn from_parts(args: &[Value], kwargs: &PyDict) -> Self {
        Self {
            positional: args.to_vec(),
            keywords: kwargs.snapshot(),
        }
    }
}

impl From<Vec<Value>> for CallArgs {
    fn from(positional: Vec<Value>) -> Self {
        Self {
            positional,
            keywords: Vec::new(),
        }
    }
}

impl<const N: usize> From<[Value; N]> for CallArgs {
    fn from(positional: [Value; N]) -> Self {
        Self {
            positional: positional.into(),
            keywords: Vec::new(),
        }
    }
}

impl Vm {
    /// What runs when `callee` is called. Never runs Python code itself.
    pub fn prepare_call(&self, callee: &Value, mut args: CallArgs) -> NativeResult {
        let mut callee = callee.clone();
        loop {
            let Some(object) = callee.as_object() else {
                return Err(self.not_callable(&callee));
            };
            match object.kind() {
                Kind::Function => {
                    let function = callee.to_ref::<PyFunction>().expect("kind was checked");
                    return Ok(Flow::Frame(self.bind_function(&function, args)?));
                }
                Kind::BoundMethod => {
                    let method = object.payload::<PyBoundMethod>().expect("kind was checked");
                    args.positional.insert(0, method.receiver.clone());
                    let function = method.function.clone();
                    callee = function;
                }
                Kind::Native => {
                    let native = callee.to_ref::<PyNative>().expect("kind was checked");
                    return self.call_native(&native, args);
                }
                Kind::Type => {
                    let class = callee.to_ref::<PyType>().expect("kind was checked");
                    return self.call_type(&class, args);
                }
                _ => match self.class_of(&callee).lookup(&self.names.__call__) {
                    Some(function) => {
                        // A descriptor is bound; the common case, a function, takes the object as first argument.
                        let native = function.get::<PyNative>();
                        // A module's function does not bind: it is called without the object.
                        if native.is_some_and(|native| {
                            native.def.kind == NativeKind::Function && native.owner.is_none()
                        }) {
                            callee = function;
                            continue;
                        }
                        if function.get::<PyFunction>().is_some() || native.is_some() {
                            args.positional.insert(0, callee.clone());
                            callee = function;
                        } else {
                            let vm = self.clone();
                            return Self::future(async move {
                                let bound = vm.bind_special(&callee, function).await?;
                                vm.call(&bound, args).await
                            });
                        }
                    }
                    None => return Err(self.not_callable(&callee)),
                },
            }
        }
    }

    fn not_callable(&self, callee: &Value) -> super::Raised {
        self.type_error(format!(
            "'{}' object is not callable",
            self.type_name(callee)
        ))
    }

    /// Calls a native with unbound arguments.
    pub fn call_native(&self, native: &Ref<PyNative>, mut args: CallArgs) -> NativeResult {
        if let Some(receiver) = &native.receiver {
            args.positional.insert(0, receiver.clone());
        }
        self.check_receiver(native, args.positional.first())?;
        let signature = native.signature();
        if args.keywords.is_empty() && args.positional.len() == signature.exact {
            let slots: Vec<_> = args.positional.into_iter().map(Some).collect();
            return (native.def.function)(self, Args(&slots));
        }
        let slots = self.bind_native(native, args)?;
        (native.def.function)(self, Args(&slots))
    }

    /// Whether a native found as a special method may be called with this receiver just so. Otherwise it is bound to
    /// another object, does not bind, or belongs to another class.
    #[inline]
    #[must_use]
    pub fn fits(&self, native: &PyNative, receiver: &Value) -> bool {
        native.receiver.is_none()
            && native.def.kind == NativeKind::Method
            && native
                .owner
                .as_ref()
                .is_none_or(|owner| self.is_instance(receiver, owner))
    }

    /// A method descriptor called through its class must be given an instance of it.
    pub fn check_receiver(&self, native: &PyNative, first: Option<&Value>) -> PyResult<()> {
        let Some(owner) = &native.owner else {
            return Ok(());
        };
        if native.def.kind != NativeKind::Method {
            return Ok(());
        }
        match first {
            Some(first) if self.is_instance(first, owner) => Ok(()),
            Some(first)
                if native.receiver.is_none()
                    && super::new::is_slot_of(&owner.name(), native.def.name) =>
            {
                Err(self.type_error(format!(
                    "descriptor '{}' requires a '{}' object but received a '{}'",
                    native.def.name,
                    owner.name(),
                    self.type_name(first)
                )))
            }
            Some(first) => Err(self.type_error(format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                native.def.name,
                owner.name(),
                self.type_name(first)
            ))),
            None if super::new::is_slot_of(&owner.name(), native.def.name) => {
                Err(self.type_error(format!(
                    "descriptor '{}' of '{}' object needs an argument",
                    native.def.name,
                    owner.name()
                )))
            }
            None => Err(self.type_error(format!(
                "unbound method {}.{}() needs an argument",
                owner.name(),
                native.def.name
            ))),
        }
    }

    /// One slot per parameter, or CPython's `TypeError`.
    fn bind_native(&self, native: &PyNative, args: CallArgs) -> PyResult<Vec<Option<Value>>> {
        let signature = native.signature().clone();
        let parameters = &signature.parameters;
        let given = args.positional.len();
        let wording = || NativeWording::new(native, given);
        let mut slots: Vec<Option<Value>> = vec![None; parameters.len()];
        let mut keywords = args.keywords;
        if !keywords.is_empty()
            && !wording().takes_keywords
            && self.other_half_is_overridden(native, args.positional.first())
        {
            keywords.clear();
        }
        let keywords_given = keywords.len();
        let mut positional = args.positional.into_iter();
        for (slot, parameter) in slots.iter_mut().zip(parameters) {
            match parameter.kind {
                ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword => {
                    *slot = positional.next();
                }
                ParameterKind::VarArgs => {
                    *slot = Some(self.new_tuple(positional.by_ref().collect()));
                }
                ParameterKind::KeywordOnly => {}
                ParameterKind::VarKeywords => *slot = Some(self.new_dict().into_value()),
            }
        }
        if positional.len() > 0 || keywords_given > 0 {
            let wording = wording();
            if let Some(message) = wording.too_many(positional.len() > 0, keywords_given) {
                return Err(self.type_error(message));
            }
            if keywords_given > 0 && !wording.takes_keywords {
                return Err(self.type_error(wording.no_keywords()));
            }
        }
        let mut wrong = None;
        for (key, value) in keywords {
            let text = text(&key);
            let place = parameters.iter().position(|p| {
                p.name == text
                    && matches!(
                        p.kind,
                        ParameterKind::PositionalOrKeyword | ParameterKind::KeywordOnly
                    )
            });
            let rest = parameters
                .iter()
                .position(|p| p.kind == ParameterKind::VarKeywords);
            match (place, rest) {
                (Some(place), _) if slots[place].is_none() => slots[place] = Some(value),
                (Some(place), _) => {
                    let wording = wording();
                    let (place, name) = (place + 1 - wording.hidden, &wording.short);
                    wrong.get_or_insert(format!(
                        "argument for {name}() given by name ('{text}') and position ({place})"
                    ));
                }
                (None, Some(rest)) => {
                    let kwargs = slots[rest].as_ref().and_then(Value::get::<PyDict>);
                    kwargs
                        .expect("made above")
                        .set_name(&self.intern_value(&key), value);
                }
                (None, None) => {
                    let name = wording().short;
                    wrong.get_or_insert_with(|| unexpected_in_native(&name, &text, parameters));
                }
            }
        }
        for (place, parameter) in parameters.iter().enumerate() {
            if slots[place].is_none() && parameter.default == ParameterDefault::Required {
                return Err(self.type_error(wording().missing(place)));
            }
        }
        match wrong {
            Some(message) => Err(self.type_error(message)),
            None => Ok(slots),
        }
    }

    /// Whether a native `__new__` makes an instance of a class with an `__init__` of its own, or the other way
    /// round: keyword arguments are meant for that one.
    fn other_half_is_overridden(&self, native: &PyNative, first: Option<&Value>) -> bool {
        let (Some(owner), Some(first)) = (&native.owner, first) else {
            return false;
        };
        let (class, other) = match native.def.name {
            "__new__" => (first.to_ref::<PyType>(), &self.names.__init__),
            "__init__" => (Some(self.class_of(first).clone()), &self.names.__new__),
            _ => return false,
        };
        match (
            class.and_then(|class| class.lookup(other)),
            owner.lookup(other),
        ) {
            (Some(own), Some(inherited)) => !own.is(&inherited),
            _ => false,
        }
    }

    /// Calls a class: its metaclass's `__call__`, usually `type.__call__`.
    fn call_type(&self, class: &Ref<PyType>, args: CallArgs) -> NativeResult {
        let metaclass = class.object().class();
        if !metaclass.ptr_eq(&self.types.type_) {
            let custom = metaclass.lookup(&self.names.__call__);
            if let Some(custom) = custom.filter(|call| call.get::<PyNative>().is_none()) {
                let mut args = args;
                if custom.get::<PyFunction>().is_some() {
                    args.positional.insert(0, class.to_value());
                    return Ok(Flow::call(custom, args));
                }
                let (vm, class) = (self.clone(), class.to_value());
                return Self::future(async move {
                    let bound = vm.bind_special(&class, custom).await?;
                    vm.call(&bound, args).await
                });
            }
        }
        self.instantiate(class, args)
    }

    /// `type.__call__`: `__new__`, then `__init__` when the result is an instance.
    pub fn instantiate(&self, class: &Ref<PyType>, args: CallArgs) -> NativeResult {
        if class.ptr_eq(&self.types.type_) && args.positional.len() == 1 && args.keywords.is_empty()
        {
            return Ok(self.class_of(&args.positional[0]).to_value().into());
        }
        let names = &self.names;
        let new = class.lookup(&names.__new__).expect("object has __new__");
        let init = class.lookup(&names.__init__).expect("object has __init__");
        let plain_new = is_native_of(&new, &self.types.object);
        let plain_init = is_native_of(&init, &self.types.object);
        if plain_new && let Some(function) = init.to_ref::<PyFunction>() {
            if class.has_flag(TypeFlags::ABSTRACT) {
                return Err(self.abstract_error(class));
            }
            let instance = self.new_instance(class);
            let mut args = args;
            args.positional.insert(0, instance.clone());
            let mut frame = self.bind_function(&function, args)?;
            frame.deliver = Deliver::Construct(instance);
            return Ok(Flow::Frame(frame));
        }
        // A builtin's __new__ does everything; object.__init__ would only complain about arguments it must not
        // complain about when __new__ is overridden.
        if plain_init
            && !plain_new
            && let Some(native) = new.to_ref::<PyNative>()
        {
            let mut args = args;
            args.positional.insert(0, class.to_value());
            return self.call_native(&native, args);
        }
        let base_exception = &self.types.exceptions.base_exception;
        if class.kind == Kind::Exception
            && args.keywords.is_empty()
            && is_native_of(&new, base_exception)
            && is_native_of(&init, base_exception)
            && let Some(exception) =
                crate::types::exception::plain(self, class, args.positional.clone())
        {
            return Ok(exception.into());
        }
        // A builtin's `__new__` that answers at once, and an `__init__` in Python.
        if let (Some(new), Some(function)) = (new.to_ref::<PyNative>(), init.to_ref::<PyFunction>())
            && new.def.kind == NativeKind::New
            && class.kind == Kind::Exception
        {
            let mut args = args;
            let mut new_args = args.clone();
            new_args.positional.insert(0, class.to_value());
            return match self.call_native(&new, new_args)? {
                Flow::Value(instance) if self.is_exactly(&instance, class) => {
                    args.positional.insert(0, instance.clone());
                    let mut frame = self.bind_function(&function, args)?;
                    frame.deliver = Deliver::Construct(instance);
                    Ok(Flow::Frame(frame))
                }
                flow => {
                    let (vm, class) = (self.clone(), class.clone());
                    Self::future(async move {
                        let instance = vm.run_flow(flow).await?;
                        if vm.is_instance(&instance, &class) {
                            args.positional.insert(0, instance.clone());
                            let init = vm.class_of(&instance).lookup(&vm.names.__init__);
                            let init = init.unwrap_or_else(|| function.to_value());
                            let result = vm.call(&init, args).await?;
                            vm.check_init_result(&result)?;
                        }
                        Ok(instance)
                    })
                }
            };
        }
        // Two natives (`list`, `dict`, `set`): nothing in between needs Python code.
        if let (Some(new), Some(init)) = (new.to_ref::<PyNative>(), init.to_ref::<PyNative>())
            && !plain_new
        {
            let (mut new_args, mut init_args) = (args.clone(), args);
            new_args.positional.insert(0, class.to_value());
            return match self.call_native(&new, new_args)? {
                Flow::Value(instance) if self.is_exactly(&instance, class) => {
                    init_args.positional.insert(0, instance.clone());
                    match self.call_native(&init, init_args)? {
                        Flow::Value(_) => Ok(instance.into()),
                        flow => {
                            let vm = self.clone();
                            Self::future(async move { vm.run_flow(flow).await.map(|_| instance) })
                        }
                    }
                }
                Flow::Value(other) => Ok(other.into()),
                flow => {
                    let (vm, class) = (self.clone(), class.clone());
                    Self::future(async move {
                        let instance = vm.run_flow(flow).await?;
                        if vm.is_exactly(&instance, &class) {
                            init_args.positional.insert(0, instance.clone());
                            vm.call(&init.into_value(), init_args).await?;
                        }
                        Ok(instance)
                    })
                }
            };
        }
        let (vm, class) = (self.clone(), class.clone());
        Self::future(async move {
            let mut new_args = args.clone();
            new_args.positional.insert(0, class.to_value());
            let new = match new.get::<crate::types::descriptor::PyStaticMethod>() {
                Some(method) => method.callable.borrow().clone(),
                None if new.get::<PyFunction>().is_some() || new.get::<PyNative>().is_some() => new,
                None => vm.bind_descriptor(&new, None, &class).await?,
            };
            let instance = vm.call(&new, new_args).await?;
            if !vm.is_instance(&instance, &class) {
                return Ok(instance);
            }
            let own = vm.class_of(&instance).clone();
            let init = own.lookup(&vm.names.__init__).expect("object has __init__");
            if is_native_of(&init, &vm.types.object) && !is_native_of(&new, &vm.types.object) {
                return Ok(instance);
            }
            let result = if init.get::<PyFunction>().is_some() || init.get::<PyNative>().is_some() {
                let mut init_args = args;
                init_args.positional.insert(0, instance.clone());
                vm.call(&init, init_args).await?
            } else {
                let bound = vm.bind_special(&instance, init).await?;
                vm.call(&bound, args).await?
            };
            vm.check_init_result(&result)?;
            Ok(instance)
        })
    }

    /// `__init__` must return `None`.
    pub fn check_init_result(&self, result: &Value) -> PyResult<()> {
        if result.is_none() {
            return Ok(());
        }
        Err(self.type_error(format!(
            "__init__() should return None, not '{}'",
            self.type_name(result)
        )))
    }

    /// "Can't instantiate abstract class …".
    pub fn abstract_error(&self, class: &Ref<PyType>) -> super::Raised {
        let methods = class.dict.get_name(&self.names.__abstractmethods__);
        let mut names: Vec<String> = methods
            .as_ref()
            .and_then(crate::types::set::plain_items)
            .unwrap_or_default()
            .iter()
            .filter_map(|name| {
                name.get::<PyStr>()
                    .map(|name| format!("'{}'", name.lossy()))
            })
            .collect();
        names.sort();
        let plural = if names.len() == 1 { "" } else { "s" };
        self.type_error(format!(
            "Can't instantiate abstract class {} without an implementation for abstract method{plural} {}",
            class.name(),
            names.join(", ")
        ))
    }

    /// A frame with the arguments bound, or CPython's `TypeError`.
    pub fn bind_function(
        &self,
        function: &Ref<PyFunction>,
        args: CallArgs,
    ) -> PyResult<Box<Frame>> {
        let code = function.code.borrow().clone();
        let mut frame = self.blank_frame(function);
        frame.slots.resize_with(code.variables.len(), || None);
        frame.function = Some(function.clone());
        let positional = code.arg_count as usize;
        let keyword_only = code.keyword_only as usize;
        let given = args.positional.len();
        let mut values = args.positional.into_iter();
        for slot in frame.slots.iter_mut().take(positional) {
            match values.next() {
                Some(value) => *slot = Some(value),
                None => break,
            }
        }
        let mut next = positional + keyword_only;
        if code.has_flag(flags::VARARGS) {
            frame.slots[next] = Some(self.new_tuple(values.by_ref().collect()));
            next += 1;
        }
        let kwargs = code.has_flag(flags::VARKEYWORDS).then(|| {
            let dict = self.new_dict();
            frame.slots[next] = Some(dict.to_value());
            dict
        });
        let first_keyword = code.positional_only as usize;
        let mut positional_by_name = Vec::new();
        for (key, value) in args.keywords {
            let key = self.intern_value(&key);
            let place = (first_keyword..positional + keyword_only)
                .find(|&place| code.variables[place].is(&key));
            match (place, &kwargs) {
                (Some(place), _) if frame.slots[place].is_some() => {
                    return Err(self.type_error(format!(
                        "{}() got multiple values for argument '{}'",
                        text(&function.qualname.borrow()),
                        text(&key)
                    )));
                }
                (Some(place), _) => frame.slots[place] = Some(value),
                (None, Some(kwargs)) => kwargs.set_name(&key, value),
                (None, None) => {
                    if code.variables[..first_keyword]
                        .iter()
                        .any(|name| name.is(&key))
                    {
                        positional_by_name.push(text(&key));
                        continue;
                    }
                    return Err(self.unexpected_keyword(function, &code, &key));
                }
            }
        }
        if !positional_by_name.is_empty() {
            return Err(self.type_error(format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                text(&function.qualname.borrow()),
                positional_by_name.join(", ")
            )));
        }
        if values.len() > 0 {
            return Err(self.too_many_positional(function, &code, given, &frame));
        }
        if given < positional {
            let defaults = function.defaults.borrow();
            let defaults = defaults
                .as_ref()
                .and_then(Value::get::<PyTuple>)
                .map_or(&[][..], PyTuple::items);
            let first_default = positional.saturating_sub(defaults.len());
            let missing: Vec<String> = (given..first_default)
                .filter(|&place| frame.slots[place].is_none())
                .map(|place| text(&code.variables[place]))
                .collect();
            if !missing.is_empty() {
                return Err(self.missing_arguments(function, "positional", &missing));
            }
            let skip = defaults.len().saturating_sub(positional);
            for (place, default) in (first_default..positional).zip(&defaults[skip..]) {
                if frame.slots[place].is_none() {
                    frame.slots[place] = Some(default.clone());
                }
            }
        }
        if keyword_only > 0 {
            let defaults = function.kw_defaults.borrow();
            let defaults = defaults.as_ref().and_then(Value::get::<PyDict>);
            let mut missing = Vec::new();
            for place in positional..positional + keyword_only {
                if frame.slots[place].is_none() {
                    match defaults.and_then(|defaults| defaults.get_name(&code.variables[place])) {
                        Some(default) => frame.slots[place] = Some(default),
                        None => missing.push(text(&code.variables[place])),
                    }
                }
            }
            if !missing.is_empty() {
                return Err(self.missing_arguments(function, "keyword-only", &missing));
            }
        }
        Ok(frame)
    }

    fn unexpected_keyword(
        &self,
        function: &PyFunction,
        code: &PyCode,
        key: &Value,
    ) -> super::Raised {
        let name = text(&function.qualname.borrow());
        let wanted = text(key);
        let from = code.positional_only as usize;
        let candidates: Vec<String> = code.variables
            [from..(code.arg_count + code.keyword_only) as usize]
            .iter()
            .map(text)
            .collect();
        match super::protocol::closest_name(&wanted, candidates.iter().map(String::as_str)) {
            Some(close) => self.type_error(format!(
                "{name}() got an unexpected keyword argument '{wanted}'. Did you mean '{close}'?"
            )),
            None => self.type_error(format!(
                "{name}() got an unexpected keyword argument '{wanted}'"
            )),
        }
    }

    fn too_many_positional(
        &self,
        function: &PyFunction,
        code: &PyCode,
        given: usize,
        frame: &Frame,
    ) -> super::Raised {
        let positional = code.arg_count as usize;
        let defaults = function.defaults.borrow();
        let defaults = defaults
            .as_ref()
            .and_then(Value::get::<PyTuple>)
            .map_or(0, |d| d.items().len());
        let (takes, plural) = if defaults > 0 {
            (
                format!("from {} to {positional}", positional - defaults),
                true,
            )
        } else {
            (positional.to_string(), positional != 1)
        };
        let keyword_only = (positional..positional + code.keyword_only as usize)
            .filter(|&place| frame.slots[place].is_some())
            .count();
        let extra = if keyword_only > 0 {
            format!(
                " positional argument{} (and {keyword_only} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if keyword_only == 1 { "" } else { "s" }
            )
        } else {
            String::new()
        };
        let was = if given == 1 && keyword_only == 0 {
            "was"
        } else {
            "were"
        };
        self.type_error(format!(
            "{}() takes {takes} positional argument{} but {given}{extra} {was} given",
            text(&function.qualname.borrow()),
            if plural { "s" } else { "" },
        ))
    }

    fn missing_arguments(
        &self,
        function: &PyFunction,
        kind: &str,
        missing: &[String],
    ) -> super::Raised {
        let quoted: Vec<String> = missing.iter().map(|name| format!("'{name}'")).collect();
        let list = match quoted.as_slice() {
            [one] => one.clone(),
            [first, second] => format!("{first} and {second}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        self.type_error(format!(
            "{}() missing {} required {kind} argument{}: {list}",
            text(&function.qualname.borrow()),
            missing.len(),
            if missing.len() == 1 { "" } else { "s" },
        ))
    }
}

/// Whether this is the native of that name in that class's own table.
pub(super) fn is_native_of(value: &Value, class: &Ref<PyType>) -> bool {
    value
        .get::<PyNative>()
        .is_some_and(|native| native.owner.as_ref().is_some_and(|own| own.ptr_eq(class)))
}

/// The text of a string value, for messages.
#[must_use]
pub fn text(value: &Value) -> String {
    value
        .get::<PyStr>()
        .map_or_else(String::new, |text| text.lossy().into_owned())
}
