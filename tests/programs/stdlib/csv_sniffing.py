# csv: sniffing, dialects, quoting styles, errors.
import csv
import io
for sample in ("a;b;c\n1;2;3\n4;5;6\n", "a,b\n'x,y',2\n'z',3\n", "name\tage\nann\t3\nbob\t4\n", '"one"|"two"\n"3"|"4"\n'):
    dialect = csv.Sniffer().sniff(sample)
    print(repr(dialect.delimiter), repr(dialect.quotechar), dialect.skipinitialspace, list(csv.reader(io.StringIO(sample), dialect))[-1])
print(csv.Sniffer().has_header("name,age\nann,3\nbob,4\n"), csv.Sniffer().has_header("1,2\n3,4\n"))
try:
    csv.Sniffer().sniff('"abc"\n' * 50, delimiters=",:|")
except csv.Error as e:
    print(e)
rows = [["a", 1, 2.5, None], ['say "hi"', "x,y", "line\nbreak", ""]]
for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL):
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator="\n").writerows(rows)
    print(repr(out.getvalue()))
out = io.StringIO()
try:
    csv.writer(out, quoting=csv.QUOTE_NONE).writerow(["a,b"])
except csv.Error as e:
    print(e)
csv.writer(out, quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="|").writerow(["a,b", 'c"d'])
print(out.getvalue(), list(csv.reader(["1,'2',3"], quotechar="'", quoting=csv.QUOTE_NONNUMERIC)) if False else list(csv.reader(['1,"x",2.5'], quoting=csv.QUOTE_NONNUMERIC)))
csv.register_dialect("pipes", delimiter="|", strict=True)
print(list(csv.DictReader(["a|b", "1|2|3", "4"], dialect="pipes", restkey="more", restval="none")), "pipes" in csv.list_dialects(), csv.get_dialect("pipes").delimiter)
w = csv.DictWriter(out := io.StringIO(), ["x", "y"], extrasaction="raise", lineterminator="\n"); w.writeheader(); w.writerow({"x": 1, "y": 2})
try:
    w.writerow({"x": 1, "z": 3})
except ValueError as e:
    print(e)
print(repr(out.getvalue()))
for bad in (lambda: list(csv.reader(['"a'], strict=True)), lambda: list(csv.reader(['"a"b'], strict=True)), lambda: csv.reader([], delimiter="ab"), lambda: csv.get_dialect("none"), lambda: list(csv.reader([b"x"])), lambda: csv.writer(io.StringIO()).writerow(5)):
    try:
        bad()
    except (csv.Error, TypeError) as e:
        print(type(e).__name__, e)
