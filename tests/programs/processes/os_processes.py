"""os: children by hand."""
import os
import signal
import subprocess
import sys

print(os.getpid() == os.getpid(), os.getppid() > 0, os.cpu_count() >= 1)
process = subprocess.Popen([sys.executable, "-c", "import os; os._exit(9)"])
pid, status = os.waitpid(process.pid, 0)
print(pid == process.pid, os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status))
print(process.wait())
process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
print(os.waitpid(process.pid, os.WNOHANG))
os.kill(process.pid, signal.SIGKILL)
pid, status = os.wait()
print(pid == process.pid, os.WIFSIGNALED(status), os.WTERMSIG(status), os.waitstatus_to_exitcode(status))
try:
    os.waitpid(-1, 0)
except ChildProcessError as error:
    print(error)
try:
    os.kill(2**22 + 5, 0)
except ProcessLookupError as error:
    print(error)
reader, writer = os.pipe()
process = subprocess.Popen([sys.executable, "-c", f"import os; os.write({writer}, b'through')"], pass_fds=[writer])
os.close(writer)
print(os.read(reader, 100), process.wait(), os.read(reader, 100))
os.close(reader)
code = "import atexit, os, sys; atexit.register(print, 'never'); print('lost'); os._exit(4)"
done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE)
print(done.returncode, done.stdout)
