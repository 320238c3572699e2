#!/usr/bin/python3
# tables.t - the tables of knowledge are well formed, sorted where order has a meaning, unique in
# their keys, without gaps; each is described in qj-standards(7); --table and --print-standard work.
import collections
import csv
import datetime
import glob
import os
import re
import subprocess
import tempfile
from decimal import Decimal

from tap import done, ok

os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get('QJ_BIN', 'build/bin')
ENV = {'PATH': os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'UTC', 'ASAN_OPTIONS': 'detect_leaks=0'}

# What identifies a row, for tables where this is known here.
KEYS = {
	'iaqi': 'edition item averaging iaqi', 'aqi_levels': 'edition from', 'aqi_missing': 'setting edition',
	'editions': 'edition', 'flags': 'code', 'items': 'medium item', 'limits_air': 'edition item averaging grade effective_from',
	'rounding': 'stage item edition', 'percentiles': 'item daily', 'units': 'from to item', 'index_air': 'set item statistic',
	'low': 'item', 'unit_names': 'unit', 'reference_state': 'effective_from item', 'compare_columns': 'column',
	'page_sizes': 'profile', 'page_styles': 'profile style', 'palette': 'set key',
	'limits_water': 'item water_type', 'limits_groundwater': 'item', 'water_classes': 'class', 'water_first': 'item',
	'water_sources': 'item source', 'water_sampling': 'period of', 'water_shares': 'good_from good_below bad_from bad_below', 'water_warnings': 'level', 'water_zones': 'of', 'water_settings': 'key', 'report_settings': 'product key',
	'labqc_precision': 'item method lo', 'labqc_rules': 'rule item', 'labqc_reasons': 'reason',
	'alerts': 'rule', 'alert_words': 'key', 'drinking_words': 'key', 'water_changes': 'way grade', 'cwqi': 'item',
	'tli': 'item', 'tli_levels': 'level', 'bloom_grades': 'by grade', 'bloom_settings': 'key', 'bloom_levels': 'level',
}


def read(path):
	"""Comment lines, header, rows, each row as a dict."""
	lines = open(path, encoding='utf-8', newline='').read().split('\n')
	words = [l for l in lines if l.startswith('#')]
	rows = list(csv.reader((l for l in lines if l and not l.startswith('#')), strict=True))
	return words, rows[0], rows[1:]


def fold(s):
	return re.sub(r'\s', '', s).lower()


def run(cmd, *args, stdin=''):
	return subprocess.run([os.path.join(BIN, cmd), *args], input=stdin, capture_output=True, text=True, env=ENV)


tables = {}
for path in sorted(glob.glob('common/data/*.csv')):
	name = os.path.basename(path)[:-4]
	words, head, rows = read(path)
	tables[name] = [dict(zip(head, r)) for r in rows]
	bad = ['row %d has %d cells, the header %d' % (i, len(r), len(head)) for i, r in enumerate(rows, 1) if len(r) != len(head)]
	bad += ['column name occurs twice or is empty: ' + ','.join(head)] if len(set(head)) != len(head) or '' in head else []
	bad += ['blanks at the ends of ' + repr(c) for r in rows for c in r if c != c.strip()]
	bad += ['no rows'] if not rows else []
	bad += ['no comment line says what it is'] if not words else []
	raw = open(path, 'rb').read()
	bad += ['CR or no final newline'] if b'\r' in raw or not raw.endswith(b'\n') else []
	ok(not bad, name + ': is well formed', *bad)
	twice = [k for k, n in collections.Counter(map(tuple, rows)).items() if n > 1]
	if name in KEYS:
		key = KEYS[name].split()
		absent = [k for k in key if k not in head]
		twice = absent or [k for k, n in collections.Counter(tuple(r[k] for k in key) for r in tables[name]).items() if n > 1]
	ok(not twice, name + ': no row occurs twice', *twice)
	if 'confidence' in head:
		bad = [r for r in tables[name] if r['confidence'] not in ('H', 'M', 'L')]
		ok(not bad, name + ': each row has its confidence', *bad)
	if 'standard' in head:
		bad = [r for r in tables[name] if not r.get('clause', r.get('source', 'x')) or
			(not r['standard'] and r.get('confidence') != 'L')]
		ok(not bad, name + ': each row has its clause, and its standard unless it is a choice of ours (L)', *bad)
	if 'effective_from' in head:
		bad = []
		for r in tables[name]:
			for k in ('effective_from', 'effective_to'):
				if r.get(k):
					try:
						datetime.date.fromisoformat(r[k])
					except ValueError:
						bad.append('%s is no date in %s' % (r[k], r))
			if r['effective_from'] and r.get('effective_to') and r['effective_from'] > r['effective_to']:
				bad.append('ends before it begins: %s' % r)
		ok(not bad, name + ': dates are dates and in order', *bad)

