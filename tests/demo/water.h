/*
 * water - tables of the invented water centre: network, items, story (see water.c)
 *
 * Counties, rivers and basins are real names; every section, reservoir, source, plant and person
 * is invented, and so is every number.  Bases are October levels on a dry day.
 */
#ifndef QJ_DEMO_WATER_H
#define QJ_DEMO_WATER_H

#include <stdbool.h>

enum what { SECTION, LAKE, BAY, SOURCE, GROUND };
enum { NCOUNTY = 8, ENSHI = 0, LICHUAN, JIANSHI, BADONG, XUANEN, XIANFENG, LAIFENG, HEFENG };

/* Bits of struct item.sets: where an item is measured. */
enum { SEC = 1, LAK = 2, SRC = 4, GW = 8, SURFACE = SEC | LAK | SRC };
/* Bits of struct item.how. */
enum { SITE = 1,		/* measured at the place: no blank, no pair */
	NOPAIR = 2 };		/* no blank, no pair (oils, bacteria) */
enum model { PLAIN, M_WT, M_PH, M_DO, M_SD, M_CODMN, M_COD, M_BOD, M_NH3, M_TP, M_TN, M_NO3, M_CHLA };

struct station {
	const char	*code, *name;
	int		 county;
	const char	*basin, *river;
	enum what	 what;
	const char	*water, *target, *lon, *lat, *start, *end, *successor;
	int		 order;
	const char	*level, *attribute, *lake, *tier, *plant, *upstream;
	int		 km;
	int		 day;			/* sampled on the month's first day of sampling + day */
	int		 codmn, nh3, tp, tn;	/* [0.01 0.001 0.001 0.01 mg/L] */
	int		 wash;			/* what rain adds to TP at most [1/1000] */
	int		 warm;			/* against the river table [0.1 degC] */
	int		 oxygen;		/* saturation [1/1000] */
	int		 chla, sd;		/* [0.1 ug/L], [cm] */
	bool		 plain;			/* may carry quality control: no part in the story */
	bool		 sides;			/* two verticals */
};

struct item {
	const char	*zh, *name;		/* as the laboratory writes it; registry's name */
	const char	*method, *unit;
	int		 dec;			/* decimals of the result */
	int		 limit;			/* of detection, in the last digit; 0 none */
	unsigned int	 sets, how;
	enum model	 model;
	int		 base[2];		/* [1/1000 of the last digit] surface, groundwater */
	int		 sd;			/* [1/1000] */
	int		 wash;			/* share of the station's wash [1/1000] */
	int		 bottle, wait;		/* number of the bottle; days until analysed */
};

static const char *const county_name[NCOUNTY] = {
	"恩施市", "利川市", "建始县", "巴东县", "宣恩县", "咸丰县", "来凤县", "鹤峰县"
};
static const int county_rain[NCOUNTY] = { 1000, 960, 1020, 850, 1060, 1040, 980, 1180 };

#define NATIONAL	"国控"
#define PROVINCE	"省控"
#define PREFECTURE	"州控"
#define SECT		SECTION, "river"

