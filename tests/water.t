#!/usr/bin/python3
# water.t - qj-water against worked and published cases (tests/water/vectors.csv), the published classes of the
# national automatic stations (where ../shared is), the figures of real bulletins, and properties that hold of any data.
#
# Sources of the published cases: ChinaXiv 202112.00113; Jing'an district 2024-02; national weekly reports of automatic
# stations 2007 and 2013; Hunan 2017-11; Jiangsu 2015 week 7; national bulletins 2011, 2016, 2018; Hubei 2018-07 and 2021-11.
import collections
import csv
import glob
import io
import os
import random
import re
import subprocess
import tempfile
from decimal import Decimal as D, ROUND_HALF_EVEN

from tap import done, ok

os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.path.abspath(os.environ.get('QJ_BIN', 'build/bin'))
ENV = {'PATH': BIN + ':' + os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'UTC', 'ASAN_OPTIONS': 'detect_leaks=0'}
SHARED = '../shared/data/water'
TMP = tempfile.mkdtemp()


def run(*args, stdin='', rc=0):
	p = subprocess.run(args, input=stdin, capture_output=True, text=True, env=ENV)
	if p.returncode != rc:
		raise SystemExit('%s: status %d, %s' % (' '.join(args), p.returncode, p.stderr))
	return p


def table(text):
	return list(csv.DictReader(io.StringIO(text)))


def sheet(rows, head=None):
	head = head or list(rows[0])
	out = io.StringIO()
	w = csv.writer(out, lineterminator='\n')
	w.writerow(head)
	w.writerows([[r.get(h, '') for h in head] for r in rows])
	return out.getvalue()


def water(rows, *opts, rc=0):
	return table(run('qj-water', '-q', *opts, stdin=sheet(rows), rc=rc).stdout)


def values(text):
	return dict(p.split('=', 1) for p in text.split(';'))


def sample(v, station='A', time='2026-10-08'):
	return {'station': station, 'time': time, **v}


def given(counts, **more):
	"""As many rows of each class, 1 to 6."""
	return [{'station': 'S%d-%d' % (c, i), 'time': '2026-10', 'class_published': str(c), **more}
		for c, n in enumerate(counts, 1) for i in range(n)]


# Multiples with one decimal, as the worked cases print them.
ONE = os.path.join(TMP, 'rounding.csv')
open(ONE, 'w').write(open('common/data/rounding.csv').read().replace('multiple,*,2,', 'multiple,*,1,'))

vectors = table(''.join(l for l in open('tests/water/vectors.csv', encoding='utf-8') if not l.startswith('#')))


def judge(v):
	ask, want, body = v['ask'], v['want'], v['water']
	x = values(v['input']) if '|' not in v['input'] else None
	type_ = ('--water-type', body) if body else ()
	if ask in ('item', 'published'):
		return water([sample(x)], *type_)[0]['class']
	if ask == 'section':
		r = water([sample(x)], '--table', 'rounding=' + ONE, *type_)[0]
		return '|'.join(r[k] for k in ('class', 'status', 'limiting', 'main'))
	if ask == 'multiple':
		# Four decimals: the exceeding column where the item exceeds.
		four = os.path.join(TMP, 'four.csv')
		open(four, 'w').write(open('common/data/rounding.csv').read().replace('multiple,*,2,', 'multiple,*,4,'))
		r = water([sample(x)], '--table', 'rounding=' + four, *type_)[0]
		return (re.findall(r'\((.*?)\)', r['exceeding']) or [''])[0]
	if ask == 'mean':
		(item, list_), = x.items()
		rows = [sample({item: s, 'DO': '8'}, time='2026-10-%02d' % (i + 1)) for i, s in enumerate(list_.split(','))]
		# The mean before rounding, as a group of one row a day has it: never rounded, never below a limit.
		r = water(rows, '--period', '2026-10', '--round', 'never')[0]
		return r[item]
	if ask == 'zero':
		item = {'2': 'Oil'}[x['dp']]
		return water([sample({item: x['value']}), sample({item: x['value']}, time='2026-10-09')], '--period', '2026-10')[0][item]
	if ask == 'roundclass':
		(item, mean), = x.items()
		r = water([sample({item: mean})], '--period', '2026-10')[0]
		raw = water([sample({item: mean})])[0]
		if r['class_alt'] != raw['class'] or raw['class_alt'] != r['class']:
			return 'the other class is not told'
		return r[item] + '|' + r['class']
	if ask == 'shares':
		names = ('I', 'II', 'III', 'IV', 'V', 'VI')
		counts = [int(x[k]) for k in names] if 'I' in x else [0, 0, 3, 0, 0, 2]
		if 'I' not in x:
			p = run('qj-water', '--by', 'all', '--given', 'class_published', stdin=sheet(given(counts)))
			return 'edge' if 'no status' in p.stderr and table(p.stdout)[0]['status'] == '重度污染' else p.stdout + p.stderr
		r = water(given(counts), '--by', 'all', '--given', 'class_published')[0]
		return '|'.join((r['sections'], r['good_share'], r['bad_share'], r['status']))
	if ask == 'rivermean':
		parts = [values(p.strip()) for p in v['input'].split('|')]
		rows = [sample(p, station='R%d' % i) for i, p in enumerate(parts)]
		r = water(rows, '--by', 'all')[0]
		classes = ' '.join(q['class'] for q in water(rows))
		means = []
		for item, want_mean in values(want.split('|')[0].removeprefix('means ')).items():
			exact = sum(D(p[item]) for p in parts) / len(parts)
			means.append('%s=%s' % (item, exact.quantize(D(want_mean), ROUND_HALF_EVEN)))
		return 'means %s|%s|%s|%s' % (';'.join(means), r['class'], r['status'], classes)
	if ask == 'rivermain':
		bad = {'COD': '24', 'TP': '0.3', 'NH3-N': '1.2', 'DO': '4'}
		good = {'COD': '8', 'TP': '0.05', 'NH3-N': '0.1', 'DO': '8', 'CODMn': '2'}
		rows = [sample({**good, **{k: bad[k] for k in bad if i < int(x[k])}}, station='R%d' % i) for i in range(int(x['n']))]
		return water(rows, '--by', 'all')[0]['main']
	if ask == 'ratio':
		part, n = int(x['part']), int(x['n'])
		return water(given([0, 0, part, n - part, 0, 0]), '--by', 'all', '--given', 'class_published')[0]['share_3']
	if ask == 'status':
		good, bad = round(float(x['good']) * 10), round(float(x['bad']) * 10)
		return water(given([0, good, 0, 1000 - good - bad, 0, bad]), '--by', 'all', '--given', 'class_published')[0]['status']
	return water(given([0, 1, 0, 0, 0, 0]), '--given', 'class_published')[0]['status']


