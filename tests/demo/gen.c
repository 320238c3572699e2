/*
 * gen - write the folder of an invented monitoring centre, for the demonstration and the tests
 *
 *	gen OUTDIR
 *
 * Every number is made up.  The seed is fixed and all arithmetic is in integers (no libm, no
 * doubles), so the files are the same bytes on every machine and under every compiler.
 *
 * What is modelled, in this order; each step sees only what stands above it:
 *
 *	day type	R rain, W dry and windy, C dry and calm: a Markov chain with the rain
 *			frequency of the month; both Octobers follow a script
 *	weather		hourly, by county: rain in one block on R days, wind by day type with a
 *			valley wind by day, sun on dry days, T and RH opposite to each other
 *	air state	two relative concentrations per county: `fine` (gases and PM2.5) moves to
 *			a level set by the day's wind, `coarse` (PM10 - PM2.5) to one set by day
 *			type; every hour of rain washes both out
 *	values		county base x season x state x hour of day x noise, + events (dust, straw,
 *			fireworks); NO2 has the two peaks of traffic; O3 has one in the afternoon
 *			whose height is 34 + 92 x sunshine (0..1) + 1.5 x (T - 10)
 *	gaps		maintenance every fortnight, calibration every week, faults, power cuts,
 *			lost lines: an empty cell with its flag, or no row at all
 *
 *	parameter			value			where
 *	seed				20261001		SEED
 *	period				2024-10-01..2026-10-31	day_init
 *	rain, wind, sun, T, P by month	tables			rain_freq ... press_month
 *	the two Octobers		day by day		script
 *	level of `fine`			2.00 - 0.860 x wind [m/s], 0.6..1.7; 3.5 % an hour
 *	level of `coarse`		R 0.9, W 1.15, C 1.05; 6 % an hour
 *	wash-out by an hour of r mm	fine 5 % + 3.5 % x r (<= 22), coarse 8 % + 5 % x r (<= 40)
 *	bases by county			October level		county
 *	sites within the county		factor			station
 *	stagnation 2026-10-16..22	factor at noon		episode
 *	events, dust			ug/m3 added		event
 *	gaps put in by hand		interval		outage
 *
 * Units inside: concentration 1/1000 ug/m3 (CO 1/1000 mg/m3), factors 1/1000, weather in the
 * unit of its last printed digit.  Hour h of day d is index d * 24 + h, stamped h + 1 (ending).
 */
#define _POSIX_C_SOURCE 200809L
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define SEED	20261001
#define DEMO_PROG	"gen"
#define DEMO_SEED	SEED
#include "demo.h"

#define ALL	0xffu				/* every county */

enum { NDAY = 761, NHOUR = NDAY * 24, NMONTH = 25, NCOUNTY = 8, NSTATION = 18, CONTROL = 17 };
enum item { SO2, NO2, PM10, PM25, CO, O3, NITEM };
enum code { OK, MAINTENANCE, CALIBRATION, FAULT, POWER, COMM, GONE };	/* GONE: no row */
enum stream {					/* separate random numbers for separate things */
	S_TYPE, S_RAIN, S_RSTART, S_RLEN, S_RCOUNTY, S_RHOUR, S_TRACE, S_SUN, S_SUNC, S_SUNH,
	S_WIND, S_WINDH, S_WDIR, S_TEMP, S_TEMPC, S_RH, S_PRESS, S_MONTH, S_DAY, S_HOUR, S_DUST,
	S_GAP, S_GAPLEN, S_GAPAT
};

struct day {
	int	y, m, d;			/* civil date */
	int	len;				/* days in the month */
	int	month;				/* months since 2024-10 */
	int	dow;				/* 0 Monday */
	char	type;				/* R, W or C */
	int	rain, sun;			/* region: [0.1 mm], [1/1000 of the day's length] */
	int	temp, press;			/* region's anomaly: [0.1 degC], [0.1 hPa] */
};

struct wx {					/* one hour; units as printed */
	int	t, rh, ws, wd, rain, sun, p;
};

struct county {
	const char	*name, *met;
	int	base[NITEM];			/* October level; PM10 stands for PM10 - PM2.5 */
	int	temp, press;			/* against the region [0.1 degC]; [0.1 hPa] */
	int	wind, rain;			/* factors */
	int	axis;				/* wind direction by day [deg] */
};

struct station {
	const char	*code, *name, *aliases;
	int		county;
	const char	*type, *lon, *lat, *start, *end, *successor;
	int		order;
	int		k[NITEM];		/* factor on the county; O3 too */
};

struct event {
	const char	*start, *end;		/* hour-ending stamps, inclusive */
	unsigned int	area;			/* bit per county */
	const char	*type, *text, *level;	/* level: number of the letter for dust */
	int		fine, lo, hi;		/* added: PM2.5; coarse, ends and peak */
};

struct outage {
	const char	*code, *start, *end;
	unsigned int	items;			/* bit per item */
	enum code	why;
};

struct script {
	int		y, m;
	const char	*type;			/* of each day */
	int		rain[31];		/* [0.1 mm], used on R days */
	int		sun, temp;		/* factor; [0.1 degC] added */
	int		trim[NITEM][NCOUNTY];	/* factor, as base */
};

static const char *const item_name[NITEM] = { "SO2", "NO2", "PM10", "PM2.5", "CO", "O3" };
static const char *const code_name[] = {
	"", "maintenance", "calibration", "fault", "power", "comm", ""
};

static const struct county county[NCOUNTY] = {
	{ "恩施市", "M1", { 5900, 20500, 18600, 33000, 880, 1090 }, 0, 9620, 950, 1000, 40 },
	{ "利川市", "M2", { 5000, 12700, 16300, 25200, 760, 1040 }, -35, 8930, 1050, 960, 75 },
	{ "建始县", "M3", { 5000, 14800, 16800, 29600, 850, 1020 }, -8, 9450, 960, 1020, 60 },
	{ "巴东县", "M4", { 6600, 19300, 17600, 33300, 830, 1100 }, 8, 9820, 1080, 850, 90 },
	{ "宣恩县", "M5", { 5000, 12500, 15600, 26200, 770, 1000 }, -5, 9520, 970, 1060, 20 },
	{ "咸丰县", "M6", { 5000, 12700, 15400, 27200, 740, 1030 }, -17, 9250, 1020, 1040, 135 },
	{ "来凤县", "M7", { 6800, 14800, 18200, 32100, 890, 1060 }, 2, 9610, 960, 980, 350 },
	{ "鹤峰县", "M8", { 4100, 9900, 13200, 22200, 690, 990 }, -8, 9510, 990, 1180, 110 },
};

