#!/usr/bin/python3
# reshape.t - qj-reshape on random tables: long then wide gives the table back, whatever way the
# items are found (file, pipe, --hold, --items), in any order of rows with --hold; once more gives the
# same bytes; clean agrees with a reading of the flags made here; memory stays flat.
import csv
import io
import os
import random
import subprocess
import sys
import tempfile

from tap import done, ok

os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get('QJ_BIN', 'build/bin') + '/'
ENV = {'PATH': BIN + ':' + os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'UTC', 'ASAN_OPTIONS': 'detect_leaks=0'}
ITEMS = ['SO2', 'NO2', 'PM2.5', 'CO', 'O3_8hmax', 'Pb[mg/L]', 'Cd[mg/kg]', 'pH', 'n_PM2.5', 'CODx[mg/L]', 'PM2.5_rank', 'TP',
	 'WT', 'O3_8hmax_p90', 'CO_pct', '蓝绿藻[个/L]']
CARRIED = ['county', 'state', 'method', 'AQI', 'cn']
CELLS = ['1', '0', '-3.50', '1e-3', '<0.004', '>24000', 'ND', '0.10', '12345678', '35']
WORDS = ['重庆', '', 'a,b', 'q"q', ' x ', 'raw', 'l\nf']
DROP = {'maintenance', 'power', 'x-H', 'invalid', 'unreadable'}
CODES = sorted(DROP) + ['doubt', 'spike', 'manual', 'keep']


def run(args, text=None, file=None):
	p = subprocess.run([BIN + 'qj-reshape', '-q'] + args + ([file] if file else []), input=text, env=ENV,
	    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding='utf-8')
	return p.stdout, p.stderr, p.returncode


def write(rows):
	out = io.StringIO()
	csv.writer(out, lineterminator='\n').writerows(rows)
	return out.getvalue()


def read(text):
	return list(csv.reader(io.StringIO(text, newline='')))


def table(rng):
	"""A random wide table: station by station or hour by hour, some rows and columns empty."""
	items = rng.sample(ITEMS, rng.randint(1, 7))
	carried = rng.sample(CARRIED, rng.randint(0, 3))
	head = ['station', 'time'] + items + carried
	flags = rng.random() < 0.8
	rng.shuffle(head)
	keys = [(s, t) for s in ['2454A', '9001A', 'a b', '点'][:rng.randint(1, 4)] for t in range(rng.randint(1, 5))]
	if rng.random() < 0.5:
		keys.sort(key=lambda k: k[1])
	kind = rng.choice(['2026-10-01 %02d:00', '2026-10-%02d', '2026-%02d', '2026/10/%d'])
	rows = [head + (['flags'] if flags else [])]
	for s, t in keys:
		row, pairs = [], []
		density = rng.choice([0, 0.2, 0.7, 1])
		for c in head:
			if c == 'station':
				row.append(s)
			elif c == 'time':
				row.append(kind % (t + 1))
			elif c in items:
				row.append(rng.choice(CELLS) if rng.random() < density else '')
				if rng.random() < 0.2:
					pairs += ['%s:%s' % (c, k) for k in rng.sample(CODES, rng.randint(1, 2))]
			else:
				row.append(rng.choice(WORDS))
		if rng.random() < 0.2:
			pairs.append('*:' + rng.choice(CODES))
		if rng.random() < 0.2:
			pairs.append(rng.choice(['AQI:incomplete', 'NOx:power', 'IAQI_O3:doubt', 'word']))
		rng.shuffle(pairs)
		rows.append(row + ([' '.join(pairs)] if flags else []))
	return rows, items, carried


def as_dicts(rows, items):
	"""Rows as name to cell, in order; a column of items that is empty throughout is as good as none."""
	out = []
	for r in rows[1:]:
		d = dict(zip(rows[0], r))
		d['flags'] = ' '.join(sorted(d.get('flags', '').split()))
		out.append({k: v for k, v in d.items() if v != '' or k not in items})
	return out


