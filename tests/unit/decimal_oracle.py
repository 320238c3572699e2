# decimal_oracle.py - problems for decimal_test.c with their exact answers, one a line, split by
# tabs.  The answers come from decimal and fractions; the seed is fixed.
import decimal
import random
import re
from decimal import Decimal as D
from fractions import Fraction as F

decimal.setcontext(decimal.Context(prec=200, Emin=decimal.MIN_EMIN, Emax=decimal.MAX_EMAX))
rnd = random.Random(8170)
CELL = re.compile(r'^[ \t]*(?:(?P<gt>[<>]) *)?(?P<num>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?P<l>[lL])?[ \t]*$')


def put(*a):
	print(*a, sep='\t')


def short(d):
	"""Plain notation without trailing zeros, never a negative zero."""
	if d == 0:
		return '0'
	s = format(d, 'f')
	if '.' in s:
		s = s.rstrip('0').rstrip('.')
	return s


def shown(d, n):
	"""With n decimals, n >= 0."""
	s = format(d.quantize(D(1).scaleb(-n)) if d != 0 else D(0).quantize(D(1).scaleb(-n)), 'f')
	return s


def parsed(text):
	"""Status and value of a cell, by the words of decimal.h."""
	if text.strip(' \t') == '':
		return 'EMPTY', ''
	m = CELL.match(text)
	if m is None or (m['gt'] and m['l']):
		return 'BAD', ''
	d = D(m['num'])
	sign, digits, e = d.as_tuple()
	digits = ''.join(map(str, digits)).lstrip('0')
	status = 'OK'
	if len(digits) > 18:
		cut = d.quantize(D(1).scaleb(e + len(digits) - 18), rounding=decimal.ROUND_HALF_EVEN)
		status = 'OK' if cut == d else 'CUT'
		d = cut
	if d != 0:
		tail = d.normalize().as_tuple()
		if abs(d) > D(10) ** 18 or -tail.exponent > 36:
			return 'OVERFLOW', ''
	censor = m['gt'] or ('<' if m['l'] else '')
	return status, censor + short(d)


def digits(n):
	return ''.join(rnd.choice('0123456789') for _ in range(n))


def number(most=16):
	n = rnd.randint(1, most)
	s = digits(n)
	k = rnd.randint(0, n)
	s = s[:k] + '.' + s[k:] if rnd.random() < 0.8 else s
	if s.startswith('.') and rnd.random() < 0.9:
		s = '0' + s
	return ('-' if rnd.random() < 0.3 else '') + s


def parse_problems():
	edge = ['', '  ', '0', '-0', '+5', '.', '-', '5.', '.5', '1e3', '1E-3', '1e', '1e+', 'e5', '1.2.3', '0x10',
		'NaN', 'inf', '1,5', '１', '<', '>', '<0.004', '< 0.004', '>24000', '0.004L', '0.004l', 'L', '<1L', '1e999999999',
		'-1e-999999999', '0e999999', '1e17', '1e18', '9e17', '999999999999999999', '1000000000000000000',
		'1234567890123456789', '1234567890123456789e-5', '9999999999999999995e-3', '1e-36', '1e-37', '10e-37',
		'0.000000000000000000000000000000000001', '0' * 40 + '7', '0.' + '0' * 60, '1' + '0' * 17, '123456789012345678.5',
		'123456789012345677.5', '0.1234567890123456785', '0.1234567890123456775', '0.12345678901234567750001', '--5', '+-5',
		'5-', ' 12.5 ', '12 .5', '1e2L', '<-0.5', '35.0', '35.10']
	for t in edge:
		put('P', t, *parsed(t))
	for _ in range(3000):
		t = number(24)
		if rnd.random() < 0.3:
			t += rnd.choice('eE') + rnd.choice(['', '-', '+']) + str(rnd.randint(0, 40))
		if rnd.random() < 0.1:
			t = rnd.choice('<>') + t
		if rnd.random() < 0.1:
			i = rnd.randrange(len(t) + 1)
			t = t[:i] + rnd.choice('.eEL-+ x<') + t[i:]
		put('P', t, *parsed(t))


def round_problems():
	for _ in range(4000):
		t = number()
		if rnd.random() < 0.5:		# ties and their neighbours
			t = re.sub(r'\.?$', '', t) + ('' if '.' in t else '.') + rnd.choice(['5', '50', '49', '51', '500'])
		d = D(t)
		have = -d.as_tuple().exponent
		n = rnd.randint(-3, 8)
		r = d.quantize(D(1).scaleb(-n), rounding=decimal.ROUND_HALF_EVEN) if n < have else d
		if n < 0 and have > n:
			put('R', t, n, short(r))
		elif len(re.sub(r'\D', '', t).lstrip('0')) + max(0, n - have) <= 18:
			put('R', t, n, shown(r, max(n, 0)))


