#!/usr/bin/python3
"""qc.t - qj-qc beside the published definitions of QARTOD tests (tests/qc), what must hold of any
table, and how well the built-in rules find known faults."""
import csv
import datetime
import glob
import io
import os
import random
import re
import subprocess
import tempfile

from tap import done, ok

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.environ.get('QJ_BIN', TOP + '/build/bin')
SHARED = os.path.join(TOP, '..', 'shared', 'data', 'air')
TMP = tempfile.mkdtemp(prefix='qj-qc-')
COUNT = [0, 0]


def run(*args, text=None):
	r = subprocess.run([os.path.join(BIN, args[0]), *args[1:]], input=text, capture_output=True, text=True, timeout=300,
	    env={'PATH': os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'UTC', 'ASAN_OPTIONS': 'detect_leaks=0:exitcode=99'})
	return r.stdout, r.stderr, r.returncode


def rows(text):
	return list(csv.DictReader(io.StringIO(text)))


def spew(name, text):
	path = os.path.join(TMP, name)
	with open(path, 'w', encoding='utf-8') as f:
		f.write(text)
	return path


# --- vectors of the public definitions ---------------------------------------------------------------

def seconds(s):
	return datetime.datetime.strptime(s, '%Y-%m-%d %H:%M' if s.count(':') == 1 else '%Y-%m-%d %H:%M:%S').timestamp()


def span(text):
	lo, hi = text.split('..')
	v = sorted(float(x) for x in (lo, hi) if x != '')
	return (lo and repr(v[0]), hi and repr(v[-1])) if lo and hi else (lo, hi)


def number(x):
	return re.sub(r'\.0$', '', repr(float(x)))


def limits(p, pairs):
	"""Words of rule parameters from spans LOW..HIGH."""
	words = []
	for key, names in pairs:
		if key in p:
			words += ['%s=%s' % (n, number(x)) for n, x in zip(names, span(p[key])) if x != '']
	return words


PERIODS = {'month': 'months', 'week': 'weeks', 'quarter': 'quarters', 'dayofyear': 'days', 'dayofweek': 'weekdays', 'hour': 'hours'}


def members(v):
	"""Rules of a climatology: a time span is a condition, a period parameters."""
	out = []
	for m in v['members']:
		words = limits(m, (('vspan', ('min', 'max')), ('fspan', ('fail_min', 'fail_max'))))
		if 'period' in m:
			a, b = (int(x) + (m['period'] == 'dayofweek') for x in m['tspan'].split('..'))
			words += ['%s=%d-%d' % (PERIODS[m['period']], a, b), 'calendar=clock']
			out.append(('range', ' '.join(words), ''))
		else:
			a, b = (x.replace('T', ' ') for x in m['tspan'].split('..'))
			out.append(('range', ' '.join(words), "time >= '%s' and time <= '%s'" % (a, b)))
	return out


