/*
 * waterclass - verdicts of whole sections (W038 to W050), the order of the main pollution indices, limits of detection
 * that prove nothing, words of classes.
 */
#include "tap.h"
#include "waterclass.h"

static struct waterlimits lim;

struct section {
	struct water_item	v[WATER_ITEMS];
	struct water_verdict	r;
	size_t			n;
};

/* "DO=8 Pb=<0.2 TN=3": items of a section, judged. */
static void
judge(struct section *s, enum water_body body, const char *text)
{
	struct sv rest = sv_of(text), word, item;

	*s = (struct section){ .n = 0 };
	while (sv_word(&rest, &word)) {
		struct water_item *v = &s->v[s->n++];
		char name[16];

		(void)sv_split(&word, '=', &item);
		(void)snprintf(name, sizeof(name), "%.*s", (int)item.n, item.p);
		v->limit = waterlimits_find(&lim, name, body);
		v->first = water_goes_first(NULL, name);
		v->reference = !v->limit->assessed;
		(void)dec_parse(word, &v->x);
	}
	water_judge(&s->r, s->v, s->n, 3);
}

/* The main indices in order, "Cr6+ TP". */
static const char *
main_of(const struct section *s, char *b, size_t size)
{
	size_t n = 0;

	b[0] = '\0';
	for (unsigned int k = 0; k < water_nmain(&s->r, 3); k++)
		n += (size_t)snprintf(b + n, size - n, "%s%s", k > 0 ? " " : "", s->v[s->r.exceed[k]].limit->item);
	return b;
}

static void
check_settings(void)
{
	unsigned int v = 0;

	ok(water_setting(NULL, "mean_below", &v) && v == 5, "fewer than five sections are judged by means");
	ok(water_setting(NULL, "main", &v) && v == 3, "three main pollution indices");
	ok(water_setting(NULL, "exceed", &v) && v == 3, "what is worse than class III exceeds");
	ok(!water_setting(NULL, "nothing", &v), "a setting that is not there");
}

/* A mean of halves is judged as a number; what it proves is told by the largest limit of detection. */
static void
check_halves(void)
{
	struct water_item v = { .limit = waterlimits_find(&lim, "VP", WATER_RIVER) };
	struct water_verdict r;

	(void)dec_parse(sv_of("0.001325"), &v.x);
	(void)dec_parse(sv_of("0.005"), &v.below);
	water_judge(&r, &v, 1, 3);
	ok(r.class == 1 && !v.unproved && !r.undecided, "a mean of halves has the class of its number");
	water_judge(&r, &v, 1, 2);
	ok(r.class == 1 && v.unproved && r.undecided, "but proves no more than its largest limit");
	v = (struct water_item){ .limit = waterlimits_find(&lim, "LAS", WATER_GROUND) };
	(void)dec_parse(sv_of("0.0175"), &v.x);
	water_judge(&r, &v, 1, 3);
	ok(r.class == 2, "LAS of groundwater that was measured is class 2");
	(void)dec_parse(sv_of("0.05"), &v.below);
	water_judge(&r, &v, 1, 3);
	ok(r.class == 1, "not detected, in the mean too, is class 1");
}

#define TRACE "Cu=0.001L Zn=0.05L F-=0.18 Se=0.0004L As=0.0011 Hg=0.00004L Cd=0.0001L Pb=0.002L CN-=0.004L VP=0.0003L Oil=0.01L LAS=0.05L S2-=0.01L"

static void
check_sections(void)
{
	static const struct { const char *id, *items, *main; enum water_body body; int class; } v[] = {
		{ "W038", "pH=7.8 DO=8.6 CODMn=1.9 COD=8 BOD5=1.2 NH3-N=0.09 TP=0.05 Cr6+=0.004L " TRACE, "", WATER_RIVER, 2 },
		{ "W039", "pH=7.8 DO=8.6 CODMn=1.9 COD=8 BOD5=1.2 NH3-N=0.09 TP=0.02 Cr6+=0.004L " TRACE, "", WATER_RIVER, 1 },
		{ "W040", "pH=7.8 DO=8.6 CODMn=1.9 COD=18 BOD5=1.2 NH3-N=0.62 TP=0.05 Cr6+=0.004L " TRACE, "", WATER_RIVER, 3 },
		{ "W041", "pH=7.8 DO=8.6 CODMn=1.9 COD=24 BOD5=1.2 NH3-N=1.1 TP=0.26 Cr6+=0.004L " TRACE, "TP COD NH3-N", WATER_RIVER, 4 },
		{ "W042", "pH=7.8 DO=8.6 CODMn=1.9 COD=24 BOD5=1.2 NH3-N=1.2 TP=0.24 Cr6+=0.004L " TRACE, "COD NH3-N TP", WATER_RIVER, 4 },
		{ "W043", "pH=7.8 DO=4.2 CODMn=1.9 COD=8 BOD5=1.2 NH3-N=0.09 TP=0.05 Cr6+=0.004L " TRACE, "DO", WATER_RIVER, 4 },
		{ "W044", "pH=7.8 DO=2.6 CODMn=1.9 COD=33 BOD5=1.2 NH3-N=1.9 TP=0.36 Cr6+=0.004L " TRACE, "NH3-N TP COD", WATER_RIVER, 5 },
		{ "W045", "pH=7.8 DO=8.6 CODMn=9.0 COD=46 BOD5=11 NH3-N=2.6 TP=0.50 Cr6+=0.004L " TRACE, "BOD5 NH3-N TP", WATER_RIVER, 6 },
		{ "W046", "pH=9.3 DO=8.6 CODMn=1.9 COD=8 BOD5=1.2 NH3-N=0.09 TP=0.05 Cr6+=0.004L " TRACE, "pH", WATER_RIVER, 6 },
		{ "W047", "pH=7.8 DO=8.6 CODMn=1.9 COD=42 BOD5=1.2 NH3-N=3.0 TP=0.9 Cr6+=0.06 " TRACE, "Cr6+ TP NH3-N", WATER_RIVER, 6 },
		{ "W048", "pH=7.8 DO=8.6 CODMn=1.9 COD=8 BOD5=1.2 NH3-N=0.09 TP=0.05 Cr6+=0.004L " TRACE, "", WATER_LAKE, 3 },
		{ "W049", "pH=7.8 DO=8.6 CODMn=6.8 COD=8 BOD5=1.2 NH3-N=0.09 TP=0.12 TN=2.4 Cr6+=0.004L " TRACE, "TP CODMn", WATER_LAKE, 5 },
		{ "W050", "pH=7.8 DO=8.6 CODMn=1.9 COD=8 BOD5=1.2 NH3-N=0.09 TP=0.05 FC=50000 Cr6+=0.004L " TRACE, "", WATER_RIVER, 2 } };
	struct section s;
	char b[256];

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		judge(&s, v[i].body, v[i].items);
		is_int(s.r.class, v[i].class, v[i].id);
		is_str(main_of(&s, b, sizeof(b)), v[i].main, "its main pollution indices");
		ok(!s.r.undecided && s.r.judged == 21, "by 21 items, decided");
	}
}

