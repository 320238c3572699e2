"""What the tests in Python print: the Test Anything Protocol, which prove reads."""
import sys

ran = failed = 0


def ok(good, name, *why):
	"""One test; of what failed up to 20 reasons, each up to 20 lines."""
	global ran, failed
	ran += 1
	failed += not good
	print('%sok %d - %s' % ('' if good else 'not ', ran, name), flush=True)
	for w in why[:20] if not good else ():
		print('\n'.join('#   ' + line[:600] for line in str(w).split('\n')[:20]))


def skip(name, why):
	global ran
	ran += 1
	print('ok %d - %s # SKIP %s' % (ran, name, why), flush=True)


def done(least=1, absent=None):
	"""The plan, and out: 1 where a test failed or fewer than least ran.  None ran and absent says why: all are skipped."""
	if ran == 0 and absent:
		print('1..0 # SKIP ' + absent)
		sys.exit(0)
	print('1..%d' % ran)
	sys.exit(1 if failed or ran < least else 0)