def same(got, v):
	if v['ask'] == 'mean':
		return bool(got) and abs(D(got.lstrip('<')) / (2 if got.startswith('<') else 1) - D(v['want'])) <= D('0.00005') * (1 if v['input'].startswith('pH') else D('0.02'))
	if v['ask'] == 'multiple':
		return got == v['want']
	return got == v['want']


for v in vectors:
	got = judge(v)
	ok(same(got, v), '%s %s' % (v['id'], v['ask']), 'want ' + v['want'], 'got  ' + got)

# --- figures of real bulletins, from rows that state them ---------------------------------------
r = water(given([0, 16, 4, 0, 0, 0]), '--by', 'all', '--given', 'class_published')[0]
ok((r['share_2'], r['share_3']) == ('80.0', '20.0'), 'Yangtze main stem, Hubei 2021-11: 20 sections, II 80.0 %, III 20.0 %', r)
r = water(given([25, 158, 76, 15, 1, 0]), '--by', 'all', '--given', 'class_published')[0]
ok((r['sections'], r['good_share'], r['share_4'], r['share_5'], r['bad_share']) == ('275', '94.2', '5.5', '0.4', '0.0'),
    'Hubei 2021-11: 275 sections, IV 5.5, V 0.4, none worse; I to III 259 of 275 round to 94.2', r)
r = water(given([25, 158, 76, 15, 1, 0]), '--by', 'all', '--given', 'class_published', '--shares', 'closed')[0]
ok([r['share_%d' % c] for c in range(1, 7)] + [r['good_share']] == ['9.1', '57.4', '27.6', '5.5', '0.4', '0.0', '94.1'],
    'the same as printed, closed to 100: 9.1, 57.4, 27.6, 5.5, 0.4 and I to III 94.1', r)
for n, met, want in ((285, 273, '95.8'), (285, 234, '82.1')):
	zones = [{'station': 'Z%d' % i, 'time': '2018-07-05', 'NH3-N': '0.2' if i < met else '1.3', 'DO': '8', 'target_class': '3'} for i in range(n)]
	r = water(zones, '--zones', '--period', '2018-07', '--by', 'all')[0]
	ok((r['targets'], r['met'], r['met_share']) == (str(n), str(met), want), 'water function zones, Hubei 2018-07: %d of %d, %s %%' % (met, n, want), r)
