#!/usr/bin/python3
# oracle.py - the codes that the definitions of definitions.md give for every file of vectors/,
# in exact fractions, apart from the C code.  `oracle.py` compares them with the column expect and
# prints TAP; `oracle.py --write` puts them there; `oracle.py FILE...` takes these files only.
import datetime
import os
import sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
GOOD, NOT_EVALUATED, SUSPECT, FAIL, MISSING = 1, 2, 3, 4, 9
PRECEDENCE = [FAIL, SUSPECT, GOOD, NOT_EVALUATED, MISSING]


# Times are whole seconds [s] since an arbitrary day; values are fractions, None where missing.

def seconds(text):
	d = datetime.datetime.strptime(text.replace('T', ' '), '%Y-%m-%d %H:%M')
	return (d - datetime.datetime(2000, 1, 1)) // datetime.timedelta(seconds=1)


def clock(s):
	return datetime.datetime(2000, 1, 1) + datetime.timedelta(seconds=s)


def number(text):
	return Fraction(text) if text not in ('', None) else None


def span(text, read=number):
	return tuple(read(part) if part else None for part in text.split('..'))


def ordered(text, read=number):
	return tuple(sorted(span(text, read)))


def outside(v, limits):
	return v < limits[0] or v > limits[1]


def median_interval(t):
	d = sorted(b - a for a, b in zip(t, t[1:]))
	n = len(d)
	return int(Fraction(d[(n - 1) // 2] + d[n // 2], 2))


def variance(values, ddof):
	n = len(values)
	if n <= ddof:
		return None
	m = Fraction(sum(values), n)
	return sum((v - m) ** 2 for v in values) / (n - ddof)


# Sign of a - b * sqrt(v), without a root.
def against_root(a, b, v):
	sa = (a > 0) - (a < 0)
	sb = (b > 0) - (b < 0) if v > 0 else 0
	if sa != sb or sa == 0:
		return (sa > sb) - (sa < sb)
	d = a * a - b * b * v
	return sa * ((d > 0) - (d < 0))


# ioos_qc: every function takes times, values and parameters and returns one code a row.

def gross_range_test(t, x, p, members):
	fail = ordered(p['fail_span'])
	suspect = ordered(p['suspect_span']) if 'suspect_span' in p else fail
	return [MISSING if v is None else FAIL if outside(v, fail) else
	    SUSPECT if outside(v, suspect) else GOOD for v in x]


PERIODS = {
	'quarter': lambda d: (d.month + 2) // 3,
	'month': lambda d: d.month,
	'week': lambda d: d.isocalendar()[1],
	'dayofyear': lambda d: d.timetuple().tm_yday,
	'dayofweek': lambda d: d.weekday(),
	'hour': lambda d: d.hour,
}


def climatology_test(t, x, p, members):
	codes = [MISSING if v is None else NOT_EVALUATED for v in x]
	for m in members:
		period = m.get('period')
		lo, hi = ordered(m['tspan'], number if period else seconds)
		suspect = ordered(m['vspan'])
		fail = ordered(m['fspan']) if 'fspan' in m else None
		for i, v in enumerate(x):
			when = PERIODS[period](clock(t[i])) if period else t[i]
			if v is None or not lo <= when <= hi:
				continue
			codes[i] = (FAIL if fail and outside(v, fail) else
			    SUSPECT if outside(v, suspect) else GOOD)
	return codes


def spike_test(t, x, p, members):
	limits = [(c, number(p.get(k))) for c, k in
	    ((FAIL, 'fail_threshold'), (SUSPECT, 'suspect_threshold'))]
	codes = []
	for i, v in enumerate(x):
		if v is None or i in (0, len(x) - 1) or x[i - 1] is None or x[i + 1] is None:
			codes.append(MISSING if v is None else NOT_EVALUATED)
			continue
		if p.get('method', 'average') == 'average':
			size = abs(v - (x[i - 1] + x[i + 1]) / 2)
		else:
			before, after = v - x[i - 1], x[i + 1] - v
			size = min(abs(before), abs(after)) if before * after < 0 else 0
		codes.append(next((c for c, limit in limits if limit and size > limit), GOOD))
	return codes


def rate_of_change_test(t, x, p, members):
	limit = number(p['threshold'])
	codes = []
	for i, v in enumerate(x):
		if v is None:
			codes.append(MISSING)
		elif i == 0 or x[i - 1] is None:
			codes.append(GOOD)
		else:
			codes.append(SUSPECT if abs(v - x[i - 1]) / (t[i] - t[i - 1]) > limit else GOOD)
	return codes


def flat_line_test(t, x, p, members):
	if len(x) < 3:
		return [GOOD] * len(x)
	step = median_interval(t)
	tolerance, codes = number(p.get('tolerance', '0')), [GOOD] * len(x)
	for code, key in ((SUSPECT, 'suspect_threshold'), (FAIL, 'fail_threshold')):
		back = int(p[key]) // step
		for i in range(back, len(x)):
			seen = [v for v in x[i - back:i + 1] if v is not None]
			if seen and max(seen) - min(seen) < tolerance:
				codes[i] = code
	return [MISSING if v is None else c for v, c in zip(x, codes)]


# The statistic is kept squared, so that its root need not be taken.
def attenuated_signal_test(t, x, p, members):
	period, std = int(p.get('test_period', 0)), p.get('check_type', 'std') == 'std'
	if 'min_obs' in p:
		least = int(p['min_obs'])
	elif 'min_period' in p:
		least = int(p['min_period']) // median_interval(t)
	else:
		least = 1
	codes = []
	for i, v in enumerate(x):
		window = [w for s, w in zip(t[:i + 1], x) if s > t[i] - period] if period else x
		seen = [w for w in window if w is not None]
		if period and (len(seen) < least or (not std and len(seen) < len(window))):
			value = None
		elif std:
			value = variance(seen, 1 if period else 0)
		else:
			value = (max(seen) - min(seen)) ** 2 if seen else None
		below = [value is not None and against_root(number(p[k]), 1, value) > 0
		    for k in ('fail_threshold', 'suspect_threshold')]
		codes.append(MISSING if v is None else NOT_EVALUATED if value is None else
		    FAIL if below[0] else SUSPECT if below[1] else GOOD)
	return codes


def timing_gap_test(t, x, p, members):
	return [FAIL if seconds(p['now']) - s > int(p['tim_inc']) else GOOD for s in t]


def roll_up(rows):
	return [next(c for c in PRECEDENCE if c in row) for row in rows]


# pecos: every test yields sets of failing rows; a set's runs shorter than min_failures are let go.

def long_runs(failing, n, p):
	least, kept, i = int(p.get('min_failures', 1)), [], 0
	while i < n:
		j = i
		while j < n and j in failing:
			j += 1
		if j > i and j - i >= least:
			kept.append((i, j - 1))
		i = max(j, i + 1)
	return kept


def flagged(sets, x, p):
	bad = {i for s in sets for a, b in long_runs(s, len(x), p) for i in range(a, b + 1)}
	return [MISSING if v is None else FAIL if i in bad else GOOD for i, v in enumerate(x)]


def beyond(y, p):
	lo, hi = span(p['bound'])
	below = {i for i, v in enumerate(y) if v is not None and lo is not None and v < lo}
	above = {i for i, v in enumerate(y) if v is not None and hi is not None and v > hi}
	return [below, above]


def check_range(t, x, p, members):
	return flagged(beyond(x, p), x, p)


def check_increment(t, x, p, members):
	k = int(p.get('increment', 1))
	y = [None if i < k or v is None or x[i - k] is None else v - x[i - k] for i, v in enumerate(x)]
	if p.get('absolute_value', '1') == '1':
		y = [None if v is None else abs(v) for v in y]
	return flagged(beyond(y, p), x, p)


def check_delta(t, x, p, members):
	window, direction = int(p['window']), p.get('direction')
	lo, hi = span(p['bound'])
	below, above = set(), set()
	for i in range(len(x)):
		rows = [j for j in range(i + 1) if t[j] >= t[i] - window]
		seen = [j for j in rows if x[j] is not None]
		if t[i] <= t[0] + window or len(seen) < 2:
			continue
		least = min(seen, key=lambda j: (x[j], j))
		most = min(seen, key=lambda j: (-x[j], j))
		delta = x[most] - x[least]
		way = {'positive': least <= most, 'negative': least >= most}.get(direction, True)
		if lo is not None and delta < lo and way:
			below.update(rows)
		if hi is not None and delta > hi and way:
			above.update(range(min(least, most), max(least, most) + 1))
	return flagged([below, above], x, p)


def check_outlier(t, x, p, members):
	if p.get('streaming') == '1':
		return flagged([outlier_stream(t, x, p)], x, p)
	below, above = set(), set()
	for i, v in enumerate(x):
		rows = [j for j in range(i + 1) if t[j] >= t[i] - int(p['window'])] if 'window' in p \
		    else range(len(x))
		side = outlier_side(v, [x[j] for j in rows if x[j] is not None], p)
		if side is not None:
			below.update([i] if side < 0 else [])
			above.update([i] if side > 0 else [])
	return flagged([below, above], x, p)


# -1 below the lower bound, 1 above the upper, 0 within; None where there is no quotient.
def outlier_side(v, history, p):
	var = variance(history, 1)
	if v is None or not var:
		return None
	d = v - Fraction(sum(history), len(history))
	if p.get('absolute_value', '0') == '1':
		d = abs(d)
	lo, hi = span(p['bound'])
	if lo is not None and against_root(d, lo, var) < 0:
		return -1
	return 1 if hi is not None and against_root(d, hi, var) > 0 else 0


def outlier_stream(t, x, p):
	window, kept, bad = int(p['window']), list(x), set()
	for i in range(t.index(t[0] + window), len(x)):
		first = min(range(len(t)), key=lambda j: (abs(t[j] - (t[i] - window)), -j))
		if outlier_side(kept[i], [v for v in kept[first:i] if v is not None], p) != 0:
			bad.add(i)
		kept = [None if j in bad else v for j, v in enumerate(kept)]
		if 2 * kept[first:i + 1].count(None) > i + 1 - first:
			kept[i] = x[i]
	return bad


def check_missing(t, x, p, members):
	where = {s: i for i, s in enumerate(t)}
	# With a frequency: after check_timestamp, on the rows of its grid, of which the absent pass.
	grid = list(range(t[0], t[-1] + 1, int(p['frequency']))) if 'frequency' in p else t
	failing = {k for k, s in enumerate(grid) if s in where and x[where[s]] is None}
	bad = {where[grid[k]] for a, b in long_runs(failing, len(grid), p) for k in range(a, b + 1)}
	return [FAIL if i in bad else MISSING if v is None else GOOD for i, v in enumerate(x)]


def check_corrupt(t, x, p, members):
	values = [number(v) for v in p['corrupt_values'].split(',')]
	return flagged([{i for i, v in enumerate(x) if v is not None and v in values}], x, p)


# Codes of the rows as they stand in the file, and the runs that pecos reports, in its order.
def check_timestamp(t, x, p, members):
	step, runs = int(p['frequency']), []

	def report(name, failing, times):
		kept = long_runs(failing, len(times), p)
		runs.extend((name, times[a], times[b], b - a + 1) for a, b in kept)
		return [i for a, b in kept for i in range(a, b + 1)]

	back = {i for i in range(1, len(t)) if t[i] < t[i - 1]}
	bad = set(report('Nonmonotonic timestamp', back, t))
	order = sorted(range(len(t)), key=lambda i: t[i])
	once = sorted(set(t))
	twice = {k for k, s in enumerate(once) if t.count(s) > 1}
	told = {once[k] for k in report('Duplicate timestamp', twice, once)}
	bad.update(b for a, b in zip(order, order[1:]) if t[a] == t[b] and t[b] in told)
	if p.get('exact_times', '1') == '1':
		grid = list(range(seconds(p['start']) if 'start' in p else once[0],
		    (seconds(p['end']) if 'end' in p else once[-1]) + 1, step))
		absent = {k for k, s in enumerate(grid) if s not in once}
	else:
		midnight = once[0] - once[0] % 86400
		bins = {(s - midnight) // step for s in once}
		grid = [midnight + k * step for k in range(min(bins), max(bins) + 1)]
		absent = {k - min(bins) for k in range(min(bins), max(bins) + 1) if k not in bins}
	report('Missing timestamp', absent, grid)
	return [FAIL if i in bad else GOOD for i in range(len(t))], runs


TESTS = {f.__name__: f for f in (gross_range_test, climatology_test, spike_test,
    rate_of_change_test, flat_line_test, attenuated_signal_test, timing_gap_test, check_range,
    check_increment, check_delta, check_outlier, check_missing, check_corrupt, check_timestamp)}


def words(line):
	return dict(w.split('=', 1) for w in line.split() if '=' in w)


# Comment lines, tests [(name, parameters, members)], header, rows.
def read(path):
	with open(path) as f:
		lines = f.read().splitlines()
	notes = [s for s in lines if s.startswith('# ')]
	rows = [s.split(',') for s in lines if not s.startswith('#')]
	tests = []
	for s in notes:
		w = words(s)
		if s.startswith('# member '):
			tests[-1][2].append(w)
		elif s.startswith(('# test=', '# of=')):
			tests.append((w.pop('test', None) or w.pop('of'), w, []))
	return notes, tests, rows[0], rows[1:]


def derive(tests, header, rows):
	name = tests[0][0]
	if name == 'qartod_compare':
		return roll_up([[int(c) for c in r[2:-1]] for r in rows]), []
	codes, runs = [None] * len(rows), []
	for station in dict.fromkeys(r[0] for r in rows):
		mine = [i for i, r in enumerate(rows) if r[0] == station]
		t = [seconds(rows[i][1]) for i in mine]
		x = [number(rows[i][2]) for i in mine]
		if name == 'aggregate':
			got = roll_up(list(zip(*(TESTS[n](t, x, p, m) for n, p, m in tests[1:]))))
		else:
			got = TESTS[name](t, x, *tests[0][1:])
		if name == 'check_timestamp':
			got, more = got
			runs += more
		for i, c in zip(mine, got):
			codes[i] = c
	return codes, ['# run=%s,%s,%s,%d' % (n, str(clock(a))[:16], str(clock(b))[:16], k)
	    for n, a, b, k in runs]


def write(path, notes, header, rows, codes, runs):
	with open(path, 'w') as f:
		for s in [s for s in notes if not s.startswith('# run=')] + runs + [','.join(header)]:
			f.write(s + '\n')
		for r, c in zip(rows, codes):
			f.write(','.join(r[:-1] + [str(c)]) + '\n')


def main(args):
	update = args[:1] == ['--write']
	folder = os.path.join(HERE, 'vectors')
	files = args[update:] or sorted(os.path.join(folder, f) for f in os.listdir(folder)
	    if f.endswith('.csv'))
	failed = 0
	print('1..%d' % len(files))
	for k, path in enumerate(files, 1):
		notes, tests, header, rows = read(path)
		codes, runs = derive(tests, header, rows)
		if update:
			write(path, notes, header, rows, codes, runs)
			notes, tests, header, rows = read(path)
		bad = ['%s %s: %s, not %s' % (r[0], r[1], c, r[-1])
		    for r, c in zip(rows, codes) if str(c) != r[-1]]
		if runs != [s for s in notes if s.startswith('# run=')]:
			bad.append('runs: ' + '; '.join(runs))
		failed += bool(bad)
		print('%sok %d - %s' % ('not ' if bad else '', k, os.path.basename(path)))
		for b in bad:
			print('# ' + b)
	return int(failed > 0)


if __name__ == '__main__':
	sys.exit(main(sys.argv[1:]))
