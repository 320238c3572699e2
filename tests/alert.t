#!/usr/bin/python3
# alert.t - qj-alert as a watch: a row from a FIFO raises within a second; a run that is killed and
# started again loses nothing, and what it repeats has the same id; a year in one run gives the same
# events as in a hundred through the state; a file that grows, is replaced or cut is followed; a command
# gets the event in its environment alone; --check.
import csv
import datetime
import io
import os
import random
import signal
import subprocess
import tempfile
import time

from tap import done, ok

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.path.abspath(os.environ.get('QJ_BIN', os.path.join(TOP, 'build/bin')))
ALERT = os.path.join(BIN, 'qj-alert')
ENV = {'PATH': os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'UTC', 'ASAN_OPTIONS': 'detect_leaks=0'}
SLOW = 3 if os.environ.get('QJ_SAN') else 1


def run(*args, stdin=''):
	return subprocess.run([ALERT, '-q', '--medium', 'water', *args], input=stdin, capture_output=True, text=True, env=ENV)


def start(*args, **how):
	return subprocess.Popen([ALERT, '-q', '--medium', 'water', *args], env=ENV, stderr=subprocess.PIPE, **how)


def rows(text):
	return list(csv.DictReader(io.StringIO(text)))


def wait(what, seconds=5.0):
	"""Until what() is true; the seconds it took, None where it never was."""
	begin = time.monotonic()
	while time.monotonic() - begin < seconds * SLOW:
		if what():
			return time.monotonic() - begin
		time.sleep(0.01)
	return None


def text_of(path):
	return open(path, encoding='utf-8').read() if os.path.exists(path) else ''


HEAD = 'station,time,pH,DO,CODMn,NH3-N,TP,TN,EC,flags\n'
NAMES = 'station,name,type,water_type,target_class,start,end\n' + ''.join(
	'W%d,站%d,auto,%s,%s,2020-01-01,\n' % (k, k, 'lake' if k == 3 else 'river', c) for k, c in enumerate(['II', 'Ⅲ', '3', '', 'IV']))
d = tempfile.TemporaryDirectory()
os.chdir(d.name)
open('stations.csv', 'w').write(NAMES)


def year(seed=20261126, days=365):
	"""A made-up year of five stations, 4-hourly: weather, bursts, outages, drops by flag, silent times."""
	r = random.Random(seed)
	t, out = datetime.datetime(2026, 1, 1, 4), []
	burst, quiet, base = [0] * 5, [0] * 5, [r.uniform(0.2, 0.9) for _ in range(5)]
	for _ in range(days * 6):
		for k in range(5):
			quiet[k] -= 1
			burst[k] -= 1
			if r.random() < 0.003:
				quiet[k] = r.randrange(1, 9)
			if r.random() < 0.01:
				burst[k] = r.randrange(1, 12)
			if quiet[k] > 0:
				continue
			f = r.uniform(2, 8) if burst[k] > 0 else 1
			cell = ['%.1f' % r.uniform(6.5, 9.1 if f > 1 else 8.4), '%.2f' % max(0.5, 8 - f + r.gauss(0, 0.7)),
				'%.1f' % (3 * f ** 0.6 + r.random()), '%.2f' % (base[k] * f), '%.3f' % (0.06 * f), '%.2f' % (0.5 * f), '%.0f' % (300 + 40 * f)]
			cell = ['' if r.random() < 0.02 else c for c in cell]
			flags = 'NH3-N:maintenance' if r.random() < 0.01 else ''
			if r.random() < 0.01:
				cell[4] = '<0.01'
			out.append('W%d,%s,%s,%s\n' % (k, t.strftime('%Y-%m-%d %H:%M'), ','.join(cell), flags))
		t += datetime.timedelta(hours=4)
	return out


# --- a year ---------------------------------------------------------------------------------
made = year()
open('year.csv', 'w').write(HEAD + ''.join(made))
whole = run('--registry', 'stations.csv', 'year.csv')
events = rows(whole.stdout)
kinds = {(e['rule'], e['event']) for e in events}
ok(whole.returncode == 0 and len(events) > 500 and len({e['rule'] for e in events}) >= 10, 'a year of five stations raises alarms of most rules',
	whole.stderr, len(events), sorted(kinds))
active, bad = {}, []
for e in events:
	key = e['station'], e['item'], e['rule']
	if (e['event'] == 'raise') != (key not in active) or (key in active and active[key] != e['id']):
		bad.append(e)
	if e['event'] == 'clear':
		active.pop(key, None)
	else:
		active[key] = e['id']
