"""subprocess.run: text, bytes, input, errors and time-outs."""
import subprocess
import sys

PY = sys.executable


def run(code, **options):
    return subprocess.run([PY, "-c", code], **options)


print(run("print('hi')", capture_output=True).stdout)
done = run("import sys; print(sys.stdin.read().upper(), end=''); print('err', file=sys.stderr)", input="abc", text=True,
           capture_output=True)
print(repr(done.stdout), repr(done.stderr), done.returncode)
print(run("import sys; sys.exit(3)").returncode)
try:
    run("import sys; print('out'); sys.exit(2)", check=True, capture_output=True)
except subprocess.CalledProcessError as error:
    print(error.returncode, error.stdout, error.stderr, str(error).replace(PY, "PY"))
try:
    run("import time; print('begun', flush=True); time.sleep(1000)", timeout=0.7, capture_output=True)
except subprocess.TimeoutExpired as error:
    print(error.timeout, error.output, str(error).replace(PY, "PY"))
try:
    subprocess.run(["no-such-program", "x"])
except FileNotFoundError as error:
    print(error, error.filename, error.errno)
try:
    run("pass", cwd="/no/such/folder")
except FileNotFoundError as error:
    print(error)
print(run("import os; print(os.environ['FOO'], os.getcwd())", env={"FOO": "bar"}, cwd="/", text=True,
          stdout=subprocess.PIPE).stdout)
print(run("import sys; print('o', flush=True); print('e', file=sys.stderr)", stdout=subprocess.PIPE,
          stderr=subprocess.STDOUT, text=True).stdout)
print(run("1/0", stderr=subprocess.PIPE, text=True).stderr)
print(run("import os, signal; os.kill(os.getpid(), signal.SIGTERM)").returncode)
print(run("print('é€')", stdout=subprocess.PIPE, encoding="utf-8").stdout)
print(run("print('quiet')", stdout=subprocess.DEVNULL).stdout)
sys.stdout.flush()
run("print('straight through')")
print(subprocess.check_output([PY, "-c", "print(1 + 1)"], text=True))
print(subprocess.call([PY, "-c", "raise SystemExit(5)"]))
for options in ({"input": "x", "stdin": subprocess.PIPE}, {"capture_output": True, "stdout": subprocess.PIPE}):
    try:
        run("pass", **options)
    except ValueError as error:
        print(error)
print(subprocess.CompletedProcess(["a"], 0, "x"), subprocess.list2cmdline(["a b", 'c"d']))