def ratio_problems():
	for _ in range(6000):
		if rnd.random() < 0.3:		# a mean of cells: what stations have
			num, den = rnd.randint(-10 ** 9, 10 ** 9), rnd.choice([1, 2, 3, 4, 5, 6, 7, 8, 20, 24, 28, 31, 365, 8760, 10, 100])
		elif rnd.random() < 0.5:
			num, den = rnd.randint(-10 ** 15, 10 ** 15), rnd.randint(1, 10 ** 9)
		else:				# over 64 bits
			den = rnd.randint(2 ** 62, 2 ** 100)
			num = rnd.randint(-10 ** 6, 10 ** 6) * den // rnd.randint(1, 1000) + rnd.randint(-3, 3)
		n = rnd.randint(0, 9)
		q = F(num, den)
		if len(str(abs(num) // den)) + n > 17:
			continue
		for op, how in (('E', decimal.ROUND_HALF_EVEN), ('G', decimal.ROUND_05UP), ('F', decimal.ROUND_FLOOR),
			('C', decimal.ROUND_CEILING)):
			# Exact on the fraction: the integer part of q x 10^n and what is left over.
			s = q * 10 ** n
			whole = abs(s.numerator) // s.denominator
			rest = abs(s) - whole
			if op == 'E':
				whole += rest > F(1, 2) or (rest == F(1, 2) and whole % 2 == 1)
			elif op == 'G':
				whole += rest > 0 and whole % 10 in (0, 5)
			elif op == 'F':
				whole += s < 0 and rest > 0
			else:
				whole += s > 0 and rest > 0
			r = D(-whole if s < 0 else whole).scaleb(-n)
			put(op, num, den, n, short(r) if op == 'G' else shown(r, n))
	# Whatever is rounded later from a guarded value is as if rounded from the exact one.
	for _ in range(3000):
		q = F(rnd.randint(0, 10 ** 6), rnd.choice([3, 7, 8, 16, 20, 23, 24, 31, 365]))
		n, m = rnd.randint(4, 8), rnd.randint(0, 3)
		s = q * 10 ** m
		whole = s.numerator // s.denominator
		rest = s - whole
		whole += rest > F(1, 2) or (rest == F(1, 2) and whole % 2 == 1)
		put('H', q.numerator, q.denominator, n, m, shown(D(whole).scaleb(-m), m))


def fraction_problems():
	def one():
		b = rnd.choice([8, 20, 40, 60])
		return F(rnd.randint(-2 ** b, 2 ** b), rnd.randint(1, 2 ** b))

	for _ in range(3000):
		a, b = one(), one()
		if rnd.random() < 0.1:
			b = a
		for op, r in (('+', a + b), ('-', a - b), ('*', a * b), ('/', a / b if b else None)):
			if r is None:
				put('B', op, a, b, 'missing')
			elif max(abs(r.numerator), r.denominator) < 2 ** 124:
				put('B', op, '%d/%d' % a.as_integer_ratio(), '%d/%d' % b.as_integer_ratio(), '%d/%d' % r.as_integer_ratio())
		put('Q', '%d/%d' % a.as_integer_ratio(), '%d/%d' % b.as_integer_ratio(), (a > b) - (a < b))
	for _ in range(500):			# neighbours over 64 bits, where a product would wrap
		d = rnd.randint(2 ** 100, 2 ** 120)
		n = rnd.randint(2 ** 100, 2 ** 120)
		a, b = F(n, d), F(n + rnd.randint(-1, 1), d + rnd.randint(-1, 1))
		put('Q', '%d/%d' % a.as_integer_ratio(), '%d/%d' % b.as_integer_ratio(), (a > b) - (a < b))


def cell_problems():
	for _ in range(3000):
		a, b = number(9), number(9)
		if rnd.random() < 0.2:
			b = a + ('0' if '.' in a else '.0')
		x, y = D(a), D(b)
		put('c', a, b, (x > y) - (x < y))
		put('a', a, b, short(x + y))
		put('s', a, b, short(x - y))
		put('m', a, b, short(x * y))
	for a, b in (('1e-36', '999999999999999999'), ('-1e-36', '0'), ('0', '1e-36'), ('999999999999999999', '1e-20'),
		('0.0', '0'), ('-0', '0'), ('5e-30', '5e-29')):
		x, y = D(a), D(b)
		put('c', a, b, (x > y) - (x < y))
	for _ in range(500):
		v = [number(8) for _ in range(rnd.randint(1, 40))]
		put('n', ' '.join(v), '%d/%d' % (sum(map(F, v)) / len(v)).as_integer_ratio())


parse_problems()
round_problems()
ratio_problems()
fraction_problems()
cell_problems()