static const struct station station[] = {
	/* 长江: a large river, warm in winter */
	{ "S01", "楠竹滩", BADONG, "长江流域", "长江", SECT, "2", "110.052", "31.021", "2016-01-01",
	    "", "", 1, NATIONAL, "入境", "", "", "", "", 0, 0, 175, 72, 68, 168, 250, 25, 950, 0, 0,
	    true, false },
	{ "S02", "石桥坪", BADONG, "长江流域", "长江", SECT, "", "110.221", "31.034", "2018-01-01",
	    "", "", 2, PROVINCE, "控制", "", "", "", "S01", 18, 0, 178, 80, 71, 170, 250, 25, 950, 0,
	    0, false, true },
	{ "S03", "黄蜡湾", BADONG, "长江流域", "长江", SECT, "2", "110.402", "31.046", "2016-01-01",
	    "", "", 3, NATIONAL, "出境", "", "", "", "S02", 39, 0, 182, 84, 73, 172, 250, 25, 940, 0,
	    0, true, false },
	/* 清江 */
	{ "S04", "柏树源", LICHUAN, "清江", "清江", SECT, "", "108.742", "30.251", "2019-01-01", "",
	    "", 1, PREFECTURE, "对照", "", "", "", "", 8, 0, 105, 42, 14, 92, 200, -25, 985, 0, 0,
	    true, false },
	{ "S05", "东门桥下", LICHUAN, "清江", "清江", SECT, "3", "108.972", "30.302", "2018-01-01",
	    "", "", 2, PROVINCE, "控制", "", "", "", "S04", 31, 0, 285, 385, 104, 242, 450, -8, 890, 0,
	    0, false, false },
	{ "S06", "枫香坪", LICHUAN, "清江", "清江", SECT, "3", "109.161", "30.342", "2016-01-01", "",
	    "", 3, NATIONAL, "县界", "", "", "", "S05", 74, 0, 205, 168, 74, 196, 700, -8, 950, 0, 0,
	    false, false },
	{ "S07", "青龙口", ENSHI, "清江", "清江", SECT, "2", "109.421", "30.331", "2016-01-01", "",
	    "", 4, NATIONAL, "控制", "", "", "", "S06", 128, 1, 158, 95, 42, 158, 500, -5, 985, 0, 0,
	    true, false },
	{ "S08", "红枫渡", ENSHI, "清江", "清江", SECT, "3", "109.512", "30.244", "2016-01-01", "",
	    "", 5, NATIONAL, "控制", "", "", "", "S07", 146, 1, 232, 310, 84, 214, 600, 0, 940, 0, 0,
	    false, false },
	{ "S09", "石板口", ENSHI, "清江", "清江", SECT, "", "109.634", "30.371", "2018-01-01", "", "",
	    6, PROVINCE, "县界", "", "", "", "S08", 183, 1, 196, 182, 66, 188, 500, 0, 950, 0, 0, true,
	    false },
	{ "S10", "梨子渡", JIANSHI, "清江", "清江", SECT, "", "109.952", "30.382", "2018-01-01", "",
	    "", 7, PROVINCE, "县界", "", "", "", "S09", 231, 2, 172, 122, 48, 170, 350, 2, 960, 0, 0,
	    true, false },
	{ "S11", "柳树湾", BADONG, "清江", "清江", SECT, "2", "110.341", "30.442", "2016-01-01", "",
	    "", 8, NATIONAL, "出境", "", "", "", "S10", 287, 2, 155, 74, 27, 152, 200, 4, 950, 0, 0,
	    false, true },
	/* 忠建河 */
	{ "S12", "野茶源", XIANFENG, "清江", "忠建河", SECT, "", "109.214", "29.793", "2019-01-01",
	    "", "", 1, PREFECTURE, "对照", "", "", "", "", 6, 3, 118, 52, 18, 98, 350, -15, 985, 0, 0,
	    false, false },
	{ "S13", "石马关", XIANFENG, "清江", "忠建河", SECT, "2", "109.352", "29.902", "2018-01-01",
	    "", "", 2, PROVINCE, "县界", "", "", "", "S12", 33, 3, 165, 112, 44, 142, 500, -8, 970, 0,
	    0, true, false },
	{ "S14", "莲花下", XUANEN, "清江", "忠建河", SECT, "3", "109.503", "29.981", "2016-01-01", "",
	    "", 3, PROVINCE, "控制", "", "", "", "S13", 71, 3, 224, 286, 88, 206, 550, -2, 945, 0, 0,
	    false, false },
	{ "S15", "水田口", XUANEN, "清江", "忠建河", SECT, "2", "109.661", "30.073", "2016-01-01", "",
	    "", 4, NATIONAL, "县界", "", "", "", "S14", 104, 3, 162, 98, 36, 148, 250, 0, 960, 0, 0,
	    true, false },
	/* 马水河 */
	{ "S16", "红石溪", JIANSHI, "清江", "马水河", SECT, "", "109.682", "30.721", "2019-01-01", "",
	    "", 1, PREFECTURE, "对照", "", "", "", "", 9, 2, 108, 46, 16, 104, 300, -20, 985, 0, 0,
	    true, false },
	{ "S17", "闸口桥", JIANSHI, "清江", "马水河", SECT, "3", "109.731", "30.602", "2016-01-01",
	    "2025-06-30", "S18", 2, PROVINCE, "控制", "", "", "", "S16", 34, 2, 218, 264, 82, 210, 500,
	    -5, 945, 0, 0, true, false },
	{ "S18", "新桥下", JIANSHI, "清江", "马水河", SECT, "3", "109.744", "30.588", "2025-07-01",
	    "", "", 2, PROVINCE, "控制", "", "", "", "S16", 36, 2, 212, 252, 80, 208, 500, -5, 945, 0,
	    0, false, false },
	{ "S19", "马蹄口", JIANSHI, "清江", "马水河", SECT, "", "109.861", "30.421", "2018-01-01", "",
	    "", 3, PROVINCE, "控制", "", "", "", "S18", 78, 2, 174, 118, 47, 176, 450, 0, 960, 0, 0,
	    true, false },
	/* 酉水 */
	{ "S20", "白水源", XUANEN, "沅江", "酉水", SECT, "", "109.612", "29.742", "2019-01-01", "",
	    "", 1, PREFECTURE, "对照", "", "", "", "", 5, 4, 102, 40, 13, 90, 300, -18, 985, 0, 0,
	    false, false },
	{ "S21", "李家渡", XUANEN, "沅江", "酉水", SECT, "2", "109.463", "29.603", "2018-01-01", "",
	    "", 2, PROVINCE, "县界", "", "", "", "S20", 62, 4, 164, 126, 46, 150, 450, -2, 965, 0, 0,
	    true, false },
	{ "S22", "桂花渡", LAIFENG, "沅江", "酉水", SECT, "3", "109.432", "29.391", "2016-01-01", "",
	    "", 3, NATIONAL, "出境", "", "", "", "S21", 118, 4, 214, 325, 78, 204, 450, 4, 940, 0, 0,
	    false, false },
	/* 溇水 */
	{ "S23", "云盘坪", HEFENG, "澧水", "溇水", SECT, "", "109.892", "30.012", "2018-01-01", "",
	    "", 1, PROVINCE, "对照", "", "", "", "", 7, 2, 112, 48, 15, 96, 250, -18, 985, 0, 0, false,
	    false },
	{ "S24", "西街桥下", HEFENG, "澧水", "溇水", SECT, "3", "110.052", "29.874", "2016-01-01", "",
	    "", 2, PROVINCE, "控制", "", "", "", "S23", 41, 2, 226, 298, 112, 212, 350, -4, 940, 0, 0,
	    false, false },
	{ "S25", "楠坪渡", HEFENG, "澧水", "溇水", SECT, "3", "110.231", "29.802", "2016-01-01", "",
	    "", 3, NATIONAL, "出境", "", "", "", "S24", 78, 2, 176, 132, 56, 168, 400, 0, 955, 0, 0,
	    false, false },
	/* 唐岩河、郁江 */
	{ "S26", "茶园关", LICHUAN, "乌江", "唐岩河", SECT, "", "109.021", "29.942", "2018-01-01", "",
	    "", 1, PROVINCE, "县界", "", "", "", "", 38, 4, 148, 88, 38, 136, 450, -12, 970, 0, 0,
	    true, false },
	{ "S27", "桐子渡", XIANFENG, "乌江", "唐岩河", SECT, "3", "108.942", "29.631", "2016-01-01",
	    "", "", 2, NATIONAL, "出境", "", "", "", "S26", 96, 4, 208, 215, 72, 192, 600, -2, 950, 0,
	    0, false, false },
	{ "S28", "斑竹渡", LICHUAN, "乌江", "郁江", SECT, "2", "108.532", "29.913", "2016-01-01", "",
	    "", 1, NATIONAL, "出境", "", "", "", "", 84, 4, 152, 92, 40, 138, 450, -6, 965, 0, 0, true,
	    false },
	/* 神农溪 */
	{ "S29", "麻柳上", BADONG, "长江流域", "神农溪", SECT, "", "110.311", "31.282", "2019-01-01",
	    "", "", 1, PREFECTURE, "对照", "", "", "", "", 22, 1, 104, 44, 15, 94, 300, -15, 985, 0, 0,
	    false, false },
	{ "S30", "杜鹃峡", BADONG, "长江流域", "神农溪", SECT, "", "110.352", "31.082", "2018-01-01",
	    "", "", 2, PROVINCE, "控制", "", "", "", "S29", 58, 1, 192, 116, 52, 152, 400, 8, 985, 62,
	    0, false, false },

	/* reservoirs: 水布垭 has the shape of a river */
	{ "L11", "水布垭坝前", BADONG, "清江", "清江", LAKE, "river", "", "110.322", "30.441",
	    "2016-01-01", "", "", 1, PROVINCE, "控制", "水布垭水库", "", "", "", 0, 6, 162, 64, 22,
	    148, 150, 12, 1010, 38, 320, true, false },
	{ "L12", "水布垭库中", BADONG, "清江", "清江", LAKE, "river", "", "110.203", "30.422",
	    "2016-01-01", "", "", 2, PROVINCE, "控制", "水布垭水库", "", "", "", 0, 6, 168, 70, 26,
	    152, 180, 12, 1010, 43, 280, true, false },
	{ "L13", "水布垭库尾", BADONG, "清江", "清江", LAKE, "river", "", "110.064", "30.403",
	    "2018-01-01", "", "", 3, PROVINCE, "控制", "水布垭水库", "", "", "", 0, 6, 176, 84, 34,
	    160, 260, 10, 1000, 52, 230, true, false },
	{ "L21", "云溪坝前", ENSHI, "清江", "", LAKE, "lake", "", "109.302", "30.182", "2018-01-01",
	    "", "", 1, PREFECTURE, "控制", "云溪水库", "", "", "", 0, 7, 228, 128, 28, 132, 150, 10,
	    1020, 72, 180, false, false },
	{ "L22", "云溪库尾", ENSHI, "清江", "", LAKE, "lake", "", "109.281", "30.163", "2018-01-01",
	    "", "", 2, PREFECTURE, "控制", "云溪水库", "", "", "", 0, 7, 242, 152, 32, 140, 180, 10,
	    1020, 86, 150, false, false },
	{ "L31", "松坪坝前", LICHUAN, "乌江", "", LAKE, "lake", "", "108.903", "30.122", "2018-01-01",
	    "", "", 1, PREFECTURE, "控制", "松坪水库", "", "", "", 0, 7, 162, 62, 18, 124, 120, -4,
	    1005, 42, 320, true, false },
	{ "L32", "松坪库中", LICHUAN, "乌江", "", LAKE, "lake", "", "108.884", "30.113", "2018-01-01",
	    "", "", 2, PREFECTURE, "控制", "松坪水库", "", "", "", 0, 7, 170, 68, 20, 128, 120, -4,
	    1005, 46, 300, true, false },
	/* the bay of 神农溪: sampled when blooms are looked for (blooms.csv) */
	{ "L41", "神农溪库湾口", BADONG, "长江流域", "神农溪", BAY, "lake", "", "110.343", "31.052",
	    "2020-01-01", "", "", 1, PREFECTURE, "控制", "神农溪库湾", "", "", "", 0, 0, 0, 0, 0, 0, 0,
	    0, 0, 0, 0, false, false },
	{ "L42", "神农溪库湾中", BADONG, "长江流域", "神农溪", BAY, "lake", "", "110.354", "31.071",
	    "2020-01-01", "", "", 2, PREFECTURE, "控制", "神农溪库湾", "", "", "", 0, 0, 0, 0, 0, 0, 0,
	    0, 0, 0, 0, false, false },
	{ "L43", "神农溪库湾尾", BADONG, "长江流域", "神农溪", BAY, "lake", "", "110.362", "31.094",
	    "2020-01-01", "", "", 3, PREFECTURE, "控制", "神农溪库湾", "", "", "", 0, 0, 0, 0, 0, 0, 0,
	    0, 0, 0, 0, false, false },

#define CITY	"", "", "", "地级"
#define TOWN	"", "", "", "县级"
	/* drinking-water sources; no coordinates */
	{ "D01", "青石河水源", ENSHI, "清江", "", SOURCE, "river", "", "", "", "2012-01-01", "", "", 1,
	    CITY, "恩施市一水厂", "", 0, 5, 138, 66, 24, 118, 300, -8, 985, 0, 0, true, false },
	{ "D02", "云台水库水源", ENSHI, "清江", "", SOURCE, "lake", "", "", "", "2012-01-01", "", "",
	    2, CITY, "恩施市二水厂", "", 0, 5, 156, 72, 16, 112, 150, 4, 1000, 34, 310, false,
	    false },
	{ "D03", "石庙水库水源", LICHUAN, "清江", "", SOURCE, "lake", "", "", "", "2013-01-01", "", "",
	    3, TOWN, "利川市城区水厂", "", 0, 6, 148, 60, 14, 104, 150, -4, 1000, 28, 340, true,
	    false },
	{ "D04", "松溪水源", JIANSHI, "清江", "", SOURCE, "river", "", "", "", "2012-01-01",
	    "2026-04-30", "", 4, TOWN, "建始县老水厂", "", 0, 7, 162, 92, 34, 136, 350, -6, 980, 0, 0,
	    true, false },
	{ "D05", "竹园河水源", BADONG, "长江流域", "", SOURCE, "river", "", "", "", "2012-01-01", "",
	    "", 5, TOWN, "巴东县城区水厂", "", 0, 6, 126, 58, 22, 108, 300, -8, 985, 0, 0, true,
	    false },
	{ "D06", "白鹤水库水源", XUANEN, "清江", "", SOURCE, "lake", "", "", "", "2014-01-01", "", "",
	    6, TOWN, "宣恩县城区水厂", "", 0, 8, 168, 78, 18, 116, 150, 2, 1000, 38, 290, false,
	    false },
	{ "D07", "清泉河水源", XIANFENG, "乌江", "", SOURCE, "river", "", "", "", "2012-01-01", "", "",
	    7, TOWN, "咸丰县城区水厂", "", 0, 8, 132, 62, 26, 112, 300, -10, 985, 0, 0, true, false },
	{ "D08", "南坪水库水源", LAIFENG, "沅江", "", SOURCE, "lake", "", "", "", "2013-01-01", "", "",
	    8, TOWN, "来凤县城区水厂", "", 0, 9, 158, 70, 17, 110, 150, 4, 1000, 34, 300, true,
	    false },
	{ "D09", "杉木溪水源", HEFENG, "澧水", "", SOURCE, "river", "", "", "", "2012-01-01", "", "",
	    9, TOWN, "鹤峰县城区水厂", "", 0, 7, 118, 52, 19, 98, 300, -10, 985, 0, 0, true, false },
	{ "D10", "滴水洞水源", LICHUAN, "清江", "", GROUND, "groundwater", "", "", "", "2015-01-01",
	    "", "", 10, TOWN, "利川市备用水厂", "", 0, 6, 60, 30, 0, 160, 0, -30, 900, 0, 0, true,
	    false },
	{ "D11", "金泉水源", XIANFENG, "清江", "", GROUND, "groundwater", "", "", "", "2016-01-01",
	    "", "", 11, TOWN, "咸丰县二水厂", "", 0, 8, 70, 34, 0, 172, 0, -30, 900, 0, 0, true,
	    false },
	{ "D12", "云岭水库水源", JIANSHI, "清江", "", SOURCE, "lake", "", "", "", "2026-01-01", "", "",
	    12, TOWN, "建始县新水厂", "", 0, 7, 150, 64, 15, 106, 150, 0, 1000, 30, 330, true,
	    false },
};
#define NSTATION ((int)(sizeof station / sizeof station[0]))

