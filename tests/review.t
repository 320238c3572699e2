#!/usr/bin/python3
"""review.t - the way of a finding: hours, sheet, workbook, a person's entries, decisions, data, what they did."""
import csv
import io
import os
import shutil
import subprocess
import tempfile

import openpyxl

from tap import done, ok

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.environ.get('QJ_BIN', TOP + '/build/bin')
GEN = os.path.join(os.environ.get('QJ_B', TOP + '/build'), 'demogen')
TMP = tempfile.mkdtemp(prefix='qj-review-')
COUNT = [0, 0]
os.chdir(TMP)


def run(*args):
	r = subprocess.run([os.path.join(BIN, args[0]), *args[1:]], capture_output=True, text=True, timeout=120,
	    env={'PATH': os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'UTC', 'ASAN_OPTIONS': 'detect_leaks=0:exitcode=99'})
	return r.stdout, r.stderr, r.returncode


def rows(text):
	return list(csv.DictReader(io.StringIO(text)))


def fill(src, dst, entries):
	"""Fills the workbook as a reviewer would: {row of the sheet: {head: text}}."""
	book = openpyxl.load_workbook(src)
	sheet = book['可疑数据']
	col = {c.value: c.column for c in sheet[3]}
	for row, cells in entries.items():
		for head, text in cells.items():
			sheet.cell(row, col[head], text)
	book.save(dst)


