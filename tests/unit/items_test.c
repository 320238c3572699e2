/*
 * items - names and aliases by medium, headers with units and statistics, exact factors.
 */
#include "items.h"
#include "tap.h"

static struct items r;

static void
is_column(const char *medium, const char *header, const char *item, const char *stat, const char *unit)
{
	struct item_column c;
	const bool found = items_column(&r, medium, sv_of(header), &c);

	if (item == NULL) {
		ok(!found, "'%s' is no item", header);
		return;
	}
	ok(found && strcmp(c.item->name, item) == 0 && sv_is(c.stat, stat) && sv_is(c.unit, unit),
	    "'%s' is %s '%s' [%s]", header, item, stat, unit);
}

static void
is_factor(const char *medium, const char *item, const char *unit, long num, long den)
{
	const struct item *it = items_find(&r, medium, sv_of(item), NULL);
	const struct ratio f = items_factor(&r, it, sv_of(unit));

	if (den == 0)
		ok(!ratio_has(f), "%s from '%s': no conversion", item, unit);
	else
		ok(ratio_has(f) && ratio_cmp(f, ratio_make(num, den)) == 0, "%s from '%s' is x %ld/%ld", item, unit, num, den);
}

static void
check_columns(void)
{
	is_column(NULL, "PM2.5", "PM2.5", "", "");
	is_column(NULL, "pm25", "PM2.5", "", "");
	is_column(NULL, "PM₂.₅", "PM2.5", "", "");
	is_column(NULL, "ＰＭ１０", "PM10", "", "");
	is_column(NULL, "细颗粒物", "PM2.5", "", "");
	is_column(NULL, "细颗粒物（PM2.5）(μg/m³)", "PM2.5", "", "μg/m³");
	is_column(NULL, "a21026", "SO2", "", "");
	is_column(NULL, " s o 2 ", "SO2", "", "");
	is_column(NULL, "CO[mg/m3]", "CO", "", "mg/m3");
	is_column(NULL, "CO (mg/m3)", "CO", "", "mg/m3");
	is_column(NULL, "CO（毫克/立方米）", "CO", "", "毫克/立方米");
	is_column(NULL, "CO[wrong]", "CO", "", "wrong");
	is_column(NULL, "CO(24h)", NULL, "", "");
	is_column(NULL, "CO(", NULL, "", "");
	is_column(NULL, "(mg/m3)", NULL, "", "");
	is_column(NULL, "O3_8hmax", "O3", "8hmax", "");
	is_column(NULL, "O3_8hmax_p90", "O3", "8hmax_p90", "");
	is_column(NULL, "O3_8h", "O3_8h", "", "");
	is_column(NULL, "CO_p95", "CO", "p95", "");
	is_column(NULL, "PM2.5_24h[mg/m3]", "PM2.5", "24h", "mg/m3");
	is_column(NULL, "苯并[a]芘", "BaP", "", "");
	is_column(NULL, "n_PM2.5", NULL, "", "");
	is_column(NULL, "高锰酸盐指数（IMn）", "CODMn", "", "");
	is_column(NULL, "化学需氧量(COD) (mg/L)", "COD", "", "mg/L");
	is_column(NULL, "总磷(TN)", NULL, "", "");
	is_column(NULL, "总磷(湖库)", NULL, "", "");
	is_column(NULL, "pH(无量纲)", "pH", "", "无量纲");
	is_column(NULL, "铬（六价）", "Cr6+", "", "");
	is_column(NULL, "1,2-二氯乙烷(μg/L)", "DCA12", "", "μg/L");
	is_column(NULL, "总α放射性(Bq/L)", "GrossAlpha", "", "Bq/L");
	is_column(NULL, "county", NULL, "", "");
	is_column(NULL, "", NULL, "", "");
	is_column("water", "SO2", NULL, "", "");
	is_column("soil", "Pb", "Pb", "", "");
}

static void
check_media(void)
{
	struct item_column c;
	bool shared;

	ok(items_column(&r, NULL, sv_of("Pb"), &c) && c.shared, "Pb is of several media");
	ok(items_column(&r, NULL, sv_of("铅[mg/kg]"), &c) && !c.shared && strcmp(c.item->medium, "soil") == 0,
	    "its unit mg/kg says soil");
	ok(items_column(&r, NULL, sv_of("Pb(mg/L)"), &c) && !c.shared && strcmp(c.item->medium, "water") == 0,
	    "its unit mg/L says water");
	ok(items_column(&r, NULL, sv_of("Pb[ug/L]"), &c) && !c.shared && strcmp(c.item->medium, "water") == 0,
	    "ug/L converts to the unit of water alone");
	ok(items_column(&r, "air", sv_of("Pb"), &c) && !c.shared && strcmp(c.item->unit, "ug/m3") == 0, "or the medium told");
	ok(items_find(&r, NULL, sv_of("PM10"), &shared) != NULL && !shared, "PM10 is of the air alone");
	ok(items_find(&r, NULL, sv_of("nothing"), &shared) == NULL && !shared, "an unknown name is nothing");
}

int
main(void)
{
	items_init(&r, NULL);
	check_columns();
	check_media();
	is_factor("air", "SO2", "", 1, 1);
	is_factor("air", "SO2", "ug/m3", 1, 1);
	is_factor("air", "SO2", "µg/m³", 1, 1);
	is_factor("air", "SO2", "mg/m3", 1000, 1);
	is_factor("air", "CO", "ug/m3", 1, 1000);
	is_factor("air", "SO2", "ppb", 2618, 1000);
	is_factor("air", "NO2", "PPB", 1880, 1000);
	is_factor("air", "O3", "ppb", 1962, 1000);
	is_factor("air", "CO", "ppm", 1145, 1000);
	is_factor("air", "PM2.5", "ppb", 0, 0);
	is_factor("met", "WS", "km/h", 10, 36);
	is_factor("met", "P", "kPa", 10, 1);
	is_factor("met", "T", "℃", 1, 1);
	is_factor("met", "T", "K", 0, 0);
	is_factor("water", "TP", "ug/L", 1, 1000);
	is_factor("water", "Chla", "mg/L", 1000, 1);
	is_factor("water", "FC", "MPN/L", 1, 1);
	is_factor("water", "TC", "CFU/100mL", 10, 1);
	is_factor("water", "TBC", "CFU/mL", 1, 1);
	is_factor("water", "Alg", "万个/L", 10000, 1);
	is_factor("water", "pH", "无量纲", 1, 1);
	is_factor("water", "EC", "mS/m", 10, 1);
	is_factor("water", "Color", "铂钴色度单位", 1, 1);
	items_release(&r);
	return done_testing();
}