# --- editions, levels, break points ---------------------------------------------------------
ed = sorted(tables['editions'], key=lambda r: r['effective_from'])
gaps = [(a, b) for a, b in zip(ed, ed[1:])
	if datetime.date.fromisoformat(a['effective_to']) + datetime.timedelta(1) != datetime.date.fromisoformat(b['effective_from'])]
ok(not gaps and not ed[-1]['effective_to'], 'editions follow each other without a gap; the last is open', *gaps)

lev = collections.defaultdict(list)
for r in tables['aqi_levels']:
	lev[r['edition']].append(r)
bad = [e for e, rows in lev.items() if [r['level'] for r in rows] != list('123456') or rows[0]['from'] not in ('0', '1') or
	any(int(a['to']) + 1 != int(b['from']) for a, b in zip(rows, rows[1:]))]
ok(len(lev) >= 2 and not bad, 'the six levels of each edition leave no index out', *bad)

points = collections.defaultdict(list)
for r in tables['iaqi']:
	points[r['edition'], r['item'], r['averaging']].append((Decimal(r['iaqi']), Decimal(r['conc'])))
bad = [k for k, p in points.items() if p[0] != (0, 0) or any(a[0] >= b[0] or a[1] >= b[1] for a, b in zip(p, p[1:])) or
	not {int(i) for i, _ in p} <= {0, 50, 100, 150, 200, 300, 400, 500}]
ok(len(points) > 10 and not bad, 'break points rise from 0, by the steps of the standard', *bad)
for e in sorted({k[0] for k in points}):
	ok({k[1] for k in points if k[0] == e} == {'SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'}, 'break points of edition %s are of the six items' % e)

# --- colours ----------------------------------------------------------------------------------
bad = [r for r in tables['palette'] if (r['rgb'] == '') != (r['set'] in ('level', 'class'))]
ok(not bad, 'the palette leaves the fills of levels and classes to their own tables, and no other', *bad)
numerals = {r['class']: r['numeral'] for r in tables['water_classes'] if r['rgb']}
ok(len(numerals) == 6 and {r['key']: r['mark_zh'] for r in tables['palette'] if r['set'] == 'class'} == numerals,
	'six classes have a fill, and the palette has their numerals')

# --- limits ---------------------------------------------------------------------------------
lim = collections.defaultdict(dict)
for r in tables['limits_air']:
	if re.fullmatch(r'[0-9.]+', r['limit']):
		lim[r['edition'], r['item'], r['averaging'], r['effective_from']][r['grade']] = Decimal(r['limit'])
bad = [k for k, g in lim.items() if '1' in g and '2' in g and g['1'] > g['2']]
ok(len(lim) > 20 and not bad, 'the limit of grade 1 is never above that of grade 2', *bad)
bad = [r for r in tables['limits_air'] if r['unit'] not in ('ug/m3', 'mg/m3')]
ok(not bad, 'limits are in units of the registry', *bad)

ranges = collections.defaultdict(list)
for r in tables['labqc_precision']:
	ranges[r['item'], r['method']].append(r)
bad = [k for k, rows in ranges.items() if rows[-1]['hi'] or any(a['hi'] != b['lo'] or a['measure'] != b['measure'] for a, b in zip(rows, rows[1:])) or
	any(r['lo'] and r['hi'] and Decimal(r['lo']) >= Decimal(r['hi']) for r in rows)]
