def compile_bf(src):
    src = [c for c in src if c in "<>+-.,[]"]
    jump, stack = {}, []
    for i, c in enumerate(src):
        if c == "[":
            stack.append(i)
        elif c == "]":
            if not stack:
                raise SyntaxError(f"unmatched ] at {i}")
            j = stack.pop()
            jump[i], jump[j] = j, i
    if stack:
        raise SyntaxError(f"unmatched [ at {stack[-1]}")
    return src, jump


def run(src, inp="", limit=200_000):
    code, jump = compile_bf(src)
    tape, ptr, pc, out, inp, steps = bytearray(64), 0, 0, [], iter(inp), 0
    while pc < len(code):
        steps += 1
        if steps > limit:
            raise TimeoutError("too many steps")
        match code[pc]:
            case ">":
                ptr += 1
            case "<":
                ptr -= 1
            case "+":
                tape[ptr] = (tape[ptr] + 1) % 256
            case "-":
                tape[ptr] = (tape[ptr] - 1) % 256
            case ".":
                out.append(chr(tape[ptr]))
            case ",":
                tape[ptr] = ord(next(inp, "\0"))
            case "[" if not tape[ptr]:
                pc = jump[pc]
            case "]" if tape[ptr]:
                pc = jump[pc]
        pc += 1
    return "".join(out), steps


HELLO = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
print(run(HELLO))
print(run(",[.,]", "echo"), run(",>,<[->+<]>.", "\x21\x20"))
for bad in ("[", "]", "+[]"):
    try:
        print(run(bad, limit=100))
    except (SyntaxError, TimeoutError) as e:
        print(type(e).__name__, e)
