/*
 * demo - what the generators of invented data share: random numbers and files
 *
 *	#define DEMO_PROG "gen"			its name in messages
 *	#define DEMO_SEED 20261001
 *	#include "demo.h"
 *
 * All arithmetic is in integers, so that the bytes are the same everywhere.  A random number
 * depends on its arguments only: stream (what it is for) and two keys (station, day).  Factors
 * are in 1/1000.  A file that cannot be written ends the program with 3.
 */
#ifndef QJ_DEMO_H
#define QJ_DEMO_H

#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* splitmix64's mixer over a counter. */
static inline uint64_t
word(int stream, int a, int b)
{
	uint64_t z = DEMO_SEED + (uint64_t)stream * 0x9e3779b97f4a7c15u;

	z ^= (uint64_t)(int64_t)a * 0xd1342543de82ef95u +
	    (uint64_t)(int64_t)b * 0xaf251af3b0f025b5u;
	for (int i = 0; i < 2; i++) {
		z += 0x9e3779b97f4a7c15u;
		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
		z ^= z >> 31;
	}
	return z;
}

/* 0 ... n-1 */
static inline int
pick(int n, int stream, int a, int b)
{
	return (int)((word(stream, a, b) >> 32) * (uint64_t)n >> 32);
}

/* Nearly normal, mean 0, the given standard deviation: the sum of four 16-bit numbers. */
static inline int
noise(int sd, int stream, int a, int b)
{
	const uint64_t w = word(stream, a, b);
	const int64_t sum = (int64_t)(w & 0xffff) + (int64_t)(w >> 16 & 0xffff) +
	    (int64_t)(w >> 32 & 0xffff) + (int64_t)(w >> 48) - 131070;

	return (int)(sum * sd / 37837);
}

static inline int
clamp(int v, int lo, int hi)
{
	return v < lo ? lo : v > hi ? hi : v;
}

static inline int
times(int v, int permil)
{
	return (int)((int64_t)v * permil / 1000);
}

static inline int
digits(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++)
		v = v * 10 + (s[i] - '0');
	return v;
}

_Noreturn static inline void
die(const char *path)
{
	fprintf(stderr, "%s: %s: %s\n", DEMO_PROG, path, strerror(errno));
	exit(3);
}

static inline FILE *
file_open(const char *dir, const char *name, char path[4096])
{
	const int n = snprintf(path, 4096, "%s/%s", dir, name);
	FILE *fp;

	if (n < 0 || n >= 4096) {
		errno = ENAMETOOLONG;
		die(dir);
	}
	if ((fp = fopen(path, "w")) == NULL)
		die(path);
	return fp;
}

static inline void
file_close(FILE *fp, const char *path)
{
	if (fflush(fp) != 0 || ferror(fp) || fclose(fp) != 0)
		die(path);
}

static inline void
make_dir(const char *dir, const char *sub)
{
	char path[4096];
	const int n = snprintf(path, sizeof path, "%s%s", dir, sub);

	if (n < 0 || (size_t)n >= sizeof path)
		errno = ENAMETOOLONG;
	else if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return;
	die(dir);
}

#endif