def check_table(seed):
	rng = random.Random(seed)
	rows, items, carried = table(rng)
	text = write(rows)
	file = os.path.join(TMP, 'in%d.csv' % seed)
	bad = []

	def same(name, got, want):
		if got != want:
			bad.append('%s\nwant:\n%s\ngot:\n%s' % (name, want, got))

	long, err, rc = run(['long'], text)
	same('long', (err, rc), ('', 0))
	with open(file, 'w', newline='') as f:
		f.write(long)
	wide, err, rc = run(['wide'], file=file)
	same('wide', (err, rc), ('', 0))
	if bad:
		return bad + [text, long]
	want, got = as_dicts(rows, items), as_dicts(read(wide), items)
	same('long then wide is the table', got, want)
	same('by a pipe', run(['wide'], long)[0], wide)
	same('by --hold', run(['wide', '--hold'], long)[0], wide)
	told = [c for c in read(wide)[0] if c in items]
	if told:
		again = run(['wide'], run(['long'], wide)[0])[0]
		same('once more', as_dicts(read(again), items), want)
		same('a third time is the same bytes', run(['wide'], run(['long'], again)[0])[0], again)
		same('by --items', run(['wide', '--items', ','.join(told)], long)[0], wide)
	full = run(['wide'], run(['long', '--all'], text)[0])[0]
	same('with --all every column', [c for c in read(full)[0] if c in items], [c for c in rows[0] if c in items])
	same('with --all the table', as_dicts(read(full), []), as_dicts([read(full)[0]] + [
	    [dict(zip(rows[0], r)).get(c, '') for c in read(full)[0]] for r in rows[1:]], []))
	head, *body = read(long)
	rng.shuffle(body)
	mixed = run(['wide', '--hold'], write([head] + body))[0]

	def key(d):
		return d['station'], d['time']
	same('scattered, with --hold', sorted(as_dicts(read(mixed), items), key=key), sorted(want, key=key))
	check_clean(rows, items, text, long, same)
	return bad and bad + ['table:', text, 'long:', long]


def check_clean(rows, items, text, long, same):
	"""A cell is empty where a flag of its own or of the row drops it; long and wide agree."""
	want = [dict(r) for r in as_dicts(rows, [])]
	for d in want:
		for pair in d['flags'].split():
			who, code = pair.rsplit(':', 1) if ':' in pair else ('', pair)
			if code not in DROP and who != '':
				continue
			for c in d:
				if c != 'flags' and who != '' and (c == who or (who == '*' and c in items)):
					d[c] = ''
	got = as_dicts(read(run(['clean'], text)[0]), [])
	same('clean', got, want)
	by_long = as_dicts(read(run(['wide'], run(['clean'], long)[0])[0]), items)
	same('long, clean, wide', [{k: v for k, v in d.items() if k not in CARRIED} for d in by_long],
	    [{k: v for k, v in d.items() if k not in CARRIED and (v != '' or k not in items)} for d in want])


def peak(args, rows):
	"""Peak memory [MB] of qj-reshape on that many rows, through a pipe."""
	r, w = os.pipe()
	pid = os.fork()
	if pid == 0:
		os.dup2(r, 0)
		os.close(w)
		os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
		os.execve(BIN + 'qj-reshape', ['qj-reshape', '-q'] + args, ENV)
	os.close(r)
	with open(w, 'w') as f:
		f.write('station,time,item,value,unit,flag\n' if args[0] != 'long' else 'station,time,PM2.5,SO2,flags\n')
		for i in range(rows):
			t = '%04d-%02d-%02d %02d:00' % (2000 + i // 8064, i // 672 % 12 + 1, i // 24 % 28 + 1, i % 24)
			if args[0] == 'long':
				f.write('1,%s,3,4,PM2.5:doubt\n' % t)
			else:
				f.write('1,%s,PM2.5,3,ug/m3,\n1,%s,SO2,4,ug/m3,doubt\n' % (t, t))
	_, status, usage = os.wait4(pid, 0)
	return usage.ru_maxrss / 1024 if status == 0 else -1


with tempfile.TemporaryDirectory() as TMP:
	first = int(sys.argv[1]) if len(sys.argv) > 1 else 1
	n = int(sys.argv[2]) if len(sys.argv) > 2 else (30 if os.environ.get('QJ_SAN') else 120)
	wrong = {s: b for s in range(first, first + n) if (b := check_table(s))}
	ok(not wrong, '%d random tables: to long and back, four ways' % n,
	    '\n'.join('seed %d: %s' % (s, '\n'.join(map(str, b))) for s, b in list(wrong.items())[:1]))
	if not os.environ.get('QJ_SAN'):
		for args in (['long'], ['wide'], ['wide', '--items', 'PM2.5,SO2'], ['clean']):
			small, large = peak(args, 20000), peak(args, 400000)
			ok(0 < small and 0 < large <= small + 1, ' '.join(args) + ': memory does not grow with the rows',
			    '%.1f MB, then %.1f MB' % (small, large))
done()
