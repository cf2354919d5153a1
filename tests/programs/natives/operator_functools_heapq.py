import re as _re
_print = print
def print(*values, **options):
    "Addresses differ from run to run."
    _print(*(_re.sub("0x[0-9a-f]+", "0x", str(value)) for value in values), **options)
import operator as o, functools, heapq, bisect
def t(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e)
t(o.countOf,3,4);t(o.indexOf,3,4);t(o.indexOf,[3],4);t(o.concat,1,2);t(o.concat,[1],2);t(o.concat,{},{});t(o.length_hint,3,'x');t(o.length_hint,3,4)
t(o.length_hint,3,-4)
t(o.itemgetter);t(o.attrgetter);t(o.methodcaller);t(o.attrgetter,3);t(o.methodcaller,3);t(o.itemgetter(1));t(o.itemgetter(1),2);t(o.attrgetter('a'),2);t(o.attrgetter('real.imag','imag'),2)
t(o.itemgetter,a=3);t(o.attrgetter,'x',a=3);t(o.methodcaller('upper'),'x');t(o.methodcaller('x',1,a=2));t(o.methodcaller('x'),1,2)
t(o.itemgetter(1),[1],b=2)
print(o.itemgetter(1),o.itemgetter(1,'a'),o.attrgetter('a.b','c'),o.methodcaller('f',1,x=2),o.methodcaller('f'), o.add, o.itemgetter, type(o.itemgetter(1)))
t(o.index,'x');t(o.add,1);t(o.add,1,'x');t(o.iadd,1,'x');t(o.call);t(o.call,len,'abc');t(o._compare_digest,'a','b') if hasattr(o,'_compare_digest') else None
import _operator
t(_operator._compare_digest,'a','b');t(_operator._compare_digest,'a',b'b');t(_operator._compare_digest,'é','b');t(_operator._compare_digest,1,2)
print(o.itemgetter(1).__reduce__(), o.attrgetter('a').__reduce__(), o.methodcaller('a',1).__reduce__(), o.methodcaller('a',1,b=2).__reduce__())
t(o.not_,[]);t(o.truth,[]);t(o.contains,3,4);t(o.setitem,(),1,2);t(o.delitem,(),1);t(o.getitem,3,1);t(o.is_not_none,None);t(o.pow,2,'x');t(o.abs,'x');t(o.inv,'x');t(o.neg,'x');t(o.lt,1,'x')
P=functools.partial
print(P(print,1,x=2), P(P(print,1),2).args, P, type(P(int)), functools.Placeholder, type(functools.Placeholder))
t(P);t(P,3);t(P(int,base=2),'101');t(P,int,functools.Placeholder)
_=functools.Placeholder
p=P(lambda *a,**k:(a,k),_,2,_,4)
print(p(1,3),p(1,3,5)); t(p);t(p,1)
print(P(p,10).args, P(p,_,7).args, p.keywords)
t(type(_)); t(type(_),1); print(repr(_), _ is type(_)())
import copy,pickle
print(copy.copy(P(int,base=2)), pickle.loads(pickle.dumps(P(int,base=2))), pickle.loads(pickle.dumps(_)) is _)
print(P(int,base=2).__reduce__())
t(P(int).__setstate__,3);t(P(int).__setstate__,(int,(1,),{},None))
class C:
    m=P(lambda *a:a,1)
print(C().m(2), C.m(3))
t(functools.reduce,lambda a,b:a+b,[]);t(functools.reduce,lambda a,b:a+b,[1,2],5);t(functools.reduce,1,2);t(functools.reduce,lambda a,b:a+b,[1,2],initial=3);t(functools.reduce);t(functools.reduce,1,[1]);t(functools.reduce,1,[1,2])
K=functools.cmp_to_key(lambda a,b:(a>b)-(a<b))
print(sorted([3,1,2],key=K)); t(K); t(functools.cmp_to_key); k=K(3); print(k.obj, k<K(4), k==K(3)); t(lambda:k<3); t(hash,k); t(K,obj=3); t(functools.cmp_to_key,1,2)
print(type(k), type(K), repr(K)[:33])
@functools.lru_cache
def f(x,y=2):
    "doc"
    return x+y
print(f(1),f(1),f(2),f.cache_info(),f.cache_parameters(),f.__wrapped__,f.__doc__) if 0 else print(f(1),f(1),f(2),f.cache_info(),f.cache_parameters(),f.__doc__,f.__name__, type(f), repr(f)[:40])
f.cache_clear();print(f.cache_info())
t(f);t(f,[1])
@functools.lru_cache(maxsize=2,typed=True)
def g(*a,**k): return (a,k)
for i in [1,2,3,1.0,1,2]: g(i)
print(g.cache_info(), g(1,b=2), g.cache_info())
@functools.lru_cache(maxsize=0)
def h(x): return x
h(1);h(1);print(h.cache_info())
t(functools.lru_cache,'x')
@functools.cache
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(50), fib.cache_info(), fib.cache_parameters())
class D:
    @functools.lru_cache
    def m(self,x): return x*2
d=D();print(d.m(4),d.m(4),D.m.cache_info(), type(d.m))
t(heapq.heappush,3,4);t(heapq.heappush,[]);t(heapq.heappop,[]);t(heapq.heappop,());t(heapq.heapify,(1,));t(heapq.heapreplace,[],1);t(heapq.heappushpop,[1],0)
h=[5,3,1];heapq.heapify(h);print(h)
t(heapq.heappush,[1],'x')
print(heapq.heapify_max if hasattr(heapq,'heapify_max') else None, [n for n in dir(heapq) if not n.startswith('__')])
h=[1,5,3,9];heapq.heapify_max(h);print(h,heapq.heappop_max(h),h);heapq.heappush_max(h,7);print(h,heapq.heapreplace_max(h,0),h,heapq.heappushpop_max(h,2),h)
t(bisect.bisect,[1,2,3],2);t(bisect.bisect_left,[1,2,3],2);t(bisect.bisect,[1,2,3],2,lo=-1);t(bisect.bisect,[1,2,3],'x');t(bisect.bisect,3,1);t(bisect.insort,[1,3],2)
l=[(1,),(3,)];bisect.insort(l,(2,),key=lambda a:a[0]) if 0 else None
t(bisect.bisect_left,[(1,2),(3,4)],3,key=lambda r:r[0]);t(bisect.bisect);t(bisect.bisect,[1,2,3],2,0,10)
l=[1,5];bisect.insort_left(l,3);bisect.insort_right(l,3,0,2);print(l, bisect.bisect, bisect.insort)