#define ICP	"HJ 700-2014"
#define VOC	"HJ 639-2012"
#define AFS	"HJ 694-2014"
#define IC	"HJ 84-2016"
#define UG	"μg/L"
#define MG	"mg/L"

/* Below: methods and limits of detection as laboratories print them; a base of 0 is never found. */
static const struct item item[] = {
	{ "水温", "WT", "GB/T 13195-1991", "℃", 1, 0, SURFACE, SITE, M_WT, { 0, 0 }, 0, 0, 1, 0 },
	{ "pH值", "pH", "HJ 1147-2020", "无量纲", 1, 0, SURFACE | GW, SITE, M_PH, { 0, 0 }, 0, 0, 1, 0 },
	{ "溶解氧", "DO", "HJ 506-2009", MG, 1, 0, SURFACE, SITE, M_DO, { 0, 0 }, 0, 0, 1, 0 },
	{ "透明度", "SD", "SL 87-1994", "m", 2, 0, LAK, SITE, M_SD, { 0, 0 }, 40, 0, 1, 0 },
	{ "高锰酸盐指数", "CODMn", "GB/T 11892-1989", MG, 1, 5, SURFACE, 0, M_CODMN, { 0, 0 }, 30, 700, 2, 1 },
	{ "化学需氧量", "COD", "HJ 828-2017", MG, 0, 4, SEC | LAK, 0, M_COD, { 0, 0 }, 50, 700, 2, 1 },
	{ "五日生化需氧量", "BOD5", "HJ 505-2009", MG, 1, 5, SURFACE, 0, M_BOD, { 0, 0 }, 70, 400, 1, 5 },
	{ "氨氮", "NH3-N", "HJ 535-2009", MG, 3, 25, SURFACE | GW, 0, M_NH3, { 0, 0 }, 40, 150, 2, 1 },
	{ "总磷", "TP", "HJ 671-2013", MG, 3, 5, SURFACE, 0, M_TP, { 0, 0 }, 30, 1000, 2, 1 },
	{ "总氮", "TN", "HJ 636-2012", MG, 2, 5, SURFACE, 0, M_TN, { 0, 0 }, 30, 200, 2, 1 },
	{ "铜", "Cu", ICP, UG, 2, 8, SURFACE | GW, 0, PLAIN, { 105000, 60000 }, 220, 400, 3, 3 },
	{ "锌", "Zn", ICP, UG, 2, 67, SURFACE | GW, 0, PLAIN, { 380000, 300000 }, 240, 400, 3, 3 },
	{ "氟化物", "F-", IC, MG, 3, 6, SURFACE | GW, 0, PLAIN, { 142000, 165000 }, 120, 0, 1, 2 },
	{ "硒", "Se", AFS, UG, 1, 4, SURFACE | GW, 0, PLAIN, { 2800, 2600 }, 220, 0, 3, 3 },
	{ "砷", "As", AFS, UG, 1, 3, SURFACE | GW, 0, PLAIN, { 6200, 4200 }, 220, 300, 3, 3 },
	{ "汞", "Hg", AFS, UG, 2, 4, SURFACE | GW, 0, PLAIN, { 1600, 1200 }, 250, 0, 3, 3 },
	{ "镉", "Cd", ICP, UG, 2, 5, SURFACE | GW, 0, PLAIN, { 3400, 2000 }, 250, 300, 3, 3 },
	{ "六价铬", "Cr6+", "GB/T 7467-1987", MG, 3, 4, SURFACE | GW, 0, PLAIN, { 2300, 2300 }, 250, 0, 1, 1 },
	{ "铅", "Pb", ICP, UG, 2, 9, SURFACE | GW, 0, PLAIN, { 24000, 12000 }, 260, 600, 3, 3 },
	{ "氰化物", "CN-", "HJ 484-2009", MG, 3, 1, SURFACE | GW, 0, PLAIN, { 500, 400 }, 250, 0, 4, 2 },
	{ "挥发酚", "VP", "HJ 503-2009", MG, 4, 3, SURFACE | GW, 0, PLAIN, { 1700, 1500 }, 260, 0, 6, 1 },
	{ "石油类", "Oil", "HJ 970-2018", MG, 2, 1, SURFACE, NOPAIR, PLAIN, { 700, 0 }, 300, 300, 5, 2 },
	{ "阴离子表面活性剂", "LAS", "GB/T 7494-1987", MG, 2, 5, SURFACE | GW, 0, PLAIN, { 2300, 0 }, 250, 200, 1, 2 },
	{ "硫化物", "S2-", "HJ 1226-2021", MG, 3, 3, SURFACE | GW, 0, PLAIN, { 1600, 1500 }, 250, 0, 6, 2 },
	{ "粪大肠菌群", "FC", "HJ 347.2-2018", "MPN/L", 0, 20, SURFACE, NOPAIR, PLAIN, { 620000, 0 }, 280, 2500, 7, 0 },
	{ "叶绿素a", "Chla", "HJ 897-2017", UG, 0, 2, LAK, 0, M_CHLA, { 0, 0 }, 70, 0, 8, 1 },
	/* table 2 */
	{ "硫酸盐", "SO4", IC, MG, 3, 18, SRC | GW, 0, PLAIN, { 24600000, 31200000 }, 140, 0, 1, 2 },
	{ "氯化物", "Cl-", IC, MG, 3, 7, SRC | GW, 0, PLAIN, { 3900000, 4600000 }, 160, 0, 1, 2 },
	{ "硝酸盐(以N计)", "NO3-N", IC, MG, 3, 4, SRC | GW, 0, M_NO3, { 0, 0 }, 40, 0, 1, 2 },
	{ "铁", "Fe", ICP, UG, 2, 82, SRC | GW, 0, PLAIN, { 4600000, 2400000 }, 200, 1500, 3, 3 },
	{ "锰", "Mn", "GB/T 11911-1989", MG, 2, 1, SRC | GW, 0, PLAIN, { 1300, 900 }, 300, 500, 3, 3 },
	/* table 3, the 33 of the 61 */
	{ "三氯甲烷", "CHCl3", VOC, UG, 1, 14, SRC | GW, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "四氯化碳", "CCl4", VOC, UG, 1, 15, SRC | GW, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "三氯乙烯", "TCE", VOC, UG, 1, 12, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "四氯乙烯", "PCE", VOC, UG, 1, 12, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "苯乙烯", "Styrene", VOC, UG, 1, 6, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "甲醛", "HCHO", "HJ 601-2011", MG, 2, 5, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 6, 1 },
	{ "苯", "Benzene", VOC, UG, 1, 14, SRC | GW, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "甲苯", "Toluene", VOC, UG, 1, 14, SRC | GW, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "乙苯", "Ethylbenzene", VOC, UG, 1, 8, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "二甲苯", "Xylenes", VOC, UG, 1, 22, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "异丙苯", "Cumene", VOC, UG, 1, 7, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "氯苯", "Chlorobenzene", VOC, UG, 1, 10, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "1,2-二氯苯", "DCB12", VOC, UG, 1, 8, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "1,4-二氯苯", "DCB14", VOC, UG, 1, 8, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "三氯苯", "TCB", VOC, UG, 1, 11, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 9, 4 },
	{ "硝基苯", "Nitrobenzene", "HJ 716-2014", UG, 2, 4, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 10, 5 },
	{ "二硝基苯", "Dinitrobenzene", "HJ 716-2014", UG, 2, 5, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 10, 5 },
	{ "硝基氯苯", "NCB", "HJ 716-2014", UG, 2, 5, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 10, 5 },
	{ "邻苯二甲酸二丁酯", "DBP", "HJ/T 72-2001", UG, 1, 1, SRC, 0, PLAIN, { 300, 0 }, 300, 0, 10, 5 },
	{ "邻苯二甲酸二(2-乙基己基)酯", "DEHP", "GB/T 5750.8-2023", UG, 0, 2, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 10, 5 },
	{ "滴滴涕", "DDT", "HJ 699-2014", UG, 2, 4, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 10, 5 },
	{ "林丹", "Lindane", "HJ 699-2014", UG, 2, 3, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 10, 5 },
	{ "阿特拉津", "Atrazine", "HJ 587-2010", UG, 2, 8, SRC, 0, PLAIN, { 2500, 0 }, 300, 600, 10, 5 },
	{ "苯并(a)芘", "BaP", "HJ 478-2009", "ng/L", 1, 4, SRC, 0, PLAIN, { 0, 0 }, 0, 0, 10, 5 },
	{ "钼", "Mo", ICP, UG, 2, 6, SRC, 0, PLAIN, { 58000, 0 }, 220, 0, 3, 3 },
	{ "钴", "Cobalt", ICP, UG, 2, 3, SRC, 0, PLAIN, { 6500, 0 }, 250, 600, 3, 3 },
	{ "铍", "Be", ICP, UG, 2, 4, SRC, 0, PLAIN, { 900, 0 }, 200, 0, 3, 3 },
	{ "硼", "Boron", ICP, UG, 2, 125, SRC, 0, PLAIN, { 820000, 0 }, 200, 0, 3, 3 },
	{ "锑", "Sb", ICP, UG, 2, 15, SRC, 0, PLAIN, { 31000, 0 }, 260, 0, 3, 3 },
	{ "镍", "Ni", ICP, UG, 2, 6, SRC, 0, PLAIN, { 54000, 0 }, 230, 600, 3, 3 },
	{ "钡", "Ba", ICP, UG, 2, 20, SRC, 0, PLAIN, { 3100000, 0 }, 160, 0, 3, 3 },
	{ "钒", "Vanadium", ICP, UG, 2, 8, SRC, 0, PLAIN, { 108000, 0 }, 200, 300, 3, 3 },
	{ "铊", "Tl", ICP, UG, 2, 2, SRC, 0, PLAIN, { 600, 0 }, 200, 0, 3, 3 },
	/* groundwater: with those above 37 of the 39 of table 1 (odour and visible matter are words) */
	{ "色度", "Color", "GB/T 5750.4-2023", "度", 0, 5, GW, 0, PLAIN, { 0, 0 }, 0, 0, 1, 1 },
	{ "浑浊度", "NTU", "HJ 1075-2019", "NTU", 1, 3, GW, SITE, PLAIN, { 0, 6000 }, 240, 0, 1, 0 },
	{ "总硬度", "TH", "GB/T 7477-1987", MG, 0, 5, GW, 0, PLAIN, { 0, 172000 }, 60, 0, 1, 2 },
	{ "溶解性总固体", "TDS", "GB/T 5750.4-2023", MG, 0, 0, GW, 0, PLAIN, { 0, 238000 }, 60, 0, 1, 2 },
	{ "铝", "Al", ICP, UG, 2, 115, GW, 0, PLAIN, { 0, 1180000 }, 220, 0, 3, 3 },
	{ "耗氧量", "CODMn", "GB/T 5750.7-2023", MG, 1, 4, GW, 0, M_CODMN, { 0, 0 }, 60, 0, 2, 1 },
	{ "钠", "Na", "GB/T 11904-1989", MG, 2, 1, GW, 0, PLAIN, { 0, 312000 }, 120, 0, 3, 3 },
	{ "总大肠菌群", "TC", "GB/T 5750.12-2023", "MPN/100mL", 0, 2, GW, NOPAIR, PLAIN, { 0, 0 }, 0, 0, 7, 0 },
	{ "菌落总数", "TBC", "HJ 1000-2018", "CFU/mL", 0, 1, GW, NOPAIR, PLAIN, { 0, 24000 }, 240, 0, 7, 0 },
	{ "亚硝酸盐氮", "NO2-N", "GB/T 7493-1987", MG, 3, 3, GW, 0, PLAIN, { 0, 1800 }, 240, 0, 2, 1 },
	{ "碘化物", "I-", "HJ 778-2015", MG, 3, 2, GW, 0, PLAIN, { 0, 2600 }, 220, 0, 1, 2 },
	{ "总α放射性", "GrossAlpha", "HJ 898-2017", "Bq/L", 3, 43, GW, NOPAIR, PLAIN, { 0, 22000 }, 240, 0, 11, 5 },
	{ "总β放射性", "GrossBeta", "HJ 899-2017", "Bq/L", 3, 15, GW, NOPAIR, PLAIN, { 0, 58000 }, 180, 0, 11, 5 },
};
#define NITEM ((int)(sizeof item / sizeof item[0]))