subprocess.run([GEN, 'centre'], check=True)
hours = 'centre/hours/2026-10.csv'
body = open(hours, encoding='utf-8').read().split('\n')
# PM10 of a station falls below PM2.5 for five hours; another one stands still; a spike.
for i, line in enumerate(body):
	c = line.split(',')
	if len(c) == 9 and c[0] == 'E101A' and '2026-10-20 02:00' <= c[1] <= '2026-10-20 06:00' and c[5]:
		c[4] = str(int(c[5]) // 2)
	if len(c) == 9 and c[0] == 'E201A' and c[1] == '2026-10-20 15:00':
		c[5] = '260'
	body[i] = ','.join(c)
open('hours.csv', 'w', encoding='utf-8').write('\n'.join(body))

out, err, rc = run('qj-review', '-q', 'air', '--day', '2026-10-20', '-C', 'centre', 'hours.csv', '-o', 'findings.csv', '--sites',
    'sites.csv', '--line', 'line.txt')
found = rows(open('findings.csv', encoding='utf-8').read())
sites = rows(open('sites.csv', encoding='utf-8').read())
registry = rows(open('centre/stations.csv', encoding='utf-8').read())
first = [f for f in found if f['severity'] == 'A']
ok(rc == 0 and found[:len(first)] == first and [(f['station'], f['item'], f['rule'], f['hours'], f['proposal']) for f in first] ==
    [('E101A', 'PM10', 'R07', '5', '剔除')], 'grade A first: the inversion, proposed to be dropped', first, err)
ok(any(f['station'] == 'E201A' and f['rule'] == 'R05' and f['values'] == '260' and f['neighbours'] != '' for f in found),
    'the spike stands there with the values of its neighbours', found)
due = [r['station'] for r in registry if r['start'] <= '2026-10-20' and (r['end'] == '' or r['end'] >= '2026-10-20')]
ok([s['station'] for s in sites] == due, 'each station of the registry is due', [s['station'] for s in sites], due)
present = {}
for r in rows('\n'.join(body)):
	day = '2026-10-20' if '2026-10-20 00:00' < r['time'] <= '2026-10-21 00:00' else ''
	if day and any(r[i] for i in ('SO2', 'NO2', 'PM10', 'PM2.5', 'CO', 'O3')):
		present[r['station']] = present.get(r['station'], 0) + 1
ok(all(int(s['received']) == present.get(s['station'], 0) for s in sites), 'received hours are those with any value')
for n in ('tables', 'columns'):
	run('qj-fill', '-q', '--escape', 'none', 'builtin:review_%s.csv' % n, '-o', n + '.csv')
out, err, rc = run('qj-xlsx', '-q', '-o', 'sheet.xlsx', '--date', '2026-10-21', '--layout', 'tables.csv', '--columns', 'columns.csv',
    'findings=findings.csv', 'sites=sites.csv')
sheet = openpyxl.load_workbook('sheet.xlsx')['可疑数据']
choices = {dv.formula1 for dv in sheet.data_validations.dataValidation}
ok(rc == 0 and '"保留,剔除"' in choices and any('"01,02' in c for c in choices), 'the workbook offers decisions and reasons', choices, err)
names = {'初审人': '李', '复核人': '王', '审核时间': '2026-10-21 08:40'}
keep = {'决定': '保留', '理由代码': '07', **names}
fill('sheet.xlsx', 'open.xlsx', {6: keep})
out, err, rc = run('qj-review', '-q', '--collect', 'open.xlsx', '--close')
ok(rc == 1 and 'grade A is not decided' in err, 'an open finding of grade A keeps the day open', err)
fill('sheet.xlsx', 'filled.xlsx', {6: keep, 5: {'决定': '剔除', '理由代码': '08', **names}})
out, err, rc = run('qj-review', '-q', '--collect', 'filled.xlsx', '--close', '-o', 'decisions.csv')
made = rows(open('decisions.csv', encoding='utf-8').read()) if rc == 0 else []
ok(rc == 0 and [(r['item'], r['decision'], r['reason'], r['who'], r['checker']) for r in made] ==
    [('PM10', 'drop', '08', '李', '王'), (found[1]['item'], 'keep', '07', '李', '王')], 'the filled workbook becomes a decision', made, err)
again = open('decisions.csv', encoding='utf-8').read()
out, err, rc = run('qj-review', '-q', '--collect', 'filled.xlsx', '--findings', 'findings.csv')
ok(rc == 0 and out == again, 'compared with its findings, the sheet gives the same decisions', err)
book = openpyxl.load_workbook('filled.xlsx')
last = max(r for r in range(5, book['可疑数据'].max_row + 1) if str(book['可疑数据'].cell(r, 1).value) == found[-1]['no'])
book['可疑数据'].delete_rows(last)
book.save('shorter.xlsx')
out, err, rc = run('qj-review', '-q', '--collect', 'shorter.xlsx', '--findings', 'findings.csv')
ok(rc == 1 and 'findings.csv:%d: column no' % (len(found) + 1) in err, 'a row deleted at the end of the sheet is missed', err)
fill('filled.xlsx', 'altered.xlsx', {5: {'结束': '2026-10-20 03:00'}})
out, err, rc = run('qj-review', '-q', '--collect', 'altered.xlsx', '--findings', 'findings.csv')
ok(rc == 1 and 'column end' in err and first[0]['end'] in err, 'so is an altered hour, with what it was', err)
out, err, rc = run('qj-review', '-qk', '--collect', 'altered.xlsx', '--findings', 'findings.csv')
ok(rc == 1 and len(rows(out)) == 1, 'with -k the other decisions come', out, err)
for when, why in (('昨天', 'not a time'), ('2026-02-30 08:00', 'not a time'), ('2026-10-20 05:59', 'before the finding ended'),
    ('2026-10-19', 'before the finding ended'), ('', 'without a time')):
	fill('filled.xlsx', 'when.xlsx', {5: {'审核时间': when}})
	out, err, rc = run('qj-review', '-q', '--collect', 'when.xlsx')
	ok(rc == 1 and 'column when' in err and why in err, "refused: decided '%s'" % when, err)
fill('filled.xlsx', 'when.xlsx', {5: {'审核时间': '2026/10/21 08:05'}})
out, err, rc = run('qj-review', '-q', '--collect', 'when.xlsx')
ok(rc == 0 and rows(out)[0]['when'] == '2026-10-21 08:05', 'a time is written as qj-csv has it', out, err)
out, err, rc = run('qj-qc', '-q', '--no-builtin', '--decisions', 'decisions.csv', 'hours.csv', '-o', 'now.csv')
out, err, rc = run('qj-diff', '-q', '--decisions', 'decisions.csv', '--effect', 'hours.csv', 'now.csv')
d = rows(out)
flags = [r for r in d if r['kind'] == 'flags']
ok(len([r for r in flags if r['item'] == 'PM10' and r['new_flags'] == 'invalid' and r['who'] == '李']) == 5,
    'the decision is in the data, and qj-diff says who made it', flags[:2], err)
ok(any(r['kind'] == 'effect-day' and r['station'] == 'E101A' and r['item'] == 'PM10' for r in d), 'and what it does to the day', d)
shutil.rmtree(TMP)
done()
