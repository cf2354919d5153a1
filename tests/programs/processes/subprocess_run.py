import subprocess
import sys

r = subprocess.run([sys.executable, "-c", "print('out'); import sys; print('err', file=sys.stderr); sys.exit(2)"], capture_output=True, text=True)
print(r.returncode, repr(r.stdout), repr(r.stderr))
print(subprocess.check_output([sys.executable, "-c", "print(input().upper())"], input="text\n", text=True))
try:
    subprocess.run([sys.executable, "-c", "raise SystemExit(3)"], check=True)
except subprocess.CalledProcessError as e:
    print("CalledProcessError", e.returncode, str(e).split(" returned ")[1])
p = subprocess.Popen([sys.executable, "-c", "import sys\nfor l in sys.stdin: print(len(l.strip()))"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
out, err = p.communicate("a\nbcd\n")
print(repr(out), err, p.returncode, p.poll())
try:
    subprocess.run([sys.executable, "-c", "import time; time.sleep(30)"], timeout=0.3)
except subprocess.TimeoutExpired as e:
    print("TimeoutExpired", e.timeout)
try:
    subprocess.run(["/no/such/program"])
except FileNotFoundError as e:
    print(type(e).__name__, e.filename)
r = subprocess.run([sys.executable, "-c", "print(1)"], stdout=subprocess.DEVNULL)
print(r.stdout, r.returncode)