four = [('W158', 3, 4, 3, 4, 3, '2'), ('W159', 3, 5, 3, 5, 3, '1'), ('W160', 2, 3, 2, 3, 2, '0'), ('W161', 3, 4, 3, 3, 3, '0'), ('W162', 3, 5, 3, 4, 3, '2')]
for id_, m0, m1, y0, y1, target, want in four:
	r = water([{'station': 'A', 'class': m1, 'class_base': m0, 'class_ytd': y1, 'class_ytd_base': y0, 'target_class': target, 'time': '2026-10'}], '--warning')[0]
	ok(r['warning'] == want and r['warning_word'] == {'0': '', '1': '一级', '2': '二级'}[want], id_ + ' warning of the Yangtze basin', r)
r = water([sample({'CODMn': '6.30'})])[0]
ok(r['exceeding'] == 'CODMn(0.05)', 'Yichang 2017-04: CODMn 6.30 against 6 is 0.05 times over', r)
r = water(given([0, 3255, 0, 361, 0, 25]), '--by', 'all', '--given', 'class_published')[0]
ok((r['sections'], r['good_share'], r['bad_share']) == ('3641', '89.4', '0.7'), 'national 2023: 3641 sections, I to III 89.4 %, worse than V 0.7 %', r)
rows = [{'station': '乐坪桥', 'time': '2023-11', 'class_published': 'Ⅰ', 'target_class': 'Ⅲ'},
	{'station': '洞坪', 'time': '2023-11', 'class_published': 'Ⅱ', 'target_class': 'Ⅲ'}]
r = water(rows, '--given', 'class_published')
ok([(q['class'], q['status'], q['target_met']) for q in r] == [('1', '优', '1'), ('2', '优', '1')], "Xuan'en 2023-11: classes I and II, planned III, 优", r)
r = water(given([3, 10, 4, 0, 0, 0], target_class='3'), '--by', 'all', '--given', 'class_published')[0]
ok((r['targets'], r['met'], r['met_share']) == ('17', '17', '100.0'), 'Enshi 2020: 17 assessed sections, all met the target', r)

# --- the national automatic stations -------------------------------------------------------------
# Water type of the sections whose published class is not that of the river limits, and why.
LAKES = dict(l.rstrip('\n').split(',', 1) for l in open('tests/water/lakes.csv', encoding='utf-8') if not l.startswith(('#', 'station')))
books = sorted(glob.glob(SHARED + '/water_info_*.xlsx'))
total = rivers = agree = 0
wrong = []
for b in books:
	rows = table(run('qj-import', '-q', '--year', '2026', 'auto', b).stdout)
	text = sheet(rows)
	first = table(run('qj-water', '-q', '-k', stdin=text, rc=None).stdout) if False else \
		table(subprocess.run(['qj-water', '-q', '-k'], input=text, capture_output=True, text=True, env=ENV).stdout)
	sites = 'station,water_type\n' + ''.join('%s,%s\n' % (s, 'lake' if s in LAKES else 'river') for s in dict.fromkeys(r['station'] for r in rows))
	reg = os.path.join(TMP, 'stations.csv')
	open(reg, 'w').write(sites)
	second = table(subprocess.run(['qj-water', '-q', '-k', '--registry', reg], input=text, capture_output=True, text=True, env=ENV).stdout)
	for a, z in zip(first, second):
		if a['class_published']:
			total += 1
			rivers += a['class'] == a['class_published']
			agree += z['class'] == z['class_published']
			if z['class'] != z['class_published']:
				wrong.append((z['station'], z['class_published'], z['class']))
			if (a['class'] != a['class_published']) != (a['station'] in LAKES):
				wrong.append((a['station'], 'is listed or not listed without need'))
if books:
	ok((total, rivers, agree) == (559, 542, 559) and not wrong,
	    'published classes: %d of %d, %d by river limits alone' % (agree, total, rivers), *wrong)
else:
	print('# ../shared is not here: the published classes of the national stations were not compared')

# --- properties ----------------------------------------------------------------------------------
rnd = random.Random(3838)
LIM = collections.OrderedDict()
for l in csv.DictReader(l for l in open('common/data/limits_water.csv', encoding='utf-8') if not l.startswith('#')):
	if l['table'] == '1' and l['kind'] in ('max', 'min') and l['water_type'] != 'lake' and l['assessed'] == '1':
		LIM[l['item']] = ([D(l['class%d' % i]) for i in range(1, 6)], l['kind'])


def draw():
	v = {}
	for item, (lim, kind) in LIM.items():
		if rnd.random() < 0.85:
			c = rnd.choice(lim) * D(rnd.choice(['0.4', '0.9', '1', '1.01', '1.7']))
			v[item] = format(c.normalize(), 'f')
			if rnd.random() < 0.1 and kind == 'max':
				v[item] = '<' + v[item]
	return v


def worse(item, s):
	below = s.startswith('<')
	x = D(s.lstrip('<')) / (2 if below else 1)
	f = D(rnd.choice(['1.001', '1.2', '3', '40']))
	return format((x / f if LIM[item][1] == 'min' else x * f).normalize(), 'f')


