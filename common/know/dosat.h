/*
 * dosat - saturation of dissolved oxygen in fresh water.
 * Source: Benson and Krause with the pressure correction (as in Standard Methods 4500-O), which is the
 * table of HJ 506 at sea level; air pressure by altitude 101.325 (1 - 2.25577e-5 z)^5.25588 kPa.
 * A model, so doubles; a percentage is rounded to decimals once, whence it is exact.
 * Pure: no I/O, no state.  Needs: decimal.
 *
 *	dosat_mgl(20, 430);		(8.63)
 */
#ifndef QJ_DOSAT_H
#define QJ_DOSAT_H

#include "decimal.h"

/* Air pressure [kPa] at an altitude of z [m], -500 to 9000. */
double		dosat_pressure(double z);

/* Saturation [mg/L] at water temperature t [degC] and altitude z [m]; NAN outside 0 <= t <= 40, -500 <= z <= 9000. */
double		dosat_mgl(double t, double z);

/*
 * x [mg/L] as a percentage of saturation, to n decimals (0 to 6); missing where x or t is missing or
 * negative, where dosat_mgl has no value, and for over 100 000 %.
 */
struct dec	dosat_percent(struct dec x, struct dec t, struct dec z, int n);

#endif
