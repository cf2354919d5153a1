import time
def t(f,*a,**k):
    try: print(getattr(f,'__name__',f),a,repr(f(*a,**k)))
    except BaseException as e: print(getattr(f,'__name__',f),a,type(e).__name__,e)
t(time.localtime,1e17)
t(time.mktime,(1,2)); t(time.mktime,5); t(time.mktime,time.gmtime(1e9)); t(time.mktime,(2000,13,45,25,61,61,0,0,-1)); t(time.mktime,[1]*9); t(time.mktime,(1,)*9);t(time.mktime,(10**10,)*9); t(time.mktime, ('a',)*9);t(time.mktime,(10**20,)*9);t(time.mktime,(1.5,)*9);t(time.mktime,(-10**9,)*9)
g=time.gmtime(1e9)
for y in (1,99,999,1970,12345,-5,0):
    tt=(y,2,3,4,5,6,1,34,0)
    t(time.asctime,tt)
    for f in "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%": t(time.strftime,'%'+f,tt)
for f in ['%-d','%_d','%05d','%^a','%#Z','%10Y','%+Y','%EY','%Od','%Q','%','abc%','%%','%5','%-H:%-M','é%Yü','%N','%L','%f','%i','%:z','%v','','\0%Y','%#p','%^B','%#a','%_5d','%-5d','%E','%O',"%010F","%012c","%-j","%_j","%3a","%-y","%ED","%1Y","%+","%+4Y", "%+5Y","%#c","%^c",'\ud800%Y']: t(time.strftime,f,g)
t(time.strftime,'%Y',(2000,0,0,0,0,0,0,0,0)); 
for i in range(9):
    for v in (-1,-2,100,400):
        l=[2000,1,1,1,1,1,1,1,0]; l[i]=v; t(time.strftime,'%c',tuple(l)); t(time.asctime,tuple(l))
t(time.strftime,5); t(time.strftime,'%Y',5); t(time.strftime,'%Y',(1,)); t(time.asctime,1); t(time.asctime,(1,)); t(time.ctime,0); t(time.ctime,'x'); t(time.strftime); t(time.strftime,'a','b','c')
s=time.gmtime(0)
print(s,s.tm_zone,s.tm_gmtoff,len(s),s[:3],s==tuple(s),s.n_fields,s.n_sequence_fields,s.n_unnamed_fields,time.struct_time.__mro__,s.__match_args__)
print(time.struct_time(range(9)).tm_zone, time.struct_time(range(11)).tm_zone, time.struct_time(range(9),{'tm_zone':'X'}).tm_zone)
t(time.struct_time,range(8));t(time.struct_time,range(12)); t(time.struct_time,5); t(time.struct_time); t(time.struct_time,range(9),{'x':1})
import copy,pickle
print(copy.copy(s)==s, s.__reduce__(), pickle.loads(pickle.dumps(s)).tm_zone, copy.replace(s,tm_year=5))
t(lambda: copy.replace(s,x=5)); t(lambda: s.foo); 
def f(): s.tm_year=5
t(f)
def f(): s.foo=5
t(f)
t(time.get_clock_info,'x'); t(time.get_clock_info,1)
t(time.sleep,-1); t(time.sleep,'a'); t(time.sleep,float('nan')); t(time.sleep,1e30); t(time.sleep,None);t(time.sleep,True) if 0 else 0
print(time.timezone,time.altzone,time.daylight,time.tzname)
t(time.clock_getres,1); t(time.clock_gettime,99); t(time.clock_gettime,'a')
print(time.CLOCK_MONOTONIC,[(n,getattr(time,n)) for n in dir(time) if n.startswith('CLOCK')], time._STRUCT_TM_ITEMS)
print(hash(s)==hash(tuple(s)), s<time.gmtime(5), repr(time.struct_time([1,2,3,4,5,6,7,8,'a'])))