ids = [e['id'] for e in events if e['event'] == 'raise']
ok(not bad and len(set(ids)) == len(ids), 'an alarm is raised, then cleared, under one id of its own', *bad[:3])
again = run('--registry', 'stations.csv', 'year.csv', '--check')
ok(again.stdout == whole.stdout and again.returncode == (1 if active else 0), 'twice the same bytes; --check exits 1 where alarms are active',
	len(active), again.returncode)

cut, n = '', len(made)
r = random.Random(7)
edge = [0] + sorted(r.sample(range(1, n), 99)) + [n]
for a, b in zip(edge, edge[1:]):
	p = run('--registry', 'stations.csv', '--state', 'pieces.state', '--no-header', stdin=HEAD + ''.join(made[a:b]))
	cut += p.stdout
	if p.returncode:
		ok(False, 'a piece of the year', p.stderr)
		break
ok(whole.stdout == whole.stdout.split('\n', 1)[0] + '\n' + cut, 'a year in 100 runs through --state gives the same rows as in one',
	'%d against %d lines' % (whole.stdout.count('\n'), cut.count('\n') + 1))
p = run('--registry', 'stations.csv', '--state', 'pieces.state', '--no-header', 'year.csv')
ok(p.returncode == 0 and p.stdout == '', 'rows of the year once more are counted, not judged', p.stdout[:300])

# A pipe that gives odd pieces: blocks end anywhere.
p = start('--registry', 'stations.csv', stdin=subprocess.PIPE, stdout=open('bits.csv', 'wb'))
body, at = (HEAD + ''.join(made)).encode(), 0
while at < len(body):
	k = r.randrange(1, 60000)
	p.stdin.write(body[at:at + k])
	p.stdin.flush()
	at += k
p.stdin.close()
ok(p.wait() == 0 and text_of('bits.csv') == whole.stdout, 'live through a pipe in odd pieces: the same bytes')

# --- a FIFO ---------------------------------------------------------------------------------
bad_row = 'W1,2026-10-01 %02d:00,7.5,8,3,%s,0.05,0.5,300,\n'
os.mkfifo('fifo')
p = start('--registry', 'stations.csv', '--state', 'fifo.state', 'fifo', stdout=open('fifo.csv', 'wb'))
w = open('fifo', 'w', buffering=1)
w.write(HEAD + bad_row % (0, '0.4'))
wait(lambda: 'W1' in text_of('fifo.state'))
w.write(bad_row % (4, '1.31'))
took = wait(lambda: '1.31' in text_of('fifo.csv'))
ok(took is not None and took < 1 * SLOW, 'a row from a FIFO raises within one second', took)
print('# it took %s s' % (None if took is None else round(took, 3)))
ok(text_of('fifo.csv').endswith('\n') and rows(text_of('fifo.csv'))[0]['event'] == 'raise', 'the row that was written is whole', text_of('fifo.csv'))
took = wait(lambda: os.path.exists('fifo.state') and str(int((datetime.datetime(2026, 10, 1, 4) - datetime.datetime(1970, 1, 1)).total_seconds())) in text_of('fifo.state'))
ok(took is not None, 'the state is written while nothing comes', text_of('fifo.state'))
p.send_signal(signal.SIGKILL)
p.wait()
w.close()
p = start('--registry', 'stations.csv', '--state', 'fifo.state', '--no-header', 'fifo', stdout=open('fifo2.csv', 'wb'))
w = open('fifo', 'w', buffering=1)
w.write(HEAD + bad_row % (4, '1.31') + bad_row % (8, '0.4') + bad_row % (12, '0.4'))
w.close()
p.wait()
first, second = rows(text_of('fifo.csv')), list(csv.reader(io.StringIO(text_of('fifo2.csv'))))
ok(len(first) > 0 and not [x for x in second if x[0] == 'raise'] and {x[1] for x in second if x[0] == 'clear'} == {e['id'] for e in first},
	'killed and started again: the alarm is not raised anew, and is cleared under its id', first, second)

p = start('--registry', 'stations.csv', '--follow', 'fifo', stdout=open('fifo3.csv', 'wb'))
for k, v in enumerate(['0.4', '1.36', '0.4', '0.41']):
	with open('fifo', 'w') as w:
		w.write(HEAD + bad_row % (4 * k, v))
	time.sleep(0.3)
took = wait(lambda: '0.41' in text_of('fifo3.csv'))
p.send_signal(signal.SIGKILL)
p.wait()
ok(took is not None and [e['event'] for e in rows(text_of('fifo3.csv'))] == ['raise', 'clear'], '--follow on a FIFO: writers come and go, each with its header',
	text_of('fifo3.csv'), p.stderr.read())

