/*
 * sheet_zip - the members of an xlsx, through minizip over our own descriptor, with an eye on what
 * they unpack to.
 */
#include <errno.h>
#include <unistd.h>

#include "xlsx.h"

#define RATIO_MAX	500u			/* unpacked for packed bytes, of an honest sheet some dozens */
#define RATIO_FROM	((uint64_t)64 << 20)	/* unpacked bytes below which the ratio does not matter */
#define MEMBER_MAX	((uint64_t)8 << 30)

static voidpf
open_fd(voidpf x, const void *name, int mode)
{
	(void)name;
	(void)mode;
	((struct xlsx *)x)->pos = 0;
	return x;
}

static uLong
read_fd(voidpf x, voidpf stream, void *buf, uLong n)
{
	struct xlsx *z = x;
	ssize_t k;

	(void)stream;
	do
		k = pread(z->fd, buf, n, (off_t)z->pos);
	while (k < 0 && errno == EINTR);
	if (k > 0)
		z->pos += (uint64_t)k;
	return k > 0 ? (uLong)k : 0;
}

static uLong
write_fd(voidpf x, voidpf stream, const void *buf, uLong n)
{
	(void)x;
	(void)stream;
	(void)buf;
	(void)n;
	return 0;
}

static ZPOS64_T
tell_fd(voidpf x, voidpf stream)
{
	(void)stream;
	return ((struct xlsx *)x)->pos;
}

static long
seek_fd(voidpf x, voidpf stream, ZPOS64_T off, int whence)
{
	struct xlsx *z = x;
	const off_t end = lseek(z->fd, 0, SEEK_END);

	(void)stream;
	if (end < 0)
		return -1;
	z->pos = off + (whence == SEEK_CUR ? z->pos : whence == SEEK_END ? (uint64_t)end : 0);
	return 0;
}

static int
close_fd(voidpf x, voidpf stream)
{
	(void)x;
	(void)stream;
	return 0;
}

void
zip_archive(struct sheet *s, int fd)
{
	struct xlsx *z = s->own->xlsx;
	zlib_filefunc64_def f = { open_fd, read_fd, write_fd, tell_fd, seek_fd, close_fd, close_fd, z };

	z->fd = fd;
	z->zip = unzOpen2_64(s->file, &f);
	if (z->zip == NULL)
		sheet_refuse(s, 0, _("a broken zip archive (cut off?)"));
}

bool
zip_open(struct sheet *s, const char *member)
{
	struct xlsx *z = s->own->xlsx;
	unz_file_info64 info;

	while (*member == '/')
		member++;
	if (unzLocateFile(z->zip, member, 2) != UNZ_OK)
		return false;
	if (unzGetCurrentFileInfo64(z->zip, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
		sheet_refuse(s, 0, _("a broken zip archive (cut off?)"));
	if ((info.flag & 1) != 0)
		sheet_refuse(s, 0, _("the workbook is encrypted; save it without a password"));
	if (unzOpenCurrentFile(z->zip) != UNZ_OK)
		sheet_refuse(s, 0, _("member %s of the zip archive can't be unpacked"), member);
	z->in = info.compressed_size;
	z->out = 0;
	return true;
}

size_t
zip_read(struct sheet *s, char *buf, size_t cap)
{
	struct xlsx *z = s->own->xlsx;
	const int n = unzReadCurrentFile(z->zip, buf, (unsigned int)cap);

	if (n < 0)
		sheet_refuse(s, s->row, _("the zip archive is broken inside (error %d)"), n);
	z->out += (uint64_t)n;
	if (z->out > MEMBER_MAX || (z->out > RATIO_FROM && z->out / RATIO_MAX > z->in))
		sheet_refuse(s, s->row, _("it unpacks to over %llu MiB from %llu KiB: no honest workbook does"),
		    (unsigned long long)(z->out >> 20), (unsigned long long)(z->in >> 10));
	return (size_t)n;
}

void
zip_close(struct sheet *s)
{
	if (unzCloseCurrentFile(s->own->xlsx->zip) == UNZ_CRCERROR)
		sheet_refuse(s, 0, _("a checksum of the zip archive is wrong"));
}
