class Dog:
    species = "Canis familiaris"

    def __init__(self, name, age):
        self.name = name
        self.age = age

    def __str__(self):
        return f"{self.name} is {self.age} years old"

    def speak(self, sound):
        return f"{self.name} says {sound}"


class Puppy(Dog):
    def __init__(self, name):
        super().__init__(name, 0)

    def speak(self, sound="Yip"):
        return super().speak(sound) + "!"


rex, tiny = Dog("Rex", 5), Puppy("Tiny")
for d in (rex, tiny):
    print(d, "|", d.speak("Woof"), "|", isinstance(d, Dog), isinstance(d, Puppy), d.species)
print(tiny.speak())


class Shape:
    def area(self):
        raise NotImplementedError

    def __repr__(self):
        return f"{type(self).__name__}({self.area():.2f})"


class Rectangle(Shape):
    def __init__(self, w, h):
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)


class Circle(Shape):
    def __init__(self, r):
        self.r = r

    def area(self):
        return 3.14159265 * self.r ** 2


shapes = [Rectangle(2, 3), Circle(1), Square(4)]
print(shapes, sum(s.area() for s in shapes), sorted(shapes, key=lambda s: s.area()))
try:
    print(Shape())
except NotImplementedError as e:
    print("NotImplementedError", e)


class Account:
    count = 0

    def __init__(self):
        Account.count += 1
        self.__balance = 0

    def deposit(self, n):
        self.__balance += n
        return self

    @property
    def balance(self):
        return self.__balance

    @classmethod
    def created(cls):
        return f"{cls.count} accounts"

    @staticmethod
    def is_valid(n):
        return n > 0


a = Account().deposit(10).deposit(5)
Account()
print(a.balance, Account.created(), Account.is_valid(-1), hasattr(a, "__balance"))


class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y)

    def __eq__(self, o):
        return (self.x, self.y) == (o.x, o.y)

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"


print(Vector(1, 2) + Vector(3, 4), Vector(1, 2) == Vector(1, 2), len(Vector(0, 0)), list(Vector(5, 6)))
