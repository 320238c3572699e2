/*
 * waterlimit - the class of single values by worked examples (W001 to W037, W145 to W149), an exact walk of every
 * limit, multiples (W051 to W059), limits of detection, rounding (W065 to W077), words for classes and waters.
 */
#include "tap.h"
#include "waterlimit.h"

static struct waterlimits lim;

static struct dec
number(const char *s)
{
	struct dec x = { 0 };

	(void)dec_parse(sv_of(s), &x);
	return x;
}

static int
class_of(const char *item, enum water_body body, const char *x)
{
	const struct waterlimit *l = waterlimits_find(&lim, item, body);

	return l == NULL ? -1 : waterlimit_class(l, number(x));
}

static void
check_classes(void)
{
	static const struct { const char *id, *item, *x; enum water_body body; int want; } v[] = {
		{ "W001", "DO", "7.5", WATER_RIVER, 1 }, { "W002", "DO", "7.49", WATER_RIVER, 2 },
		{ "W003", "DO", "6.0", WATER_RIVER, 2 }, { "W004", "DO", "5.0", WATER_RIVER, 3 },
		{ "W005", "DO", "4.99", WATER_RIVER, 4 }, { "W006", "DO", "2.0", WATER_RIVER, 5 },
		{ "W007", "DO", "1.9", WATER_RIVER, 6 }, { "W008", "pH", "6.0", WATER_RIVER, 1 },
		{ "W009", "pH", "9.0", WATER_RIVER, 1 }, { "W010", "pH", "5.9", WATER_RIVER, 6 },
		{ "W011", "pH", "9.1", WATER_RIVER, 6 }, { "W012", "NH3-N", "0.15", WATER_RIVER, 1 },
		{ "W013", "NH3-N", "0.151", WATER_RIVER, 2 }, { "W014", "NH3-N", "1.00", WATER_RIVER, 3 },
		{ "W015", "NH3-N", "2.01", WATER_RIVER, 6 }, { "W016", "TP", "0.05", WATER_RIVER, 2 },
		{ "W017", "TP", "0.05", WATER_LAKE, 3 }, { "W018", "TP", "0.051", WATER_LAKE, 4 },
		{ "W019", "TP", "0.21", WATER_LAKE, 6 }, { "W020", "COD", "15", WATER_RIVER, 1 },
		{ "W021", "COD", "16", WATER_RIVER, 3 }, { "W022", "BOD5", "3.0", WATER_RIVER, 1 },
		{ "W023", "Cu", "0.011", WATER_RIVER, 2 }, { "W024", "Cu", "1.01", WATER_RIVER, 6 },
		{ "W025", "Hg", "0.00006", WATER_RIVER, 3 }, { "W026", "Hg", "0.0011", WATER_RIVER, 6 },
		{ "W027", "CN-", "0.2", WATER_RIVER, 3 }, { "W028", "CN-", "0.201", WATER_RIVER, 6 },
		{ "W029", "Pb", "0.02", WATER_RIVER, 3 }, { "W030", "F-", "1.6", WATER_RIVER, 6 },
		{ "W031", "Hg", "0.00004L", WATER_RIVER, 1 }, { "W032", "VP", "0.0003L", WATER_RIVER, 1 },
		{ "W033", "NH3-N", "0.025L", WATER_RIVER, 1 }, { "W034", "Oil", "0.01L", WATER_RIVER, 1 },
		{ "W035", "Cr6+", "0.004L", WATER_RIVER, 1 }, { "W036", "Cu", "0.05L", WATER_RIVER, 2 },
		{ "W037", "Pb", "0.2L", WATER_RIVER, 5 },
		{ "W145", "VP", "0.001", WATER_GROUND, 1 }, { "W146", "NH3-N", "0.50", WATER_GROUND, 3 },
		{ "W146 pH", "pH", "8.5", WATER_GROUND, 1 }, { "W146 Mn", "Mn", "0.10", WATER_GROUND, 3 },
		{ "W147", "pH", "8.6", WATER_GROUND, 4 }, { "W148", "Fe", "2.1", WATER_GROUND, 5 },
		{ "W149", "LAS", "0.3", WATER_GROUND, 3 },
		{ "the low end of pH", "pH", "6.5", WATER_GROUND, 1 }, { "below it", "pH", "6.4", WATER_GROUND, 4 },
		{ "the low end of class IV", "pH", "5.5", WATER_GROUND, 4 }, { "below that", "pH", "5.4", WATER_GROUND, 5 },
		{ "the high end of class IV", "pH", "9.0", WATER_GROUND, 4 }, { "above that", "pH", "9.01", WATER_GROUND, 5 },
		{ "not detected", "LAS", "<0.5", WATER_GROUND, 1 }, { "detected", "LAS", "0.0001", WATER_GROUND, 2 },
		{ "no bound of class IV", "GrossBeta", "1e9", WATER_GROUND, 4 }, { "zero", "TP", "0", WATER_LAKE, 1 },
		{ "no limit for rivers", "TN", "1", WATER_RIVER, -1 }, { "never judged", "WT", "20", WATER_RIVER, -1 } };

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		char name[80];

		(void)snprintf(name, sizeof(name), "%s: %s %s is class %d", v[i].id, v[i].item, v[i].x, v[i].want);
		is_int(class_of(v[i].item, v[i].body, v[i].x), v[i].want, name);
	}
}

