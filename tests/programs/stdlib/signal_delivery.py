import signal, os, time, sys
print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), signal.SIGINT, repr(signal.SIGUSR1), signal.getsignal(signal.SIGPIPE))
def h(n,f): print('handler',n,f.f_lineno,f.f_code.co_name)
print(signal.signal(signal.SIGUSR1,h)); signal.raise_signal(signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.getsignal(signal.SIGUSR1) is h)
signal.signal(signal.SIGALRM, h)
signal.setitimer(signal.ITIMER_REAL, .05)
t=time.monotonic(); time.sleep(.2); print(round(time.monotonic()-t,1))
signal.setitimer(signal.ITIMER_REAL, .05,.02)
n=0
def h2(a,b):
    global n; n+=1
    if n==3: signal.setitimer(signal.ITIMER_REAL,0)
signal.signal(signal.SIGALRM,h2)
while n<3: pass
print('n',n)
try: signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as e: print('KI',repr(e))
class T(Exception): pass
def tmo(a,b): raise T('timeout')
signal.signal(signal.SIGALRM,tmo)
signal.setitimer(signal.ITIMER_REAL,.05)
try: 
    time.sleep(3)
except T as e: print(e)
signal.setitimer(signal.ITIMER_REAL,.05)
try:
    while True: pass
except T as e: print(e)
print(signal.Signals(15), signal.Signals['SIGHUP'].value, signal.strsignal(9), signal.Handlers.SIG_DFL)
try: signal.signal(signal.SIGKILL,h)
except OSError as e: print(e)
try: signal.signal(99,h)
except ValueError as e: print(e)
try: signal.signal(2,5)
except TypeError as e: print(e)
print(signal.signal(signal.SIGINT, signal.SIG_IGN)); signal.raise_signal(2); print('ignored')
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.setitimer(0,.03); 
try: signal.pause()
except T: print('paused')
print(signal.pthread_sigmask(signal.SIG_BLOCK,[signal.SIGUSR1])); os.kill(os.getpid(),signal.SIGUSR1); print(signal.sigpending()); print(signal.sigwait([signal.SIGUSR1]), signal.pthread_sigmask(signal.SIG_SETMASK,[]))
print(signal.sigtimedwait([signal.SIGUSR1],0.01))
import threading
def f():
    try: signal.signal(2,h)
    except ValueError as e: print(e)
x=threading.Thread(target=f); x.start(); x.join()
print(signal.alarm(10), signal.alarm(0))
