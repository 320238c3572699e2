/*
 * banned - functions that hide a length, an error or the machine's time zone.  Included first in
 * every file by the Makefile; a use does not compile.
 */
#ifndef QJ_BANNED_H
#define QJ_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define QJ_BANNED(f)	f##_is_banned_in_this_project()

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef strtok
#undef sprintf
#undef vsprintf
#undef atoi
#undef atol
#undef atof
#undef gmtime
#undef localtime
#undef mktime
#define strcpy(...)	QJ_BANNED(strcpy)
#define strcat(...)	QJ_BANNED(strcat)
#define strncpy(...)	QJ_BANNED(strncpy)
#define strncat(...)	QJ_BANNED(strncat)
#define strtok(...)	QJ_BANNED(strtok)
#define sprintf(...)	QJ_BANNED(sprintf)
#define vsprintf(...)	QJ_BANNED(vsprintf)
#define atoi(...)	QJ_BANNED(atoi)
#define atol(...)	QJ_BANNED(atol)
#define atof(...)	QJ_BANNED(atof)
#define gmtime(...)	QJ_BANNED(gmtime)
#define localtime(...)	QJ_BANNED(localtime)
#define mktime(...)	QJ_BANNED(mktime)

#endif