static const struct station station[NSTATION] = {
	{ "E101A", "清江路", "清江路子站", 0, "国控", "109.482", "30.291", "2013-01-01", "", "", 1,
	    { 1030, 1120, 1040, 1030, 1030, 985 } },
	{ "E102A", "凤凰坪", "", 0, "国控", "109.507", "30.268", "2013-01-01", "", "", 2,
	    { 970, 880, 960, 970, 970, 1015 } },
	{ "E201A", "都亭街", "都亭", 1, "省控", "108.936", "30.297", "2016-01-01", "", "", 3,
	    { 1000, 1100, 1030, 1020, 1010, 990 } },
	{ "E202A", "腾龙坪", "", 1, "省控", "108.958", "30.279", "2018-01-01", "", "", 4,
	    { 1000, 900, 970, 980, 990, 1010 } },
	{ "E301A", "业州街", "业州", 2, "省控", "109.722", "30.604", "2016-01-01", "", "", 5,
	    { 1020, 1090, 1020, 1030, 1020, 985 } },
	{ "E302A", "石门坎", "", 2, "省控", "109.741", "30.589", "2018-01-01", "", "", 6,
	    { 980, 910, 980, 970, 980, 1015 } },
	{ "E401A", "神农路", "", 3, "省控", "110.338", "31.043", "2016-01-01", "", "", 7,
	    { 1030, 1060, 1030, 1020, 1020, 990 } },
	{ "E402A", "西坪口", "西坪", 3, "省控", "110.367", "31.032", "2018-01-01", "", "", 8,
	    { 970, 940, 970, 980, 980, 1010 } },
	{ "E501A", "贡水桥", "", 4, "省控", "109.484", "29.989", "2016-01-01", "", "", 9,
	    { 1020, 1080, 1030, 1020, 1020, 985 } },
	{ "E502A", "莲花坝", "莲花", 4, "省控", "109.493", "29.978", "2018-01-01", "2025-06-30",
	    "E503A", 10, { 980, 920, 970, 980, 980, 1015 } },
	{ "E503A", "珠山东路", "莲花坝 珠山路", 4, "省控", "109.499", "29.983", "2025-07-01", "",
	    "", 10, { 985, 930, 975, 980, 980, 1010 } },
	{ "E601A", "唐崖路", "", 5, "省控", "109.151", "29.682", "2016-01-01", "", "", 11,
	    { 1010, 1080, 1020, 1020, 1010, 990 } },
	{ "E602A", "丁寨坪", "", 5, "省控", "109.142", "29.667", "2018-01-01", "", "", 12,
	    { 990, 920, 980, 980, 990, 1010 } },
	{ "E701A", "翔凤街", "翔凤", 6, "省控", "109.407", "29.509", "2016-01-01", "", "", 13,
	    { 1020, 1070, 1030, 1020, 1020, 990 } },
	{ "E702A", "酉水岸", "", 6, "省控", "109.423", "29.497", "2018-01-01", "", "", 14,
	    { 980, 930, 970, 980, 980, 1010 } },
	{ "E801A", "容美台", "容美", 7, "省控", "110.033", "29.889", "2016-01-01", "", "", 15,
	    { 1020, 1090, 1020, 1020, 1010, 990 } },
	{ "E802A", "溇水河", "溇水", 7, "省控", "110.047", "29.881", "2018-01-01", "", "", 16,
	    { 980, 910, 980, 980, 990, 1010 } },
	{ "E901A", "云雾岭", "恩施对照点", 0, "背景", "109.327", "30.241", "2019-01-01", "", "", 17,
	    { 480, 260, 500, 520, 640, 1000 } },
};

static const struct script script[] = {
	{ 2025, 10, "WRRWCCRRWCWRRRWCCWRRWCCRWCCRWRC",
	    { [1] = 46, [2] = 128, [6] = 210, [7] = 96, [11] = 74, [12] = 162, [13] = 88,
	      [18] = 114, [19] = 60, [23] = 132, [27] = 52, [29] = 25 },
	    1050, 10, {
		{ 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000 },
		{ 1025, 1040, 985, 990, 965, 975, 960, 980 },
		{ 980, 1015, 1005, 995, 1065, 1015, 1020, 1050 },
		{ 900, 995, 955, 1020, 940, 1005, 910, 955 },
		{ 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000 },
		{ 1015, 1080, 1060, 1035, 1050, 1010, 980, 1040 } } },
	{ 2026, 10, "CCWRWCCRRWCCCRWCCCCCRRWCCCWWRWC",
	    { [3] = 84, [7] = 152, [8] = 118, [13] = 66, [20] = 62, [21] = 98, [28] = 44 },
	    840, 6, {
		{ 980, 980, 960, 925, 960, 960, 960, 930 },
		{ 840, 850, 815, 870, 800, 915, 880, 855 },
		{ 960, 875, 835, 805, 885, 990, 925, 860 },
		{ 845, 835, 865, 885, 870, 900, 825, 845 },
		{ 930, 950, 940, 950, 950, 950, 930, 960 },
		{ 1165, 1110, 1030, 1015, 1020, 1120, 1035, 1090 } } },
};

/* Factor on PM2.5 (half of it on the rest) at noon of 2026-10-16 ... 22. */
static const char episode_start[] = "2026-10-16 12:00";
static const int episode[NCOUNTY][7] = {
	{ 1000, 1100, 1300, 1720, 1090, 1000, 1000 },
	{ 1000, 1040, 1120, 1180, 1100, 1000, 1000 },
	{ 1000, 1040, 1120, 1180, 1120, 1000, 1000 },
	{ 1000, 1000, 1050, 1180, 1840, 1000, 1000 },
	{ 1000, 1050, 1150, 1200, 1100, 1000, 1000 },
	{ 1000, 1050, 1140, 1200, 1080, 1000, 1000 },
	{ 1000, 1100, 1350, 2120, 1120, 1000, 1000 },
	{ 1000, 1020, 1080, 1120, 1060, 1000, 1000 },
};