/* ---- the story ---- */

/* Results as the sheet has them, for a station and month. */
static const struct {
	const char *code, *month, *item, *text;
} fixed[] = {
	/* the flood month: two sections in class IV */
	{ "S06", "2026-07", "TP", "0.236" }, { "S06", "2026-07", "CODMn", "6.8" },
	{ "S06", "2026-07", "COD", "19" },
	{ "S27", "2026-07", "CODMn", "6.6" }, { "S27", "2026-07", "TP", "0.188" },
	{ "S27", "2026-07", "COD", "18" },
	/* the failing section, and the one above it */
	{ "S24", "2026-10", "TP", "0.253" },
	{ "S23", "2026-10", "TP", "0.018" }, { "S24", "2025-10", "TP", "0.128" },
	{ "S25", "2026-10", "TP", "0.096" },
	/* low flow: II to III by NH3-N */
	{ "S22", "2025-10", "NH3-N", "0.338" }, { "S22", "2026-10", "NH3-N", "0.617" },
	{ "S22", "2025-10", "TP", "0.082" }, { "S22", "2026-10", "TP", "0.087" },
	/* other changes against 2025-10, up and down */
	{ "S05", "2025-10", "TP", "0.118" }, { "S05", "2026-10", "TP", "0.091" },
	{ "S05", "2026-10", "NH3-N", "0.412" },
	{ "S14", "2025-10", "TP", "0.104" }, { "S14", "2026-10", "TP", "0.086" },
	{ "S08", "2025-10", "TP", "0.091" }, { "S08", "2026-10", "TP", "0.088" },
	{ "S12", "2025-10", "TP", "0.023" }, { "S12", "2026-10", "TP", "0.016" },
	{ "S29", "2025-10", "TP", "0.015" }, { "S29", "2026-10", "TP", "0.022" },
	/* a reservoir in summer */
	{ "L21", "2026-08", "Chla", "31" }, { "L22", "2026-08", "Chla", "36" },
	{ "L21", "2026-08", "TP", "0.046" }, { "L22", "2026-08", "TP", "0.049" },
	{ "L21", "2026-08", "TN", "1.76" }, { "L22", "2026-08", "TN", "1.88" },
	{ "L21", "2026-08", "SD", "0.85" }, { "L22", "2026-08", "SD", "0.75" },
	{ "L21", "2026-08", "CODMn", "4.3" }, { "L22", "2026-08", "CODMn", "4.8" },
	/* sources */
	{ "D06", "2026-10", "Mn", "0.13" }, { "D06", "2026-07", "Mn", "0.05" },
	{ "D06", "2025-10", "Mn", "0.04" }, { "D02", "2026-10", "Fe", "255" },
};

