//! `struct_time`, and the functions that give or take it.

use num_traits::ToPrimitive;

use super::civil::{self, Broken, DAY};
use super::{format, zone};
use crate::object::{Ref, Value, View};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::float::PyFloat;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::struct_sequence;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Vm, import};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("gmtime", "(seconds=None, /)", gmtime),
    NativeDef::function("localtime", "(seconds=None, /)", localtime),
    NativeDef::function("mktime", "(seconds_tuple, /)", mktime),
    NativeDef::function("asctime", "(time_tuple=None, /)", asctime),
    NativeDef::function("ctime", "(seconds=None, /)", ctime),
    NativeDef::function("strftime", "(*args)", strftime),
    NativeDef::function("strptime", "(*args)", strptime),
];

/// Fields that a sequence has; two more are only attributes.
const VISIBLE: usize = 9;

static STRUCT_TIME: TypeDef = {
    static FIELDS: &[GetSetDef] = &[
        struct_sequence::field::<0>("tm_year"),
        struct_sequence::field::<1>("tm_mon"),
        struct_sequence::field::<2>("tm_mday"),
        struct_sequence::field::<3>("tm_hour"),
        struct_sequence::field::<4>("tm_min"),
        struct_sequence::field::<5>("tm_sec"),
        struct_sequence::field::<6>("tm_wday"),
        struct_sequence::field::<7>("tm_yday"),
        struct_sequence::field::<8>("tm_isdst"),
        struct_sequence::hidden_field("tm_zone", |vm, value| {
            Ok(struct_sequence::hidden(vm, value, "tm_zone"))
        }),
        struct_sequence::hidden_field("tm_gmtoff", |vm, value| {
            Ok(struct_sequence::hidden(vm, value, "tm_gmtoff"))
        }),
    ];
    TypeDef {
        doc: "A moment as gmtime(), localtime() and strptime() give it: nine integers, and the zone as attributes.",
        ..struct_sequence::definition("struct_time", "time", FIELDS)
    }
};

/// The class, made at the first import.
#[derive(Default)]
struct Class(std::cell::OnceCell<Ref<PyType>>);

fn class(vm: &Vm) -> Ref<PyType> {
    let kept = vm.extension::<Class>();
    kept.0
        .get_or_init(|| struct_sequence::class_with_hidden(vm, &STRUCT_TIME, VISIBLE))
        .clone()
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) {
    vm.add_functions(dict, "time", FUNCTIONS);
    dict.set_name(&vm.intern("struct_time"), class(vm).into_value());
    dict.set_name(&vm.intern("_STRUCT_TM_ITEMS"), Value::int(11));
}

fn to_tuple(vm: &Vm, time: Broken) -> Value {
    let fields = [
        time.year,
        time.month,
        time.day,
        time.hour,
        time.minute,
        time.second,
        time.weekday,
        time.year_day,
        time.summer,
    ];
    let zone = time.zone.map_or_else(Value::none, |zone| vm.new_str(zone));
    struct_sequence::instance_with_hidden(
        vm,
        &class(vm),
        fields.into_iter().map(Value::int).collect(),
        vec![("tm_zone", zone), ("tm_gmtoff", Value::int(time.offset))],
    )
}

/// A moment as the C library takes it: now when left out, whole seconds.
async fn moment(vm: &Vm, given: Option<&Value>) -> PyResult<i64> {
    let out_of_range = || vm.overflow_error("timestamp out of range for platform time_t");
    let Some(given) = given.filter(|given| !given.is_none()) else {
        return Ok(vm.wall_clock().as_secs() as i64);
    };
    let float = match given.view() {
        View::Int(int) => return Ok(int),
        View::Float(float) => float,
        _ => match given.get::<PyFloat>() {
            Some(float) => float.value,
            None => return vm.index(given).await?.to_i64().ok_or_else(out_of_range),
        },
    };
    if float.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    let whole = float.floor();
    if (-9.223_372_036_854_776e18..9.223_372_036_854_776e18).contains(&whole) {
        Ok(whole as i64)
    } else {
        Err(out_of_range())
    }
}

/// Years that do not fit the C library's structure are an error of the system.
fn checked(vm: &Vm, seconds: i64) -> PyResult<i64> {
    /// About the last second of the year 2**31.
    const LAST: i64 = 67_768_036_191_676_799;
    if seconds.abs() > LAST {
        let args = vec![
            Value::int(75),
            vm.new_str("Value too large for defined data type"),
        ];
        return Err(vm.raise_with(&vm.types.exceptions.os_error, args));
    }
    Ok(seconds)
}

fn local_time(vm: &Vm, seconds: i64) -> Broken {
    let period = zone::local(vm).at(seconds);
    civil::broken_down(
        seconds,
        period.offset,
        i64::from(period.summer),
        &period.name,
    )
}

fn gmtime(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, given) = (vm.clone(), args.opt(0).cloned());
    Vm::future(async move {
        let seconds = checked(&vm, moment(&vm, given.as_ref()).await?)?;
        Ok(to_tuple(&vm, civil::broken_down(seconds, 0, 0, "GMT")))
    })
}

fn localtime(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, given) = (vm.clone(), args.opt(0).cloned());
    Vm::future(async move {
        let seconds = checked(&vm, moment(&vm, given.as_ref()).await?)?;
        Ok(to_tuple(&vm, local_time(&vm, seconds)))
    })
}