# --- killed at any time, fed again from the last whole state --------------------------------
ever, runs = [], 0
r = random.Random(11)
state, offset = 'kill.state', 0
while True:
	runs += 1
	with open('kill.csv', 'wb') as out:
		p = start('--registry', 'stations.csv', '--state', state, '--no-header', stdin=subprocess.PIPE, stdout=out)
		kill_at = r.randrange(200, 3000) if runs < 8 else n
		try:
			p.stdin.write((HEAD + ''.join(made[:kill_at // 2])).encode() if runs == 1 else HEAD.encode())
			p.stdin.flush()
			todo = made if runs > 1 else made[kill_at // 2:]
			for i in range(0, len(todo), 97):
				p.stdin.write(''.join(todo[i:i + 97]).encode())
				p.stdin.flush()
				if runs < 8 and i > kill_at:
					time.sleep(0.03)
					break
			if runs < 8:
				p.send_signal(signal.SIGKILL)
			p.stdin.close()
		except BrokenPipeError:
			pass
		p.wait()
	ever += list(csv.reader(io.StringIO(text_of('kill.csv'))))
	if runs >= 8:
		break
want = [tuple(e.values()) for e in events]
seen = {}
for x in ever:
	seen.setdefault(tuple(x), 0)
	seen[tuple(x)] += 1
ok(set(seen) == set(want), 'killed seven times: no event is lost, none is made up, repeats are the same rows',
	'lost: %s' % list(set(want) - set(seen))[:3], 'made up: %s' % list(set(seen) - set(want))[:3])
print('# %d events, %d rows written over %d runs' % (len(want), len(ever), runs))
ok(not os.path.exists(state + '.new') or os.path.exists(state), 'the state is whole')

# --- a state that is not one ----------------------------------------------------------------
whole_state = text_of('pieces.state')
open('cut.state', 'w').write(whole_state[:len(whole_state) // 2].rsplit('\n', 1)[0] + '\n')
p = run('--state', 'cut.state', stdin=HEAD)
ok(p.returncode == 1 and 'cut off' in p.stderr, 'a state that is cut off is refused', p.stderr)
open('odd.state', 'w').write(whole_state.replace('format,,,,1', 'format,,,,99'))
p = run('--state', 'odd.state', stdin=HEAD)
ok(p.returncode == 1 and 'no state' in p.stderr, 'a state of another format is refused', p.stderr)
# --- one run at a time ------------------------------------------------------------------------
p = start('--state', 'one.state', stdin=subprocess.PIPE, stdout=subprocess.PIPE)
took = wait(lambda: os.path.exists('one.state.lock'))
q = run('--state', 'one.state', stdin=HEAD)
ok(took is not None and q.returncode == 3 and q.stderr == 'qj-alert: one.state: another run has this state\n' and q.stdout == '',
	'a second run on a state exits 3 with one line', q.returncode, q.stdout, q.stderr)
p.kill()
p.wait()
q = run('--state', 'one.state', stdin=HEAD)
ok(q.returncode == 0, 'the state of a run that was killed is free', q.returncode, q.stderr)

p = run('--state', 'nowhere/x.state', stdin=HEAD + made[0])
ok(p.returncode == 3 and 'nowhere/x.state' in p.stderr, 'a state that can not be written exits 3', p.returncode, p.stderr)
p = run('--registry', 'stations.csv', '--state', 'file.state', '-o', 'missing-folder/x.csv', 'year.csv')
ok(p.returncode == 3 and not os.path.exists('file.state'), 'no state where the output failed', p.stderr)

# --- a file that grows ----------------------------------------------------------------------
open('grow.csv', 'w').write(HEAD + bad_row % (0, '0.4'))
p = start('--registry', 'stations.csv', '--follow', 'grow.csv', stdout=open('grow.out', 'wb'))
time.sleep(0.1 * SLOW)
with open('grow.csv', 'a') as f:
	f.write((bad_row % (4, '1.32'))[:30])
	f.flush()
	time.sleep(0.3)
	half = text_of('grow.out')
	f.write((bad_row % (4, '1.32'))[30:])
took = wait(lambda: '1.32' in text_of('grow.out'))
ok('raise' not in half and took is not None and took < 1 * SLOW, 'a growing file: half a row waits, the whole one raises within a second', half, took)
open('new.csv', 'w').write(HEAD + bad_row % (4, '1.32') + bad_row % (8, '1.33'))
os.rename('new.csv', 'grow.csv')
took = wait(lambda: '1.33' in text_of('grow.out'))
ok(took is not None, 'a file that was replaced is read from its new beginning', text_of('grow.out'))
open('grow.csv', 'w').write('')
time.sleep(0.5)
with open('grow.csv', 'w') as f:
	f.write(HEAD + bad_row % (12, '0.41'))
	f.flush()
	took = None
	time.sleep(0.5)
	f.write(bad_row % (16, '0.42'))
took = wait(lambda: '0.42' in text_of('grow.out'))
ok(took is not None and p.poll() is None, 'and one that was cut and written anew', text_of('grow.out'))
p.send_signal(signal.SIGTERM)
ok(p.wait() == -signal.SIGTERM and text_of('grow.out').endswith('#qj-failed qj-alert: killed by a signal\n'), 'a signal ends it, and the next reader is told',
	text_of('grow.out')[-200:], p.stderr.read())

# --- a command ------------------------------------------------------------------------------
evil = '"$(touch pwned)`touch pwned`;touch pwned'
open('evil.csv', 'w').write('station,name,water_type,target_class\nW1,"%s",river,3\n' % evil.replace('"', '""'))
one = HEAD + bad_row % (0, '0.4') + bad_row % (4, '1.34')
p = run('--registry', 'evil.csv', '--exec', 'printf "%s|%s|%s|%s\\n" "$QJ_EVENT" "$QJ_ITEM" "$QJ_VALUE" "$QJ_NAME" >>got; cat; echo said', stdin=one)
ok(p.returncode == 0 and text_of('got') == 'raise|NH3-N|1.34|%s\n' % evil and not os.path.exists('pwned') and 'said' not in p.stdout,
	'--exec: the event is in the environment, no data is run', text_of('got'), p.stdout, p.stderr)
p = run('--registry', 'stations.csv', '--exec', 'exit 7', stdin=one + bad_row % (8, '0.3') + bad_row % (12, '0.3'))
ok(p.returncode == 0 and p.stdout.count('\nclear,') == 1 and p.stderr.count('exit status 7') == 2, 'a command that fails is said, the stream goes on', p.stdout, p.stderr)
begin = time.monotonic()
p = run('--registry', 'stations.csv', '--exec-wait', '1', '--exec', 'sleep 30', stdin=one)
ok(p.returncode == 0 and 'ended after 1 s' in p.stderr and time.monotonic() - begin < 10, 'a command that hangs is ended', p.stderr)

# --- the wall clock -------------------------------------------------------------------------
now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None) + datetime.timedelta(hours=8)
old = (now - datetime.timedelta(hours=12) + datetime.timedelta(seconds=1)).strftime('%Y-%m-%d %H:%M:%S')
p = start('--registry', 'stations.csv', '--clock', 'wall', stdin=subprocess.PIPE, stdout=open('wall.csv', 'wb'))
p.stdin.write((HEAD + 'W1,%s,7.5,8,3,0.4,0.05,0.5,300,\n' % old).encode())
p.stdin.flush()
took = wait(lambda: 'w-silent' in text_of('wall.csv'))
p.stdin.close()
ok(p.wait() == 0 and took is not None, '--clock wall: a station falls silent while nothing comes', text_of('wall.csv'), p.stderr.read())
old = (now - datetime.timedelta(hours=30)).strftime('%Y-%m-%d %H:%M')
late = (now - datetime.timedelta(hours=1)).strftime('%Y-%m-%d %H:%M')
p = run('--clock', 'wall', stdin=HEAD + 'W1,%s,7.5,8,3,0.4,0.05,0.5,300,\nW2,%s,7.5,8,3,0.4,0.05,0.5,300,\n' % (old, late))
ok([(e['station'], e['rule']) for e in rows(p.stdout)] == [('W1', 'w-silent')], 'and at the end of a file, as in a run of cron', p.stdout)
p = run('--registry', 'stations.csv', '--clock', 'data', stdin=HEAD + 'W1,%s,7.5,8,3,0.4,0.05,0.5,300,\n' % old)
ok('w-silent' not in p.stdout, '--clock data: the wall clock has no part in it', p.stdout)
ahead, soon = ((now + datetime.timedelta(minutes=m)).strftime('%Y-%m-%d %H:%M:%S') for m in (62, 58))
one = 'W1,%s,7.5,8,3,0.4,0.05,0.5,300,\n'
p = run('--clock', 'wall', stdin=HEAD + one % ahead)
ok(p.returncode == 1 and 'stdin:2: column time' in p.stderr, 'a stamp ahead of the clock is refused', p.stderr)
p = run('--clock', 'wall', stdin=HEAD + one.replace(',3,', ',300,') % soon)
ok(p.returncode == 0 and p.stdout.count('\nraise,') >= 1, 'one of this hour is judged', p.stdout, p.stderr)
p = run('-k', '--clock', 'wall', stdin=HEAD + one % '2126-10-01 04:00' + ('W1,%s,7.5,8,300,0.4,0.05,0.5,300,\n' % old))
ok(p.returncode == 1 and p.stdout.count('\nraise,') >= 1, 'with -k the rows behind it are judged', p.stdout, p.stderr)

os.chdir('/')
done()