/* A sheet whose limit of detection is above the limit of the standard (0.005 mg/L). */
static const struct {
	const char *code, *month, *item, *text, *unit, *limit, *method;
} coarse = { "D05", "2025-07", "Sb", "0.01L", "mg/L", "0.01", "GB/T 5750.6-2023" };

/*
 * Factors on the level of an item, both days included: laboratory and automatic station alike.
 * Without a code: every section.
 */
static const struct {
	const char *code, *first, *last, *item;
	int	    factor;
} trim[] = {
	{ "", "2026-07-02", "2026-07-08", "TP", 1120 },
	{ "", "2026-07-02", "2026-07-08", "CODMn", 1100 },
	{ "S24", "2026-10-09", "2026-10-31", "TP", 1960 },
	{ "S24", "2026-10-09", "2026-10-31", "CODMn", 1250 },
	{ "S22", "2026-08-15", "2026-09-19", "NH3-N", 1250 },
	{ "S22", "2026-09-20", "2026-09-30", "NH3-N", 1500 },
	{ "S22", "2026-10-01", "2026-10-31", "NH3-N", 1850 },
};

/* Not sampled. */
static const struct {
	const char *code, *month, *reason;
} missed[] = {
	{ "S29", "2025-07", "道路中断" }, { "S20", "2026-08", "断流" }, { "S20", "2026-09", "断流" },
};

