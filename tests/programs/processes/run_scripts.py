"""Children from a script, a module, a command and standard input, with their arguments."""
import os
import subprocess
import sys
import tempfile

PY = sys.executable
with tempfile.TemporaryDirectory() as folder:
    script = os.path.join(folder, "script.py")
    with open(script, "w") as file:
        file.write("import sys\nprint(__name__, sys.argv[1:], sys.path[0] == sys.argv[0].rpartition('/')[0])\n")
    os.mkdir(os.path.join(folder, "pack"))
    with open(os.path.join(folder, "pack", "__init__.py"), "w") as file:
        file.write("print('init', __name__)\n")
    with open(os.path.join(folder, "pack", "__main__.py"), "w") as file:
        file.write("import sys\nprint('main', __name__, __package__, sys.argv[1:])\n")
    for args in ([script, "a", "-b"], ["-m", "pack", "x"], ["-c", "import sys; print(sys.argv)", "y"], ["-"], []):
        done = subprocess.run([PY, *args], cwd=folder, input="import sys; print('from stdin', sys.argv)", text=True,
                              capture_output=True)
        print(done.returncode, done.stdout, done.stderr.replace(folder, ""))
    done = subprocess.run([PY, "missing.py"], cwd=folder, capture_output=True, text=True)
    print(done.returncode, "can't open file" in done.stderr)
    done = subprocess.run([PY, "-m", "missing_module"], capture_output=True, text=True)
    print(done.returncode, done.stderr.strip().endswith("No module named missing_module"))
    done = subprocess.run([PY, "-c", "def f(:\n  pass"], capture_output=True, text=True)
    print(done.returncode, done.stderr)
    done = subprocess.run([PY, "-V"], capture_output=True, text=True)
    print(done.stdout.startswith("Python 3.14"))
