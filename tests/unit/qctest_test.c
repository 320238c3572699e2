/*
 * qctest - verdicts of single tests on made series; the roll-up of codes by tests/qc/vectors/roll_up_codes.csv.
 */
#include "qctest.h"
#include "tap.h"

#define N	QC_NONE

/*
 * The verdicts of a test on v[n] (in whole units; N: an empty cell), as letters: . unjudged, g good, S suspect,
 * F fail; of places that are meant from a later one too.
 */
static void
verdicts(struct qc_test t, const int64_t *v, size_t n, char *got)
{
	struct qc_state s = { 0 };
	struct qc_ring r;

	t.step = 3600;
	qc_ring_init(&r, 1, n, false);
	for (size_t i = 0; i < n; i++) {
		const int64_t x = v[i] == N ? N : v[i] * QC_ONE;
		struct qc_found f;
		enum qc_verdict verdict;

		qc_ring_push(&r, &x);
		verdict = qc_judge(&t, &r, r.head, &s, NULL, 1, &f);
		got[i] = verdict >= QC_SUSPECT ? 'g' : ".g"[verdict];	/* what is meant may end before it */
		for (int64_t p = f.from; p <= f.to && verdict >= QC_SUSPECT; p++) {
			qc_cell(&r, 0, p)->suspect |= 1;
			got[p] = ".gSF"[verdict];
		}
	}
	got[n] = '\0';
	qc_ring_release(&r);
}

static void
is_verdicts(struct qc_test t, const int64_t *v, size_t n, const char *want, const char *name)
{
	char got[64];

	verdicts(t, v, n, got);
	is_str(got, want, name);
}

/* A test without limits. */
static struct qc_test
blank(enum qc_kind kind)
{
	return (struct qc_test){ .kind = kind, .min = N, .max = N, .fail_min = N, .fail_max = N, .above = N, .below = N,
		.fail = N, .k = N, .percent = N };
}

static void
check_runs(void)
{
	static const int64_t v[] = { 1, 1, 300, 5, 300, 300, 300, 300, N, 300 };
	struct qc_test t = blank(QC_RANGE);

	t.min = 2 * QC_ONE;
	t.max = 100 * QC_ONE;
	is_verdicts(t, v, 10, "SSSgSSSS.S", "a range without a run");
	t.run = 3;
	is_verdicts(t, v, 10, "ggggSSSS.g", "runs are of one bound, and end at an empty cell");
	t.fail_max = 200 * QC_ONE;
	is_verdicts(t, v, 10, "ggggFFFF.g", "and of what fails");
}

static void
check_increment(void)
{
	static const int64_t v[] = { 20, 20, 21, 60, N, 61, 10 };
	struct qc_test t = blank(QC_INCREMENT);

	t.min = QC_ONE;
	t.max = 30 * QC_ONE;
	is_verdicts(t, v, 7, ".SgS..S", "increments by size");
	t.is_signed = true;
	t.min = N;
	is_verdicts(t, v, 7, ".ggS..g", "with their sign a fall is none above the bound");
	t.n = 2;
	is_verdicts(t, v, 7, "..gS.g.", "from two places before");
}

static void
check_delta(void)
{
	static const int64_t v[] = { 90, 20, 20, 20, 61, 61, 61, 61, N };
	struct qc_test t = blank(QC_DELTA);

	t.window = 2;
	t.max = 40 * QC_ONE;
	is_verdicts(t, v, 9, "..SSSgggg", "a delta means from the least to the greatest value");
	t.direction = QC_DOWN;
	is_verdicts(t, v, 9, "...gggggg", "a rise is no fall");
	t.direction = QC_BOTH;
	t.max = N;
	t.min = 2 * QC_ONE;
	is_verdicts(t, v, 9, ".SSSSSSSS", "a lower bound means the whole window; none ends within the first");
}

static void
check_score(void)
{
	static const int64_t v[] = { 20, 22, 21, 19, 20, 60, 62, 61, 63, 60, 61 };
	struct qc_test t = blank(QC_OUTLIER);

	t.window = 4;
	t.max = 3 * QC_ONE;
	t.method = QC_STREAM;
	is_verdicts(t, v, 11, "....gSSSgSg", "a stream leaves out what it doubted, until most of it is gone");
	t.method = QC_SCORE;
	t.max = 3 * QC_ONE / 2;
	is_verdicts(t, v, 6, ".gggg" "S", "a score among its window, itself in it");
}

static void
check_value(void)
{
	static const int64_t v[] = { 5, -999, -998, N };
	struct qc_test t = blank(QC_VALUE);

	t.factor[0] = -999 * QC_ONE;
	t.nparts = 1;
	is_verdicts(t, v, 4, "gSg.", "a value that stands for none");
}

static void
check_roll_up(void)
{
	FILE *f = fopen("tests/qc/vectors/roll_up_codes.csv", "re");
	char line[200];
	int a, b, c, want, n = 0, right = 0;

	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "S1,%*[^,],%d,%d,%d,%d", &a, &b, &c, &want) != 4)
			continue;
		n++;
		right += qc_roll_up(qc_roll_up(a, b), c) == want;
	}
	if (f != NULL)
		(void)fclose(f);
	ok(n == 16 && right == n, "codes roll up as QARTOD's do: %d of %d", right, n);
}

int
main(void)
{
	check_runs();
	check_increment();
	check_delta();
	check_score();
	check_value();
	check_roll_up();
	return done_testing();
}