/* At each limit the class that has it first, one step of the tenth digit behind it a worse one. */
static void
check_walk(void)
{
	unsigned int n = 0, nbad = 0;

	for (size_t i = 0; i < lim.n; i++) {
		const struct waterlimit *l = &lim.v[i];

		for (int c = 0; c < l->nclass; c++) {
			struct dec x = l->limit[c], beyond;
			int want = c;

			if (l->kind == WATERLIMIT_RANGE || !dec_has(x))
				continue;
			while (want > 0 && dec_has(l->limit[want - 1]) && dec_cmp(l->limit[want - 1], x) == 0)
				want--;
			beyond = dec_add(x, (struct dec){ .m = l->kind == WATERLIMIT_MIN ? -1 : 1, .scale = 10, .kind = DEC_NUMBER });
			n++;
			if (waterlimit_class(l, x) != want + 1 || waterlimit_class(l, beyond) <= c + 1) {
				nbad++;
				note("%s class %d", l->item, c + 1);
			}
		}
	}
	ok(n > 450, "%u limits walked", n);
	is_int(nbad, 0, "a limit itself has the best class of its value, beyond it is worse");
}

static void
is_multiple(const char *id, const char *item, enum water_body body, const char *x, int class, const char *want)
{
	char got[DEC_TEXT];
	const struct ratio r = waterlimit_multiple(waterlimits_find(&lim, item, body), number(x), class);

	got[0] = '\0';
	if (ratio_has(r))
		(void)dec_print(got, ratio_round(r, 4));
	is_str(got, want, id);
}

static void
check_multiples(void)
{
	is_multiple("W051 COD 24", "COD", WATER_RIVER, "24", 3, "0.2000");
	is_multiple("W052 TP 0.26", "TP", WATER_RIVER, "0.26", 3, "0.3000");
	is_multiple("W053 TP 0.12 of a lake", "TP", WATER_LAKE, "0.12", 3, "1.4000");
	is_multiple("W054 NH3-N 2.6", "NH3-N", WATER_RIVER, "2.6", 3, "1.6000");
	is_multiple("W055 CODMn 13.2", "CODMn", WATER_RIVER, "13.2", 3, "1.2000");
	is_multiple("W056 Hg 0.0003", "Hg", WATER_RIVER, "0.0003", 3, "2.0000");
	is_multiple("W057 Oil 0.08", "Oil", WATER_RIVER, "0.08", 3, "0.6000");
	is_multiple("W058 DO has none", "DO", WATER_RIVER, "3.2", 3, "");
	is_multiple("W059 pH has none", "pH", WATER_RIVER, "9.4", 3, "");
	is_multiple("over the target's limit", "TP", WATER_RIVER, "0.12", 2, "0.2000");
	is_multiple("half of a limit of detection", "TP", WATER_RIVER, "<0.6", 3, "0.5000");
	is_multiple("no bound", "GrossAlpha", WATER_GROUND, "1", 4, "");
	is_multiple("a missing value", "TP", WATER_RIVER, "", 3, "");
	is_multiple("single limits (W142: Mn 0.13)", "Mn", WATER_RIVER, "0.13", 0, "0.3000");
}

