"""Popen: pipes both ways, polling, signals, pipelines and large data."""
import signal
import subprocess
import sys

PY = sys.executable
PIPE = subprocess.PIPE

with subprocess.Popen([PY, "-u", "-c", "import sys\nfor line in sys.stdin: print('got', line.strip())"], stdin=PIPE,
                      stdout=PIPE, text=True) as echo:
    echo.stdin.write("a\n")
    echo.stdin.flush()
    print(echo.stdout.readline().strip(), echo.poll())
    out, err = echo.communicate("b\nc\n")
    print(out.split(), err, echo.returncode)
for name in ("terminate", "kill"):
    process = subprocess.Popen([PY, "-c", "import time; time.sleep(1000)"])
    print(process.poll())
    getattr(process, name)()
    print(process.wait(), process.poll())
process = subprocess.Popen([PY, "-c", "import time; time.sleep(1000)"])
try:
    process.wait(0.05)
except subprocess.TimeoutExpired as error:
    print("still there", error.timeout)
process.send_signal(signal.SIGTERM)
print(process.wait())
first = subprocess.Popen([PY, "-c", "print('x\\ny\\nz')"], stdout=PIPE)
second = subprocess.Popen([PY, "-c", "import sys; print(len(sys.stdin.readlines()))"], stdin=first.stdout, stdout=PIPE)
first.stdout.close()
print(second.communicate()[0], first.wait())
big = subprocess.run([PY, "-c", "import sys; sys.stdout.write(sys.stdin.read() * 3)"], input=b"x" * 100_000,
                     stdout=PIPE)
print(len(big.stdout))
process = subprocess.Popen([PY, "-c", "import os; print(os.write(1, b'y' * 200_000))"], stdout=PIPE)
data = process.stdout.read()
print(len(data), data[-7:], process.wait())
process = subprocess.Popen([PY, "-c", "pass"], stdin=PIPE)
process.wait()
process.stdin.close()
print(subprocess.run([PY, "-m", "json.tool", "--compact"], input=b'{"a": [1, 2]}', stdout=PIPE).stdout)
print(process.args[1:], process.pid > 0, process.stdout)
