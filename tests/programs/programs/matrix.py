# Matrix operations: product, transpose, determinant, inverse with fractions.
from fractions import Fraction


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) != 1:
            raise ValueError("ragged rows")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]:
            raise ValueError(f"shapes {self.shape} and {o.shape} do not fit")
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])

    def __add__(self, o):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])

    def __mul__(self, k):
        return Matrix([[a * k for a in r] for r in self.rows])

    __rmul__ = __mul__

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, o):
        return self.rows == o.rows

    def __getitem__(self, ij):
        return self.rows[ij[0]][ij[1]]

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def det(self):
        if len(self.rows) == 1:
            return self.rows[0][0]
        return sum((-1) ** j * a * Matrix([r[:j] + r[j + 1:] for r in self.rows[1:]]).det() for j, a in enumerate(self.rows[0]))

    def inverse(self):
        n = len(self.rows)
        m = [[Fraction(x) for x in r] + [Fraction(int(i == j)) for j in range(n)] for i, r in enumerate(self.rows)]
        for col in range(n):
            pivot = next((r for r in range(col, n) if m[r][col]), None)
            if pivot is None:
                raise ZeroDivisionError("singular matrix")
            m[col], m[pivot] = m[pivot], m[col]
            m[col] = [x / m[col][col] for x in m[col]]
            for r in range(n):
                if r != col:
                    m[r] = [x - m[r][col] * y for x, y in zip(m[r], m[col])]
        return Matrix([r[n:] for r in m])

    def __str__(self):
        w = max(len(str(x)) for r in self.rows for x in r)
        return "\n".join(" ".join(f"{str(x):>{w}}" for x in r) for r in self.rows)


a = Matrix([[2, 1], [5, 3]])
b = Matrix([[1, 2, 3], [4, 5, 6]])
print(a @ b)
print(b.T)
print(a.det(), a.inverse(), sep="\n")
print(a @ a.inverse() == Matrix.identity(2), (Matrix([[1, 1], [1, 0]]) ** 50)[0, 1])
print(2 * a + Matrix.identity(2))
c = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 2]])
print(c.det(), c.inverse(), sep="\n")
for f in (lambda: b @ b, lambda: Matrix([[1], [1, 2]]), lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: a[5, 5]):
    try:
        print(f())
    except (ValueError, ZeroDivisionError, IndexError) as e:
        print(type(e).__name__, e)
