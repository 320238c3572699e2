#!/usr/bin/python3
# faults.py - puts known faults into a real or made series, and says where.
#
#	faults.py SEED IN.csv OUT.csv LABELS.csv [KIND...]
#
# IN is station,time,items...,flags of hours.  Each station gets events of every kind, one behind the
# other, at least 60 h apart, on items and at places drawn from the seed; a place is taken where the
# item has values throughout.  Sizes, by item [item's unit]:
#	spike       1 h: + SIZE
#	step        24 h: + SIZE
#	freeze      12 h: the value before goes on (PM2.5, PM10, NO2, O3 above 15: lower ones stand still by themselves)
#	freeze-low  12 h of SO2 or CO
#	drift       96 h: rising by SIZE in all
#	swap        12 h: PM2.5 and PM10 exchanged, where they differ by over 15
#	clock       48 h: all items three hours late
#	negative    6 h: -4 to -15
#	inversion   6 h: PM10 becomes 0.6 of PM2.5, where that is above 20
import csv
import random
import sys

SIZE = {'SO2': 60, 'NO2': 80, 'O3': 120, 'PM10': 150, 'PM2.5': 100, 'CO': 3}
LENGTH = {'spike': 1, 'step': 24, 'freeze': 12, 'freeze-low': 12, 'drift': 96, 'swap': 12, 'clock': 48, 'negative': 6, 'inversion': 6}
LEVEL = ['PM2.5', 'PM10', 'NO2', 'O3']
APART = 60


def number(s):
	try:
		return float(s)
	except ValueError:
		return None


def text(x, item):
	s = ('%.1f' if item == 'CO' else '%.0f') % x
	return '0' if s in ('-0', '-0.0') else s


def fits(rows, at, kind, item):
	"""Whether the fault can stand at rows at..: values throughout, and of the level it needs."""
	need = ['PM2.5', 'PM10'] if kind in ('swap', 'inversion') else [item]
	for r in rows[at - 8:at + LENGTH[kind] + 8]:
		for i in need:
			if number(r[i]) is None:
				return False
	span = rows[at:at + LENGTH[kind]]
	if kind == 'freeze':
		return number(rows[at - 1][item]) > 15
	if kind == 'swap':
		return all(number(r['PM10']) - number(r['PM2.5']) > 15 for r in span)
	if kind == 'inversion':
		return all(number(r['PM2.5']) > 20 for r in span)
	return True


def put(rows, at, kind, item, items, rnd):
	"""Changes the rows; the items that the label names."""
	n = LENGTH[kind]
	span = rows[at:at + n]
	if kind == 'clock':
		late = [[r[i] for i in items] for r in rows[at - 3:at + n - 3]]
		for r, v in zip(span, late):
			r.update(zip(items, v))
		return ['*']
	if kind == 'swap':
		for r in span:
			r['PM2.5'], r['PM10'] = r['PM10'], r['PM2.5']
		return ['PM2.5', 'PM10']
	if kind == 'inversion':
		for r in span:
			r['PM10'] = text(0.6 * number(r['PM2.5']), 'PM10')
		return ['PM2.5', 'PM10']
	held = rows[at - 1][item]
	for k, r in enumerate(span):
		x = number(r[item])
		if kind in ('freeze', 'freeze-low'):
			r[item] = held
		elif kind == 'negative':
			r[item] = '%d' % -rnd.randint(4, 15)
		elif kind == 'drift':
			r[item] = text(x + SIZE[item] * (k + 1) / n, item)
		else:
			r[item] = text(x + SIZE[item], item)
	return [item]


def main():
	seed, src, out, labels = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
	kinds = sys.argv[5:] or list(LENGTH)
	rnd = random.Random(seed)
	with open(src, newline='', encoding='utf-8') as f:
		table = list(csv.DictReader(f))
	head = list(table[0])
	items = [i for i in SIZE if i in head]
	found = []
	for station in dict.fromkeys(r['station'] for r in table):
		rows = [r for r in table if r['station'] == station]
		at = 30
		while at < len(rows) - 200:
			kind = rnd.choice(kinds)
			choice = [i for i in (['SO2', 'CO'] if kind == 'freeze-low' else LEVEL if kind in ('freeze', 'drift') else items) if i in items]
			if kind in ('swap', 'inversion') and not {'PM2.5', 'PM10'} <= set(items):
				continue
			item = rnd.choice(choice)
			if fits(rows, at, kind, item):
				for named in put(rows, at, kind, item, items, rnd):
					found.append([station, named, rows[at]['time'], rows[at + LENGTH[kind] - 1]['time'], kind])
				at += LENGTH[kind] + APART
			at += rnd.randint(1, 30)
	with open(out, 'w', newline='', encoding='utf-8') as f:
		w = csv.DictWriter(f, head, lineterminator='\n')
		w.writeheader()
		w.writerows(table)
	with open(labels, 'w', newline='', encoding='utf-8') as f:
		w = csv.writer(f, lineterminator='\n')
		w.writerow(['station', 'item', 'start', 'end', 'kind'])
		w.writerows(found)


main()