/* The month in which quality control says no. */
static const char odd_month[] = "2026-06";

/* ---- rain ---- */

/* January first: how often [1/1000], how much on a wet day [0.1 mm], share that runs off. */
static const int rain_freq[12] = { 240, 270, 330, 400, 430, 440, 410, 350, 370, 360, 270, 210 };
static const int rain_mean[12] = { 45, 55, 70, 100, 130, 150, 170, 140, 120, 95, 75, 45 };
static const int runoff[12] = { 800, 780, 740, 700, 680, 660, 640, 560, 580, 640, 720, 780 };

/* Spells: factor on the amount, and wet days added [1/1000]; bit per county. */
static const struct {
	const char  *first, *last;
	unsigned int area;
	int	     factor, often;
} spell[] = {
	{ "2026-08-01", "2026-09-30", 0xff, 620, -80 },
	{ "2026-08-01", "2026-09-30", 1u << XUANEN, 550, 0 },
	{ "2026-08-01", "2026-10-31", 1u << LAIFENG, 300, 0 },
	{ "2026-10-01", "2026-10-31", 1u << XUANEN, 400, 0 },
};

/* Rain of the flood and of two Octobers, by day [0.1 mm]. */
static const struct {
	int y, m, rain[31];
} wet_days[] = {
	{ 2025, 10, { [1] = 46, [2] = 128, [6] = 210, [7] = 96, [11] = 74, [12] = 162, [13] = 88,
	    [18] = 114, [19] = 60, [23] = 132, [27] = 52, [29] = 25 } },
	{ 2026, 7, { [0] = 124, [1] = 386, [2] = 452, [3] = 318, [4] = 96, [7] = 62, [10] = 148,
	    [11] = 74, [15] = 228, [16] = 586, [17] = 634, [18] = 212, [21] = 38, [25] = 166,
	    [26] = 94, [29] = 22 } },
	{ 2026, 10, { [3] = 84, [7] = 152, [8] = 118, [13] = 66, [20] = 62, [21] = 98, [28] = 44 } },
};

