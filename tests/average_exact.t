#!/usr/bin/python3
# average_exact.t - qj-average against exact fractions, on seeded random hours with gaps.
# Every statistic of a single run must be, digit for digit, the exact fraction cut to 6 decimals more
# than the item shows, with the guard digit: days, months, percentiles, regions' days and months.
# A chain of two runs (hours | day | month) must be the same for stations.  Where exactness ends: a
# region's days that are written out and read again, and --space-first, which passes the region's
# hours on cut: those are right to a unit of the last decimal written.
import csv, io, os, random, subprocess
from datetime import datetime, timedelta
from fractions import Fraction as F

from tap import done, ok

BIN = os.environ.get("QJ_BIN", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "build", "bin"))
SHOWN = {"PM2.5": 0, "CO": 1, "O3": 0}
SITES = ["A", "B", "C"]
DAYS = 59


def shown(x, decimals):
    """x as it must be written; None is empty."""
    if x is None:
        return ""
    n = decimals + 6
    a = abs(x) * 10 ** n
    q = a.numerator // a.denominator
    if a != q and q % 5 == 0:
        q += 1
    s = str(q).rjust(n + 1, "0")
    s = (s[:-n] + "." + s[-n:]).rstrip("0").rstrip(".")
    return ("-" if x < 0 and q else "") + s


def run(text, *args):
    p = subprocess.run([os.path.join(BIN, "qj-average"), "-q", *args], input=text, capture_output=True, text=True)
    if p.returncode:
        raise SystemExit("Bail out! qj-average " + " ".join(args) + ": " + p.stderr)
    return p.stdout


def table(text):
    return {(r["station"] if "station" in r else r["county"], r["time"]): r for r in csv.DictReader(io.StringIO(text))}


def mean(v):
    v = [x for x in v if x is not None]
    return sum(v, F(0)) / len(v) if v else None


def percentile(v, p):
    v = sorted(x for x in v if x is not None)
    if not v:
        return None
    k = F((len(v) - 1) * p, 100)
    s = k.numerator // k.denominator
    return v[s] if s + 1 == len(v) else v[s] + (v[s + 1] - v[s]) * (k - s)


def day_value(item, hours):
    """hours[24] of Fractions or None, by GB 3095 table 4 and HJ 663 6.1.2."""
    if item != "O3":
        return mean(hours) if sum(x is not None for x in hours) >= 20 else None
    windows = [hours[e - 8:e] for e in range(8, 25)]
    means = [mean(w) for w in windows if sum(x is not None for x in w) >= 6]
    top = max(means, default=None)
    return top if top is not None and (len(means) >= 14 or top > 160) else None


def check(name, got, want, cols, decimals_of, slack=0):
    bad = []
    for key, row in want.items():
        for c in cols:
            w, g = shown(row[c], decimals_of(c)), got.get(key, {}).get(c, "no row")
            if w != g and not (slack and w and g and abs(F(g) - row[c]) <= F(slack, 10 ** (decimals_of(c) + 6))):
                bad.append(f"{key} {c}: want {w}, got {g}")
    ok(not bad and len(got) == len(want), name, f"{len(got)} rows for {len(want)}; " + "; ".join(bad[:5]))


def main(seed):
    rnd = random.Random(seed)
    hours, lines = {}, []
    for s in SITES:
        for d in range(DAYS):
            gaps = rnd.choice([0, 0, 0.05, 0.15, 0.3])
            for h in range(24):
                cells = []
                for item, n in SHOWN.items():
                    top = rnd.choice([40, 40, 400]) if item != "CO" else 15
                    v = None if rnd.random() < gaps else F(rnd.randint(0, top), 10 ** n)
                    hours[s, d, item, h] = v
                    cells.append("" if v is None else f"{float(v):.{n}f}")
                t = datetime(2026, 9, 1) + timedelta(days=d, hours=h + 1)
                lines.append(f"{s},{t:%Y-%m-%d %H:%M}," + ",".join(cells))
    text = "station,time," + ",".join(SHOWN) + "\n" + "\n".join(lines) + "\n"
    col = {"PM2.5": "PM2.5", "CO": "CO", "O3": "O3_8hmax"}
    dec = {c: SHOWN[i] for i, c in col.items()}
    label = lambda d: f"{datetime(2026, 9, 1) + timedelta(days=d):%Y-%m-%d}"
    day = {(s, label(d)): {c: day_value(i, [hours[s, d, i, h] for h in range(24)]) for i, c in col.items()}
           for s in SITES for d in range(DAYS)}
    months = {"2026-09": range(30), "2026-10": range(30, DAYS)}

    def month(rows, who):
        out = {}
        for m, ds in months.items():
            v = {c: [rows[who, label(d)][c] for d in ds] for c in dec}
            out[who, m] = {c: mean(x) for c, x in v.items()}
            out[who, m].update({"PM2.5_p95": percentile(v["PM2.5"], 95), "CO_p95": percentile(v["CO"], 95),
                                "O3_8hmax_p90": percentile(v["O3_8hmax"], 90)})
        return out

    cols = list(dec) + ["PM2.5_p95", "CO_p95", "O3_8hmax_p90"]
    of = lambda c: 1 if c.startswith("CO") else 0
    wmonth = {k: v for s in SITES for k, v in month(day, s).items()}
    daytext = run(text, "-t", "day")
    check(f"seed {seed}: days are exact", table(daytext), day, dec, of)
    check(f"seed {seed}: months from hours are exact", table(run(text, "-t", "month")), wmonth, cols, of)
    check(f"seed {seed}: months from days are exact", table(run(daytext, "-t", "month")), wmonth, cols, of)
    byhour = "\n".join(sorted(lines, key=lambda l: l.split(",")[1])) + "\n"
    byhour = text.split("\n")[0] + "\n" + byhour
    ok(sorted(run(byhour, "-t", "day").split("\n")) == sorted(daytext.split("\n")),
       f"seed {seed}: hour order gives the rows of station order")

    half = lambda v: mean(v) if sum(x is not None for x in v) * 2 >= len(v) else None
    placed = "county," + text.replace("\n", "\nX,").rstrip("X,") + ""
    region = {("X", label(d)): {c: half([day[s, label(d)][c] for s in SITES]) for c in dec} for d in range(DAYS)}
    rmonth = month(region, "X")
    check(f"seed {seed}: a region's days are exact", table(run(placed, "-t", "day", "--by", "county")), region, dec, of)
    check(f"seed {seed}: a region's months from hours are exact",
          table(run(placed, "-t", "month", "--by", "county")), rmonth, cols, of)
    space = {("X", label(d)): {c: day_value(i, [half([hours[s, d, i, h] for s in SITES]) for h in range(24)])
                               for i, c in col.items()} for d in range(DAYS)}
    check(f"seed {seed}: a region's days from its hours, space first, are right to a unit",
          table(run(placed, "-t", "day", "--by", "county", "--space-first")), space, dec, of, slack=2)
    regiondays = run(placed, "-t", "day", "--by", "county").replace("county,time", "station,time")
    check(f"seed {seed}: a region's months from its days written out are right to a unit",
          table(run(regiondays, "-t", "month")), rmonth, cols, of, slack=2)


for s in (1, 2, 20261101):
    main(s)
done()
