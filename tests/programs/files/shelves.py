import shelve,os,tempfile,dbm
d=tempfile.mkdtemp(); os.chdir(d)
with shelve.open('mydata') as s:
    s['a']=[1,2]; s['b']={'x':1}
    print(list(s), s['a'], 'a' in s, len(s))
with shelve.open('mydata',writeback=True) as s:
    s['a'].append(3); print(sorted(s.items()))
    del s['b']
    try: s['zz']
    except KeyError as e: print(repr(e))
print(dict(shelve.open('mydata')))
import dbm.dumb
db=dbm.dumb.open('t','c'); db[b'k']='v'; print(db[b'k'], db.keys(), db.get('zz')); db.close(); print(dbm.whichdb('t'))
try: dbm.open('none','r')
except dbm.error as e: print(type(e),e)
