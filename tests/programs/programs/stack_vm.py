# A small stack machine with an assembler.
class VM:
    def __init__(self, code, trace=False):
        self.code, self.stack, self.frames, self.pc, self.mem, self.out, self.trace = code, [], [], 0, {}, [], trace
        self.steps = 0

    def run(self, limit=10_000):
        while self.pc < len(self.code):
            self.steps += 1
            if self.steps > limit:
                raise RuntimeError("out of fuel")
            op, *args = self.code[self.pc]
            self.pc += 1
            if self.trace:
                print(f"  {self.pc - 1:3} {op:6} {' '.join(map(str, args)):6} {self.stack}")
            getattr(self, "op_" + op, self.bad)(*args)
        return self.out

    def bad(self, *a):
        raise ValueError(f"bad instruction {self.code[self.pc - 1]}")

    def op_push(self, v): self.stack.append(v)
    def op_pop(self): self.stack.pop()
    def op_dup(self): self.stack.append(self.stack[-1])
    def op_swap(self): self.stack[-2:] = self.stack[:-3:-1]
    def op_load(self, n): self.stack.append(self.mem[n])
    def op_store(self, n): self.mem[n] = self.stack.pop()
    def op_print(self): self.out.append(self.stack.pop())
    def op_jmp(self, t): self.pc = t
    def op_halt(self): self.pc = len(self.code)

    def op_jz(self, t):
        if not self.stack.pop():
            self.pc = t

    def op_call(self, t):
        self.frames.append(self.pc)
        self.pc = t

    def op_ret(self):
        self.pc = self.frames.pop()


def binary(f):
    def op(self):
        b, a = self.stack.pop(), self.stack.pop()
        self.stack.append(f(a, b))
    return op


for name, f in {"add": int.__add__, "sub": int.__sub__, "mul": int.__mul__, "lt": int.__lt__, "eq": int.__eq__}.items():
    setattr(VM, "op_" + name, binary(f))


def assemble(text):
    labels, code = {}, []
    for line in text.strip().splitlines():
        line = line.split(";")[0].strip()
        if line.endswith(":"):
            labels[line[:-1]] = len(code)
        elif line:
            code.append(line.split())
    return [tuple(labels.get(a, int(a) if a.lstrip("-").isdigit() else a) for a in ins) for ins in code]


FACT = """
    push 10
    store n
    push 1
    store acc
loop:
    load n
    jz done
    load acc
    load n
    mul
    store acc
    load n
    push 1
    sub
    store n
    jmp loop
done:
    load acc
    print
"""
SQUARES = """
    push 3
    call square     ; 9
    call square     ; 81
    print
    halt
square:
    dup
    mul
    ret
"""
vm = VM(assemble(FACT))
print(vm.run(), vm.steps, vm.mem)
print(VM(assemble(SQUARES), trace=True).run())
for src in ("pop", "push 1\nfly", "x:\njmp x", "ret", "load nope"):
    try:
        VM(assemble(src)).run()
    except Exception as e:
        print(repr(src), type(e).__name__, e)
