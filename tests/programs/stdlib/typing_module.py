import typing
from typing import *
T = TypeVar("T")
print(List[int], Dict[str, int], Optional[int], Union[int, str], Union[int], Union[int, None], Any, Callable[[int], str], Tuple[int, ...], Literal["a", 1], Type[int], T, ClassVar[int], Final[int], Annotated[int, "meta"], NoReturn, Iterable[T])
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]), get_args(Union[int, str]), get_args(Callable[[int], str]), get_origin(5), list[int], dict[str, list[int]], int | None, get_args(Literal["a", "b"]), get_origin(Annotated[int, 1]), Annotated[int, 1].__metadata__)
print(Optional[int] == Union[int, None] == (int | None), Union[int, str] == Union[str, int], List[int] == List[int], List[int] is List[int], list[int] == List[int], int | str | int)
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
    def get(self) -> T: return self.v
print(Box[int], Box[int](5).get(), Box.__parameters__, Box[int].__args__, Box[int].__origin__, isinstance(Box(1), Box), Box[int](1).__orig_class__)
class Movie(TypedDict, total=False):
    name: Required[str]
    year: int
m: Movie = {"name": "x"}
print(m, Movie(name="y", year=1), type(Movie(name="z")), Movie.__required_keys__, Movie.__optional_keys__, Movie.__total__)
UserId = NewType("UserId", int)
print(UserId(5), UserId, UserId.__name__, UserId.__supertype__)
class P(Protocol):
    def run(self) -> int: ...
try:
    P()
except TypeError as e:
    print(e)
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...
print(isinstance([], HasLen), isinstance(5, HasLen))
try:
    isinstance(5, P)
except TypeError as e:
    print(e)
def f(a: int, b: "str" = "", *args: float, c: Optional[int] = None) -> List[int]: ...
print(get_type_hints(f))
print(cast(int, "not checked"), TYPE_CHECKING, assert_type(1, int), reveal_type is not None)
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g("impl"), len(get_overloads(g)))
@final
class Last: ...
print(Last.__final__, no_type_check(f) is f)
for bad in (lambda: List[1], lambda: Optional[int, str], lambda: Union[()], lambda: Callable[int], lambda: isinstance([], List[int]), lambda: Generic[int], lambda: List[int]()(), lambda: TypeVar("X", int), lambda: Literal[()], lambda: NewType("A", int)("x") + 1, lambda: Any(), lambda: assert_never(5), lambda: Box[int, str], lambda: int[str]):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
class N(NamedTuple):
    a: int
    b: str = "d"
print(N(1), N.__annotations__, N._field_defaults, Self, Never, Concatenate, ParamSpec("PS"), TypeVarTuple("Ts"), TypeVar("B", bound=int).__bound__, TypeVar("C", int, str).__constraints__, TypeVar("D", covariant=True))
