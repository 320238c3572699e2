/*
 * aqi - individual air quality indices (IAQI), AQI, level, primary pollutants.
 * Source: HJ 633-2012 and HJ 633-2026, formula (1) of both; tables data/iaqi.csv, iaqi_over.csv,
 * aqi_levels.csv, aqi_missing.csv, rounding.csv (stage index).  Concentrations are rounded by
 * GB/T 8170 first (HJ 633-2026 4.2.2), the index is rounded up (4.2.6), both in integers.
 * Pure but for the tables it builds once.  Needs: decimal, edition.
 *
 *	struct aqi a;
 *	aqi_init(&a, tabs, NULL);
 *	struct dec c; dec_parse(sv_of("2.2"), &c);
 *	aqi_iaqi(&a, 1, AQI_CO, AQI_DAY, c);		(55)
 *	aqi_release(&a);
 */
#ifndef QJ_AQI_H
#define QJ_AQI_H

#include "decimal.h"
#include "edition.h"

enum aqi_item { AQI_SO2, AQI_NO2, AQI_CO, AQI_O3, AQI_PM10, AQI_PM25, AQI_NITEM };
enum aqi_basis { AQI_DAY, AQI_HOUR };

#define AQI_NONE	(-1)	/* no index: missing, or the text sets none */
#define AQI_POINTS	16
#define AQI_CONC_MAX	10000000	/* largest break point x 10^decimals */
#define AQI_DECIMALS	3		/* most decimals of the stage index */

/* In the order of tables 4 and 5 of HJ 633-2026. */
extern const char *const aqi_names[AQI_NITEM];
/* The column of the daily value: that of O3 is O3_8hmax. */
extern const char *const aqi_day_names[AQI_NITEM];

enum aqi_over { AQI_CAP, AQI_FIXED, AQI_OTHER };

/* Break points of one item, averaging and edition; concentrations x 10^decimals. */
struct aqi_scale {
	int		 n;
	int64_t		 conc[AQI_POINTS];
	int		 iaqi[AQI_POINTS];
	int		 decimals;
	int64_t		 above;		/* over applies above this one */
	enum aqi_over	 over;
	int		 fixed;
	int16_t		*lut;		/* IAQI of 0..conc[n-1] */
	int64_t		 nlut;		/* its length; 0 before aqi_prepare */
};

enum aqi_missing { AQI_PUBLISH, AQI_WITHHOLD, AQI_ABOVE100 };

struct aqi_level {
	int		 from, to;	/* to 0: no upper end */
	int		 level;
	const char	*level_zh, *zh, *en, *colour_zh, *colour_en, *rgb;
};

struct aqi {
	struct editions	 ed;
	struct aqi_scale scale[EDITION_MAX][2][AQI_NITEM];	/* [edition][basis][item] */
	struct aqi_level level[EDITION_MAX][6];
	enum aqi_missing missing[EDITION_MAX];
	int		 of[EDITION_MAX];	/* the edition whose index tables hold (2031: 2026's) */
	/* What is wrong with tables of the user's: the table, "2026 PM2.5 24h", what; wrong NULL for nothing. */
	const char	*wrong, *wrong_table;
	char		 wrong_at[64];
};

/* The settings that the texts leave open. */
struct aqi_settings {
	const char	*missing;	/* "as-published" (NULL), "2012", "2026" */
	bool		 so2_text;	/* hourly SO2 above 800 by the 2012 text (24 h IAQI), else 200 */
};

/* Built-in tables are right; with tables of the user's look at wrong (settings_init does). */
void	aqi_init(struct aqi *, const struct tables *, const struct aqi_settings *);
void	aqi_release(struct aqi *);

/* Builds the look-up of every item of that edition and basis; aqi_iaqi works without it too. */
void	aqi_prepare(struct aqi *, int edition, enum aqi_basis);

/*
 * IAQI of concentration c [ug/m3; CO mg/m3; gases at 298.15 K, 1013.25 hPa], 0 to 500, by the
 * edition (index into ed.v).  AQI_NONE for a missing or negative c.  Above the range as iaqi_over
 * says; where it names another averaging, that one's concentration is `other` (AQI_NONE if missing).
 * c of O3 by the day is the daily maximum 8 h mean.
 */
int	aqi_iaqi_slow(const struct aqi *, int edition, enum aqi_item, enum aqi_basis, struct dec c, struct dec other);
static inline int
aqi_iaqi(const struct aqi *a, int edition, enum aqi_item item, enum aqi_basis basis, struct dec c, struct dec other)
{
	const struct aqi_scale *s = &a->scale[edition][basis][item];

	/* The usual case: prepared, as many decimals as the table has, within its range. */
	if (c.kind == DEC_NUMBER && c.scale == s->decimals && c.m >= 0 && c.m < s->nlut)
		return s->lut[c.m];
	return aqi_iaqi_slow(a, edition, item, basis, c, other);
}

/* What aqi_combine finds. */
struct aqi_result {
	int		 value;		/* maximum of the IAQIs, AQI_NONE if there is none */
	bool		 incomplete;	/* an item is missing and the value may not be published */
	unsigned int	 primary;	/* bit of each primary pollutant; 0 up to 50 */
	const struct aqi_level *level;	/* NULL without a value */
};

/*
 * The AQI of iaqi[AQI_NITEM]; items in the bits of not_monitored do not count as missing
 * (HJ 633-2026 5.3.2).  Equal largest IAQIs are all primary, above
 * level 1 (50) only (4.3.1); with an item missing the value is published above level 2 (100) only (5.3.1).
 */
struct aqi_result aqi_combine(const struct aqi *, int edition, const int iaqi[AQI_NITEM], unsigned int not_monitored);

/* The level that holds value (0 counts as level 1). */
const struct aqi_level *aqi_level_of(const struct aqi *, int edition, int value);

/* The bits of a list "CO,O3"; false at a name that is none, which *bad gets. */
bool	aqi_items_parse(const char *list, unsigned int *bits, struct sv *bad);

/* Writes the names of the bits in registry order, blank-separated, into buf[AQI_PRIMARY_TEXT]. */
#define AQI_PRIMARY_TEXT 40
size_t	aqi_primary_print(char buf[AQI_PRIMARY_TEXT], unsigned int primary);

#endif