bad += [r for r in tables['labqc_precision'] if not r['intra'] or (r['inter'] and Decimal(r['intra']) > Decimal(r['inter']))]
ok(len(ranges) > 20 and not bad, 'ranges of a pair of results follow each other; a laboratory agrees with itself at least as well as with another', *bad)
bad = [r['item'] for t in ('labqc_precision', 'labqc_rules') for r in tables[t] if r['item'] != '*' and
	not any(i['medium'] == 'water' and i['item'] == r['item'] for i in tables['items'])]
ok(not bad, 'limits of laboratory work are of items of the registry', *bad)
# --- limits of water ------------------------------------------------------------------------
def worsens(r, classes, rises):
	"""Whether the limits never improve from a class to the next; ND is below all, * above."""
	v = [Decimal(0) if c == 'ND' else Decimal('Infinity') if c == '*' else Decimal(c) for c in (r['class%d' % k] for k in classes)]
	return all((a <= b) if rises else (a >= b) for a, b in zip(v, v[1:]))


def ends(r, classes):
	return [[Decimal(x) for x in r['class%d' % k].split('~')] for k in classes]


for name, classes in (('limits_water', range(1, 6)), ('limits_groundwater', range(1, 5))):
	rows = [r for r in tables[name] if r['class1']]
	bad = [r['item'] for r in rows if r['kind'] in ('max', 'min') and not worsens(r, classes, r['kind'] == 'max')]
	bad += [r['item'] for r in rows if r['kind'] == 'range' and any(a[0] < b[0] or a[1] > b[1] or a[0] >= a[1]
		for a, b in zip(ends(r, classes), ends(r, classes)[1:]))]
	ok(not bad, name + ': limits never improve from a class to the next', *bad)
	known = {r['item'] for r in tables['items'] if r['medium'] == 'water'}
	bad = [r['item'] for r in tables[name] if r['item'] not in known]
	ok(not bad, name + ': each item is in the registry', *bad)

surface, ground = tables['limits_water'], tables['limits_groundwater']
# The numbers of the printed tables, each once; TP has a row for rivers and one for lakes.
bad = [t for t, n in (('1', 24), ('2', 5), ('3', 80))
	if list(dict.fromkeys(int(r['no']) for r in surface if r['table'] == t)) != list(range(1, n + 1))]
ok(not bad, 'limits_water: tables 1, 2 and 3 have their 24, 5 and 80 items', *bad)
ok(sorted(r['water_type'] for r in surface if r['item'] == 'TP') == ['lake', 'river'] and
	[r['water_type'] for r in surface if r['item'] == 'TN'] == ['lake'] and
	{r['water_type'] for r in surface if r['item'] not in ('TP', 'TN')} == {'*'}, 'limits_water: TP has two rows, TN that of lakes, all else one for both')
ok({r['item'] for r in surface if r['assessed'] == '1'} == {r['item'] for r in surface if r['table'] == '1'} - {'WT', 'TN', 'FC'} and
	len({r['item'] for r in surface if r['assessed'] == '1'}) == 21, 'limits_water: the 21 assessed items are table 1 without water temperature, TN and coliforms')
# The monthly set of sources: the bulletins' counts 23 + 5 + 33, and the numbers of table 3 as a provincial system lists them.
monthly = {t: {int(r['no']) for r in surface if r['table'] == t and r['set61'] == '1'} for t in '123'}
preferred = {1, 2, 10, 11, 14, 15, *range(19, 28), 30, 31, 34, 43, 44, 52, 53, 65, 66, *range(71, 79), 80}
ok(monthly['1'] == set(range(1, 25)) - {5} and monthly['2'] == set(range(1, 6)) and monthly['3'] == preferred and len(preferred) == 33,
	'limits_water: the 61 monthly items are 23 (without COD), 5 and the 33 preferred ones', monthly)
bad = [r['item'] for r in surface if (r['table'] == '1') == bool(r['limit'])]
ok(not bad, 'limits_water: classes in table 1, one limit in tables 2 and 3', *bad)
bad = [(r['item'], r['limit']) for r in surface if r['item'] in ('BaP', 'MeHg', 'PCBs') and
	Decimal(r['limit']) != {'BaP': Decimal('2.8E-6'), 'MeHg': Decimal('1E-6'), 'PCBs': Decimal('2E-5')}[r['item']]]
