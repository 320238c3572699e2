#!/usr/bin/python3
"""demowater.t - the invented water centre: the same bytes twice, whole, importable, and its story is in its figures.

Classes are computed here from sheets and keys, with the limits of GB 3838-2002 tables 1 to 3 typed in below.
"""
import collections
import csv
import datetime
import decimal
import glob
import math
import os
import re
import shutil
import stat
import subprocess
import tempfile

from tap import done, ok

D = decimal.Decimal
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.environ.get('QJ_BIN', TOP + '/build/bin')
GEN = os.path.join(os.environ.get('QJ_B', TOP + '/build'), 'demowater')
TMP = tempfile.mkdtemp(prefix='qj-demowater-')
COUNT = [0, 0]
ENV = {'PATH': os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'UTC', 'ASAN_OPTIONS': 'detect_leaks=0:exitcode=99'}
os.chdir(TMP)

MONTHS = ['%d-%02d' % (2024 + (9 + k) // 12, (9 + k) % 12 + 1) for k in range(25)]
# Class limits 1 to 5 of the 21 items; TP by the kind of water.  Values in mg/L.
LIMITS = {
	'CODMn': '2 4 6 10 15', 'COD': '15 15 20 30 40', 'BOD5': '3 3 4 6 10', 'NH3-N': '.15 .5 1 1.5 2',
	'TP river': '.02 .1 .2 .3 .4', 'TP lake': '.01 .025 .05 .1 .2', 'Cu': '.01 1 1 1 1', 'Zn': '.05 1 1 2 2',
	'F-': '1 1 1 1.5 1.5', 'Se': '.01 .01 .01 .02 .02', 'As': '.05 .05 .05 .1 .1', 'Hg': '.00005 .00005 .0001 .001 .001',
	'Cd': '.001 .005 .005 .005 .01', 'Cr6+': '.01 .05 .05 .05 .1', 'Pb': '.01 .01 .05 .05 .1',
	'CN-': '.005 .05 .2 .2 .2', 'VP': '.002 .002 .005 .01 .1', 'Oil': '.05 .05 .05 .5 1', 'LAS': '.2 .2 .2 .3 .3',
	'S2-': '.05 .1 .2 .5 1',
}
LIMITS = {k: [D(x) for x in v.split()] for k, v in LIMITS.items()}
DO = [D(x) for x in '7.5 6 5 3 2'.split()]
DECIMALS = {'pH': 0, 'DO': 1, 'CODMn': 1, 'COD': 1, 'BOD5': 1, 'NH3-N': 2, 'TP': 3, 'Se': 4, 'As': 4, 'VP': 4, 'Hg': 5, 'Cd': 5,
	'Oil': 2, 'LAS': 2}		# of assessment; the rest 3
NAMES = {
	'水温': 'WT', 'pH值': 'pH', '溶解氧': 'DO', '高锰酸盐指数': 'CODMn', '化学需氧量': 'COD', '五日生化需氧量': 'BOD5', '氨氮': 'NH3-N',
	'总磷': 'TP', '总氮': 'TN', '铜': 'Cu', '锌': 'Zn', '氟化物': 'F-', '硒': 'Se', '砷': 'As', '汞': 'Hg', '镉': 'Cd', '六价铬': 'Cr6+',
	'铅': 'Pb', '氰化物': 'CN-', '挥发酚': 'VP', '石油类': 'Oil', '阴离子表面活性剂': 'LAS', '硫化物': 'S2-', '粪大肠菌群': 'FC',
}
TABLE1 = list(NAMES.values())
# Tables 2 and 3 (those of the 61) with their limits [mg/L].
SOURCE = {
	'硫酸盐': '250', '氯化物': '250', '硝酸盐(以N计)': '10', '铁': '.3', '锰': '.1', '三氯甲烷': '.06', '四氯化碳': '.002', '三氯乙烯': '.07',
	'四氯乙烯': '.04', '苯乙烯': '.02', '甲醛': '.9', '苯': '.01', '甲苯': '.7', '乙苯': '.3', '二甲苯': '.5', '异丙苯': '.25', '氯苯': '.3',
	'1,2-二氯苯': '1', '1,4-二氯苯': '.3', '三氯苯': '.02', '硝基苯': '.017', '二硝基苯': '.5', '硝基氯苯': '.05', '邻苯二甲酸二丁酯': '.003',
	'邻苯二甲酸二(2-乙基己基)酯': '.008', '滴滴涕': '.001', '林丹': '.002', '阿特拉津': '.003', '苯并(a)芘': '.0000028', '钼': '.07', '钴': '1',
	'铍': '.002', '硼': '.5', '锑': '.005', '镍': '.02', '钡': '.7', '钒': '.05', '铊': '.0001',
}
SOURCE = {k: D(v) for k, v in SOURCE.items()}
UNIT = {'μg/L': D('.001'), 'ng/L': D('.000001')}


def table(path):
	with open(path, encoding='utf-8', newline='') as f:
		return list(csv.DictReader(f))


def tree(top):
	found = {}
	for path in sorted(glob.glob(top + '/**', recursive=True)):
		if os.path.isfile(path):
			with open(path, 'rb') as f:
				found[path[len(top):]] = f.read()
	return found


def rounded(item, x):
	return x.quantize(D(1).scaleb(-DECIMALS.get(item, 3)), decimal.ROUND_HALF_EVEN)


def class_of(item, x, water):
	if item == 'pH':
		return 1 if 6 <= x <= 9 else 6
	if item == 'DO':
		return next((k + 1 for k in range(5) if x >= DO[k]), 6)
	limits = LIMITS['TP lake' if item == 'TP' and water == 'lake' else 'TP river' if item == 'TP' else item]
	return next((k + 1 for k in range(5) if x <= limits[k]), 6)


class Sample:
	def __init__(self, key):
		self.key, self.value, self.low, self.limit, self.date, self.numbers = key, {}, set(), {}, None, set()


def sheet(month):
	"""Samples by blind code; a value below the limit is half of it, as the rules of assessment have it."""
	found = {}
	for k in table('c/keys/%s.csv' % month):
		found.setdefault(k['code'], Sample(k))
	for r in table('c/lims/%s.csv' % month):
		s, item = found[r['采样点']], NAMES.get(r['项目'], r['项目'])
		f, text = UNIT.get(r['单位'], D(1)), r['结果']
		assert item not in s.value, (month, r)
		if text.endswith('L'):
			s.low.add(item)
			s.limit[item] = D(text[:-1]) * f
		s.value[item] = s.limit[item] / 2 if item in s.low else D(text) * f
		s.date = r['采样日期']
		s.numbers.add(r['样品编号'])
	return found


def merged(samples):
	"""Station -> item -> mean over verticals, with the pairs put to their samples; and the dates."""
	got, date = collections.defaultdict(lambda: collections.defaultdict(list)), {}
	for s in samples.values():
		if s.key['kind'] != 'routine':
			continue
		twin = next((p for p in samples.values() if p.key['pair'] == s.key['code']), None)
		for item, x in s.value.items():
			both = twin is not None and item in twin.value
			got[s.key['station']][item].append((x + twin.value[item]) / 2 if both else x)
		date[s.key['station']] = s.date
	return {st: {i: sum(v) / len(v) for i, v in items.items()} for st, items in got.items()}, date


def judge(values, water, rnd=True, items=None):
	worst = {}
	for item in items or TABLE1:
		if item in values and item not in ('WT', 'TN', 'FC'):
			x = rounded(item, values[item]) if rnd else values[item]
			worst[item] = class_of(item, x, water)
	top = max(worst.values())
	return top, sorted(i for i, k in worst.items() if k == top)


def tli(v):
	f = {'叶绿素a': (2.5, 1.086, 1), 'TP': (9.436, 1.624, .84), 'TN': (5.453, 1.694, .82), '透明度': (5.118, -1.94, -.83), 'CODMn': (.109, 2.661, .83)}
	w = sum(r * r for _, _, r in f.values())
	return sum(r * r / w * 10 * (a + b * math.log(float(v[i]) * (1000 if i == '叶绿素a' else 1))) for i, (a, b, r) in f.items())


# --- the folder ---
for name in ('c', 'again'):
	subprocess.run([GEN, name], check=True)
first, second = tree('c'), tree('again')
ok(first == second and len(first) == 9 + 3 * 25, 'the folder is the same bytes twice: 84 files',
	len(first), [k for k in first if first[k] != second.get(k)])
ok(all(stat.S_IMODE(os.stat(p).st_mode) == 0o600 for p in glob.glob('c/keys/*')), 'keys are mode 0600')
subprocess.run([GEN, 'c'], check=True)
ok(tree('c') == first, 'written again into the same folder')
for cc, more in (('cc', ['-O0', '-fsanitize=undefined,address', '-fno-sanitize-recover=all']), ('clang', ['-O3'])):
	if shutil.which(cc) is None:
		continue
	r = subprocess.run([cc, '-std=c11', *more, '-o', 'other', TOP + '/tests/demo/water.c'], capture_output=True, text=True)
	if r.returncode != 0 and 'sanitize' in str(more):	# no sanitizer here
		continue
	r = subprocess.run(['./other', cc], capture_output=True, text=True, env=ENV)
	ok(r.returncode == 0 and tree(cc) == first, '%s %s writes the same bytes' % (cc, more[0]), r.stderr)
ok(subprocess.run([GEN], capture_output=True).returncode == 2 and
	subprocess.run([GEN, '/dev/null/x'], capture_output=True).returncode == 3, 'exit status of wrong use and of no folder')
ok(not any(b'\r' in v or v.startswith(b'\xef\xbb\xbf') or not v.endswith(b'\n') for v in first.values()), 'LF, no byte order mark')
ok(all('虚构' in first['/README.txt'].decode() and n in first['/README.txt'].decode() for n in
	{p.split('/')[1] for p in first} - {'README.txt'}), 'README.txt says invented, and names what is there')

# --- the registry ---
reg = {r['station']: r for r in table('c/stations.csv')}
sections = [s for s in reg if reg[s]['type'] == '断面']
sources = [s for s in reg if reg[s]['type'] == '水源']
lakes = {r['lake'] for r in reg.values() if r['type'] == '湖库'}


def used(s, month):
	return reg[s]['start'] <= month + '-28' and (not reg[s]['end'] or reg[s]['end'] >= month)


ok(len(sections) == 30 and len(lakes) == 3 and len(sources) == 12, '30 sections, 3 reservoirs, 12 sources', len(sections), lakes, len(sources))
ok(sum(used(s, '2026-10') for s in sections) == 29, '29 sections in use in 2026-10')
ok(all(sum(bool(reg[s]['target_class']) for s in sections if used(s, m)) == 17 for m in MONTHS), '17 with a target in every month')
ok(len({r['river'] for s, r in reg.items() if s in sections}) == 9, 'nine rivers')
ok({reg[s]['level'] for s in sections} == {'国控', '省控', '州控'} and
	{reg[s]['attribute'] for s in sections} == {'出境', '入境', '县界', '控制', '对照'}, 'levels and attributes')
bad = [s for s in sections if reg[s]['upstream'] and not (reg[reg[s]['upstream']]['river'] == reg[s]['river'] and
	int(reg[reg[s]['upstream']]['km']) < int(reg[s]['km']) and int(reg[reg[s]['upstream']]['order']) < int(reg[s]['order']))]
ok(not bad, 'the section upstream is on the river, nearer its head', bad)
bad = [s for s in sections if reg[s]['attribute'] == '县界' and not any(reg[d]['upstream'] == s for d in sections) and
	not reg[s]['upstream']]
ok(not bad, 'a county border has a section above or below it', bad)
gone = [s for s in sections if reg[s]['successor']]
ok(len(gone) == 1 and reg[gone[0]]['end'][:4] == '2025' and reg[reg[gone[0]]['successor']]['start'][:4] == '2025', 'one section replaced in 2025', gone)
waters = collections.Counter(reg[s]['water_type'] for s in sources)
ok(waters['groundwater'] == 2 and waters['lake'] >= 3, 'sources: two of groundwater, three and more of lakes', waters)
ok([s for s in sources if reg[s]['start'][:7] == '2026-01'] == ['D12'] and
	[s for s in sources if reg[s]['end'][:7] == '2026-04'] == ['D04'], 'one source new in 2026-01, one out of use since 2026-05')

# --- sheets and keys ---
sheets, wrong, unknown, imports = {}, [], [], []
for m in MONTHS:
	keys = {k['code'] for k in table('c/keys/%s.csv' % m)}
	rows = table('c/lims/%s.csv' % m)
	if {r['采样点'] for r in rows} != keys:
		wrong.append(m)
		continue
	sheets[m] = sheet(m)
	for code in keys:
		a = re.fullmatch(r'W(\d{4})-(\d)-(\d{4})', code)
		digits = a.group(1) + a.group(3)
		check = sum(int(d) * (3, 1)[k % 2] for k, d in enumerate(reversed(digits))) % 10
		if a.group(1) != m[2:4] + m[5:] or int(a.group(2)) != check:
			wrong.append(code)
	wrong += [r['样品编号'] for r in rows if r['样品编号'].rsplit('-', 1)[0] != r['采样点'] or not r['采样日期'].startswith(m)]
	r = subprocess.run([os.path.join(BIN, 'qj-import'), 'auto', 'c/lims/%s.csv' % m], capture_output=True, text=True, env=ENV)
	if r.returncode != 0 or 'lims-long' not in r.stderr or 'not in the registry' in r.stderr or '%d rows in, %d out' % (len(rows), len(rows)) not in r.stderr:
		unknown.append((m, r.stderr))
	imports.append((m, rows, list(csv.DictReader(r.stdout.splitlines()))))
ok(len(glob.glob('c/lims/*')) == len(glob.glob('c/keys/*')) == len(glob.glob('c/auto/*')) == 25, '25 months')
ok(not wrong, 'codes of a sheet and of its key are the same, their check digits hold', wrong[:5])
ok(not unknown, 'every sheet imports, each item known', unknown[:2])
# The value that import writes is the one of the sheet, in mg/L where the unit was another.
bad = [(m, a, b) for m, rows, out in imports for a, b in zip(rows, out) if a['单位'] in ('mg/L', 'μg/L', 'ng/L') and
	b['item'] != 'Chla' and (D(b['value'].lstrip('<')) != D(a['结果'].rstrip('L')) * UNIT.get(a['单位'], 1) or b['value'].startswith('<') != a['结果'].endswith('L'))]
ok(not bad, 'import keeps each value', bad[:2])

bad = []
for m in MONTHS:
	for s in sheets[m].values():
		k, kind = s.key, s.key['kind']
		if kind != 'routine' or not s.value:
			continue
		what = reg[k['station']]
		need = {'断面': set(TABLE1), '湖库': set(TABLE1) | {'叶绿素a', '透明度'}, '水源': (set(TABLE1) - {'COD'}) | set(SOURCE)}[what['type']]
		if what['water_type'] == 'groundwater':
			bad += [(m, k['code'], len(s.value))] if len(s.value) != 37 else []
		elif set(s.value) != need:
			bad.append((m, k['code'], need ^ set(s.value)))
ok(not bad and len(SOURCE) + 23 == 61, 'items: 24 at sections, 26 at reservoirs, 61 at sources, 37 at groundwater', bad[:3])

bad, due = [], {}
missed = {(r['station'], r['time']) for r in table('c/not_sampled.csv')}
for m in MONTHS:
	here = {s.key['station'] for s in sheets[m].values() if s.key['kind'] == 'routine'}
	mm = int(m[5:])
	due[m] = {s for s, r in reg.items() if used(s, m) and (s, m) not in missed and (r['type'] in ('断面', '湖库') or r['tier'] == '地级' or
		r['tier'] == '县级' and (mm in (4, 10) if r['water_type'] == 'groundwater' else mm in (1, 4, 7, 10)))}
	bad += [(m, here ^ due[m])] if here != due[m] else []
ok(not bad, 'what is due is sampled, what is not sampled has its reason', bad[:3])
ok({s for s, _ in missed if _ == '2026-08'} == {s for s, _ in missed if _ == '2026-09'} and ('S29', '2025-07') in missed and len(missed) == 3,
	'a dry gap of two months, a road that was cut')
sides = collections.Counter(tuple(sorted(s.key['vertical'] for s in sheets['2026-10'].values() if s.key['station'] == st and s.key['kind'] == 'routine')) for st in sections)
ok(sides[('left', 'right')] == 2, 'two sections have two verticals', sides)

# --- quality control ---
few, outside, above, off = [], [], [], []
PAIR = {'CODMn': 20, 'COD': 10, 'BOD5': 20, 'NH3-N': 10, 'TP': 10, 'TN': 5, 'Cu': 8, 'Zn': 10, 'Pb': 8, 'Cd': 10, 'Hg': 15, 'As': 10, 'Cr6+': 5,
	'F-': 10, 'CN-': 10, 'VP': 10, 'LAS': 20}		# the strictest band and column of the facts [%]
for m in MONTHS:
	kinds = collections.Counter(s.key['kind'] for s in sheets[m].values())
	pairs = kinds['field-pair'] + kinds['lab-duplicate']
	if kinds['field-blank'] < 1 or pairs * 10 < kinds['routine'] or kinds['field-pair'] < 2 or kinds['lab-duplicate'] < 2 or kinds['reference'] < 1:
		few.append((m, kinds))
	for s in sheets[m].values():
		if s.key['pair']:
			a = sheets[m][s.key['pair']]
			if (a.key['kind'], a.key['station'], a.key['vertical'], a.date) != ('routine', s.key['station'], s.key['vertical'], s.date):
				few.append((m, s.key))
			for item, y in s.value.items():
				x = a.value[item]
				if item in s.low and item in a.low:
					continue
				if abs(x - y) / (x + y) * 100 > PAIR.get(item, 10):
					outside.append((m, s.key['kind'], item, abs(x - y) / (x + y) * 100))
		if s.key['kind'] == 'field-blank':
			above += [(m, i, s.value[i]) for i in s.value if i not in s.low]
	for k in table('c/keys/%s.csv' % m):
		if k['kind'] == 'reference' and abs(sheets[m][k['code']].value[k['item']] - D(k['value'])) > D(k['uncertainty']):
			off.append((m, k))
ok(not few, 'each month: a blank, two field pairs and two duplicates, pairs of a tenth, a reference', few[:3])
ok(len(outside) == 1 and outside[0][:3] == ('2026-06', 'field-pair', 'TP') and outside[0][3] > 15, 'one pair is outside its limit', outside)
ok(above == [('2026-06', 'NH3-N', D('0.041'))], 'one blank is above its limit of detection', above)
ok(not off, 'references are inside their uncertainty', off)

# --- the story ---
cls, why, vals, dates, flips = {}, {}, {}, {}, []
for m in MONTHS:
	v, d = merged(sheets[m])
	vals[m], dates[m] = v, d
	routine = {s.key['station']: s.value for s in sheets[m].values() if s.key['kind'] == 'routine'}
	for st in v:
		w = reg[st]['water_type']
		if w == 'groundwater':
			continue
		k = judge(v[st], w)
		cls[st, m], why[st, m] = k
		other = judge(routine[st], w)[0], judge(v[st], w, rnd=False)[0]
		if st in sections and not reg[st]['type'] == '水源' and m in ('2025-10', '2026-07', '2026-10') and other != (k[0], k[0]) and not routine[st].get('x') and \
			not any(s.key['station'] == st and s.key['vertical'] for s in sheets[m].values()):
			flips.append((st, m, k, other))
if os.environ.get('DEMO_SHOW'):
	for m in MONTHS:
		print('#', m, ' '.join('%d' % cls[s, m] if (s, m) in cls else '-' for s in reg if s[0] != 'D'))
now, then = '2026-10', '2025-10'
c = collections.Counter(cls[s, now] for s in sections if (s, now) in cls)
ok(sum(c.values()) == 29 and c[1] + c[2] + c[3] == 28 and c[4] == 1, '2026-10: 28 of 29 sections in classes I to III (96.6 %, excellent), one in IV', c)
ok(not flips, 'classes of these months hang neither on rounding nor on the second of a pair', flips)
ok(cls['S24', now] == 4 and why['S24', now] == ['TP'] and reg['S24']['target_class'] == '3' and cls['S24', then] == 3, 'S24 fails its target III by TP alone', cls['S24', now], why['S24', now])
ok(cls['S23', now] <= 2 and reg['S24']['upstream'] == 'S23', 'the section above it is fine')
rain = {(r['county'], r['time']): D(r['RAIN']) for r in table('c/rain.csv')}
day = datetime.date.fromisoformat(dates[now]['S24'])
three = sum(rain[reg['S24']['county'], str(day - datetime.timedelta(k))] for k in (1, 2, 3))
ok(three == 38, '38 mm of rain in the three days before it was sampled', three, day)
meet = [s for s in sections if reg[s]['target_class'] and (s, now) in cls and cls[s, now] <= int(reg[s]['target_class'])]
ok(len(meet) == 16, '16 of 17 targets met in 2026-10', set(s for s in sections if reg[s]['target_class'] and used(s, now)) - set(meet))
ok((cls['S22', then], cls['S22', now], why['S22', now]) == (2, 3, ['NH3-N']), 'S22 fell from II to III by NH3-N', cls['S22', then], cls['S22', now], why['S22', now])
up = [s for s in sections if (s, then) in cls and (s, now) in cls and cls[s, now] < cls[s, then]]
down = [s for s in sections if (s, then) in cls and (s, now) in cls and cls[s, now] > cls[s, then]]
ok(len(up) >= 3 and 3 <= len(down) and len(up) + len(down) < 12, 'against 2025-10 some sections rose, some fell', up, down)
flood = [s for s in sections if cls.get((s, '2026-07'), 0) >= 4]
ok(flood == ['S06', 'S27'] and all(cls[s, '2026-07'] == 4 for s in flood), '2026-07: two sections in class IV', flood)
bad = [(s, m, k, why[s, m]) for (s, m), k in cls.items() if k > 3 and (s, m) not in {('S06', '2026-07'), ('S27', '2026-07'), ('S24', now)}]
ok(not bad, 'no other section, reservoir or source beyond class III in 25 months', bad)


def mean(item, m):
	return sum(vals[m][s][item] for s in sections if s in vals[m]) / sum(s in vals[m] for s in sections)


ok(mean('TP', '2026-07') > mean('TP', '2025-07') * D('1.2') and mean('CODMn', '2026-07') > mean('CODMn', '2025-07') * D('1.15'),
	'in the flood TP and CODMn are up', mean('TP', '2026-07'), mean('TP', '2025-07'), mean('CODMn', '2026-07'), mean('CODMn', '2025-07'))
monthly = collections.defaultdict(D)
for (county, d), mm in rain.items():
	monthly[d[:7]] += mm / 8
ok(max(monthly, key=monthly.get) == '2026-07' and 300 < monthly['2026-07'] < 700 and all(900 < sum(monthly[m] for m in MONTHS if m[:4] == y) < 2000 for y in ('2025',)),
	'2026-07 is the wettest month', dict(monthly))
tn = [vals[m][s]['TN'] for m in MONTHS for s in sections if s in vals[m]]
ok(sum(x > 1 for x in tn) > len(tn) * 3 // 4 and max(tn) < 4, 'TN is high nearly everywhere', min(tn), max(tn))
state = {}
for m in MONTHS:
	for lake in lakes:
		p = [vals[m][s] for s in vals[m] if reg[s]['lake'] == lake]
		state[lake, m] = tli({i: sum(x[i] for x in p) / len(p) for i in ('叶绿素a', 'TP', 'TN', '透明度', 'CODMn')})
rich = {k: round(v, 1) for k, v in state.items() if v > 50}
ok(set(rich) == {('云溪水库', '2026-08')} and 52 < rich['云溪水库', '2026-08'] < 58 and all(v > 30 for v in state.values()),
	'reservoirs are mesotrophic, one is lightly eutrophic in 2026-08', rich, min(state.values()), sorted(state.items(), key=lambda x: -x[1])[:4])

# --- drinking-water sources ---
over, near, cannot = [], [], []
for m in MONTHS:
	for s in sheets[m].values():
		if s.key['kind'] != 'routine' or s.key['station'] not in sources or reg[s.key['station']]['water_type'] == 'groundwater':
			continue
		st = s.key['station']
		third = {i: v[2] for i, v in LIMITS.items() if ' ' not in i and i != 'COD'}
		third['TP'] = LIMITS['TP ' + reg[st]['water_type']][2]
		for item, limit in list(SOURCE.items()) + list(third.items()):
			x = s.value[item]
			if item in s.low and s.limit[item] > limit:
				cannot.append((m, st, item))
			elif x > limit:
				over.append((m, st, item, x))
			elif x * 100 >= 80 * limit and item not in s.low:
				near.append((m, st, item, x / limit * 100))
ok(over == [(now, 'D06', '锰', D('0.13'))], 'one source is over its limit: Mn 0.13 in 2026-10', over)
ok([n for n in near if n[0] == now] == [(now, 'D02', '铁', 85)], 'another is at 85 % of a limit', near)
ok(cannot == [('2025-07', 'D05', '锑')], 'one limit of detection is above the limit of the standard', cannot)
again = {(r['station'], r['item']): r for r in table('c/followup.csv')}
ok(again['D06', 'Mn']['value'] == '0.06' and again['D06', 'Mn']['closed'] == '1' and again['D06', 'Mn']['time'] > dates[now]['D06'], 'it was tested again: 0.06')
# Groundwater against class III of GB/T 14848-2017, in the units of the sheet; the parts of a sample agree with each other.
GROUND = {'色度': 15, '浑浊度': 3, '总硬度': 450, '溶解性总固体': 1000, '硫酸盐': 250, '氯化物': 250, '铁': .3, '锰': .1, 'Cu': 1, 'Zn': 1, '铝': .2,
	'VP': .002, 'LAS': .3, '耗氧量': 3, 'NH3-N': .5, 'S2-': .02, '钠': 200, '总大肠菌群': 3, '菌落总数': 100, '亚硝酸盐氮': 1, '硝酸盐(以N计)': 20,
	'CN-': .05, 'F-': 1, '碘化物': .08, 'Hg': .001, 'As': .01, 'Se': .01, 'Cd': .005, 'Cr6+': .05, 'Pb': .01, '三氯甲烷': .06, '四氯化碳': .002,
	'苯': .01, '甲苯': .7, '总α放射性': .5, '总β放射性': 1}
bad, odd = [], []
for m in MONTHS:
	for s in sheets[m].values():
		v = s.value
		if len(v) == 37:
			if set(v) != set(GROUND) | {'pH'} or not D('6.5') <= v['pH'] <= D('8.5'):
				bad.append((m, set(v) ^ set(GROUND)))
			bad += [(m, i, v[i]) for i in GROUND if v[i] > D(str(GROUND[i])) or i in s.low and s.limit[i] > D(str(GROUND[i]))]
		if s.key['kind'] == 'routine':
			odd += [(m, s.key['station'], a, b) for a, b in (('CODMn', 'COD'), ('BOD5', 'COD'), ('NH3-N', 'TN'), ('硝酸盐(以N计)', 'TN'))
				if a in v and b in v and v[a] >= v[b] and a not in s.low and b not in s.low]
			if 'DO' in v and not D('.8') < v['DO'] / (468 / (D('31.6') + v['WT'])) < D('1.1'):
				odd.append((m, s.key['station'], v['WT'], v['DO']))
ok(not bad, 'groundwater is in class III', bad[:5])
ok(not odd, 'COD above CODMn and BOD5, TN above its parts, oxygen near saturation', odd[:5])
vol = collections.defaultdict(set)
for r in table('c/volumes.csv'):
	vol[r['time']].add(r['station'])
ok(list(vol) and all(vol[m] == {s for s in sources if used(s, m)} for m in MONTHS), 'water is taken from the sources in use')

# --- the series ---
flow = collections.defaultdict(dict)
for r in table('c/flow.csv'):
	flow[r['station']][r['time']] = D(r['Discharge'])
ok(len(flow) == 5 and all(len(f) == 1765 and min(f) == '2022-01-01' and max(f) == '2026-10-31' for f in flow.values()), 'flow of five stations, every day')
f = flow['S22']
q25 = sorted(f.values())[len(f) // 4]
month = [x for d, x in f.items() if d[:7] == now]
ok(sum(month) / len(month) < q25 and f[dates[now]['S22']] < q25, 'the flow of S22 in 2026-10 is below the lowest quarter of its record', sum(month) / len(month), q25)
ok(all(max(f, key=f.get)[:7] == '2026-07' for f in flow.values()), 'the flood has the largest flow of the record', {s: max(f, key=f.get) for s, f in flow.items()})
auto, bad = collections.defaultdict(dict), []
flags = {r.split(',')[0] for r in open(TOP + '/common/data/flags.csv', encoding='utf-8')}
gaps = collections.Counter()
for m in MONTHS:
	for r in table('c/auto/%s.csv' % m):
		auto[r['station']][r['time']] = r
		r['month'] = m			# 00:00 of the first belongs to the month before
		empty = {i for i in ('WT', 'pH', 'DO', 'EC', 'NTU', 'CODMn', 'NH3-N', 'TP', 'TN') if not r[i]}
		said = dict(x.split(':') for x in r['flags'].split())
		gaps.update(said.values())
		if r['source'] != 'auto' or not set(said.values()) <= flags or not empty <= set(said) or any(r[i] for i in said):
			bad.append(r)
days = (datetime.date(2026, 11, 1) - datetime.date(2024, 10, 1)).days
ok(not bad and set(auto) <= set(sections) and len(auto) == 4 and all(len(a) == days * 6 for a in auto.values()), 'four automatic stations, each stamp, a flag where a value is missing', bad[:2])
ok(set(gaps) == {'maintenance', 'calibration', 'fault'}, 'gaps of three kinds', gaps)
ok({s for s, a in auto.items() if any(r['Chla'] for r in a.values())} == {'S30'}, 'the bay station has chlorophyll')


def auto_mean(st, m, item):
	x = [D(r[item]) for r in auto[st].values() if r['month'] == m and r[item]]
	return sum(x) / len(x)


ok(auto_mean('S24', now, 'TP') > D('.2') and auto_mean('S22', now, 'NH3-N') > D('.5'), 'the automatic means agree with the two stories',
	auto_mean('S24', now, 'TP'), auto_mean('S22', now, 'NH3-N'))
bad = []
for st in auto:
	for m in MONTHS:
		v = {i: auto_mean(st, m, i) for i in ('pH', 'DO', 'CODMn', 'NH3-N', 'TP')}
		k = judge(v, 'river')
		if k[0] > 3 and (st, m) != ('S24', now):
			bad.append((st, m, k))
		if (st, m) in cls and m in (now, then) and judge({**vals[m][st], **v}, 'river')[0] != cls[st, m]:
			bad.append((st, m, judge({**vals[m][st], **v}, 'river'), cls[st, m]))
ok(not bad, 'with automatic means first the classes of both Octobers stay', bad)
far = [(st, m, item, a, b) for st in auto for m in (now, then) for item in ('TP', 'NH3-N', 'CODMn', 'TN') for b in [vals[m][st][item]]
	for a in [[D(r[item]) for t, r in auto[st].items() if t[:10] == dates[m][st] and r[item]]] if a and abs(sum(a) / len(a) - b) > b / 5]
ok(not far, 'automatic and laboratory values of the day of sampling differ by less than 20 %', [(x[:3], sum(x[3]) / len(x[3]), x[4]) for x in far])
top = {m: max(D(r['NTU']) for t, r in auto['S08'].items() if t[:7] == m and r['NTU']) for m in MONTHS}
ok(max(top, key=top.get) == '2026-07' and top['2026-07'] > 100, 'the flood is visible in turbidity', top)
turbid = {t: D(r['NTU']) for t, r in auto['S24'].items() if t[:7] == now and r['NTU']}
ok(max(turbid[t] for t in turbid if t[8:10] == '09') > 5 * max(turbid[t] for t in turbid if t[8:10] == '07'), 'turbidity at S24 rose with the rain')
bloom = [D(r['Chla']) for t, r in auto['S30'].items() if '2026-04-13' < t < '2026-04-16' and r['Chla']]
ok(min(bloom) > 30 and auto_mean('S30', '2026-01', 'Chla') < 10, 'the bay station saw the bloom', bloom)
# The commands read what is there.
r = subprocess.run([BIN + '/qj-average', '--to', 'day', '--interval', '4h', '--medium', 'water', 'c/auto/%s.csv' % now], capture_output=True, text=True, env=ENV)
got = {(x['station'], x['time']): x for x in csv.DictReader(r.stdout.splitlines())}
six = [auto['S24'][t] for t in ['2026-10-10 %02d:00' % h for h in (4, 8, 12, 16, 20)] + ['2026-10-11 00:00']]
six = [D(x['TP']) for x in six if x['TP']]
ok(r.returncode == 0 and len(six) > 4 and abs(D(got['S24', '2026-10-10']['TP']) - sum(six) / len(six)) < D('.000001') and 'unreadable' not in r.stderr,
	'qj-average reads the automatic stations and comes to the same mean of a day', r.stderr, six)
for name in ('flow', 'volumes', 'followup', 'blooms', 'not_sampled'):
	r = subprocess.run([BIN + '/qj-site', '--check', '-C', 'c', '--attach', 'name', 'c/%s.csv' % name], capture_output=True, text=True, env=ENV)
	ok(r.returncode == 0 and len(r.stdout.splitlines()) == len(table('c/%s.csv' % name)) + 1, 'the stations of %s.csv are in the registry' % name, r.stderr)
b = table('c/blooms.csv')
ok(len(b) == 9 and {r['station'] for r in b} == {'L41', 'L42', 'L43'} and all(reg[r['station']]['type'] == '库湾' for r in b) and
	len({r['time'] for r in b}) == 3 and sorted(r['time'] for r in b if D(r['Alg']) >= 10 ** 7) == ['2026-04-14'] * 2, 'three spring dates of the bay, a bloom on one')
shutil.rmtree(TMP)
done()
