# Where the carets go when a statement spans lines.
data = {
    "first": 1,
    "second": [2, 3],
}
result = (
    data["first"]
    + len(data["second"])
    + int(
        "not a number"
    )
)