static void
check_detection(void)
{
	struct section s;
	char b[64];

	judge(&s, WATER_RIVER, "DO=8 Pb=<0.2");
	ok(s.r.class == 5 && s.r.proved == 1 && s.r.undecided && s.v[1].unproved, "0.2L of lead beside class I: class V by half, not decided");
	ok(s.r.nexceed == 0 && water_nmain(&s.r, 3) == 0, "what is not proved does not exceed");
	judge(&s, WATER_RIVER, "DO=8 Pb=<0.05");
	ok(s.r.class == 3 && !s.r.undecided, "0.05L is at the limit of class III and proves it; half of it is class III");
	judge(&s, WATER_RIVER, "TP=0.5 Pb=<0.2");
	ok(s.r.class == 6 && s.r.proved == 6 && !s.r.undecided, "beside an item worse than V it can change nothing");
	is_str(main_of(&s, b, sizeof(b)), "TP", "and is no main index");
	judge(&s, WATER_RIVER, "TP=0.35 Pb=<0.2");
	ok(s.r.class == 5 && s.r.undecided, "beside class V it could: at 0.2 lead is worse than V");
	judge(&s, WATER_RIVER, "TP=0.35 Pb=<0.08");
	ok(s.r.class == 5 && !s.r.undecided, "at 0.08 it is class V at most");
	judge(&s, WATER_GROUND, "LAS=<0.5 NH3-N=0.3");
	ok(s.r.class == 3 && s.r.undecided, "groundwater: LAS below 0.5 could be worse than class III");
}

static void
check_edges(void)
{
	struct section s;
	char b[64];

	judge(&s, WATER_RIVER, "");
	ok(s.r.class == 0 && s.r.judged == 0 && !s.r.undecided, "nothing has no class");
	judge(&s, WATER_RIVER, "DO= FC=100");
	ok(s.r.class == 0 && s.v[0].class == 0 && s.v[1].class == 1, "a missing value and a reference item make none, but have their own");
	judge(&s, WATER_RIVER, "COD=20 NH3-N=1.0");
	ok(s.r.class == 3 && s.r.nexceed == 0 && water_nmain(&s.r, 3) == 0, "class III has no main index");
	judge(&s, WATER_RIVER, "pH=9.5 COD=41 NH3-N=2.1 TP=0.41 Hg=0.0002");
	is_str(main_of(&s, b, sizeof(b)), "Hg NH3-N COD", "mercury of class IV goes before three of class VI; equal classes by multiple");
	is_int(s.r.nexceed, 5, "all five exceed");
	is_str(s.v[s.r.exceed[4]].limit->item, "pH", "what has no multiple comes last in its class");
	judge(&s, WATER_RIVER, "NH3-N=1.2 COD=24 TP=0.24");
	is_str(main_of(&s, b, sizeof(b)), "NH3-N COD TP", "equal ones stay in the order given");
}

static void
check_words(void)
{
	struct water_words w;

	water_words_init(&w, NULL);
	is_str(w.status[0][1], "优", "class I");
	is_str(w.status[0][3], "良好", "class III");
	is_str(w.status[0][6], "重度污染", "worse than V");
	is_str(w.status[0][0], "无法判定", "no verdict");
	is_str(w.status[1][4], "lightly polluted", "in English");
	ok(w.step[1] == w.step[2] && w.step[6] == 5 && w.step[0] == 0, "classes I and II are one status; of five");
	ok(water_goes_first(NULL, "CN-") && water_goes_first(NULL, "Pb") && !water_goes_first(NULL, "Zn"), "cyanide and lead go first, zinc does not");
}

int
main(void)
{
	waterlimits_init(&lim, NULL);
	check_halves();
	check_settings();
	check_sections();
	check_detection();
	check_edges();
	check_words();
	waterlimits_release(&lim);
	return done_testing();
}
