/*
 * The words of a figure, and its columns in words (figure.h).
 */
#include "figure.h"
#include "label.h"

struct word {
	const char	*key, *zh, *en;
};

static const struct word words[] = {
	{ "levels", "各级别天数比例", "share of days of each level" },
	{ "items", "各项污染物浓度", "concentrations" },
	{ "calendar", "空气质量指数日历", "calendar of the air quality index" },
	{ "singles", "综合指数及单项指数", "composite index and its single indices" },
	{ "lines", "变化趋势", "course over time" },
	{ "waterfall", "变化分解", "what changed it" },
	{ "bars", "比较", "comparison" },
	{ "this", "本期", "this period" },
	{ "base", "上年同期", "year before" },
	{ "limit", "年二级限值（参考）", "annual grade 2 limit (reference)" },
	{ "limit-short", "限值", "limit" },
	{ "band", "历年同期范围", "range of other years" },
	{ "no-data", "无数据", "no data" },
	{ "share", "天数比例（%）", "share of days (%)" },
	{ "index", "综合指数", "composite index" },
	{ "thick", "粗条：", "thick: " },
	{ "thin", "细条：", "thin: " },
	{ "primary", "字母为超标日的首要污染物：",
	    "letters: primary pollutant of days above 100: " },
	{ "missing", "× 无有效数据", "× no valid data" },
	{ "absent", "缺测", "missing" }, { "dropped", "仪器状态剔除", "dropped by instrument status" },
	{ "grade_a", "A级可疑", "grade A" }, { "grade_b", "B级可疑", "grade B" }, { "grade_c", "C级可疑", "grade C" },
	{ "strips", "各站逐时数据状态", "hours of each station" },
	{ "cut", "纵轴不从0开始", "the vertical axis does not begin at 0" },
	{ "classes", "各类别断面比例", "share of sections of each water class" },
	{ "class-share", "断面比例（%）", "share of sections (%)" },
	{ "sections", "个断面", " sections" },
	{ "heat", "各断面逐月水质类别", "water class of each section by month" },
	{ "unsampled", "— 未采样", "— not sampled" },
	{ "matrix", "水质类别变化矩阵", "sections by class, before and now" },
	{ "matrix-from", "上年同期类别", "class a year before" },
	{ "matrix-to", "本期类别", "class now" },
	{ "total", "合计", "total" },
	{ "better", "好转", "better" },
	{ "same", "类别不变", "same class" },
	{ "worse", "变差", "worse" },
	{ "not-comparable", "无可比类别", "not comparable" },
	{ "ratios", "占标率", "ratio to the limit" },
	{ "ratio-limit", "标准限值（100%）", "limit (100 %)" },
	{ "ratio-warn", "预警线", "warning line" },
	{ "below", "○ 低于检出限，按检出限绘", "○ below the detection limit, drawn at it" },
	{ "rest", "其余", "others: " },
	{ "at-most", "项均不高于", ", at most " },
	{ "without", "无数值项数：", "without a value: " },
	{ "profile", "沿程变化", "profile along the river" },
	{ "class-limit", "类别限值", "limit of the class" },
	{ "mouth", "▼ 支流汇入", "▼ mouth of a tributary" },
	{ "along", "里程（km），上游 → 下游", "distance (km), upstream → downstream" },
	{ "along-order", "上游 → 下游", "upstream → downstream" },
	{ "rainline", "降水与水质过程", "rain and water quality" },
};

/* A key that names nothing is a slip of the pen, not to be passed over. */
void
figure_check_names(const struct figure *g)
{
	for (size_t i = 0; i < g->o->names->n; i++) {
		const struct sv key = { g->o->names->v[i], strcspn(g->o->names->v[i], "=") };
		bool known = false;

		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			known = known || sv_is(key, words[k].key);
		for (size_t c = 0; c < g->f.in->ncol; c++)
			known = known || sv_is(key, g->f.in->name[c]);
		if (!known)
			diag_usage(g->d,
			    _("option --name: '%.*s' is neither a column nor a word of a figure"),
			    (int)key.n, key.p);
	}
}

const char *
figure_name_of(const struct figure *g, const char *key)
{
	const size_t n = strlen(key);

	for (size_t i = 0; i < g->o->names->n; i++) {
		if (strncmp(g->o->names->v[i], key, n) == 0 && g->o->names->v[i][n] == '=')
			return g->o->names->v[i] + n + 1;
	}
	return NULL;
}

const char *
figure_word(const struct figure *g, const char *key)
{
	const char *own = figure_name_of(g, key);

	if (own != NULL)
		return own;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i].key, key) == 0)
			return g->o->en ? words[i].en : words[i].zh;
	}
	return key;
}

void
figure_column_name(const struct figure *g, struct sbuf *b, const char *column)
{
	const char *own = figure_name_of(g, column);
	struct item_column ic;
	struct sv stat;

	if (own != NULL || !figure_item(g, column, &ic)) {
		sbuf_puts(b, own != NULL ? own : column);
		return;
	}
	/* Names of air alone are read as they are; TP and As are 总磷 and 砷 to a Chinese reader. */
	sbuf_puts(b, g->o->en || (!ic.shared && strcmp(ic.item->medium, "air") == 0) ? ic.item->name :
	    ic.item->zh);
	for (stat = ic.stat; stat.n > 0;) {
		struct sv part;

		if (!sv_split(&stat, '_', &part))
			break;
		sbuf_putc(b, '-');
		if (part.n > 1 && part.p[0] == 'p' && part.p[1] >= '0' && part.p[1] <= '9') {
			sbuf_put(b, part.p + 1, part.n - 1);
			sbuf_puts(b, "per");
		} else if (sv_is(part, "8hmax"))
			sbuf_puts(b, "8h");
		else
			sbuf_put(b, part.p, part.n);
		if (stat.p == NULL)
			break;
	}
}

void
figure_column_unit(const struct figure *g, struct sbuf *b, const char *column)
{
	struct item_column ic;

	if (g->o->unit != NULL)
		sbuf_puts(b, g->o->unit);
	else if (strncmp(column, "I_", 2) != 0 && figure_item(g, column, &ic))
		label_unit(b, ic.unit.n > 0 ? ic.unit : sv_of(ic.item->unit));
}

void
figure_axis_title(const struct figure *g, struct sbuf *b, const char *column)
{
	struct sbuf unit = { 0 };

	figure_column_name(g, b, column);
	figure_column_unit(g, &unit, column);
	if (unit.n > 0)
		sbuf_printf(b, g->o->en ? " (%s)" : "（%s）", unit.p);
	sbuf_release(&unit);
}