def ioos(test, p, v, interval):
	"""The rules that put a test of ioos_qc, and whether rows make the places."""
	if test == 'gross_range_test':
		return [('range', ' '.join(limits(p, (('suspect_span', ('min', 'max')), ('fail_span', ('fail_min', 'fail_max'))))), '')], True
	if test == 'spike_test':
		words = ['method=' + p.get('method', 'average'), 'floor=' + p['suspect_threshold']]
		words += ['fail=' + p['fail_threshold']] if 'fail_threshold' in p else []
		return [('spike', ' '.join(words), '')], True
	if test == 'rate_of_change_test':
		return [('rate', 'max=%s lone=good' % number(float(p['threshold']) * 3600), '')], True
	if test == 'flat_line_test':
		w = [int(p[k]) // v['median'] for k in ('suspect_threshold', 'fail_threshold')]
		return [('flat', 'window=%drows fail_window=%drows tolerance=%s' % (*w, p.get('tolerance', '0')), '')], True
	if test == 'climatology_test':
		return members(v), True
	kind = 'span' if p.get('check_type') == 'range' else 'std'
	words = ['method=' + kind, 'min=' + p['suspect_threshold'], 'fail_min=' + p['fail_threshold']]
	if 'test_period' in p:
		least = int(p['min_obs']) if 'min_obs' in p else int(p['min_period']) // v['median'] if 'min_period' in p else 1
		words += ['window=%ss' % p['test_period'], 'least=%d' % least] + (['whole=yes'] if kind == 'span' else [])
	return [('attenuated', ' '.join(words), '')], False


def pecos(test, p, v, interval):
	run = ['run=' + p['min_failures']] if 'min_failures' in p else []
	size = p.get('absolute_value', '1' if test == 'check_increment' else '0')
	bound = limits(p, (('bound', ('min', 'max')),))
	if test == 'check_range':
		return [('range', ' '.join(bound + run), '')], True
	if test == 'check_increment':
		return [('increment', ' '.join(bound + run + ['n=' + p.get('increment', '1'), 'signed=' + ('yes' if size == '0' else 'no')]), '')], True
	if test == 'check_corrupt':
		return [('value', ' '.join(['values=' + p['corrupt_values']] + run), '')], True
	if test == 'check_missing':
		return [('missing', 'n=%s cells=yes coded=yes' % p.get('min_failures', '1'), '')], 'frequency' not in p
	if test == 'check_timestamp':
		return [('stamp', '', '')], True
	if test == 'check_delta':
		way = {'positive': ['direction=up'], 'negative': ['direction=down']}.get(p.get('direction'), [])
		return [('delta', ' '.join(bound + run + way + ['window=%ss' % p['window']]), '')], False
	words = bound + run + ['signed=' + ('yes' if size == '0' else 'no')]
	words += ['window=%ss' % p['window']] if 'window' in p else []
	return [('outlier', ' '.join(words + ['method=' + ('stream' if p.get('streaming') == '1' else 'score')]), '')], False


def read_vector(path):
	v = {'members': [], 'of': []}
	body = []
	for line in open(path, encoding='utf-8'):
		m = re.match(r'# (test|member|of)[= ]', line)
		if m:
			words = dict(w.split('=', 1) for w in line[2:].replace('member ', '').split() if '=' in w)
			if m.group(1) == 'test':
				v['test'] = words.pop('test')
				v['p'] = words
			elif m.group(1) == 'member':
				v['members'].append(words)
			else:
				v['of'].append((line.split()[1][3:], words))
		elif not line.startswith('#'):
			body.append(line)
	v['text'] = ''.join(body)
	v['rows'] = rows(v['text'])
	return v


# What is asked elsewhere, or not at all.
LEFT = {
	'qartod_compare': 'codes, not values: asked by tests/unit/qctest_test.c',
	'timing_gap_test': 'needs a clock: asked of qj-alert below',
	'flat_short': 'a missing value of a series of two rows is called good there; here it is missing, 9',
}


OURS = {'flat_short': ['1', '9']}


def check_vector(path):
	name = os.path.basename(path)[:-4]
	v = read_vector(path)
	if v['test'] in LEFT:
		return name, LEFT[v['test']]
	times = {}
	for r in v['rows']:
		times.setdefault(r['station'], []).append(seconds(r['time']))
	steps = sorted(b - a for t in times.values() for a, b in zip(t, t[1:]))
	n = len(steps)
	v['median'] = int((steps[(n - 1) // 2] + steps[n // 2]) / 2)
	interval = int(min([s for s in steps if s > 0]))
	of = v['of'] if v['test'] == 'aggregate' else [(v['test'], v['p'])]
	rules, by_row = [], True
	for test, p in of:
		more, row = (pecos if test.startswith('check_') else ioos)(test, p, v, interval)
		rules += more
		by_row = by_row and row
	own = spew('rules.csv', 'rule,item,station,test,parameters,severity,when\n' + ''.join(
	    'V%d,PM2.5,*,%s,"%s",B,"%s"\n' % (i, t, p, w) for i, (t, p, w) in enumerate(rules)))
	unit = '1h' if by_row else '%dmin' % (interval // 60) if interval < 3600 else '%dh' % (interval // 3600)
	history = os.path.join(TMP, 'history.csv')
	run('qj-qc', '-q', '--learn', '3660d', '-o', history, text=v['text'])
	out, err, rc = run('qj-qc', '-q', '--no-builtin', '--qartod', '--interval', unit, '--places', 'row' if by_row else 'time',
	    '--history', history, '--rules', own, text=v['text'])
	got = [r.get('qartod_PM2.5') for r in rows(out)]
	want = [r['expect'] for r in v['rows']]
	if name in OURS:
		ok(got == OURS[name] != want, '%s: our codes differ as told' % name, got, err)
		return name, LEFT[name]
	if v['test'].startswith('check_'):
		got = ['4' if g == '3' else '1' if g == '2' else g for g in got]
	ok(rc == 0 and got == want, 'the codes of %s' % name, 'want %s' % want, 'got  %s' % got, err)
	return None


def check_vectors():
	oracle = subprocess.run(['/usr/bin/python3', TOP + '/tests/qc/oracle.py'], capture_output=True, text=True)
	ok(oracle.returncode == 0 and '\nnot ok' not in oracle.stdout, 'the vectors are what their definitions give', oracle.stdout[-400:])
	left = {}
	asked = 0
	for path in sorted(glob.glob(TOP + '/tests/qc/vectors/*.csv')):
		why = check_vector(path)
		if why is None:
			asked += 1
		else:
			left.setdefault(why[1], []).append(why[0])
	ok(len(left) == len(LEFT), 'vectors asked: %d; %d in their own way or not at all' % (asked, sum(map(len, left.values()))))
	for why, names in sorted(left.items()):
		print('# not asked, %s: %s' % (why, ' '.join(names)))


def check_timing():
	"""The age of the newest row is a matter of qj-alert: each row by itself, and the clock of another station."""
	v = read_vector(TOP + '/tests/qc/vectors/timing_gap.csv')
	now = v['p']['now'].replace('T', ' ')
	own = spew('alerts.csv', 'rule,item,station,test,parameters,level,hold,clear,source,confidence,on\n'
	    'gap,PM2.5,*,silent,for=%ss due=seen,1,1,1,,L,yes\n' % v['p']['tim_inc'])
	got = []
	for r in v['rows']:
		later = [now] if seconds(r['time']) < seconds(now) else []
		text = 'station,time,PM2.5\nS1,%s,20\n' % r['time'] + ''.join('S2,%s,20\n' % t for t in later)
		out, err, rc = run('qj-alert', '-q', '--rules', own, text=text)
		got.append('4' if any(e['station'] == 'S1' and e['rule'] == 'gap' for e in rows(out)) else '1')
	want = [r['expect'] for r in v['rows']]
	ok(got == want, 'the codes of timing_gap, by qj-alert', 'want %s' % want, 'got  %s' % got, err)


# --- what holds of any table ---------------------------------------------------------------------------

def made(nstation, nhour, seed):
	"""Hours of a made-up network: courses of the day, noise, some gaps."""
	rnd = random.Random(seed)
	start = datetime.datetime(2026, 3, 1, 1)
	out = []
	for s in range(nstation):
		x = {'SO2': 8.0, 'NO2': 30.0, 'PM10': 70.0, 'PM2.5': 40.0, 'CO': 0.8, 'O3': 60.0}
		base = dict(x)
		for h in range(nhour):
			t = start + datetime.timedelta(hours=h)
			cells = []
			for i in x:
				day = 1.0 + 0.5 * ((h % 24) - 12) / 12.0 * (1 if i == 'O3' else -0.3)
				x[i] += (base[i] * day - x[i]) * 0.2 + rnd.gauss(0, base[i] * 0.06)
				x[i] = max(x[i], base[i] * 0.15)
			x['PM10'] = max(x['PM10'], x['PM2.5'] + 15)
			for i in x:
				cells.append('' if rnd.random() < 0.01 else ('%.1f' if i == 'CO' else '%.0f') % x[i])
			out.append(['S%d' % s, t.strftime('%Y-%m-%d %H:%M'), *cells])
	return ['station', 'time', *x], out


def table(head, body):
	return '\n'.join(','.join(r) for r in [head, *body]) + '\n'


def check_properties():
	head, body = made(5, 600, 1)
	rnd = random.Random(2)
	for _ in range(60):
		r = body[rnd.randrange(len(body))]
		r[rnd.randrange(2, 8)] = rnd.choice(['999', '-9', '0', '300'])
	one, err, rc = run('qj-qc', '-q', text=table(head, body))
	ok(rc == 0 and len(rows(one)) == len(body), 'rows in are rows out', err)
	ok([[r[h] for h in head] for r in rows(one)] == body, 'cells come out as they came in')
	ok(sum(r['flags'] != '' for r in rows(one)) > 40, 'the faults have flags')
	hours = sorted(body, key=lambda r: r[1])
	two, _, _ = run('qj-qc', '-q', text=table(head, hours))
	ok(sorted(two.split('\n')) == sorted(one.split('\n')), 'hour by hour gives the flags of station by station')
	turn = [0, 1, *range(7, 1, -1)]
	three, _, _ = run('qj-qc', '-q', text=table([head[i] for i in turn], [[r[i] for i in turn] for r in body]))
	ok([sorted(r['flags'].split()) for r in rows(three)] == [sorted(r['flags'].split()) for r in rows(one)],
	    'the order of columns does not matter')
	four = [run('qj-qc', '-q', text=table(head, [r for r in body if r[0] == 'S%d' % s]))[0].split('\n')[1:] for s in range(5)]
	ok(sorted(sum(four, [])) == sorted(one.split('\n')[1:] + [''] * 4), 'a station by itself gives the same as among others')
	told, every = os.path.join(TMP, 's1.csv'), os.path.join(TMP, 's2.csv')
	run('qj-qc', '-q', '--summary', told, text=table(head, body))
	run('qj-qc', '-q', '--qartod', '--summary', every, text=table(head, body))
	ok(open(told).read() == open(every).read() != '', 'the same runs and counts where each verdict is wanted')
	again, _, _ = run('qj-qc', '-q', text=one)
	ok(again == one, 'tested again nothing changes')


# --- known faults --------------------------------------------------------------------------------------

NEEDED = ('spike', 'step', 'freeze', 'negative', 'inversion', 'swap')


def in_hours(text):
	"""The table hour by hour, and a file that makes each of its stations a neighbour of each other one."""
	hours = sorted(rows(text), key=lambda r: r['time'])
	codes = sorted({r['station'] for r in hours})
	near = spew('near.csv', 'station,neighbour\n' + ''.join('%s,%s\n' % (a, b) for a in codes for b in codes if a != b))
	return table(list(hours[0]), [list(r.values()) for r in hours]), near


def score(src, seeds, name):
	found, total = {}, [0, 0, 0, 0]
	for seed in seeds:
		out, labels = os.path.join(TMP, 'f.csv'), os.path.join(TMP, 'l.csv')
		subprocess.run(['/usr/bin/python3', TOP + '/tests/qc/faults.py', str(seed), src, out, labels], check=True)
		hours, near = in_hours(open(out, encoding='utf-8').read())
		text, err, _ = run('qj-qc', '-q', '--neighbours', near, '--score', labels, text=hours)
		for r in rows(text):
			if r['events'] != '':
				e = found.setdefault(r['kind'], [0, 0])
				e[0] += int(r['events'])
				e[1] += int(r['found'])
			elif r['kind'] == '(good values)':
				total[0] += int(r['values'])
				total[1] += int(r['flagged'])
			elif r['kind'] == '(precision)':
				total[2] += int(r['values'])
				total[3] += int(r['flagged'])
	print('# %s, seeds %s:' % (name, ' '.join(map(str, seeds))))
	for kind, (n, k) in sorted(found.items()):
		print('#   %-10s %4d events, %4d found, recall %.3f' % (kind, n, k, k / n if n else 0))
	print('#   good values %d, doubted %d (%.2f %%); precision %.2f' % (total[0], total[1], 100 * total[1] / total[0],
	    total[3] / total[2]))
	for kind in NEEDED:
		n, k = found.get(kind, [0, 0])
		ok(n > 0 and k >= 0.9 * n, '%s: at least 0.9 of %s found' % (name, kind), '%d of %d' % (k, n))
	ok(total[1] < 0.01 * total[0], '%s: under 1 %% of good values doubted' % name, total)
	return found, total


def check_faults():
	head, body = made(3, 4400, 7)
	score(spew('made.csv', table(head, body)), (1, 2, 3), 'a made-up network')
	real = os.path.join(SHARED, 'enshi_2019_h1.csv')
	if not os.path.exists(real):
		print('# the real hours are not there')
		return
	out, _, _ = run('qj-import', 'auto', '-q', real)
	found, total = score(spew('enshi.csv', out), (1, 2, 3, 4, 5), 'Enshi, first half of 2019')
	hours, near = in_hours(out)
	text, _, _ = run('qj-qc', '-q', '--neighbours', near, text=hours)
	ok('O3:' in text and 'O3:clock' not in text, 'no clock is doubted in the hours as they are')
	kinds = ('spike', 'step', 'freeze', 'negative', 'inversion', 'swap', 'drift', 'clock', 'freeze-low')
	for name, of in (('README.md', ' of '), ('README.zh-CN.md', '/')):
		text = open(os.path.join(TOP, name), encoding='utf-8').read()
		line = '| ' + ' | '.join('%d%s%d' % (found[k][1], of, found[k][0]) for k in kinds) + ' |'
		ok(line in text and '%.2f %%' % (100 * total[1] / total[0]) in text and '%.0f %%' % (100 * total[3] / total[2]) in text,
		    '%s has these figures' % name, line)


def check_national():
	"""A day of all national stations; the same data published under two dates."""
	days = [os.path.join(SHARED, 'china_sites_2019%s.csv' % d) for d in ('0113', '0823', '0824')]
	if not all(map(os.path.exists, days)):
		return
	hours, _, _ = run('qj-import', 'auto', '-q', days[0])
	out, err, rc = run('qj-qc', '-q', text=hours)
	given, got = rows(hours), rows(out)
	ok(rc == 0 and len(got) == len(given) > 30000, 'a national day: %d rows in and out' % len(got), err)
	ok(all(w.count(':') == 1 for r in got for w in r['flags'].split()), 'each flag says item and reason')
	_, err, _ = run('qj-import', 'auto', days[1], days[2])
	ok('stuck publication' in err, '2019-08-23 and 2019-08-24 are found to be the same data', err)


check_vectors()
check_timing()
check_national()
check_properties()
check_faults()
done()