static bool
unproved(const char *item, enum water_body body, const char *x, int class)
{
	return waterlimit_unproved(waterlimits_find(&lim, item, body), number(x), class);
}

static void
check_detection(void)
{
	ok(unproved("Pb", WATER_RIVER, "<0.2", 3), "W037: 0.2L proves nothing of class III, 0.05");
	ok(!unproved("Pb", WATER_RIVER, "<0.05", 3), "a limit of detection at the limit proves it");
	ok(unproved("Cu", WATER_RIVER, "<0.05", 1) && !unproved("Cu", WATER_RIVER, "<0.05", 3), "W036: 0.05L proves class III, not class I");
	ok(!unproved("Pb", WATER_RIVER, "0.2", 3), "a measured value is no limit of detection");
	ok(!unproved("DO", WATER_RIVER, "<20", 3), "a lower limit is missed by what is below detection");
	ok(unproved("LAS", WATER_GROUND, "<0.5", 3) && !unproved("LAS", WATER_GROUND, "<0.5", 1), "groundwater: not detected is class I whatever the limit");
	ok(waterlimit_meets(waterlimits_find(&lim, "Mn", WATER_RIVER), number("0.1"), 0), "a single limit is met by its value");
	ok(!waterlimit_meets(waterlimits_find(&lim, "Mn", WATER_RIVER), number("0.101"), 0), "and not above it");
	is_int(waterlimit_class_within(waterlimits_find(&lim, "TP", WATER_RIVER), number("0.19"), number("10")), 4, "a margin of 10 %% makes 0.2 to 0.18");
	is_int(waterlimit_class_within(waterlimits_find(&lim, "DO", WATER_RIVER), number("5.4"), number("10")), 4, "and 5 of a lower limit to 5.5");
}

static void
is_rounded(const char *id, const char *item, const char *x, bool early, const char *want)
{
	char got[DEC_TEXT];

	got[dec_print(got, waterlimit_round(waterlimits_find(&lim, item, WATER_RIVER), dec_ratio(number(x)), early))] = '\0';
	is_str(got, want, id);
}

static void
check_rounding(void)
{
	is_rounded("W065 0.25 to one decimal", "DO", "0.25", false, "0.2");
	is_rounded("W066 0.35", "DO", "0.35", false, "0.4");
	is_rounded("W067 4.95", "DO", "4.95", false, "5.0");
	is_rounded("W068 5.05", "DO", "5.05", false, "5.0");
	is_rounded("W069 pH 7.5", "pH", "7.5", false, "8");
	is_rounded("W070 pH 8.5", "pH", "8.5", false, "8");
	is_rounded("W071 0.1350 to two", "NH3-N", "0.1350", false, "0.14");
	is_rounded("W072 0.1450", "NH3-N", "0.1450", false, "0.14");
	is_rounded("W073 0.14500001", "NH3-N", "0.14500001", false, "0.15");
	is_rounded("W074 0.005 keeps a digit", "Oil", "0.005", false, "0.005");
	is_rounded("W075 0.0004 too", "Oil", "0.0004", false, "0.0004");
	is_rounded("W076 DO 4.96", "DO", "4.96", false, "5.0");
	is_rounded("W077 NH3-N 0.504", "NH3-N", "0.504", false, "0.50");
	is_rounded("the kept digit is the first one, not a rounded place before it", "Oil", "0.0006", false, "0.0006");
	is_rounded("rounded at that digit", "Oil", "0.00364", false, "0.004");
	is_rounded("0.006 rounds to a unit", "Oil", "0.006", false, "0.01");
	is_rounded("read early it keeps its digit", "Oil", "0.006", true, "0.006");
	is_rounded("0.01 is no less than a unit", "Oil", "0.0149", true, "0.01");
	is_rounded("nothing stays nothing", "Oil", "0", true, "0.00");
	is_int(waterlimits_find(&lim, "pH", WATER_GROUND)->decimals, -1, "groundwater has no decimals of assessment");
}

