"""_opcode: facts about CPython 3.14's instructions."""

_CONST = {82}
_NAME = {61, 64, 65, 72, 73, 80, 91, 92, 93, 96, 110, 115, 116}
_JUMP = {68, 70, 75, 76, 77, 100, 101, 102, 103, 106}
_FREE = {62, 83, 90, 97, 111}
_LOCAL = {63, 84, 85, 86, 87, 88, 89, 112, 113, 114}


ENABLE_SPECIALIZATION = ENABLE_SPECIALIZATION_FT = False


def has_arg(opcode):
    return opcode > 43


def has_const(opcode):
    return opcode in _CONST


def has_name(opcode):
    return opcode in _NAME


def has_jump(opcode):
    return opcode in _JUMP


def has_free(opcode):
    return opcode in _FREE


def has_local(opcode):
    return opcode in _LOCAL


def has_exc(opcode):
    return opcode in (263, 264, 265)


def is_valid(opcode):
    return 0 <= opcode <= 120 or opcode == 128


def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise NotImplementedError("stack_effect is not supported here")


def get_executor(code, offset):
    return None


def get_intrinsic1_descs():
    names = "1_INVALID PRINT IMPORT_STAR STOPITERATION_ERROR ASYNC_GEN_WRAP UNARY_POSITIVE LIST_TO_TUPLE TYPEVAR"
    return ["INTRINSIC_" + name for name in (names + " PARAMSPEC TYPEVARTUPLE SUBSCRIPT_GENERIC TYPEALIAS").split()]


def get_intrinsic2_descs():
    names = "2_INVALID PREP_RERAISE_STAR TYPEVAR_WITH_BOUND TYPEVAR_WITH_CONSTRAINTS SET_FUNCTION_TYPE_PARAMS"
    return ["INTRINSIC_" + name for name in (names + " SET_TYPEPARAM_DEFAULT").split()]


def get_special_method_names():
    return ["__enter__", "__exit__", "__aenter__", "__aexit__"]


def get_nb_ops():
    plain = "ADD + AND & FLOOR_DIVIDE // LSHIFT << MATRIX_MULTIPLY @ MULTIPLY * REMAINDER % OR | POWER ** RSHIFT >>"
    parts = (plain + " SUBTRACT - TRUE_DIVIDE / XOR ^").split()
    pairs = list(zip(parts[::2], parts[1::2]))
    operations = [("NB_" + name, sign) for name, sign in pairs]
    operations += [("NB_INPLACE_" + name, sign + "=") for name, sign in pairs]
    return operations + [("NB_SUBSCR", "[]")]
