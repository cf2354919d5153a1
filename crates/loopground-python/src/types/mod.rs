//! The builtin types: one file each, with its payload and its method table.

pub mod arguments;
pub mod async_generator;
pub mod awaiter;
pub mod buffer;
pub mod bytearray;
pub mod bytes;
pub mod bytes_like;
pub mod bytes_methods;
pub mod cell;
pub mod code_making;
pub mod code_methods;
pub mod codecs;
pub mod complex;
pub mod counter;
pub mod def;
pub mod descriptor;
pub mod descriptor_methods;
pub mod dict;
pub mod dict_iterators;
pub mod dict_methods;
pub mod dict_views;
pub mod digits;
pub mod exception;
pub mod exception_checks;
pub mod exception_group;
pub mod exception_methods;
pub mod exception_pickle;
pub mod exceptions;
pub mod float;
pub mod float_methods;
pub mod format_number;
pub mod format_spec;
pub mod frame;
pub mod frame_locals;
pub mod frame_methods;
pub mod function;
pub mod function_methods;
pub mod generator;
pub mod generator_methods;
pub mod generic_alias;
pub mod instance;
pub mod int;
pub mod int_methods;
pub mod iterator;
pub mod iterators;
pub mod lazy;
pub mod list;
pub mod list_methods;
pub mod list_sort;
pub mod lookup_cache;
pub mod mappingproxy;
pub mod memoryview;
pub mod module;
pub mod module_methods;
pub mod namespace;
pub mod native;
pub mod number;
pub mod object;
pub mod percent;
pub mod property_methods;
pub mod quick;
pub mod range;
pub mod range_methods;
pub mod repr_guard;
pub mod sequence;
pub mod set;
pub mod set_methods;
pub mod set_operations;
mod set_quick;
pub mod singleton;
pub mod sizes;
pub mod slice;
pub mod slice_methods;
pub mod spec_parts;
pub mod str;
pub mod str_iterator;
pub mod str_methods;
pub mod string_hash;
pub mod struct_sequence;
pub mod super_methods;
pub mod template;
pub mod text_signature;
mod text_table;
pub mod traceback;
pub mod traceback_carets;
pub mod traceback_format;
pub mod tuple;
pub mod tuple_methods;
pub mod type_attributes;
pub mod type_methods;
pub mod type_object;
pub mod type_params;
pub mod type_substitution;
pub mod unicode_error;
pub mod union;
pub mod weakref;

pub use string_hash::{bytes_hash, str_hash};

/// `repr` of values whose text needs no Python code: exact `int`, `bool`, `None`, `float`, `str`.
#[must_use]
pub fn quick_repr(vm: &crate::vm::Vm, value: &crate::object::Value) -> Option<String> {
    use crate::object::View;
    match value.view() {
        View::None => Some("None".to_owned()),
        View::Bool(value) => Some(if value { "True" } else { "False" }.to_owned()),
        View::Int(value) => Some(value.to_string()),
        View::Float(value) => Some(float_methods::text::shortest(value)),
        View::Object(object) => {
            if object.kind() == crate::object::Kind::Int {
                return int_methods::digits::quick(vm, value);
            }
            let text = object.payload::<str::PyStr>()?;
            object
                .class()
                .ptr_eq(&vm.types.str)
                .then(|| str_methods::escape::repr(text.as_wtf8()))
        }
    }
}