static const struct event event[] = {
	{ "2025-01-28 22:00", "2025-01-29 03:00", ALL, "烟花",
	    "除夕夜燃放烟花爆竹，PM2.5小时浓度短时升高", "C2", 34000, 5000, 9000 },
	{ "2026-02-16 22:00", "2026-02-17 03:00", ALL, "烟花",
	    "除夕夜燃放烟花爆竹，PM2.5小时浓度短时升高", "C2", 38000, 5000, 9000 },
	{ "2026-03-03 20:00", "2026-03-03 23:00", 0x41, "烟花", "元宵节燃放烟花", "C1",
	    18000, 2000, 4000 },
	{ "2026-04-11 09:00", "2026-04-12 18:00", ALL, "沙尘", "北方沙尘南下影响全州",
	    "恩环测函〔2026〕示例07号", 20000, 228000, 285000 },
	{ "2025-10-26 17:00", "2025-10-27 10:00", 0x41, "秸秆", "城郊田间稻草焚烧，巡查发现火点5处",
	    "C4", 58000, 4000, 9000 },
	{ "2026-06-02 18:00", "2026-06-02 22:00", 0x02, "秸秆", "油菜秸秆零星焚烧", "C1",
	    14000, 2000, 4000 },
	{ "2026-09-14 08:00", "2026-09-18 18:00", 0x04, "施工", "站点以东约400米道路开挖", "C2",
	    0, 6000, 11000 },
	{ "2026-10-08 01:00", "2026-10-09 00:00", 0x08, "停电",
	    "城区电网故障，两个站点全天无数据", "C4", 0, 0, 0 },
	{ "2026-10-12 17:00", "2026-10-12 22:00", 0x40, "秸秆", "城郊稻草焚烧，镇政府当晚处置",
	    "C4", 13000, 2000, 4000 },
	{ "2026-10-27 05:00", "2026-10-27 16:00", 0x0c, "沙尘", "弱沙尘回流影响巴东、建始",
	    "恩环测函〔2026〕示例21号", 4000, 88000, 100000 },
};

static const struct outage outage[] = {
	{ "E401A", "2026-10-08 01:00", "2026-10-09 00:00", 0x3f, POWER },
	{ "E402A", "2026-10-08 01:00", "2026-10-09 00:00", 0x3f, POWER },
	{ "E602A", "2026-08-12 01:00", "2026-08-17 00:00", 0x3f, GONE },
	{ "E301A", "2025-10-11 06:00", "2025-10-11 13:00", 0x3f, COMM },
	{ "E201A", "2026-10-22 10:00", "2026-10-22 15:00", 0x33, CALIBRATION },
	{ "E701A", "2026-10-24 02:00", "2026-10-24 11:00", 0x0c, FAULT },
	{ "E702A", "2026-10-24 01:00", "2026-10-25 00:00", 0x20, OK },	/* else both sites fail */
	{ "E802A", "2026-10-05 12:00", "2026-10-06 09:00", 0x20, FAULT },
	{ "E102A", "2026-01-14 09:00", "2026-01-16 15:00", 0x04, FAULT },
	{ "E502A", "2025-06-23 10:00", "2025-06-25 17:00", 0x3f, MAINTENANCE },
};

static const struct {
	int		year;
	const char	*scope, *item, *target;
} target[] = {
	{ 2026, "全州", "PM2.5", "27" }, { 2026, "全州", "good_day_ratio", "96.5" },
	{ 2026, "全州", "heavy_days", "0" }, { 2026, "恩施市", "PM2.5", "31" },
	{ 2026, "利川市", "PM2.5", "24" }, { 2026, "建始县", "PM2.5", "28" },
	{ 2026, "巴东县", "PM2.5", "30" }, { 2026, "宣恩县", "PM2.5", "26" },
	{ 2026, "咸丰县", "PM2.5", "25" }, { 2026, "来凤县", "PM2.5", "30" },
	{ 2026, "鹤峰县", "PM2.5", "22" },
};

/* Runs of days; State Council notices for 2025 and 2026. */
static const struct {
	const char	*start;
	int		n;
	const char	*kind, *name;
} calendar[] = {
	{ "2025-01-01", 1, "holiday", "元旦" }, { "2025-01-26", 1, "workday", "春节调休上班" },
	{ "2025-01-28", 8, "holiday", "春节" }, { "2025-02-08", 1, "workday", "春节调休上班" },
	{ "2025-04-04", 3, "holiday", "清明节" }, { "2025-04-27", 1, "workday", "劳动节调休上班" },
	{ "2025-05-01", 5, "holiday", "劳动节" }, { "2025-05-31", 3, "holiday", "端午节" },
	{ "2025-09-28", 1, "workday", "国庆节、中秋节调休上班" },
	{ "2025-10-01", 8, "holiday", "国庆节、中秋节" },
	{ "2025-10-11", 1, "workday", "国庆节、中秋节调休上班" },
	{ "2026-01-01", 3, "holiday", "元旦" }, { "2026-01-04", 1, "workday", "元旦调休上班" },
	{ "2026-02-14", 1, "workday", "春节调休上班" }, { "2026-02-15", 9, "holiday", "春节" },
	{ "2026-02-28", 1, "workday", "春节调休上班" }, { "2026-04-04", 3, "holiday", "清明节" },
	{ "2026-05-01", 5, "holiday", "劳动节" }, { "2026-05-09", 1, "workday", "劳动节调休上班" },
	{ "2026-06-19", 3, "holiday", "端午节" }, { "2026-09-20", 1, "workday", "国庆节调休上班" },
	{ "2026-09-25", 3, "holiday", "中秋节" }, { "2026-10-01", 7, "holiday", "国庆节" },
	{ "2026-10-10", 1, "workday", "国庆节调休上班" },
};

/* January first. */
static const int rain_freq[12] = { 240, 270, 330, 400, 430, 440, 410, 350, 370, 360, 270, 210 };
static const int rain_mean[12] = { 45, 55, 70, 100, 130, 150, 170, 140, 120, 95, 75, 45 };
static const int calm_freq[12] = { 600, 520, 450, 430, 450, 480, 500, 500, 540, 560, 600, 620 };
static const int sun_dry[12] = { 230, 270, 390, 520, 580, 610, 760, 780, 620, 470, 400, 275 };
static const int sun_first[12] = { 9, 9, 8, 8, 7, 7, 7, 7, 8, 8, 9, 9 };	/* hour index */
static const int sun_last[12] = { 16, 16, 16, 17, 17, 18, 18, 18, 17, 16, 16, 16 };
static const int temp_month[12] = { 52, 72, 115, 168, 211, 246, 272, 271, 227, 173, 120, 68 };
static const int press_month[12] = { 62, 45, 20, -8, -30, -58, -70, -58, -18, 22, 45, 64 };
static const int season[NITEM][12] = {
	{ 1180, 1120, 1050, 1000, 950, 900, 880, 900, 950, 1000, 1080, 1150 },
	{ 1280, 1080, 1080, 1000, 920, 850, 800, 830, 920, 1000, 1150, 1260 },
	{ 1080, 1050, 1200, 1250, 1120, 950, 880, 920, 980, 1000, 1050, 1080 },
	{ 1360, 1230, 1090, 1000, 920, 850, 800, 820, 900, 1000, 1160, 1310 },
	{ 1220, 1130, 1020, 960, 920, 890, 880, 900, 950, 1000, 1080, 1180 },
	{ 970, 1000, 1040, 1050, 1030, 990, 960, 970, 1010, 1070, 1040, 990 },
};

