#!/usr/bin/python3
"""sheet.t - workbooks read by our reader against openpyxl (every cell of those we make and of the
reference ones), and what is odd, broken or hostile, made by hand.

	python3 tests/sheet.t"""
import csv, datetime, glob, io, os, resource, subprocess, sys, tempfile, time, zipfile

from tap import done, ok
try:
	import openpyxl
except ImportError:
	print('1..0 # SKIP no openpyxl'); sys.exit(0)

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CAT = os.environ.get('QJ_B', TOP + '/build') + '/sheetcat'

def cat(path):
	p = subprocess.run([CAT, path], capture_output=True, timeout=100, env=dict(os.environ, LC_ALL='C'))
	return p.stdout.decode('utf-8', 'replace'), p.stderr.decode('utf-8', 'replace'), p.returncode

def ours(text):
	"""{sheet: {(row, column): text}}"""
	book = {}
	for r in csv.reader(io.StringIO(text)):
		if r[0].startswith('# '):
			sheet = book.setdefault(r[0][2:], {})
		else:
			for c, v in enumerate(r[1:], 1):
				if v != '': sheet[int(r[0]), c] = v
	return book

def shown(v):
	if v is True or v is False: return str(v).upper()
	if isinstance(v, datetime.datetime):
		v += datetime.timedelta(microseconds=500000); v = v.replace(microsecond=0)
		return v.strftime('%Y-%m-%d') if (v.hour, v.minute, v.second) == (0, 0, 0) else v.strftime('%Y-%m-%d %H:%M' + (':%S' if v.second else ''))
	if isinstance(v, datetime.date): return v.isoformat()
	if isinstance(v, datetime.time): return v.strftime('%H:%M' + (':%S' if v.second else ''))
	if isinstance(v, (int, float)):
		s = '%.15g' % v
		if 'e' in s:
			from decimal import Decimal
			s = format(Decimal(s), 'f')
		return s
	return str(v)

def theirs(path):
	book = {}
	wb = openpyxl.load_workbook(path, data_only=True)
	for ws in wb.worksheets:
		sheet = book.setdefault(ws.title, {})
		for row in ws.iter_rows():
			for c in row:
				if c.value is not None and shown(c.value) != '': sheet[c.row, c.column] = shown(c.value)
		for m in ws.merged_cells.ranges:
			v = ws.cell(m.min_row, m.min_col).value
			rows = {r for r, _ in sheet}
			for r in range(m.min_row, m.max_row + 1):
				for c in range(m.min_col, m.max_col + 1):
					if v is not None: sheet.setdefault((r, c), shown(v))
	return book

def same(path, name, rows_may_lack=False):
	out, err, rc = cat(path)
	a, b = ours(out), theirs(path)
	bad = []
	for s in b:
		have = {r for r, _ in a.get(s, {})}
		for k in sorted(set(a.get(s, {})) | set(b[s])):
			x, y = a.get(s, {}).get(k), b[s].get(k)
			if x != y and not (x is None and k[0] not in have):	# a row without a cell of its own does not come
				if x is not None and y is not None and x.replace(' 00:00', '') == y: continue
				bad.append((s, k, 'ours', x, 'openpyxl', y))
	ok(rc == 0 and not bad and set(b) <= set(a), name + ' (%d cells)' % sum(len(v) for v in b.values()), bad[:5], err)

# --- made by openpyxl -------------------------------------------------------------------------
tmp = tempfile.mkdtemp()
path = tmp + '/a.xlsx'
wb = openpyxl.Workbook()
ws = wb.active; ws.title = '水质'
ws.append(['断面', '时间', 'x', '中文，带"引号"', 'line\nbreak'])
ws.append(['甲', datetime.datetime(2026, 10, 1, 14, 30), 0.1 + 0.2, True, 1e-7])
ws.append(['乙', datetime.date(2026, 10, 2), 123456789012345, False, -0.5])
ws.append([None, None, 1/3, 1e15, 12.50])
ws['A8'] = 'far'; ws['AB8'] = 'right'
ws['B9'] = datetime.time(8, 5); ws['C9'] = datetime.time(23, 59, 59)
ws['B10'] = datetime.datetime(1900, 1, 1); ws['B11'] = datetime.datetime(1900, 3, 1)
ws['A12'] = 45962.999999; ws['A12'].number_format = 'yyyy"年"m"月"d"日" h"时"'
ws['B12'] = 45962.5; ws['B12'].number_format = '[$-804]yyyy/m/d h:mm'
ws['C12'] = 0.25; ws['C12'].number_format = '0.00%'
ws['D12'] = 12; ws['D12'].number_format = '0.00 "d"'
ws['E12'] = 45962; ws['E12'].number_format = '[Red]yyyy-mm-dd'
ws.merge_cells('A20:C21'); ws['A20'] = 'title'; ws['D21'] = 'beside'
ws.merge_cells('A22:A24'); ws['A22'] = 'down'; ws['B22'] = 1; ws['B23'] = 2; ws['B24'] = 3
h = wb.create_sheet('hidden'); h.sheet_state = 'hidden'; h['A1'] = 1
wb.create_sheet('empty')
wb.save(path)
same(path, 'a workbook with dates, merged ranges, sparse rows')

