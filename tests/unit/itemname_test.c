/*
 * itemname - headers of wide tables as item and unit of long ones, and back: each pair both ways.
 */
#include "itemname.h"
#include "tap.h"

static struct items r;

/* head is name in unit; name in unit gives head back. */
static void
is_both(const char *medium, const char *head, const char *name, const char *unit)
{
	struct itemname n;
	enum itemname_is is;
	const bool found = itemname_head(&r, medium, sv_of(head), &n, &is);

	ok(found && is == ITEMNAME_OK && strcmp(n.name, name) == 0 && strcmp(n.unit, unit) == 0, "'%s' is '%s' in '%s'",
	    head, name, unit);
	itemname_release(&n);
	is = itemname_row(&r, medium, sv_of(name), sv_of(unit), &n);
	ok(is == ITEMNAME_OK && strcmp(n.head, head) == 0, "'%s' in '%s' is '%s'", name, unit, head);
	itemname_release(&n);
}

static void
is_row(const char *medium, const char *item, const char *unit, enum itemname_is want, const char *head)
{
	struct itemname n;
	const enum itemname_is is = itemname_row(&r, medium, sv_of(item), sv_of(unit), &n);

	ok(is == want && (head == NULL ? n.head == NULL : strcmp(n.head, head) == 0), "'%s' in '%s': %s", item, unit,
	    head == NULL ? "nothing" : head);
	itemname_release(&n);
}

static void
is_no_item(const char *head)
{
	struct itemname n;
	enum itemname_is is;

	ok(!itemname_head(&r, NULL, sv_of(head), &n, &is) && n.name == NULL, "'%s' is no item's", head);
}

int
main(void)
{
	items_init(&r, NULL);
	is_both(NULL, "PM2.5", "PM2.5", "ug/m3");
	is_both(NULL, "NH3-N", "NH3-N", "mg/L");
	is_both(NULL, "pH", "pH", "");
	is_both(NULL, "Pb[mg/L]", "Pb", "mg/L");
	is_both(NULL, "Pb[ug/m3]", "Pb", "ug/m3");
	is_both("soil", "Pb[mg/kg]", "Pb", "mg/kg");
	is_both(NULL, "O3_8h", "O3_8h", "ug/m3");
	is_both(NULL, "O3_8hmax_p90", "O3_8hmax_p90", "ug/m3");
	is_both(NULL, "CO_pct", "CO_pct", "%");
	is_both(NULL, "CO_pct_diff", "CO_pct_diff", "%");
	is_both(NULL, "PM2.5_rank", "PM2.5_rank", "");
	is_both(NULL, "PM2.5_base", "PM2.5_base", "ug/m3");
	is_both(NULL, "PM2.5_x[1/h]", "PM2.5_x", "1/h");
	is_both(NULL, "Pb_p95", "Pb_p95", "");
	is_both(NULL, "Pb_p95[mg/L]", "Pb_p95", "mg/L");
	is_both(NULL, "Pb_rank", "Pb_rank", "");
	is_both(NULL, "Pb_pct", "Pb_pct", "%");
	is_both(NULL, "n_PM2.5", "n_PM2.5", "");
	is_both(NULL, "share_PM2.5", "share_PM2.5", "%");
	is_both(NULL, "IAQI_O3", "IAQI_O3", "");
	is_both(NULL, "CODx[mg/L]", "CODx", "mg/L");
	is_row(NULL, " 细颗粒物 ", "微克/立方米", ITEMNAME_OK, "PM2.5");
	is_row(NULL, "Pb[mg/L]", "", ITEMNAME_OK, "Pb[mg/L]");
	is_row(NULL, "Pb[mg/L]", "mg/L", ITEMNAME_OK, "Pb[mg/L]");
	is_row("water", "Pb", "", ITEMNAME_OK, "Pb[mg/L]");
	is_row(NULL, "Pb", "", ITEMNAME_SHARED, "Pb");
	is_row(NULL, "PM2.5", "mg/m3", ITEMNAME_UNIT, "PM2.5");
	is_row("water", "Pb", "ug/L", ITEMNAME_UNIT, "Pb[mg/L]");
	is_row(NULL, "AQI", "", ITEMNAME_OK, "AQI");
	is_row(NULL, "x", "个 / L", ITEMNAME_OK, "x[个/L]");
	is_row(NULL, "", "mg/L", ITEMNAME_BAD, NULL);
	is_row(NULL, "a b", "mg/L", ITEMNAME_BAD, NULL);
	is_row(NULL, "a:b", "mg/L", ITEMNAME_BAD, NULL);
	is_no_item("AQI");
	is_no_item("county");
	is_no_item("x[]");
	is_no_item("[mg/L]");
	is_no_item("my note[x]");
	is_no_item("x[a b]");
	items_release(&r);
	return done_testing();
}
