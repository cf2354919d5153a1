import re as _re
_print = print
def print(*values, **options):
    "Addresses differ from run to run."
    _print(*(_re.sub("0x[0-9a-f]+", "0x", str(value)) for value in values), **options)
import csv, io
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
def r(s,**k): return list(csv.reader(s if isinstance(s,list) else io.StringIO(s,newline=''),**k))
for s in ['a,b,c\n1,2,3\n','"a,b",c\n','"a""b",c\n','"a\nb",c\n','a;b\n','a b\n','\n\na\n','a,"b','a,b\rc,d\r\n','"a"b,c\n','a\\,b\n',' "a", b\n','a\0b\n','1,2.5,"x"\n',',\n','""\n']:
    print(s.encode(), end=' '); t(r,s); t(r,s,quoting=csv.QUOTE_NONNUMERIC); t(r,s,quoting=csv.QUOTE_NONE,escapechar='\\'); t(r,s,strict=True); t(r,s,skipinitialspace=True,delimiter=';'); t(r,s,quoting=csv.QUOTE_NOTNULL);t(r,s,quoting=csv.QUOTE_STRINGS)
t(r,['a,b','c\nd'],);t(r,['a\nb,c']);t(r,[3]);t(r,[b'a']);t(csv.reader,3);t(csv.reader)
def w(rows,**k):
    f=io.StringIO(newline=''); x=csv.writer(f,**k); n=[x.writerow(q) for q in rows]; return f.getvalue(), n
rows=[['a','b c','d,e','f"g','h\ni',1,2.5,None,True],[],[''],[None],['a',''],[' x'],['x\r']]
for q in [csv.QUOTE_MINIMAL,csv.QUOTE_ALL,csv.QUOTE_NONNUMERIC,csv.QUOTE_STRINGS,csv.QUOTE_NOTNULL]:
    for row in rows: t(w,[row],quoting=q)
for row in rows: t(w,[row],quoting=csv.QUOTE_NONE); t(w,[row],quoting=csv.QUOTE_NONE,escapechar='\\')
t(w,rows[:1],delimiter='\t',lineterminator='\n',quotechar="'",doublequote=False,escapechar='!')
t(w,[3]);t(w,['abc']);t(csv.writer,3);t(w,[[1]],delimiter='ab');t(w,[[1]],delimiter='');t(w,[[1]],delimiter=3);t(w,[[1]],quotechar='ab');t(w,[[1]],quoting=9);t(w,[[1]],quoting='x');t(w,[[1]],foo=3);t(w,[[1]],delimiter=None);t(w,[[1]],quotechar=None);t(w,[[1]],quotechar=None,quoting=csv.QUOTE_NONE);t(w,[[1]],lineterminator=None);t(w,[[1]],delimiter='\n');t(w,[[1]],delimiter='"');t(w,[[1]],escapechar='ab');t(w,[['"']],doublequote=False)
print(csv.list_dialects(), csv.field_size_limit()); t(csv.get_dialect,'x');t(csv.unregister_dialect,'x');t(csv.register_dialect,3);t(csv.register_dialect,'p',delimiter='|');print(sorted(csv.list_dialects()), csv.get_dialect('p'), csv.get_dialect('p').delimiter, w([['a','b|']],dialect='p'))
t(w,[[1]],dialect='nope')
d=csv.get_dialect('excel'); print([(n,getattr(d,n)) for n in dir(d) if n[0]!='_'])
f=io.StringIO(); x=csv.DictWriter(f,['a','b']); x.writeheader(); x.writerow({'a':1,'b':2}); x.writerows([{'a':3}]); print(f.getvalue().splitlines()); t(x.writerow,{'c':3})
print(list(csv.DictReader(io.StringIO('a,b\n1,2\n3\n4,5,6\n'))))
x=csv.reader(['a,b','"c','d"']); print(x, x.dialect, x.line_num, next(x), x.line_num, next(x), x.line_num); t(next,x)
t(csv.field_size_limit,5);t(r,'abcdefgh\n');t(csv.field_size_limit,131072);t(csv.field_size_limit,'x')
print(csv.Sniffer().sniff('a;b;c\n1;2;3\n').delimiter, csv.Sniffer().has_header('name,age\nbob,3\nal,4\n'))
print(csv.Error, csv.Error.__mro__, csv.reader, csv.writer, csv.QUOTE_ALL, csv.__version__)
class D(csv.Dialect): delimiter='x'
t(D)
class E(csv.excel): delimiter=':'
print(r('a:b\n',dialect=E), r('a:b\n',dialect=E()))
x=csv.writer(f); print(type(x), x, x.dialect.lineterminator); t(x.writerows,3); t(x.writerows,[[1,2],[3]]);t(x.writerow,(i for i in 'ab'))