ok(not bad, 'limits_water: the smallest limits are in mg/L', *bad)
# 39 routine items, of which odour (2) and visible matter (4) are words; 54 more.
ok([int(r['no']) for r in ground if r['table'] == '1'] == [n for n in range(1, 40) if n not in (2, 4)] and
	[int(r['no']) for r in ground if r['table'] == '2'] == list(range(1, 55)) and
	all((r['routine'] == '1') == (r['table'] == '1') for r in ground), 'limits_groundwater: the 39 routine items without two of words, and 54')
mgl = {r['item']: r for r in surface}
bad = [r['item'] for r in ground if r['item'] in mgl and mgl[r['item']]['limit'] and r['class3'] not in ('', '*') and
	not Decimal('0.01') <= Decimal(r['class3']) / Decimal(mgl[r['item']]['limit']) <= 100]
ok(not bad, 'limits_groundwater: class 3 is of the order of the limit of sources (units agree)', *bad)

bad = []
compared = 0
for f in ('../shared/facts/water/gb3838_2002.csv', '../shared/facts/water/gbt14848_2017.csv'):
	if not os.path.exists(f):
		print('# %s is not here: limits were not compared with it' % f)
		continue
	mine = {(r['table'], r['no'], r['water_type'] if r['item'] == 'TP' else ''): r for r in (surface if '3838' in f else ground)}
	for r in csv.DictReader(l for l in open(f, encoding='utf-8') if not l.startswith('#')):
		m = mine.get((r['table'], r['no'], r.get('waterbody', '') if r['item_zh'] == '总磷' else ''))
		if m is None:
			bad += [] if '3838' not in f and r['no'] in ('2', '4') and r['table'] == '1' else ['no row: %s' % r['item_zh']]
		elif '3838' in f and [m[k] for k in ('set61',)] + [m['assessed']] != [r['set61'] or '0', r['assess21'] or '0']:
			bad.append('%s: set61 or assess21' % r['item_zh'])
		elif '3838' in f:
			for k in ('class1', 'class2', 'class3', 'class4', 'class5', 'limit'):
				a, b = m[k].replace('~', '-'), r[k]
				compared += a != ''
				if a != b and ('-' in a[1:] or not a or not b or Decimal(a) != Decimal(b)):
					bad.append('%s %s: %s here, %s there' % (r['item_zh'], k, a, b))
		else:
			unit = Decimal({'μg/L': '0.001', 'MPN/100mL|CFU/100mL': '10'}.get(r['unit'], '1'))
			for k in ('class1', 'class2', 'class3', 'class4'):
				if all(re.fullmatch('[0-9.]+', x) for x in (m[k], r[k])) and Decimal(m[k]) != Decimal(r[k]) * unit:
					bad.append('%s %s: %s here, %s %s there' % (r['item_zh'], k, m[k], r[k], r['unit']))
				compared += bool(re.fullmatch('[0-9.]+', m[k]))
ok(not bad, 'limits of water are those of ../shared, where it is (%d cells)' % compared, *bad)

# --- rules of water -------------------------------------------------------------------------
ok(sorted(r['class'] for r in tables['water_classes']) == list('0123456') and
	[r['step'] for r in sorted(tables['water_classes'], key=lambda r: r['class'])] == ['', '1', '1', '2', '3', '4', '5'],
	'water_classes: six classes and none, in five steps of status')
words = {r['status'] for r in tables['water_classes']}
bad = [r for r in tables['water_shares'] if r['status'] not in words]
ok(not bad, 'water_shares: each status is one of water_classes', *bad)


def fits(r, good, worst):
	return all(not r[k] or op(x, Decimal(r[k])) for k, x, op in (('good_from', good, Decimal.__ge__), ('good_below', good, Decimal.__lt__),
		('bad_from', worst, Decimal.__ge__), ('bad_below', worst, Decimal.__lt__)))


bad = [(g, w) for g in range(0, 101) for w in range(0, 101 - g) if not any(fits(r, Decimal(g), Decimal(w)) for r in tables['water_shares'])]
ok(not bad, 'water_shares: every pair of shares has a status', *bad)
bad = [r for r in tables['water_first'] if r['item'] not in {x['item'] for x in surface if x['assessed'] == '1'}]
ok(not bad, 'water_first: each item is assessed', *bad)
bad = [r['item'] for r in surface if r['assessed'] == '1' and not any(x['stage'] == 'water' and x['item'] == r['item'] for x in tables['rounding'])]
ok(not bad, 'rounding: each assessed item has its decimals', *bad)

