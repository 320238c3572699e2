#!/usr/bin/python3
# traced.py - each figure of a product's facts.csv stands where it says, and each number of its texts is one of them.
#
#	traced.py FOLDER LEAST END TEXT... -- PATTERN...
#
# At least LEAST figures; texts are looked at from their summary to the line END, without tables, pictures and
# notes, and without what fits a PATTERN: standards, references, words that hold a number.
import csv
import re
import sys

folder, least, end = sys.argv[1:4]
cut = sys.argv.index('--')
texts, patterns = sys.argv[4:cut], sys.argv[cut + 1:]
facts = list(csv.DictReader(open(folder + '/facts.csv', encoding='utf-8')))
assert len(facts) >= int(least), len(facts)
tables = {}
for f in facts:
	if f['file'] not in tables:
		tables[f['file']] = list(csv.reader(open(folder + '/' + f['file'], encoding='utf-8')))
	rows = tables[f['file']]
	assert rows[int(f['row']) - 1][rows[0].index(f['column'])] == f['value'], f
known = {f['text'] for f in facts}
for name in texts:
	text = open(folder + '/' + name, encoding='utf-8').read().split('::: summary')[-1].split(end)[0]
	text = '\n'.join(l for l in text.split('\n') if not l.startswith(('|', '!', 'Table:', 'Unit:', '注')))
	for p in patterns:
		text = re.sub(p, '', text)
	for number in re.findall(r'\d+(?:\.\d+)?', text):
		assert number in known, (name, number)
