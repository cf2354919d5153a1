import dis
def f(a,b=2,*c,**d):
    "doc"
    x=[i*2 for i in range(a) if i%2]
    for k in x:
        try: print(k, b)
        except ValueError as e: pass
    with open('x') as g: return g
    return x+1
dis.dis(f)
dis.dis('x=1\nprint(x)')
print(dis.opname[100])
class A:
    def m(self): return super().m()
dis.dis(A)
async def co():
    await x
    async for y in z: yield y
dis.dis(co)
