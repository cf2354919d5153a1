import csv, io
text = 'name,qty,note\napple,3,"red, sweet"\npear,5,"says ""hi"""\nfig,,\n"multi\nline",1,x\n'
for row in csv.reader(io.StringIO(text)):
    print(row)
for row in csv.DictReader(io.StringIO(text)):
    print(row)
out = io.StringIO()
w = csv.writer(out)
print(w.writerow(["a", 1, 2.5, None, True, 'q"uote', "com,ma", "new\nline", ""]))
w.writerows([[1, 2], ("x", "y")])
print(repr(out.getvalue()))
out = io.StringIO()
d = csv.DictWriter(out, fieldnames=["a", "b"], restval="-", extrasaction="ignore", lineterminator="\n")
d.writeheader()
d.writerow({"a": 1})
d.writerow({"a": 1, "b": 2, "c": 3})
print(out.getvalue())
for q in (csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_MINIMAL, csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL):
    out = io.StringIO()
    csv.writer(out, quoting=q, lineterminator="|").writerow(["s", 1, None, 2.5])
    print(out.getvalue())
print(list(csv.reader(["a;b;'c;d'"], delimiter=";", quotechar="'")), list(csv.reader(["a\tb"], dialect="excel-tab")), list(csv.reader(["1,2.5,x"][:1], quoting=csv.QUOTE_NONE)), list(csv.reader(['"a",1'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a, b"], skipinitialspace=True)), list(csv.reader(["a\\,b"], escapechar="\\")), csv.list_dialects())
class Pipe(csv.excel):
    delimiter = "|"
csv.register_dialect("pipe", Pipe)
print(list(csv.reader(["a|b"], "pipe")), csv.get_dialect("pipe").delimiter, csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.Sniffer().has_header("name,age\nann,3\nbob,4\n"))
for f in (lambda: csv.DictWriter(io.StringIO(), ["a"]).writerow({"b": 1}), lambda: csv.reader([1]).__next__(), lambda: csv.writer(io.StringIO(), delimiter="ab"), lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: csv.get_dialect("nope"), lambda: csv.writer(5), lambda: csv.reader(['"a'], strict=True).__next__(), lambda: csv.writer(io.StringIO()).writerow(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
r = csv.DictReader(io.StringIO("1,2,3\n4\n"), fieldnames=["x", "y"], restkey="extra", restval=0)
print(list(r), r.line_num, r.fieldnames)