# --- items, flags, units --------------------------------------------------------------------
bad = [r['item'] for r in tables['items'] if re.search(r'[, :]', r['item'])]
ok(not bad, 'item names have no comma, blank or colon', *bad)
seen = collections.defaultdict(set)
for r in tables['items']:
	for a in {fold(x) for x in [r['item'], r['zh'], *r['aliases'].split('|')] if x}:
		seen[r['medium'], a].add(r['item'])
bad = ['%s: %s' % (k, sorted(v)) for k, v in seen.items() if len(v) > 1]
ok(not bad, 'an alias names one item of its medium', *bad)
bad = [r for r in tables['items'] if not re.fullmatch(r'[0-9]', r['decimals']) or
	r['average'] not in ('arith', 'sum', 'vector', 'hydrogen', 'energy')]
ok(not bad, 'items have decimals and a way to be averaged', *bad)
bad = [r for r in tables['flags'] if r['use'] not in ('keep', 'doubt', 'drop', 'replace')]
ok(not bad, 'flags are of the four uses', *bad)
bad = [r for r in tables['flags'] if r['origin'] == 'test' and r['use'] not in ('doubt', 'keep')]
ok(not bad, 'a test of ours can at most doubt', *bad)
bad = [r for r in tables['rounding'] if not re.fullmatch(r'[0-9]', r['decimals'])]
ok(not bad, 'decimals of rounding are digits', *bad)

# --- the manual and the options -------------------------------------------------------------
for page in ['man/qj-standards.7'] + [p for p in ['man/zh_CN/qj-standards.7'] if os.path.exists(p)]:
	text = open(page, encoding='utf-8').read()
	named = set(re.findall(r'^\.It Sy (\S+)$', text, re.M))
	ok(set(tables) == named, page + ' describes each table', 'not there: %s' % sorted(set(tables) - named),
	    'no table: %s' % sorted(named - set(tables)))
	now = subprocess.run(['/usr/bin/python3', 'man/standards.py', BIN], capture_output=True, text=True, env=ENV)
	ok(now.returncode == 0 and now.stdout in text, page + ' is up to date (make standards)', now.stderr)

day = 'station,time,SO2,NO2,PM10,PM2.5,CO,O3_8hmax\n2454A,2025-10-01,4,13,57,39,0.5,101\n'
plain = run('qj-aqi', '-q', stdin=day)
same = run('qj-aqi', '-q', '--table', 'iaqi=common/data/iaqi.csv', stdin=day)
ok(plain.returncode == 0 and plain.stdout == same.stdout, 'a table replaced by itself changes nothing', same.stderr)
with tempfile.TemporaryDirectory() as d:
	own = os.path.join(d, 'iaqi.csv')
	text = open('common/data/iaqi.csv', encoding='utf-8').read()
	open(own, 'w', encoding='utf-8').write(re.sub(r'(2012,PM2\.5,24h,50),35,', r'\1,30,', text))
	other = run('qj-aqi', '-q', '--table', 'iaqi=' + own, stdin=day)
	ok(other.returncode == 0 and other.stdout != plain.stdout, 'a table replaced by another changes the result', other.stderr)
	shown = run('qj-aqi', '--print-standard', '--table', 'iaqi=' + own)
	ok(shown.returncode == 0 and own in shown.stdout, '--print-standard names the file that replaces', shown.stderr)
	open(own, 'w', encoding='utf-8').write('edition,item\n2012,SO2\n')
	short = run('qj-aqi', '-q', '--table', 'iaqi=' + own, stdin=day)
	ok(short.returncode in (1, 2) and short.stdout.count('\n') <= 1 and own in short.stderr, 'a table without its columns is refused', short.stderr)
r = run('qj-aqi', '--table', 'nothing=x.csv', stdin=day)
ok(r.returncode == 2 and "nothing" in r.stderr, 'a table of no such name is refused', r.stderr)

done()
