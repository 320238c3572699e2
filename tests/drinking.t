#!/usr/bin/python3
# drinking.t - qj-drinking on random sources: raising a pollutant never improves class or verdict; the order of
# columns and units in heads do not matter; a source more changes its own group alone; verdicts, multiples and rates agree
# with a reading of the limits made here from the tables, in exact fractions.
import csv
import io
import os
import random
import subprocess
import tempfile
from decimal import Decimal, ROUND_HALF_EVEN
from fractions import Fraction

from tap import done, ok

os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get('QJ_BIN', 'build/bin') + '/'
ENV = {'PATH': os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'UTC', 'ASAN_OPTIONS': 'detect_leaks=0'}
REFERENCE = {'TN', 'FC', 'COD'}


def run(args, text):
	p = subprocess.run([BIN + 'qj-drinking', '-q'] + args, input=text, env=ENV, stdout=subprocess.PIPE,
	    stderr=subprocess.PIPE, text=True, encoding='utf-8')
	return p.stdout if p.returncode == 0 else 'exit %d: %s' % (p.returncode, p.stderr)


def table(name):
	with open('common/data/%s.csv' % name, encoding='utf-8') as f:
		return list(csv.DictReader(l for l in f if not l.startswith('#')))


def write(rows):
	out = io.StringIO()
	csv.writer(out, lineterminator='\n').writerows(rows)
	return out.getvalue()


def read(text):
	return list(csv.DictReader(io.StringIO(text)))


LIMITS = {}
for body, name in (('river', 'limits_water'), ('lake', 'limits_water'), ('groundwater', 'limits_groundwater')):
	LIMITS[body] = {r['item']: r for r in table(name) if r['kind'] != 'none' and r['water_type'] in ('*', body)}
UNIT = {r['item']: r['unit'] for r in table('items') if r['medium'] == 'water'}
BODIES = sorted(LIMITS)


def bounds(row):
	"""The limits of classes, best first; of tables 2 and 3 the one limit."""
	if row.get('limit'):
		return [row['limit']]
	return [row[k] for k in ('class1', 'class2', 'class3', 'class4', 'class5') if row.get(k)]


def class_of(row, x):
	"""Class of an uncensored value, None where the item has none."""
	if row.get('limit'):
		return None
	b = bounds(row)
	for i, s in enumerate(b):
		if s == '*':
			return i + 1
		if s == 'ND':
			continue
		if row['kind'] == 'range':
			low, high = map(Fraction, s.split('~'))
			good = low <= x <= high
		else:
			good = x >= Fraction(s) if row['kind'] == 'min' else x <= Fraction(s)
		if good:
			return i + 1
	return len(b) + 1


def near(rng, row):
	"""A value about one of the limits."""
	s = rng.choice([b for b in bounds(row) if b not in ('ND', '*')])
	s = Decimal(rng.choice(s.split('~')))
	x = s * rng.choice([Decimal(k) for k in ('0', '0.25', '0.5', '0.8', '0.99', '1', '1.01', '1.5', '3')])
	return format(x.normalize(), 'f')


def source(rng, code, items=None):
	body = rng.choice(BODIES)
	names = [i for i in sorted(LIMITS[body]) if i in items] if items else rng.sample(sorted(LIMITS[body]), rng.randint(1, 12))
	return code, body, {i: near(rng, LIMITS[body][i]) for i in names}


def wide(sources, rng=None, units=False):
	items = sorted({i for s in sources for i in s[2]})
	cols = ['station', 'time', 'water_type', 'area'] + items
	if rng:
		rng.shuffle(cols)
	head = ['%s[%s]' % (c, UNIT[c]) if units and UNIT.get(c) else c for c in cols]
	rows = [head]
	for code, body, v in sources:
		own = {'station': code, 'time': '2026-10', 'water_type': body, 'area': 'g' + code[-1]}
		rows.append([own.get(c, v.get(c, '')) for c in cols])
	return write(rows)


def expect(body, v):
	"""Class, the items over with their multiples, met: from the tables."""
	worst, over = 0, {}
	for i, x in v.items():
		row = LIMITS[body][i]
		x = Fraction(x)
		if body != 'groundwater' and i in REFERENCE:
			continue
		c = class_of(row, x)
		limit = row.get('limit') or row['class3']
		bad = c > 3 if c is not None else x > Fraction(limit)
		worst = max(worst, c or 0)
		if bad:
			m = ''
			if row['kind'] == 'max':
				f = x / Fraction(limit) - 1
				m = '(%s)' % (Decimal(f.numerator) / Decimal(f.denominator)).quantize(Decimal('0.01'), ROUND_HALF_EVEN)
			over[i] = m
	judged = [i for i in v if body == 'groundwater' or i not in REFERENCE]
	return str(worst or ''), {k + m for k, m in over.items()}, '' if not judged else '0' if over else '1'