# --- made by hand -----------------------------------------------------------------------------
BOOK = '<workbook xmlns="m" xmlns:r="r"><workbookPr %s/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
RELS = '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>'
STYLES = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="21"/></cellXfs></styleSheet>'

def hand(data, strings='<sst/>', pr='', rels=RELS, book=BOOK, name='h.xlsx', method=zipfile.ZIP_DEFLATED, whole=None, styles=STYLES):
	p = tmp + '/' + name
	with zipfile.ZipFile(p, 'w', method) as z:
		z.writestr('_rels/.rels', '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>')
		z.writestr('xl/workbook.xml', book % pr if '%s' in book else book)
		if rels: z.writestr('xl/_rels/workbook.xml.rels', rels)
		z.writestr('xl/sharedStrings.xml', strings)
		z.writestr('xl/styles.xml', styles)
		z.writestr('xl/worksheets/sheet1.xml', whole or '<worksheet><sheetData>' + data + '</sheetData></worksheet>')
	return p

def gives(name, want, *a, **k):
	out, err, rc = cat(hand(*a, **k))
	ok(rc == 0 and out == '# S\n' + want, name, rc, out, err)

def refused(name, why, path):
	t = time.time()
	out, err, rc = cat(path)
	ok(rc == 1 and err.count('\n') == 1 and why in err and time.time() - t < 60, 'refused: ' + name, rc, err, out[-200:])

gives('inline strings and rich text', '1,ab c,d\n', '<row r="1"><c r="A1" t="inlineStr"><is><r><t>ab</t></r><r><t xml:space="preserve"> c</t></r></is></c><c r="B1" t="inlineStr"><is><t>d</t></is></c></row>')
gives('phonetic runs are left out', '1,漢字\n', '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', '<sst><si><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh></si></sst>')
gives('rows and cells without references', '1,1,2\n2,3\n', '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>')
gives('gaps in rows and columns', '3,,,x\n7,1\n', '<row r="3"><c r="C3" t="str"><v>x</v></c></row><row r="5"/><row r="7"><c r="A7"><v>1</v></c></row>')
gives('escapes of control signs', '1,a\tb_x\n', '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0009_b_x005F_x</t></is></c></row>')
gives('booleans, errors, ISO dates', '1,TRUE,FALSE,#N/A,2026-10-01T08:00:00\n', '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" t="d"><v>2026-10-01T08:00:00</v></c></row>')
gives('the value of a formula', '1,3\n', '<row r="1"><c r="A1"><f>1+2</f><v>3</v></c></row>')
gives('dates by style', '1,2026-10-01,2026-10-01 14:00,14:00,2026-10-01 12:00\n', '<row r="1"><c r="A1" s="1"><v>46296</v></c><c r="B1" s="2"><v>46296.583333333336</v></c><c r="C1" s="3"><v>0.58333333333333337</v></c><c r="D1" s="1"><v>46296.5</v></c></row>')
gives('dates of 1904', '1,2026-10-01\n', '<row r="1"><c r="A1" s="1"><v>44834</v></c></row>', pr='date1904="1"')
gives('a negative date stays a number', '1,-5\n', '<row r="1"><c r="A1" s="1"><v>-5</v></c></row>')
gives('prefixes of namespaces', '1,1\n', '', whole='<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>')
gives('merged ranges behind the data', '1,a,a\n2,a,a,b\n', '', whole='<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="C2" t="str"><v>b</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>')
gives('an absolute target', '1,1\n', '<row r="1"><c r="A1"><v>1</v></c></row>', rels=RELS.replace('"worksheets/', '"/xl/worksheets/'))
gives('numbers as they were typed', '1,0.1,0.3,1.23456789012345e+19,0.0000001,1.50\n', '<row r="1"><c r="A1"><v>0.1</v></c><c r="B1"><v>0.30000000000000004</v></c><c r="C1"><v>1.23456789012345E+19</v></c><c r="D1"><v>1E-7</v></c><c r="E1"><v>1.50</v></c></row>')

