//! The tree of builtin exception classes.
//!
//! One table; methods and attributes of single classes are in `exception_methods`.

use super::exception_methods as with;
use crate::object::{Kind, Ref};
use crate::types::def::TypeDef;
use crate::types::type_object::{PyType, TypeFlags};

macro_rules! exceptions {
    (root $root:ident; $($field:ident: $name:literal, [$($base:ident),+], $methods:expr, $attributes:expr;)*) => {
        /// The builtin exception classes.
        pub struct Exceptions {
            $(pub $field: Ref<PyType>,)*
        }

        /// The definitions, one static per class.
        #[allow(non_upper_case_globals)]
        mod defs {
            use super::{Kind, TypeDef, TypeFlags, with};

            $(pub(super) static $field: TypeDef = TypeDef {
                name: $name,
                kind: Kind::Exception,
                flags: TypeFlags::HAS_DICT | TypeFlags::EXCEPTION,
                methods: $methods,
                attributes: $attributes,
                ..TypeDef::EMPTY
            };)*
        }

        impl Exceptions {
            #[allow(clippy::cloned_ref_to_slice_refs, reason = "some classes have two bases")]
            pub(crate) fn new(
                mut make: impl FnMut(&'static TypeDef, &[Ref<PyType>]) -> Ref<PyType>,
                $root: &Ref<PyType>,
            ) -> Self {
                $(
                    let $field = make(&defs::$field, &[$($base.clone()),+]);
                    if !defs::$field.attributes.is_empty() && $name != "BaseException" {
                        $field.set_flag(TypeFlags::FIELDS, true);
                    }
                )*
                Self { $($field,)* }
            }

            /// Every class with its definition.
            pub(crate) fn each(&self, visit: &mut impl FnMut(&Ref<PyType>, &'static TypeDef)) {
                $(visit(&self.$field, &defs::$field);)*
            }
        }
    };
}

exceptions! {
    root object;
    base_exception: "BaseException", [object], with::BASE, with::BASE_ATTRIBUTES;
    system_exit: "SystemExit", [base_exception], with::SYSTEM_EXIT, with::SYSTEM_EXIT_ATTRIBUTES;
    keyboard_interrupt: "KeyboardInterrupt", [base_exception], &[], &[];
    generator_exit: "GeneratorExit", [base_exception], &[], &[];
    exception: "Exception", [base_exception], &[], &[];
    base_exception_group: "BaseExceptionGroup", [base_exception], with::GROUP, with::GROUP_ATTRIBUTES;
    exception_group: "ExceptionGroup", [base_exception_group, exception], &[], &[];
    stop_iteration: "StopIteration", [exception], with::STOP_ITERATION, with::STOP_ITERATION_ATTRIBUTES;
    stop_async_iteration: "StopAsyncIteration", [exception], &[], &[];
    arithmetic_error: "ArithmeticError", [exception], &[], &[];
    floating_point_error: "FloatingPointError", [arithmetic_error], &[], &[];
    overflow_error: "OverflowError", [arithmetic_error], &[], &[];
    zero_division_error: "ZeroDivisionError", [arithmetic_error], &[], &[];
    assertion_error: "AssertionError", [exception], &[], &[];
    attribute_error: "AttributeError", [exception], with::ATTRIBUTE_ERROR, with::ATTRIBUTE_ERROR_ATTRIBUTES;
    buffer_error: "BufferError", [exception], &[], &[];
    eof_error: "EOFError", [exception], &[], &[];
    import_error: "ImportError", [exception], with::IMPORT_ERROR, with::IMPORT_ERROR_ATTRIBUTES;
    module_not_found_error: "ModuleNotFoundError", [import_error], &[], &[];
    lookup_error: "LookupError", [exception], &[], &[];
    index_error: "IndexError", [lookup_error], &[], &[];
    key_error: "KeyError", [lookup_error], with::KEY_ERROR, &[];
    memory_error: "MemoryError", [exception], &[], &[];
    name_error: "NameError", [exception], with::NAME_ERROR, with::NAME_ERROR_ATTRIBUTES;
    unbound_local_error: "UnboundLocalError", [name_error], &[], &[];
    os_error: "OSError", [exception], with::OS_ERROR, with::OS_ERROR_ATTRIBUTES;
    blocking_io_error: "BlockingIOError", [os_error], &[], &[];
    child_process_error: "ChildProcessError", [os_error], &[], &[];
    connection_error: "ConnectionError", [os_error], &[], &[];
    broken_pipe_error: "BrokenPipeError", [connection_error], &[], &[];
    connection_aborted_error: "ConnectionAbortedError", [connection_error], &[], &[];
    connection_refused_error: "ConnectionRefusedError", [connection_error], &[], &[];
    connection_reset_error: "ConnectionResetError", [connection_error], &[], &[];
    file_exists_error: "FileExistsError", [os_error], &[], &[];
    file_not_found_error: "FileNotFoundError", [os_error], &[], &[];
    interrupted_error: "InterruptedError", [os_error], &[], &[];
    is_a_directory_error: "IsADirectoryError", [os_error], &[], &[];
    not_a_directory_error: "NotADirectoryError", [os_error], &[], &[];
    permission_error: "PermissionError", [os_error], &[], &[];
    process_lookup_error: "ProcessLookupError", [os_error], &[], &[];
    timeout_error: "TimeoutError", [os_error], &[], &[];
    reference_error: "ReferenceError", [exception], &[], &[];
    runtime_error: "RuntimeError", [exception], &[], &[];
    not_implemented_error: "NotImplementedError", [runtime_error], &[], &[];
    recursion_error: "RecursionError", [runtime_error], &[], &[];
    python_finalization_error: "PythonFinalizationError", [runtime_error], &[], &[];
    syntax_error: "SyntaxError", [exception], with::SYNTAX_ERROR, with::SYNTAX_ERROR_ATTRIBUTES;
    indentation_error: "IndentationError", [syntax_error], &[], &[];
    tab_error: "TabError", [indentation_error], &[], &[];
    incomplete_input_error: "_IncompleteInputError", [syntax_error], &[], &[];
    system_error: "SystemError", [exception], &[], &[];
    type_error: "TypeError", [exception], &[], &[];
    value_error: "ValueError", [exception], &[], &[];
    unicode_error: "UnicodeError", [value_error], &[], &[];
    unicode_decode_error: "UnicodeDecodeError", [unicode_error], with::UNICODE_DECODE, with::UNICODE_ATTRIBUTES;
    unicode_encode_error: "UnicodeEncodeError", [unicode_error], with::UNICODE_ENCODE, with::UNICODE_ATTRIBUTES;
    unicode_translate_error: "UnicodeTranslateError", [unicode_error], with::UNICODE_TRANSLATE, with::UNICODE_ATTRIBUTES;
    warning: "Warning", [exception], &[], &[];
    bytes_warning: "BytesWarning", [warning], &[], &[];
    deprecation_warning: "DeprecationWarning", [warning], &[], &[];
    encoding_warning: "EncodingWarning", [warning], &[], &[];
    future_warning: "FutureWarning", [warning], &[], &[];
    import_warning: "ImportWarning", [warning], &[], &[];
    pending_deprecation_warning: "PendingDeprecationWarning", [warning], &[], &[];
    resource_warning: "ResourceWarning", [warning], &[], &[];
    runtime_warning: "RuntimeWarning", [warning], &[], &[];
    syntax_warning: "SyntaxWarning", [warning], &[], &[];
    unicode_warning: "UnicodeWarning", [warning], &[], &[];
    user_warning: "UserWarning", [warning], &[], &[];
}
