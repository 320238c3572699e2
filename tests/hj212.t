#!/usr/bin/python3
"""hj212.t - the messages of the reference samples and of real logs, where they are there, against a
small parser of our own here: verdicts, every value of every valid message, its flag and time."""
import csv, io, os, re, subprocess, tempfile

from tap import done, ok

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.environ.get('QJ_BIN', TOP + '/build/bin')
SHARED = TOP + '/../shared'

def checksum(seg):
	r = 0xffff
	for b in seg:
		r = (r >> 8) ^ b
		for _ in range(8): r = (r >> 1) ^ 0xa001 if r & 1 else r >> 1
	return b'%04X' % r

def run(*args):
	p = subprocess.run([BIN + '/qj-import', *args], capture_output=True, env=dict(os.environ, LC_ALL='C'))
	return p.stdout.decode(), p.stderr.decode(), p.returncode

def messages(data):
	"""Every message whose length and checksum hold, as a dict of its header and the text of CP."""
	for m in re.finditer(rb'##(\d{4})', data):
		n = int(m.group(1))
		seg = data[m.end():m.end() + n]
		if len(seg) == n and data[m.end() + n:m.end() + n + 4].upper() == checksum(seg):
			head, cp = seg.decode('latin1').split('CP=&&', 1)
			yield dict(x.split('=', 1) for x in head.split(';') if '=' in x), cp[:-2]

def values(data):
	"""(MN, time, code-attribute, value, flag) of every value, in order."""
	for head, cp in messages(data):
		t = re.search(r'DataTime=(\d{14})', cp)
		if head['CN'] not in ('2011', '2031', '2051', '2061') or not t:
			continue
		for group in cp.split(';'):
			pair = [x.split('=', 1) for x in group.split(',') if '=' in x]
			flag = [v for k, v in pair if k.endswith('-Flag')]
			for k, v in pair:
				if k != 'DataTime' and not k.endswith('Flag'):
					yield head['MN'], t.group(1), k, v, (flag or ['N'])[0]

samples = SHARED + '/facts/formats/hj212_samples'
if os.path.exists(samples + '.csv'):
	want = {int(r['line']): r['verdict'] for r in csv.DictReader(open(samples + '.csv', encoding='utf-8'))}
	with tempfile.TemporaryDirectory() as d:
		out, err, rc = run('hj212', '--errors', d + '/e.csv', samples + '.txt')
		got = {int(r['line']): r['code'] for r in csv.DictReader(open(d + '/e.csv', encoding='utf-8'))}
	for line in sorted(want):
		w = want[line]
		ok(got.get(line, 'valid') == {'valid_lenient': 'valid'}.get(w, w), 'sample %d: %s' % (line, w), got.get(line))
	ok('1 checksums in lower case accepted' in err, 'the lenient one is told', err)
	ok(rc == 1, 'bad messages make the status 1', rc)
	n = len(list(values(open(samples + '.txt', 'rb').read())))
	ok(len(out.splitlines()) - 1 == n, 'every value of the valid samples arrives', n, len(out.splitlines()) - 1)

CODE = {'w01018': 'COD', 'w21003': 'NH3-N', 'w21011': 'TP', 'w21001': 'TN', 'w01001': 'pH'}
for log in ('hj212_slave_20210412_gbk.txt', 'hj212_slave_log9_gbk.txt'):
	path = SHARED + '/data/hj212/' + log
	if not os.path.exists(path):
		continue
	data = open(path, 'rb').read()
	out, err, rc = run('auto', path)
	rows = list(csv.DictReader(io.StringIO(out)))
	want = list(values(data))
	stamp = lambda t: '%s-%s-%s %s:%s' % (t[:4], t[4:6], t[6:8], t[8:10], t[10:12]) + (':' + t[12:] if t[12:] != '00' else '')
	same = [(r['station'], r['time'], r['item'], r['value']) for r in rows]
	mine = [(mn, stamp(t), CODE[k.split('-')[0]], v) for mn, t, k, v, f in want]
	ok(rc == 0 and same == mine, log + ': every value of every message (%d)' % len(mine), len(same), next((x for x in zip(same, mine) if x[0] != x[1]), ''), err)
	ok(all(r['flag'] == '' for r in rows), log + ': no flag where all are N')
	total = len(list(messages(data)))
	ok(re.search(r'\b%d messages' % total, err), log + ': messages counted (%d)' % total, err)
	ok(total == len(re.findall(rb'##\d{4}', data)), log + ': length and checksum hold in all')

done(absent='the reference data are not there')
