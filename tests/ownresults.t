#!/usr/bin/python3
# ownresults.t - what instruments say of their own data, against what comes of the data as we import
# them: levels of a sound level meter over a measurement, areas of a chromatogram.  The files lie
# beside the repository; where they are not, there is nothing to test.
import csv
import decimal
import io
import math
import os
import subprocess

from tap import done, ok

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.environ.get('QJ_BIN', TOP + '/build/bin')
DATA = TOP + '/../shared/data/'


def imported(file, *options):
	p = subprocess.run([BIN + '/qj-import', 'auto', '-q', *options, DATA + file], capture_output=True, text=True,
	    env=dict(os.environ, LC_ALL='C', ASAN_OPTIONS='detect_leaks=0'))
	return list(csv.DictReader(io.StringIO(p.stdout))), p.stderr


def column(rows, name):
	return [decimal.Decimal(r[name]) for r in rows if r[name] != '']


def cells(file):
	"""The report's own cells, by the file's names, without our reader."""
	with open(DATA + file, encoding='utf-8') as f:
		lines = [[c.strip() for c in l.rstrip('\n').split('\t')] for l in f]
	k = next(i for i, l in enumerate(lines) if 'LAeq' in l)
	return dict(zip(lines[k], lines[k + 2]))


def check_levels(stem):
	log, err = imported('noise/' + stem + '_Log.txt', '--code', 'N1')
	report, err2 = imported('noise/' + stem + '_Report.txt', '--code', 'N1')
	own = cells('noise/' + stem + '_Report.txt')
	ok(len(report) == 1 and len(log) in (10, 30), stem + ': a row for each second, one of the whole', len(log), len(report), err, err2)
	for name, of in (('LAeq', 'LAeq'), ('LCeq', 'LCeq'), ('LZeq', 'LZeq[dB]')):
		mean = 10 * math.log10(sum(10 ** (float(x) / 10) for x in column(log, of)) / len(log))
		ok(abs(mean - float(own[name])) <= 0.05 + 1e-9 and column(report, name if name in report[0] else name + '[dB]') ==
		    [decimal.Decimal(own[name])], '%s: the energy mean of %s over %d s is the %s dB of the report' %
		    (stem, name, len(log), own[name]), mean)
	total = 10 * math.log10(sum(10 ** (float(x) / 10) for x in column(log, 'LAE')))
	ok(abs(total - float(own['LAE'])) <= 0.05 + 1e-9, '%s: the energy sum of LAE is its %s dB' % (stem, own['LAE']), total)
	for name in ('LAFmax', 'LAFmin', 'LASmax', 'LASmin', 'LAImax', 'LAImin', 'LAPKmax', 'LCFmax', 'LCFmin', 'LZFmax', 'LZFmin'):
		of = name if name in log[0] else name + '[dB]'
		ext = (max if 'max' in name else min)(column(log, of))
		ok(ext == decimal.Decimal(own[name]), '%s: the extreme of %s is its %s dB' % (stem, name, own[name]), ext)


def check_areas():
	"""ChemStation prints sums of areas and heights under each signal, to six significant digits."""
	file = 'instruments/agilent_chemstation_Report.txt'
	if not os.path.exists(DATA + file):
		return
	rows, err = imported(file, '--code', 'L1')
	with open(DATA + file, encoding='utf-16') as f:
		lines = f.read().splitlines()
	signal, totals, peaks = None, {}, {}
	for l in lines:
		if l.startswith('Signal') and ':' in l:
			signal = l.split(':', 1)[1].strip()
		elif l.startswith('Totals'):
			totals[signal] = [decimal.Decimal(x) for x in l.split(':')[1].split()]
	for r in rows:
		peaks.setdefault(r['signal'], []).append(r)
	ok(set(totals) == set(peaks) and len(totals) == 5, file + ': five signals, each with a total', sorted(totals), sorted(peaks), err)
	for s, want in totals.items():
		for name, w in zip(('Area[mAU*s]', 'Height[mAU]'), want):
			got = sum(column(peaks.get(s, []), name))
			# half a unit of the last place of the sum, and of each of its terms
			half = sum(decimal.Decimal(1).scaleb(x.as_tuple().exponent) for x in [w, *column(peaks.get(s, []), name)]) / 2
			ok(abs(got - w) <= half, '%s, %s: %s of %d peaks add up to %s' % (file, s, name, len(peaks.get(s, [])), w), got)
		percent = column(peaks.get(s, []), 'Area[%]')
		areas = column(peaks.get(s, []), 'Area[mAU*s]')
		bad = [(a, p) for a, p in zip(areas, percent) if abs(a * 100 / sum(areas) - p) > decimal.Decimal('0.001')]
		ok(not bad, '%s, %s: each share of the area is the one printed' % (file, s), bad[:5])


for stem in ('nti_xl2_SLM_000_123', 'nti_xl2_SLM_001_123'):
	if os.path.exists(DATA + 'noise/' + stem + '_Log.txt'):
		check_levels(stem)
check_areas()
done(absent='the reference data are not there')