/* By hour, stamps 01:00 to 24:00; mean near 1000, O3 with its maximum there, t_hour -1000..1000. */
static const int hour_fine[24] = { 1080, 1060, 1030, 1000, 980, 970, 990, 1030, 1080, 1090, 1040,
    980, 930, 890, 860, 840, 850, 890, 960, 1040, 1090, 1120, 1120, 1100 };
static const int hour_coarse[24] = { 820, 780, 750, 740, 760, 840, 980, 1120, 1200, 1180, 1120,
    1060, 1040, 1040, 1050, 1080, 1130, 1180, 1170, 1110, 1040, 980, 920, 870 };
static const int hour_no2[24] = { 900, 810, 740, 700, 700, 770, 930, 1160, 1260, 1170, 1010, 880,
    790, 740, 720, 760, 880, 1090, 1310, 1390, 1330, 1220, 1110, 1000 };
static const int hour_so2[24] = { 930, 920, 910, 910, 920, 940, 970, 1010, 1070, 1120, 1140, 1130,
    1090, 1050, 1020, 1000, 990, 990, 1000, 1000, 990, 980, 960, 940 };
static const int hour_co[24] = { 1000, 980, 960, 950, 950, 970, 1020, 1080, 1110, 1080, 1030, 980,
    940, 920, 910, 920, 950, 1000, 1050, 1080, 1070, 1050, 1030, 1010 };
static const int hour_o3[24] = { 420, 400, 380, 360, 340, 320, 300, 320, 420, 560, 700, 820, 910,
    970, 1000, 1000, 970, 880, 750, 640, 570, 520, 480, 450 };
static const int hour_temp[24] = { -620, -700, -780, -850, -920, -980, -1000, -880, -600, -250,
    150, 500, 770, 940, 1000, 960, 800, 550, 270, 50, -130, -280, -410, -520 };
static const int hour_wind[24] = { 780, 760, 740, 730, 730, 740, 770, 830, 920, 1030, 1140, 1240,
    1330, 1390, 1420, 1400, 1320, 1190, 1060, 980, 920, 880, 840, 800 };
static const int hour_press[24] = { 0, -2, -3, -3, -1, 2, 5, 8, 10, 10, 7, 3, -2, -6, -9, -10, -9,
    -7, -4, -1, 1, 2, 2, 1 };

static struct day	day[NDAY + 1];			/* the last one only for its stamp */
static struct wx	wx[NCOUNTY][NHOUR];
static int		fine[NCOUNTY][NHOUR], coarse[NCOUNTY][NHOUR];
static int		peak[NCOUNTY][NDAY];		/* of O3 */
static int		value[NSTATION][NHOUR][NITEM];	/* as printed; CO [0.1 mg/m3] */
static unsigned char	gap[NSTATION][NHOUR][NITEM];	/* enum code */

/* Days since 2024-10-01, for years from 2024. */
static int
day_number(int y, int m, int d)
{
	static const int before[12] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
	const int leap = (y - 2021) / 4 + (y % 4 == 0 && m > 2);

	return (y - 2024) * 365 + before[m - 1] + d - 1 + leap - (before[9] + 1);
}

static int
date_day(const char *s)
{
	return day_number(digits(s, 4), digits(s + 5, 2), digits(s + 8, 2));
}

/* Index of the hour that ends at the stamp. */
static int
stamp_hour(const char *s)
{
	return date_day(s) * 24 + digits(s + 11, 2) - 1;
}

/* A table by month, straight lines between mid-months. */
static int
by_month(const int table[12], const struct day *d)
{
	const int at = (2 * d->d - 1) * 500 / d->len;		/* 1/1000 of the month gone */
	const int here = table[d->m - 1];

	if (at < 500)
		return (table[(d->m + 10) % 12] * (500 - at) + here * (500 + at)) / 1000;
	return (here * (1500 - at) + table[d->m % 12] * (at - 500)) / 1000;
}

/* A random factor by month, the same way. */
static int
by_month_random(int sd, int key, const struct day *d)
{
	const int at = (2 * d->d - 1) * 500 / d->len;
	const int here = noise(sd, S_MONTH, key, d->month);
	const int next = noise(sd, S_MONTH, key, at < 500 ? d->month - 1 : d->month + 1);
	const int w = at < 500 ? 500 - at : at - 500;

	return 1000 + (here * (1000 - w) + next * w) / 1000;
}

static const struct script *
script_of(const struct day *d)
{
	for (size_t i = 0; i < sizeof script / sizeof script[0]; i++)
		if (script[i].y == d->y && script[i].m == d->m)
			return &script[i];
	return NULL;
}

/* ---- weather of the region, by day ---- */

