/*
 * sheet_number - numbers of a workbook as text: doubles as the decimals they were typed as, dates by
 * their number format.  ECMA-376 part 1, 18.8.30 (formats), 18.17.4 (dates).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "civil.h"
#include "decimal.h"
#include "sheet_own.h"

enum sheet_show
sheet_show_id(long id)
{
	if (id == 22)
		return SHOW_DATETIME;
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || (id >= 57 && id <= 58))
		return SHOW_DATE;
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
		return SHOW_TIME;
	return SHOW_NUMBER;
}

enum sheet_show
sheet_show_code(struct sv code)
{
	bool date = false, time = false, minute = false;

	for (size_t i = 0; i < code.n; i++) {
		const char c = code.p[i];

		if (c == '"') {				/* words */
			while (++i < code.n && code.p[i] != '"')
				;
		} else if (c == '\\' || c == '_' || c == '*')
			i++;				/* a sign as it stands */
		else if (c == '[') {			/* colour, locale, condition; [h] is elapsed time */
			if (i + 2 < code.n && (code.p[i + 1] == 'h' || code.p[i + 1] == 'm' || code.p[i + 1] == 's') &&
			    (code.p[i + 2] == ']' || code.p[i + 2] == code.p[i + 1]))
				time = true;
			while (++i < code.n && code.p[i] != ']')
				;
		} else if (c == ';')			/* the formats of other signs */
			break;
		else if (c == 'G' || c == 'g' || c == '0' || c == '#' || c == '?' || c == 'E') {
			if (c == 'G' && i + 7 <= code.n && memcmp(code.p + i, "General", 7) == 0)
				return SHOW_NUMBER;
			if ((c == '0' || c == '#' || c == '?') && !date && !time && !minute)
				return SHOW_NUMBER;
		} else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D')
			date = true;
		else if (c == 'h' || c == 'H' || c == 's' || c == 'S')
			time = true;
		else if (c == 'm' || c == 'M')
			minute = true;			/* of a date a month, of a time minutes */
	}
	if (date && time)
		return SHOW_DATETIME;
	return time ? SHOW_TIME : date || minute ? SHOW_DATE : SHOW_NUMBER;
}

/* A serial number of days as a stamp; false where it is no date of a workbook. */
static bool
put_date(struct sbuf *b, double v, enum sheet_show show, bool date1904)
{
	double day = floor(v), sec = floor((v - day) * 86400 + 0.5);
	char text[CIVIL_TEXT];
	int64_t at;

	if (!(v >= 0) || v >= 2958466)			/* 9999-12-31 is the last */
		return false;
	if (sec >= 86400) {
		sec = 0;
		day++;
	}
	if (show == SHOW_TIME && day == 0) {
		const int s = (int)sec;

		sbuf_printf(b, s % 60 != 0 ? "%02d:%02d:%02d" : "%02d:%02d", s / 3600, s / 60 % 60, s % 60);
		return true;
	}
	if (date1904)
		day += 1462;
	else if (day < 60)
		day++;					/* before the 29 February 1900 that never was */
	at = (int64_t)((day - 25569) * CIVIL_DAY + sec);
	(void)civil_print(text, (struct civil){ at, show == SHOW_DATE && sec == 0 });
	sbuf_puts(b, text);
	return true;
}

/* Digits with at most one point and 15 of them: as it was typed. */
static bool
is_typed(struct sv s)
{
	size_t i = s.n > 0 && s.p[0] == '-', digits = 0, points = 0;

	for (; i < s.n; i++) {
		if (s.p[i] == '.')
			points++;
		else if (s.p[i] >= '0' && s.p[i] <= '9')
			digits++;
		else
			return false;
	}
	return digits > 0 && digits <= 15 && points <= 1 && s.p[s.n - 1] != '.';
}

void
sheet_number(struct sbuf *b, struct sv s, enum sheet_show show, bool date1904)
{
	char in[64], out[64], text[DEC_TEXT], *end;
	struct dec x;
	double v;

	s = sv_trim(s);
	if (show == SHOW_NUMBER && is_typed(s)) {
		sbuf_put(b, s.p, s.n);
		return;
	}
	if (s.n == 0 || s.n >= sizeof(in)) {
		sbuf_put(b, s.p, s.n);
		return;
	}
	memcpy(in, s.p, s.n);
	in[s.n] = '\0';
	v = strtod(in, &end);
	if (*end != '\0' || !isfinite(v)) {
		sbuf_put(b, s.p, s.n);
		return;
	}
	if (show != SHOW_NUMBER && put_date(b, v, show, date1904))
		return;
	(void)snprintf(out, sizeof(out), "%.15g", v);
	if (dec_parse(sv_of(out), &x)) {
		sbuf_put(b, text, dec_print_short(text, x));
		return;
	}
	sbuf_puts(b, out);
}