static void
check_words(void)
{
	static const char *const word[6][4] = { { "1", "I", "Ⅰ", "Ⅰ类" }, { "2", "II", "Ⅱ", "II类" }, { " 3 ", "III", "Ⅲ", "3类" },
		{ "4", "IV", "Ⅳ", "Ⅳ类" }, { "5", "V", "Ⅴ", "Ⅴ类" }, { "6", "劣Ⅴ", "劣V", "劣Ⅴ类" } }, *const none[] = { "", "0", "7", "类", "IIII", "三", "2.5", "劣" };
	unsigned int nbad = 0;

	for (int c = 0; c < 24; c++)
		nbad += water_class_parse(sv_of(word[c / 4][c % 4])) != c / 4 + 1;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		nbad += water_class_parse(sv_of(none[i])) != 0;
	is_int(nbad, 0, "digits, letters and numerals of the six classes, and what is none");
	ok(water_body_of(sv_of("river")) == WATER_RIVER && water_body_of(sv_of("河道型水库")) == WATER_RIVER, "a river, a reservoir of river type");
	ok(water_body_of(sv_of("lake")) == WATER_LAKE && water_body_of(sv_of("reservoir")) == WATER_LAKE && water_body_of(sv_of("水库")) == WATER_LAKE, "lakes and reservoirs");
	ok(water_body_of(sv_of("地下水")) == WATER_GROUND && water_body_of(sv_of("groundwater")) == WATER_GROUND, "groundwater");
	ok(water_body_of(sv_of("")) == WATER_UNKNOWN && water_body_of(sv_of("sea")) == WATER_UNKNOWN, "no word of ours");
}

/* One cell of the built-in table changed: its item is told, the rest stays. */
static void
check_wrong(const char *column, const char *value)
{
	const struct table *t = table_get(NULL, "limits_water");
	const char **cell = malloc(t->nrow * t->ncol * sizeof(*cell));
	struct table own = *t;
	struct tables tabs = { 0 };
	struct waterlimits l;

	if (cell == NULL)
		exit(1);
	memcpy(cell, t->cell, t->nrow * t->ncol * sizeof(*cell));
	cell[2 * t->ncol + table_col(t, column)] = value;	/* the row of DO */
	own.cell = cell;
	table_replace(&tabs, &own, "own.csv");
	waterlimits_init(&l, &tabs);
	ok(l.wrong != NULL && strcmp(l.wrong, "DO") == 0, "%s '%s' can't be used", column, value);
	ok(waterlimits_find(&l, "DO", WATER_RIVER) == NULL && waterlimits_find(&l, "pH", WATER_RIVER) != NULL, "the others can");
	waterlimits_release(&l);
	free(cell);
}

int
main(void)
{
	waterlimits_init(&lim, NULL);
	ok(lim.wrong == NULL, "the built-in tables are right");
	check_classes();
	check_walk();
	check_multiples();
	check_detection();
	check_rounding();
	check_words();
	check_wrong("class3", "five");
	check_wrong("class3", "-5");
	check_wrong("class3", "1e13");
	check_wrong("class3", "<5");
	check_wrong("limit", "x");
	check_wrong("no", "1.5");
	waterlimits_release(&lim);
	return done_testing();
}
