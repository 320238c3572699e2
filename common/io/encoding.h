/*
 * encoding - in which character encoding the first bytes of an export are written.  Pure.
 * Told without doubt: a byte order mark; valid UTF-8; the zero bytes of UTF-16; pairs of bytes that
 * lie in the Chinese characters of GB 2312.  A text whose high bytes would be rare characters of
 * GB18030 may as well be a European one ("µS" of Windows-1252), and is left to the user.
 * Needs: str.
 *
 *	size_t bom;
 *	encoding_guess(sv_of("\xd5\xbe\xb5\xe3"), true, &bom);	("gb18030")
 */
#ifndef QJ_ENCODING_H
#define QJ_ENCODING_H

#include "str.h"

#define ENCODING_NAMES "utf-8|utf-16le|utf-16be|gb18030|windows-1252"

/*
 * The name of the encoding of head, NULL on doubt; whole: head is all there is, else its last
 * character may be cut.  *bom gets the length of the byte order mark, 0 for none.
 */
const char *encoding_guess(struct sv head, bool whole, size_t *bom);

#endif