refused('a text that is not shared', 'not among the shared texts', hand('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'))
refused('rows that go back', 'not in order', hand('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'))
refused('a cell beyond the last column', 'place of a cell', hand('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'))
refused('a DOCTYPE', 'DOCTYPE', hand('', whole='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'))
refused('broken XML', 'broken XML', hand('<row r="1"><c r="A1"><v>1</v></row>'))
refused('no relations', 'does not say where', hand('', rels=None))
refused('no sheet', 'no sheet', hand('', rels='<Relationships/>'))
p = hand('<row r="1"><c r="A1"><v>1</v></c></row>')
whole = open(p, 'rb').read()
for cut in (10, len(whole) // 2, len(whole) - 10):
	open(tmp + '/cut.xlsx', 'wb').write(whole[:cut])
	refused('an archive cut off at %d' % cut, 'zip archive' if cut > 10 else '', tmp + '/cut.xlsx')
with zipfile.ZipFile(tmp + '/z.xlsx', 'w') as z: z.writestr('a.txt', 'x')
refused('a zip that is no workbook', 'no workbook', tmp + '/z.xlsx')
open(tmp + '/e.xlsx', 'wb').write(bytes.fromhex('d0cf11e0a1b11ae1') + b'\0' * 504 + 'EncryptedPackage'.encode('utf-16le') + b'\0' * 512)
refused('an encrypted workbook', 'encrypted', tmp + '/e.xlsx')
open(tmp + '/o.xls', 'wb').write(bytes.fromhex('d0cf11e0a1b11ae1') + b'\0' * 5000)
refused('an OLE file that is none', 'no workbook', tmp + '/o.xls')
bomb = tmp + '/bomb.xlsx'
with zipfile.ZipFile(bomb, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as z:
	src = zipfile.ZipFile(p)
	for n in src.namelist():
		if not n.endswith('sheet1.xml'): z.writestr(n, src.read(n))
	with z.open('xl/worksheets/sheet1.xml', 'w', force_zip64=True) as f:
		f.write(b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
		for _ in range(400): f.write(b' ' * (1 << 20))
		f.write(b'</worksheet>')
refused('a bomb of 400 MiB in %d KiB' % (os.path.getsize(bomb) >> 10), 'no honest workbook', bomb)
t = time.time()
n = 90000
gives('%d number formats, each of a cell format' % n, '1,2026-10-01\n', '<row r="1"><c r="A1" s="%d"><v>46296</v></c></row>' % (n - 1),
    styles='<styleSheet><numFmts>' + ''.join('<numFmt numFmtId="%d" formatCode="yyyy-mm-dd"/>' % (200 + i) for i in range(n)) +
    '</numFmts><cellXfs>' + ''.join('<xf numFmtId="%d"/>' % (200 + i) for i in range(n)) + '</cellXfs></styleSheet>')
ok(time.time() - t < 20, 'they are read in time that grows with their number (%.1f s)' % (time.time() - t))
merges = lambda r: '<mergeCells>' + ''.join('<mergeCell ref="%s"/>' % x for x in r) + '</mergeCells></worksheet>'
refused('merged ranges that lie on each other', 'lie on each other', hand('', whole='<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>' + merges(['A1:XFD9'] * 2)))
refused('merged ranges that fill a whole sheet', 'fill over', hand('', whole='<worksheet><sheetData>' +
    ''.join('<row r="%d"><c r="A%d"><v>1</v></c></row>' % (i, i) for i in range(1, 5000)) + '</sheetData>' + merges(['A1:XFD5000'])))

import json
open(tmp + '/square.json', 'w').write(json.dumps([{'k%d' % i: 1} for i in range(60000)]))
b = subprocess.run([os.environ.get('QJ_BIN', TOP + '/build/bin') + '/qj-import', 'auto', tmp + '/square.json'], capture_output=True, timeout=100, env=dict(os.environ, LC_ALL='C'))
ok(b.returncode == 1 and b'60000 records' in b.stderr, 'refused: JSON whose every record has a name of its own', b.stderr)

# --- memory: many different texts -----------------------------------------------------------------
if 'san' not in CAT:
	big = tmp + '/big.xlsx'
	n = 600000
	with zipfile.ZipFile(big, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as z:
		src = zipfile.ZipFile(p)
		for m in src.namelist():
			if 'sheet1' not in m and 'sharedStrings' not in m: z.writestr(m, src.read(m))
		z.writestr('xl/sharedStrings.xml', '<sst>' + ''.join('<si><t>text number %d of a table with many different ones, %s</t></si>' % (i, 'x' * 40) for i in range(n)) + '</sst>')
		z.writestr('xl/worksheets/sheet1.xml', '<worksheet><sheetData>' + ''.join('<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (i + 1, i + 1, (i * 7919) % n) for i in range(n)) + '</sheetData></worksheet>')
	m = subprocess.run([os.path.dirname(CAT) + '/measure', tmp + '/took', CAT, big], stdout=open(tmp + '/out', 'w'))
	rss = float(open(tmp + '/took').read().split()[2]) if os.path.exists(tmp + '/took') else 0
	line = open(tmp + '/out').read().split('\n')
	ok(m.returncode == 0 and len(line) == n + 2 and line[2].endswith('text number 7919 of a table with many different ones, %s"' % ('x' * 40)) and 0 < rss < 64,
	    '%d different texts in under 64 MB (%.1f MB)' % (n, rss), m.returncode, len(line), line[2:3])

# --- the reference workbooks --------------------------------------------------------------------
for f in sorted(glob.glob(TOP + '/../shared/data/*/*.xlsx')):
	same(f, os.path.basename(f))

subprocess.run(['rm', '-rf', tmp])
done()