/* What fell in one county, whatever the model says. */
static const struct {
	const char *day;
	int	    county, rain;
} local[] = {
	{ "2026-10-07", HEFENG, 0 }, { "2026-10-08", HEFENG, 218 }, { "2026-10-09", HEFENG, 162 },
};

/* Flow stations: catchment [km2], the two counties whose rain it has, level at no flow [cm]. */
static const struct {
	const char *code;
	int	    area, county[2], zero, rise;
} gauge[] = {
	{ "S08", 2930, { LICHUAN, ENSHI }, 40620, 60 },
	{ "S11", 10860, { ENSHI, JIANSHI }, 19850, 25 },
	{ "S14", 1180, { XIANFENG, XUANEN }, 48840, 90 },
	{ "S22", 1560, { XUANEN, LAIFENG }, 41710, 80 },
	{ "S24", 760, { HEFENG, HEFENG }, 50230, 110 },
};
enum { NGAUGE = 5 };

static const char *const robot[] = { "S08", "S22", "S24", "S30" };	/* automatic stations */
enum { NROBOT = 4 };

/* Water taken in a month [0.1 10^4 t], in the order of the registry from D01. */
static const int volume[12] = { 1580, 2460, 980, 620, 540, 470, 580, 510, 430, 210, 160, 690 };