pairs = []
for i in range(400):
	a = draw()
	if not a:
		continue
	b = dict(a)
	item = rnd.choice(list(a))
	b[item] = worse(item, a[item])
	pairs.append((sample(a, 'a%d' % i), sample(b, 'b%d' % i), item))
head = ['station', 'time'] + list(LIM)
flat = [r for p in pairs for r in p[:2]]
res = {r['station']: r for r in table(run('qj-water', '-q', stdin=sheet(flat, head)).stdout)}
bad = [(p[0], p[2], p[1][p[2]]) for p in pairs if int(res[p[1]['station']]['class']) < int(res[p[0]['station']]['class'])]
ok(len(pairs) > 380 and not bad, 'raising any pollutant never improves a class (%d pairs)' % len(pairs), *bad)
mixed = head[:2] + rnd.sample(head[2:], len(LIM))
other = {r['station']: r for r in table(run('qj-water', '-q', stdin=sheet(flat, mixed)).stdout)}
keys = ('class', 'status', 'limiting', 'exceeding', 'main', 'undetermined')
bad = [s for s in res if any(res[s][k] != other[s][k] for k in keys)]
ok(not bad, 'the order of columns does not matter', *bad)
units = sheet(flat, head).split('\n', 1)
units = ','.join(h if h in ('station', 'time') else h + '[mg/L]' for h in units[0].split(',')) + '\n' + units[1]
other = {r['station']: r for r in table(run('qj-water', '-q', stdin=units).stdout)}
bad = [s for s in res if any(res[s][k] != other[s][k] for k in keys)]
ok(not bad, 'units in the header do not matter', *bad)
groups = [dict(p[0], river='R%d' % (i % 9)) for i, p in enumerate(pairs)]
by = {r['river']: r for r in water(groups, '--by', 'river')}
more = groups + [dict(sample(draw(), 'new'), river='R3')]
by2 = {r['river']: r for r in water(more, '--by', 'river')}
changed = [k for k in by if by[k] != by2[k]]
ok(changed == ['R3'], 'adding a section changes its own river alone', changed)
raised = [dict(r) for r in groups]
for r in raised[::3]:
	i = rnd.choice([k for k in r if k in LIM])
	r[i] = worse(i, r[i])
by3 = {r['river']: r for r in water(raised, '--by', 'river')}
bad = [k for k in by if D(by3[k]['good_share']) > D(by[k]['good_share']) or D(by3[k]['bad_share']) < D(by[k]['bad_share'])]
ok(not bad, 'raising pollutants never raises the share of classes I to III, nor lowers that of worse than V', *bad)
below = [sample({'TP': '<0.01', 'NH3-N': '<0.025', 'DO': '8'}, time='2026-%02d-05' % m) for m in range(1, 11)]
r = water(below, '--period', 'ytd:2026-10')[0]
ok(r['TP'] == '<0.01' and r['NH3-N'] == '<0.025' and '0.005' not in r.values() and '0.0125' not in r.values(),
    'half of a limit of detection never appears as a measured value', r)

# A city's index and rank: what is worse in one of its sections never betters it, nor worsens another city's index.
base = {'pH': '7.8', **{i: format((lim[1] * D('0.7') if kind == 'max' else lim[1] * D('1.2')).normalize(), 'f') for i, (lim, kind) in LIM.items()}}
bad = []
for trial in range(40):
	rows = [{'station': '%s%d' % (city, i), 'city': city, 'water_type': 'river', 'time': '2026-10',
		**{k: (v if k == 'pH' else format((D(v) * D(rnd.choice(['0.5', '1', '1.6']))).normalize(), 'f')) for k, v in base.items()}}
		for city in 'ABCD' for i in range(3)]
	worst = [dict(r) for r in rows]
	hit = rnd.randrange(12)
	item = rnd.choice(list(LIM))
	worst[hit][item] = worse(item, worst[hit][item])
	a = {r['city']: r for r in table(run('qj-cwqi', '-q', stdin=sheet(rows)).stdout)}
	b = {r['city']: r for r in table(run('qj-cwqi', '-q', stdin=sheet(worst)).stdout)}
	for city in a:
		own = city == rows[hit]['city']
		if own and (D(b[city]['CWQI']) < D(a[city]['CWQI']) or int(b[city]['rank']) < int(a[city]['rank'])):
			bad.append((trial, city, item))
		if not own and b[city]['CWQI'] != a[city]['CWQI']:
			bad.append((trial, city, item, 'changed'))
ok(not bad, "raising a pollutant in a section never improves its city's index or rank, nor touches another city's (40 tables)", *bad)

done()