rng = random.Random(20261001)

# --- verdicts by another reading of the tables ------------------------------------------------
sources = [source(rng, 'S%03d' % k) for k in range(300)]
got = read(run([], wide(sources)))
bad = []
for (code, body, v), g in zip(sources, got):
	want = expect(body, v)
	if (g['class'], set(g['over'].split()), g['met']) != want or g['station'] != code:
		bad.append('%s %s: want %s, got %s %s %s' % (body, v, want, g['class'], g['over'], g['met']))
ok(len(got) == 300 and not bad, 'class, exceedances and verdict of 300 sources as another reading has them', '\n'.join(bad))

# --- raising a pollutant ----------------------------------------------------------------------
rank = {'1': 0, '': 1, '0': 2}
pairs = []
for k in range(300):
	code, body, v = source(rng, 'R%03d' % k)
	item = rng.choice(sorted(i for i in v))
	row = LIMITS[body][item]
	worse = dict(v)
	if row['kind'] == 'range':
		continue
	f = Decimal(rng.choice(['1.001', '1.3', '4']))
	worse[item] = format((Decimal(v[item]) / f if row['kind'] == 'min' else Decimal(v[item]) * f).quantize(Decimal(1) / 10 ** 12).normalize(), 'f')
	pairs += [(code, body, v), (code + 'w', body, worse)]
for args in ([], ['--to', 'month'], ['--to', 'year', '--unrounded']):
	rows = {r['station']: r for r in read(run(args, wide(pairs)))}
	bad = []
	for code, body, v in pairs[::2]:
		a, b = rows[code], rows[code + 'w']
		if int(b['class'] or 0) < int(a['class'] or 0) or rank[b['met']] < rank[a['met']]:
			bad.append('%s\n%s' % (a, b))
	ok(len(rows) == len(pairs) and not bad, 'raising a pollutant improves nothing ' + ' '.join(args), '\n'.join(bad))

# --- columns ----------------------------------------------------------------------------------
few = sources[:60]
for args in (['--to', 'month', '--words'], ['--by', 'area'], ['--ratios', '--from', '10']):
	plain = run(args, wide(few))
	ok(plain.count('\n') > 5 and run(args, wide(few, random.Random(1))) == plain, 'columns in another order ' + ' '.join(args))
	ok(run(args, wide(few, units=True)) == plain, 'units in the heads ' + ' '.join(args))

# --- groups -----------------------------------------------------------------------------------
items = ['NH3-N', 'TP', 'Mn', 'Fe', 'F-', 'As']
base = [source(rng, 'G%03d' % k, items) for k in range(40)]
more = base + [('N995', 'river', {'Mn': '0.2'})]
with tempfile.TemporaryDirectory() as tmp:
	vol = os.path.join(tmp, 'vol.csv')
	water = {s[0]: Decimal(rng.randint(1, 9999)) / 10 for s in more}
	with open(vol, 'w') as f:
		f.write('station,time,volume\n' + ''.join('%s,2026-10,%s\n' % (k, water[k]) for k in water))
	args = ['--by', 'area', '--volumes', vol]
	a, b = ({r['area']: r for r in read(run(args, wide(s)))} for s in (base, more))
	changed = [g for g in b if a.get(g) != b[g]]
	ok(changed == ['g5'] and len(a) == len(b) == 10, 'a source more changes its own group alone', changed)
	bad = []
	for g, r in a.items():
		own = [s for s in base if 'g' + s[0][-1] == g]
		met = [s for s in own if expect(s[1], s[2])[2] == '1']
		share = lambda p, w: str((Decimal(100) * p / w).quantize(Decimal('0.1'), ROUND_HALF_EVEN))
		total = sum(water[s[0]] for s in own)
		want = [len(own), len(met), share(len(met), len(own)), share(sum(water[s[0]] for s in met), total)]
		if [int(r['monitored']), int(r['met']), r['rate_count'], r['rate_volume']] != want or Decimal(r['volume']) != total:
			bad.append('%s: want %s, got %s' % (g, want, r))
	ok(not bad, 'rates by count and by volume as counted here', '\n'.join(bad))
	n = [sum(int(r['n_%d' % k]) for k in range(1, 7)) + int(r['unclassed']) for r in a.values()]
	ok(n == [int(r['monitored']) for r in a.values()], 'each monitored source has one class, or is unclassed')

done()
