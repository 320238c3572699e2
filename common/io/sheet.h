#ifndef QJ_SHEET_H
#define QJ_SHEET_H
#include "diag.h"
struct sheet { struct diag *d; const char *file; unsigned long row; size_t n; struct sv *cell; bool hidden_row; };
bool sheet_is(struct sv head);
struct sheet *sheet_open(struct diag *, const char *name, int fd);
size_t sheet_count(const struct sheet *); const char *sheet_name(const struct sheet *, size_t i); bool sheet_hidden(const struct sheet *, size_t i);
void sheet_start(struct sheet *, size_t i);
bool sheet_next(struct sheet *);
const char *sheet_modified(const struct sheet *);
void sheet_close(struct sheet *);
#endif
