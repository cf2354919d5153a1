from fractions import Fraction as F
import statistics as st
print(F(3, 6), repr(F(3, -6)), F("3/4"), F("0.125"), F(0.5), F(5), F("1e-2"), F(0.1).limit_denominator(100), F(), F(" -7/3 "))
print(F(1, 2) + F(1, 3), F(1, 2) * 2, F(1, 2) / F(3, 4), F(7, 2) // 1, F(7, 2) % 1, F(1, 2) ** 2, F(1, 2) ** -1, 2 ** F(1, 2), F(1, 2) + 0.5, F(1, 2) - 1, 1 - F(1, 3), -F(1, 2), abs(F(-1, 2)), divmod(F(7, 2), F(1, 2)))
print(F(1, 2) == 0.5, F(1, 3) < F(1, 2), hash(F(2)) == hash(2), int(F(7, 2)), float(F(1, 3)), round(F(7, 2)), round(F(22, 7), 2), F(7, 2).numerator, F(7, 2).denominator, F(-7, 2).__floor__(), str(F(4, 2)), bool(F(0)), sum([F(1, 3)] * 3), f"{F(1, 3):.4f}", f"{F(3, 2)}", F(3, 4).as_integer_ratio(), F(1, 3).is_integer(), max(F(1, 2), F(2, 3)))
for f in (lambda: F(1, 0), lambda: F("x"), lambda: F(1.5, 2), lambda: F("1/0"), lambda: F(1, 2) / 0, lambda: F(float("nan")), lambda: F(float("inf")), lambda: F(1, 2) + "a", lambda: F(1) < "a", lambda: F(None), lambda: F("1/ 2")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
data = [2, 4, 4, 4, 5, 5, 7, 9]
print(st.mean(data), st.fmean(data), st.median(data), st.median_low(data), st.median_high(data), st.mode(data), st.multimode([1, 1, 2, 2]), st.pstdev(data), st.stdev(data), st.pvariance(data), st.variance(data), st.quantiles(data, n=4), st.geometric_mean([1, 2, 4]), st.harmonic_mean([40, 60]), st.median_grouped([1, 2, 2, 3]))
print(st.mean([F(1, 2), F(1, 3)]), st.mean([1.5, 2.5]), st.mean([1, 2]), st.mode("aab"), st.correlation([1, 2, 3], [2, 4, 7]), st.linear_regression([1, 2, 3], [2, 4, 6]), st.covariance([1, 2, 3], [1, 2, 3]), st.fmean([1, 2], [3, 1]), st.NormalDist(0, 1).cdf(0), st.NormalDist(5, 2))
for f in (lambda: st.mean([]), lambda: st.median([]), lambda: st.stdev([1]), lambda: st.mode([]), lambda: st.quantiles([1], n=0), lambda: st.mean(["a"]), lambda: st.harmonic_mean([-1])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
