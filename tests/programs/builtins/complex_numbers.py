z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), z * z, z / (1 - 1j), z ** 2, z ** 0.5, -z, +z, z == 3 + 4j, z == 3)
print(1j * 1j, 1j ** 2, (1 + 0j), complex(1, -0.0), complex(-0.0, 1), 0j, -0j, 1e20j, complex("1+2j"), complex("-j"), complex(2), complex("3"), complex(" 1e2-2.5j "))
print(repr(1j), str(2 + 0j), f"{z}", f"{z:.2f}", f"{z:>12}", f"{z!r:>10}", "{:.1e}".format(z), [1j])
print(complex(float("inf"), float("nan")), complex(1, 2) + 1, 2 * 1j, 1 - 1j, 1j - 1, 5 / 2j, hash(1 + 0j) == hash(1), 1 + 0j == 1.0 == True)
for f in (lambda: z < 1j, lambda: int(z), lambda: float(z), lambda: z // 1, lambda: z % 1, lambda: complex("1 + 2j"), lambda: complex("x"), lambda: z / 0, lambda: complex([]), lambda: complex("1", 2), lambda: 0j ** -1, lambda: divmod(z, 1), lambda: round(z), lambda: abs(complex(1e308, 1e308))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
import cmath
print(cmath.sqrt(-1), cmath.phase(1j), cmath.polar(1j), cmath.rect(1, 0), cmath.exp(0), cmath.isnan(complex("nan")))
print(sum([1j, 2, 3.5]), bool(0j), bool(1j), z.__class__.__name__, complex.from_number(3), sorted([3 + 1j, 1j], key=abs))
def mandel(c, n=20):
    z = 0
    for i in range(n):
        if abs(z) > 2:
            return i
        z = z * z + c
    return n
for y in range(-2, 3):
    print("".join("#" if mandel(complex(x / 4, y / 2)) == 20 else "." for x in range(-9, 4)))