/* ---- blooms of the bay ---- */
static const char blooms[] =
    "station,time,bay,Chla,Alg,genus,SD,WT,pH,DO,TP,TN,CODMn,colour,area\n"
    "L41,2026-03-24,神农溪库湾,7.2,1600000,小环藻,1.60,14.2,8.2,10.4,0.041,1.52,2.1,正常,0\n"
    "L42,2026-03-24,神农溪库湾,11.8,3200000,小环藻,1.40,14.6,8.4,10.9,0.046,1.58,2.4,微绿,0\n"
    "L43,2026-03-24,神农溪库湾,14.6,5400000,小环藻,1.20,14.9,8.5,11.3,0.052,1.61,2.6,微绿,0\n"
    "L41,2026-04-14,神农溪库湾,18.4,8200000,多甲藻,1.10,18.6,8.7,11.8,0.048,1.47,2.9,黄褐,0\n"
    "L42,2026-04-14,神农溪库湾,38.5,24000000,多甲藻,0.80,19.1,8.9,12.9,0.056,1.55,3.8,酱油色,0.21\n"
    "L43,2026-04-14,神农溪库湾,52.3,36000000,多甲藻,0.60,19.4,9.0,13.4,0.063,1.62,4.4,酱油色,0.14\n"
    "L41,2026-05-12,神农溪库湾,6.4,1200000,隐藻,1.50,21.8,8.2,9.2,0.044,1.43,2.2,正常,0\n"
    "L42,2026-05-12,神农溪库湾,8.1,1900000,隐藻,1.40,22.1,8.3,9.4,0.047,1.49,2.3,正常,0\n"
    "L43,2026-05-12,神农溪库湾,10.9,2600000,隐藻,1.30,22.3,8.4,9.6,0.051,1.53,2.5,正常,0\n";

static const char followup[] =
    "station,time,item,value,action,closed\n"
    "D05,2025-07-24,Sb,0.0003,换用检出限更低的方法（电感耦合等离子体质谱）复测,1\n"
    "D06,2026-10-23,Mn,0.06,改用上层取水口并加强曝气除锰,1\n";

#endif