fn ctime(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, given) = (vm.clone(), args.opt(0).cloned());
    Vm::future(async move {
        let seconds = checked(&vm, moment(&vm, given.as_ref()).await?)?;
        Ok(vm.new_str(format::asctime(&local_time(&vm, seconds))))
    })
}

/// Takes a time tuple apart; nothing about its ranges is checked.
async fn fields(vm: &Vm, value: &Value, function: &str) -> PyResult<Broken> {
    let Some(tuple) = value.get::<PyTuple>() else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    let is_struct = vm.class_of(value).ptr_eq(&class(vm));
    let items = tuple.items();
    if items.len() != VISIBLE {
        return Err(vm.type_error(format!("{function}(): illegal time tuple argument")));
    }
    let mut numbers = [0; VISIBLE];
    for (number, item) in numbers.iter_mut().zip(items) {
        *number = vm
            .index(item)
            .await?
            .to_i64()
            .ok_or_else(|| vm.overflow_error("Python int too large to convert to C long"))?;
        if *number > i64::from(i32::MAX) {
            return Err(vm.overflow_error("signed integer is greater than maximum"));
        }
        if *number < i64::from(i32::MIN) {
            return Err(vm.overflow_error("signed integer is less than minimum"));
        }
    }
    let [
        year,
        month,
        day,
        hour,
        minute,
        second,
        weekday,
        year_day,
        summer,
    ] = numbers;
    // The C library counts years from 1900, in an int.
    if year < i64::from(i32::MIN) + 1900 {
        return Err(vm.overflow_error("year out of range"));
    }
    let hidden = |name| is_struct.then(|| struct_sequence::hidden(vm, value, name));
    let zone = hidden("tm_zone").and_then(|zone| {
        let text = zone.get::<PyStr>()?.lossy().into_owned();
        Some(text)
    });
    let offset = hidden("tm_gmtoff").and_then(|offset| offset.as_small_int());
    Ok(Broken {
        year,
        month,
        day,
        hour,
        minute,
        second,
        weekday,
        year_day,
        summer: summer.clamp(-1, 1),
        zone,
        offset: offset.unwrap_or(0),
    })
}

/// The checks of `asctime` and `strftime`. Zero stands for the first month, day and day of the year.
fn check(vm: &Vm, time: &mut Broken) -> PyResult<()> {
    if time.year_day == 0 {
        time.year_day = 1;
    }
    time.month = time.month.max(i64::from(time.month == 0));
    time.day = time.day.max(i64::from(time.day == 0));
    let wrong = if !(1..=12).contains(&time.month) {
        "month"
    } else if !(1..=31).contains(&time.day) {
        "day of month"
    } else if !(0..=23).contains(&time.hour) {
        "hour"
    } else if !(0..=59).contains(&time.minute) {
        "minute"
    } else if !(0..=61).contains(&time.second) {
        "seconds"
    } else if time.weekday < -1 {
        "day of week"
    } else if !(1..=366).contains(&time.year_day) {
        "day of year"
    } else {
        time.weekday = time.weekday.rem_euclid(7);
        return Ok(());
    };
    Err(vm.value_error(format!("{wrong} out of range")))
}

/// The moment at which local clocks show this, whatever the fields add up to.
fn moment_of(vm: &Vm, time: &Broken) -> i64 {
    let days = civil::days_from_civil(time.year, time.month, time.day);
    let naive = days * DAY + time.hour * 3600 + time.minute * 60 + time.second;
    zone::local(vm).moment(naive, time.summer)
}

fn mktime(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, given) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let time = fields(&vm, &given, "mktime").await?;
        Ok(Value::float(moment_of(&vm, &time) as f64))
    })
}

fn asctime(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, given) = (vm.clone(), args.opt(0).cloned());
    Vm::future(async move {
        let time = match given {
            Some(given) => {
                let mut time = fields(&vm, &given, "asctime").await?;
                check(&vm, &mut time)?;
                time
            }
            None => local_time(&vm, vm.wall_clock().as_secs() as i64),
        };
        Ok(vm.new_str(format::asctime(&time)))
    })
}

fn strftime(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.rest(0).to_vec();
    match given.len() {
        0 => return Err(vm.type_error("strftime() takes at least 1 argument (0 given)")),
        1 | 2 => {}
        count => {
            return Err(vm.type_error(format!(
                "strftime() takes at most 2 arguments ({count} given)"
            )));
        }
    }
    if given[0].get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "strftime() argument 1 must be str, not {}",
            vm.class_name(&given[0])
        )));
    }
    let vm = vm.clone();
    Vm::future(async move {
        let time = match given.get(1) {
            Some(tuple) => {
                let mut time = fields(&vm, tuple, "strftime").await?;
                check(&vm, &mut time)?;
                time
            }
            None => local_time(&vm, vm.wall_clock().as_secs() as i64),
        };
        let seconds = moment_of(&vm, &time);
        let zone = match &time.zone {
            Some(zone) => zone.clone(),
            None if time.summer < 0 => String::new(),
            None => zone::local(&vm).at(seconds).name,
        };
        let format = given[0].get::<PyStr>().expect("checked");
        Ok(vm.new_wtf8(format::strftime(format.as_wtf8(), &time, &zone, seconds)))
    })
}

/// Written in Python: `_strptime`.
fn strptime(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, given) = (vm.clone(), args.rest(0).to_vec());
    Vm::future(async move {
        let module = import::import(&vm, "_strptime").await?;
        let function = vm
            .get_attribute(&module, &vm.intern("_strptime_time"))
            .await?;
        vm.call(&function, given).await
    })
}