static void
day_init(void)
{
	static const int len[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int y = 2024, m = 10, dom = 1, month = 0;

	for (int i = 0; i <= NDAY; i++) {
		const int n = len[m - 1] + (m == 2 && y % 4 == 0);

		day[i] = (struct day){ .y = y, .m = m, .d = dom, .len = n, .month = month };
		day[i].dow = (i + 1) % 7;		/* 2024-10-01 was a Tuesday */
		if (++dom > n) {
			dom = 1;
			month++;
			m = m % 12 + 1;
			y += m == 1;
		}
	}
}

/* Wet spells and calm spells last; a calm spell not beyond six days. */
static char
day_type(int i, char before, int run)
{
	const struct day *d = &day[i];
	const struct script *s = script_of(d);
	const int wet = by_month(rain_freq, d) + (before == 'R' ? 120 : -70);
	const int calm = by_month(calm_freq, d) + (before == 'C' ? 110 : -60);

	if (s != NULL)
		return s->type[d->d - 1];
	if (d->y == 2026 && d->m == 4 && d->d >= 10 && d->d <= 12)
		return 'W';				/* the dust event */
	if (d->y == 2026 && d->m == 2 && (d->d == 16 || d->d == 17))
		return 'C';				/* Spring Festival */
	if (pick(1000, S_TYPE, i, 0) < wet)
		return 'R';
	return run < 6 && pick(1000, S_TYPE, i, 1) < calm ? 'C' : 'W';
}

/* Rain of an R day [0.1 mm]: exponential, by its sixteen quantiles. */
static int
day_rain(int i)
{
	static const int q[16] = { 32, 98, 170, 247, 330, 421, 520, 629, 751, 889, 1050, 1237, 1466,
	    1762, 2180, 3000 };
	const struct script *s = script_of(&day[i]);

	if (day[i].type != 'R')
		return 0;
	if (s != NULL)
		return s->rain[day[i].d - 1];
	return 14 + times(by_month(rain_mean, &day[i]), q[pick(16, S_RAIN, i, 0)]);
}

static void
make_days(void)
{
	int run = 0, temp = 0, press = 0;
	char before = 'W';

	for (int i = 0; i < NDAY; i++) {
		struct day *d = &day[i];
		const struct script *s = script_of(d);

		d->type = day_type(i, before, run);
		run = d->type == 'C' ? run + 1 : 0;
		before = d->type;
		d->rain = day_rain(i);
		d->sun = 60;
		if (d->type != 'R')
			d->sun = times(by_month(sun_dry, d), 450 + pick(1100, S_SUN, i, 0));
		temp = temp * 7 / 10 + noise(12, S_TEMP, i, 0);
		press = press * 7 / 10 + noise(18, S_PRESS, i, 0);
		d->temp = temp + (d->type == 'R' ? -14 : d->type == 'C' ? 8 : 2);
		d->press = press + (d->type == 'R' ? -15 : d->type == 'W' ? 10 : 0);
		if (s != NULL) {
			d->sun = times(d->sun, s->sun);
			d->temp += s->temp - temp / 2;
		}
	}
}

/* ---- weather of a county, by hour ---- */

/* One block of rain; the hours add up to the amount exactly. */
static void
make_rain(int c, int i)
{
	const struct script *s = script_of(&day[i]);
	const int len = 4 + pick(9, S_RLEN, i, 0);
	const int part_of = 750 + pick(500, S_RCOUNTY, i, c);
	const int amount = times(times(day[i].rain, county[c].rain), part_of);
	int first = pick(25 - len, S_RSTART, i, 0) + pick(3, S_RSTART, i, c + 1) - 1;
	int weight[16], sum = 0, done = 0, part = 0;

	if (s != NULL && s->y == 2026 && day[i].d == 21)
		first = pick(2, S_RSTART, i, c);	/* ends the episode early in the day */
	first = clamp(first, 0, 24 - len);
	for (int h = 0; h < len; h++) {
		weight[h] = 300 + pick(1000, S_RHOUR, i, c * 32 + h);
		weight[h] *= h < len - h ? h + 1 : len - h;
		sum += weight[h];
	}
	for (int h = 0; h < len; h++) {
		part += weight[h];
		wx[c][i * 24 + first + h].rain = (int)((int64_t)amount * part / sum) - done;
		done = (int)((int64_t)amount * part / sum);
	}
}

static int
wind_dir(int c, int i, int h)
{
	const int by_day = county[c].axis + (h >= 9 && h <= 18 ? 0 : 180);
	const int from = day[i].type == 'W' ? 50 : by_day;

	return (from + noise(day[i].type == 'C' ? 45 : 32, S_WDIR, c, i * 24 + h) + 720) % 360;
}

/* The day's mean of a quantity at hour h: a line from one mid-day to the next. */
static int
between(int before, int here, int after, int h)
{
	const int w = h - 13;

	return w < 0 ? (here * (24 + w) - before * w) / 24 : (here * (24 - w) + after * w) / 24;
}

static int
day_temp(int c, int i)
{
	i = clamp(i, 0, NDAY - 1);
	return by_month(temp_month, &day[i]) + day[i].temp + county[c].temp +
	    noise(5, S_TEMPC, c, i);
}

static void
make_hour(int c, int i, int h, int wind, int sun)
{
	const struct day *d = &day[i];
	const int n = i * 24 + h, m = d->m - 1;
	const int ty = d->type == 'R' ? 0 : d->type == 'W' ? 1 : 2;
	static const int swing[3] = { 18, 38, 48 };	/* of T [0.1 degC] */
	static const int damp[3] = { 89, 74, 81 }, dry[3] = { 4, 12, 14 };	/* RH, its swing */
	struct wx *w = &wx[c][n];

	w->t = between(day_temp(c, i - 1), day_temp(c, i), day_temp(c, i + 1), h) +
	    times(hour_temp[h], swing[ty]) + noise(3, S_TEMPC, c + 8, n);
	w->rh = clamp(damp[ty] - times(hour_temp[h], dry[ty]) + noise(3, S_RH, c, n) +
	    (w->rain > 0 ? 4 : 0), 25, 99);
	w->ws = (times(times(wind, hour_wind[h]), 1000 + noise(280, S_WINDH, c, n)) + 50) / 100;
	w->ws = clamp(w->ws, 0, 99);
	w->wd = wind_dir(c, i, h);
	if (h >= sun_first[m] && h <= sun_last[m] && w->rain == 0 && sun > 0)
		w->sun = clamp((sun + noise(180, S_SUNH, c, n) + 50) / 100, 0, 10);
	w->p = county[c].press + by_month(press_month, d) + hour_press[h] +
	    between(day[i > 0 ? i - 1 : 0].press, d->press, day[i < NDAY - 1 ? i + 1 : i].press, h);
}

static void
make_weather(void)
{
	for (int c = 0; c < NCOUNTY; c++) {
		for (int i = 0; i < NDAY; i++) {
			const char ty = day[i].type;
			int wind = ty == 'R' ? 1080 : ty == 'W' ? 1550 : 640;	/* 1/1000 m/s */

			wind = times(times(wind, county[c].wind), 1000 + noise(100, S_WIND, i, c));
			if (ty == 'R')
				make_rain(c, i);
			else if (pick(1000, S_TRACE, i, c) < 60)
				wx[c][i * 24 + pick(24, S_TRACE, i, c + 8)].rain =
				    1 + pick(4, S_TRACE, i, c + 16);
			for (int h = 0; h < 24; h++)
				make_hour(c, i, h, wind,
				    clamp(day[i].sun + noise(90, S_SUNC, i, c), 0, 950));
		}
	}
}

/* ---- state of the air ---- */

static void
make_state(int c)
{
	int f = 1000, g = 1000;

	for (int i = 0; i < NDAY; i++) {
		const int to_g = day[i].type == 'R' ? 900 : day[i].type == 'W' ? 1150 : 1050;
		int wind = 0, to_f;

		for (int h = 0; h < 24; h++)
			wind += wx[c][i * 24 + h].ws;
		to_f = clamp(2000 - 860 * wind / 240, 600, 1700);
		for (int h = 0; h < 24; h++) {
			const int r = wx[c][i * 24 + h].rain;

			f += (to_f - f) * 35 / 1000;
			g += (to_g - g) * 60 / 1000;
			if (r > 0) {
				f -= times(f, clamp(50 + 35 * r / 10, 0, 220));
				g -= times(g, clamp(80 + 50 * r / 10, 0, 400));
			}
			fine[c][i * 24 + h] = f;
			coarse[c][i * 24 + h] = g;
		}
	}
}

/* O3's peak of each day, before the site's factor. */
static void
make_peak(int c)
{
	for (int i = 0; i < NDAY; i++) {
		const int m = day[i].m - 1;
		const int length = (sun_last[m] - sun_first[m] + 1) * 10;
		int sun = 0, temp = 0, v;

		for (int h = 0; h < 24; h++) {
			sun += wx[c][i * 24 + h].sun;
			temp += wx[c][i * 24 + h].t;
		}
		/* a county's height counts half */
		v = clamp(temp / 24 - county[c].temp / 2 - 100, -40, 400);
		v = 34000 + 92000 / length * sun + 150 * v;
		peak[c][i] = times(v, 1000 + noise(50, S_DAY, c * 8 + O3, i));
	}
}

/* ---- values ---- */

static int
episode_factor(int c, int n)
{
	const int at = n - stamp_hour(episode_start), k = at / 24, w = at % 24;

	if (at < 0 || k >= 6)
		return 1000;
	return (episode[c][k] * (24 - w) + episode[c][k + 1] * w) / 24;
}

/* County's factor of the day: month's wandering, script, day noise. */
static int
day_factor(int c, int i, enum item it)
{
	static const int sd[NITEM] = { 70, 60, 90, 60, 40, 0 };
	const struct script *s = script_of(&day[i]);
	int k = by_month(season[it], &day[i]);

	k = times(k, by_month_random(it == O3 ? 12 : 30, c * NITEM + (int)it, &day[i]));
	k = times(k, 1000 + noise(sd[it], S_DAY, c * 8 + (int)it, i));
	if (s != NULL)
		k = times(k, s->trim[it][c]);
	return k;
}

/* What events add in this hour: PM2.5 and coarse.  Dust fades over two hours after its end. */
static void
add_events(int s, int n, int *pm25, int *rest, int *so2)
{
	for (size_t k = 0; k < sizeof event / sizeof event[0]; k++) {
		const struct event *e = &event[k];
		const int first = stamp_hour(e->start), last = stamp_hour(e->end);
		const bool dust = strcmp(e->type, "沙尘") == 0;
		const int len = last - first;
		const int top = len * 35 / 100 + 1;		/* hour of the peak */
		const int at = n - first;
		int v, near = 1000 + noise(30, S_DUST, s, n);

		if ((e->area >> station[s].county & 1) == 0 || at < 0 || at > len + (dust ? 2 : 0))
			continue;
		if (s == CONTROL)
			near = times(near, dust ? 900 : 250);
		if (at > len)
			near = times(near, at == len + 1 ? 250 : 80);
		v = at <= top ? e->lo + (e->hi - e->lo) * at / top :
		    e->hi - (e->hi - e->lo) * (at > len ? len - top : at - top) / (len - top);
		*rest += times(v, near);
		*pm25 += times(e->fine, near);
		if (strcmp(e->type, "烟花") == 0)
			*so2 += times(7000, near);
	}
}

static int
rounded(int milli, int step)
{
	return (milli + step / 2) / step;
}

/* One site and day; `slow` holds the sites' own AR(1) noise between hours. */
static void
make_values(int s, int i, int slow[NITEM])
{
	static const int *const hour[NITEM] = {
		hour_so2, hour_no2, hour_coarse, hour_fine, hour_co, NULL
	};
	static const int sd[NITEM] = { 60, 75, 70, 32, 35, 25 };
	const int c = station[s].county;
	const int before = i > 0 ? i - 1 : i, after = i < NDAY - 1 ? i + 1 : i;
	int of_day[NITEM];

	for (int it = 0; it < NITEM; it++)
		of_day[it] = times(day_factor(c, i, (enum item)it), station[s].k[it]);
	if (day[i].dow >= 5)
		of_day[NO2] = times(of_day[NO2], 940);
	for (int h = 0; h < 24; h++) {
		const int n = i * 24 + h, f = fine[c][n], ep = episode_factor(c, n);
		const int state[NITEM] = {
			(f + 2000) / 3, (f + 1000) / 2, coarse[c][n], f, (f + 3000) / 4, 0
		};
		int v[NITEM], so2 = 0, o3;

		for (int it = 0; it < NITEM; it++) {
			slow[it] = slow[it] * 8 / 10 + noise(sd[it], S_HOUR, s * NITEM + it, n);
			v[it] = times(county[c].base[it], 1000 + slow[it]);
			v[it] = times(v[it], of_day[it]);
			if (hour[it] != NULL)
				v[it] = times(times(v[it], hour[it][h]), state[it]);
			if (it != O3)
				v[it] = times(v[it], it == PM25 ? ep : (ep + 1000) / 2);
		}
		o3 = times(between(peak[c][before], peak[c][i], peak[c][after], h), v[O3]);
		v[O3] = s == CONTROL ? times(o3, 600 + hour_o3[h] * 4 / 10) :
		    times(o3, hour_o3[h]) - (h > 17 || h < 9 ? v[NO2] / 4 : 0);
		add_events(s, n, &v[PM25], &v[PM10], &so2);
		v[SO2] += so2;
		v[PM10] += v[PM25];
		for (int it = 0; it < NITEM; it++)
			value[s][n][it] = clamp(rounded(v[it], it == CO ? 100 : 1000), 1, 999);
	}
}

/* ---- gaps ---- */

/* Later gaps win, but one item's gap does not bring a lost row back. */
static void
make_gap(int s, int first, int n, unsigned int items, enum code why)
{
	for (int h = first; h < first + n && h < NHOUR; h++)
		for (int it = 0; it < NITEM; it++)
			if (items >> it & 1 && (gap[s][h][0] != GONE || items == 0x3f))
				gap[s][h][it] = (unsigned char)why;
}

/* Calibration: one gas after the other.  Maintenance: inlet, tape, flow. */
static void
make_planned(int s, int i)
{
	static const int order[4] = { SO2, NO2, CO, O3 };

	if (day[i].dow == s % 5)
		for (int g = 0; g < 4; g++)
			make_gap(s, i * 24 + 8 + g, 1 + pick(2, S_GAPLEN, s, i * 8 + g),
			    1u << order[g], CALIBRATION);
	if ((i + s) % 14 == 3)
		make_gap(s, i * 24 + 9, 2 + pick(2, S_GAPLEN, s, i), 1u << PM10 | 1u << PM25,
		    MAINTENANCE);
}

/* A fault takes one item, up to two days; a power cut or a lost line takes all, some hours. */
static void
make_random(int s, int i)
{
	for (int k = 0; k < NITEM + 2; k++) {
		static const int often[NITEM + 2] = { 11, 11, 11, 11, 11, 11, 7, 16 };
		const int key = s * 8 + k, first = i * 24 + pick(24, S_GAPAT, key, i);

		if (pick(1000, S_GAP, key, i) >= often[k])
			continue;
		if (k < NITEM) {
			const int longest = pick(4, S_GAPLEN, s, ~i) == 0 ? 40 : 9;

			make_gap(s, first, 2 + pick(longest, S_GAPLEN, key, i), 1u << k, FAULT);
		} else if (k == NITEM) {
			make_gap(s, first, 1 + pick(5, S_GAPLEN, key, i), 0x3f, POWER);
		} else {
			make_gap(s, first, 1 + pick(6, S_GAPLEN, key, i), 0x3f,
			    pick(2, S_GAP, key, ~i) == 0 ? COMM : GONE);
		}
	}
}

static void
make_gaps(int s)
{
	for (int i = 0; i < NDAY; i++) {
		make_planned(s, i);
		make_random(s, i);
	}
	for (size_t k = 0; k < sizeof outage / sizeof outage[0]; k++) {
		const struct outage *o = &outage[k];
		const int first = stamp_hour(o->start);

		if (strcmp(o->code, station[s].code) == 0)
			make_gap(s, first, stamp_hour(o->end) - first + 1, o->items, o->why);
	}
}

/* ---- files ---- */

/* v with `dec` (0 or 1) decimals, then the character. */
static void
put_number(FILE *fp, int v, int dec, char after)
{
	char b[16];
	size_t n = sizeof b;
	unsigned int u = v < 0 ? 0u - (unsigned int)v : (unsigned int)v;

	b[--n] = after;
	if (dec > 0) {
		b[--n] = (char)('0' + u % 10);
		b[--n] = '.';
		u /= 10;
	}
	do
		b[--n] = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	if (v < 0)
		b[--n] = '-';
	fwrite(b + n, 1, sizeof b - n, fp);
}

/* "2026-10-01 01:00," of the hour; 00:00 is stamped with the next date. */
static void
put_stamp(FILE *fp, int n)
{
	const struct day *d = &day[(n + 1) / 24];
	const int h = (n + 1) % 24;
	char b[18] = "0000-00-00 00:00,";

	b[0] = (char)('0' + d->y / 1000 % 10);
	b[1] = (char)('0' + d->y / 100 % 10);
	b[2] = (char)('0' + d->y / 10 % 10);
	b[3] = (char)('0' + d->y % 10);
	b[5] = (char)('0' + d->m / 10);
	b[6] = (char)('0' + d->m % 10);
	b[8] = (char)('0' + d->d / 10);
	b[9] = (char)('0' + d->d % 10);
	b[11] = (char)('0' + h / 10);
	b[12] = (char)('0' + h % 10);
	fwrite(b, 1, 17, fp);
}

static void
put_row(FILE *fp, int s, int n)
{
	static const int low[NITEM] = { 1, 1, 0, 0, 1, 2 };	/* kept and flagged */
	const char *blank = "";

	if (gap[s][n][0] == GONE)
		return;
	fputs(station[s].code, fp);
	putc(',', fp);
	put_stamp(fp, n);
	for (int it = 0; it < NITEM; it++) {
		if (gap[s][n][it] == OK)
			put_number(fp, value[s][n][it], it == CO, ',');
		else
			putc(',', fp);
	}
	for (int it = 0; it < NITEM; it++) {
		const char *why = code_name[gap[s][n][it]];

		if (gap[s][n][it] == OK && value[s][n][it] <= low[it])
			why = "low";
		if (*why == '\0')
			continue;
		fprintf(fp, "%s%s:%s", blank, item_name[it], why);
		blank = " ";
	}
	putc('\n', fp);
}

static void
write_hours(const char *dir)
{
	char name[32], path[4096];

	make_dir(dir, "/hours");
	for (int first = 0; first < NDAY; first += day[first].len) {
		FILE *fp;

		snprintf(name, sizeof name, "hours/%04d-%02d.csv", day[first].y, day[first].m);
		fp = file_open(dir, name, path);
		fputs("station,time,SO2,NO2,PM10,PM2.5,CO,O3,flags\n", fp);
		for (int s = 0; s < NSTATION; s++) {
			const int start = clamp(date_day(station[s].start), 0, NDAY);
			int end = NDAY - 1;

			if (station[s].end[0] != '\0')
				end = date_day(station[s].end);
			for (int i = first; i < first + day[first].len; i++)
				for (int h = 0; i >= start && i <= end && h < 24; h++)
					put_row(fp, s, i * 24 + h);
		}
		file_close(fp, path);
	}
}

static void
write_met(const char *dir)
{
	char path[4096];
	FILE *fp = file_open(dir, "met.csv", path);

	fputs("station,county,time,T,RH,WS,WD,RAIN,SUN,P\n", fp);
	for (int c = 0; c < NCOUNTY; c++) {
		for (int n = 0; n < NHOUR; n++) {
			const struct wx *w = &wx[c][n];

			fputs(county[c].met, fp);
			putc(',', fp);
			fputs(county[c].name, fp);
			putc(',', fp);
			put_stamp(fp, n);
			put_number(fp, w->t, 1, ',');
			put_number(fp, w->rh, 0, ',');
			put_number(fp, w->ws, 1, ',');
			put_number(fp, w->wd, 0, ',');
			put_number(fp, w->rain, 1, ',');
			put_number(fp, w->sun, 1, ',');
			put_number(fp, w->p, 1, '\n');
		}
	}
	file_close(fp, path);
}

static void
write_stations(const char *dir)
{
	char path[4096];
	FILE *fp = file_open(dir, "stations.csv", path);

	fputs("station,name,aliases,county,city,basin,river,type,water_type,target_class,"
	    "lon,lat,start,end,successor,assessed,order\n", fp);
	for (int s = 0; s < NSTATION; s++) {
		const struct station *p = &station[s];

		fprintf(fp, "%s,%s,%s,%s,恩施州,,,%s,,,%s,%s,%s,%s,%s,%d,%d\n", p->code, p->name,
		    p->aliases, county[p->county].name, p->type, p->lon, p->lat, p->start, p->end,
		    p->successor, s != CONTROL, p->order);
	}
	file_close(fp, path);
}

static void
put_area(FILE *fp, unsigned int area)
{
	const char *blank = "";

	if (area == ALL)
		fputs("恩施州", fp);
	for (int c = 0; area != ALL && c < NCOUNTY; c++) {
		if (area >> c & 1) {
			fprintf(fp, "%s%s", blank, county[c].name);
			blank = " ";
		}
	}
}

/* Dust goes to dust.csv, the rest to events.csv. */
static void
write_events(const char *dir, bool dust)
{
	char path[4096];
	FILE *fp = file_open(dir, dust ? "dust.csv" : "events.csv", path);

	fputs(dust ? "start,end,area,items,document\n" : "start,end,area,type,text,level\n", fp);
	for (size_t k = 0; k < sizeof event / sizeof event[0]; k++) {
		const struct event *e = &event[k];

		if ((strcmp(e->type, "沙尘") == 0) != dust)
			continue;
		fprintf(fp, "%s,%s,", e->start, e->end);
		put_area(fp, e->area);
		if (dust)
			fprintf(fp, ",PM10 PM2.5,%s\n", e->level);
		else
			fprintf(fp, ",%s,%s,%s\n", e->type, e->text, e->level);
	}
	file_close(fp, path);
}

static void
write_calendar(const char *dir)
{
	char path[4096];
	FILE *fp = file_open(dir, "calendar.csv", path);

	fputs("date,kind,name\n", fp);
	for (size_t k = 0; k < sizeof calendar / sizeof calendar[0]; k++) {
		const int first = date_day(calendar[k].start);

		for (int i = first; i < first + calendar[k].n; i++)
			fprintf(fp, "%04d-%02d-%02d,%s,%s\n", day[i].y, day[i].m, day[i].d,
			    calendar[k].kind, calendar[k].name);
	}
	file_close(fp, path);
}

static void
write_targets(const char *dir)
{
	char path[4096];
	FILE *fp = file_open(dir, "targets.csv", path);

	fputs("year,scope,item,target\n", fp);
	for (size_t k = 0; k < sizeof target / sizeof target[0]; k++)
		fprintf(fp, "%d,%s,%s,%s\n", target[k].year, target[k].scope, target[k].item,
		    target[k].target);
	file_close(fp, path);
}

static void
write_readme(const char *dir)
{
	char path[4096];
	FILE *fp = file_open(dir, "README.txt", path);

	fprintf(fp,
	    "示例监测中心数据（虚构）\n"
	    "\n"
	    "本目录所有站点、编码、浓度、气象、目标、事件和文号均为虚构，\n"
	    "由 tests/demo/gen.c 按固定种子生成，不代表任何真实监测结果，不得引用。\n"
	    "只有县（市）名称和节假日安排是真实的。\n"
	    "种子：%d\n"
	    "\n"
	    "Data of an example monitoring centre (invented)\n"
	    "\n"
	    "All stations, codes, concentrations, weather, targets, events and letter\n"
	    "numbers here are invented, made by tests/demo/gen.c from a fixed seed.\n"
	    "They stand for no real measurement and must not be cited.  Only the names\n"
	    "of the counties and the public holidays are real.\n"
	    "Seed: %d\n"
	    "\n"
	    "stations.csv  站点登记 station registry\n"
	    "hours/        小时值，时段末时标 hourly values, hour-ending [ug/m3; CO mg/m3]\n"
	    "met.csv       小时气象 hourly weather, hour-ending: T [degC] RH [%%] WS [m/s]\n"
	    "              WD [deg] RAIN [mm] SUN [h] P [hPa]\n"
	    "targets.csv   年度目标 targets\n"
	    "dust.csv      沙尘影响时段 hours under dust, both ends included\n"
	    "events.csv    事件 events\n"
	    "calendar.csv  节假日和调休 public holidays, and days worked instead\n"
	    "settings.csv  本中心的设置 settings of the centre\n",
	    SEED, SEED);
	file_close(fp, path);
}

/* Settings of the centre: everything in them is invented. */
static void
write_settings(const char *dir)
{
	char path[4096];
	FILE *fp = file_open(dir, "settings.csv", path);

	fprintf(fp,
	    "key,value\n"
	    "org,恩施州生态环境监测中心（示例）\n"
	    "phone,0718-0000000（示例）\n"
	    "report_to,州人民政府、州生态环境局、省生态环境监测中心（示例）\n"
	    "send_to,各县（市）人民政府、州生态环境局各县（市）分局（示例）\n"
	    "copy_to,州直有关单位、本中心各科室（示例）\n"
	    "state,final\n"
	    "tip,秋冬少雨多雾，请不要露天焚烧秸秆和落叶，一起守护好空气。\n");
	file_close(fp, path);
}

static void
make_all(void)
{
	day_init();
	make_days();
	make_weather();
	for (int c = 0; c < NCOUNTY; c++) {
		make_state(c);
		make_peak(c);
	}
	for (int s = 0; s < NSTATION; s++) {
		int slow[NITEM] = { 0 };

		for (int i = 0; i < NDAY; i++)
			make_values(s, i, slow);
		make_gaps(s);
	}
}

int
main(int argc, char *argv[])
{
	if (argc != 2 || argv[1][0] == '-') {
		fprintf(stderr, "usage: gen OUTDIR\n");
		return 2;
	}
	make_all();
	make_dir(argv[1], "");
	write_stations(argv[1]);
	write_hours(argv[1]);
	write_met(argv[1]);
	write_targets(argv[1]);
	write_events(argv[1], true);
	write_events(argv[1], false);
	write_calendar(argv[1]);
	write_settings(argv[1]);
	write_readme(argv[1]);
	return 0;
}
