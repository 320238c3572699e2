#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <librsvg/rsvg.h>

#include "mem.h"
#include "page_pic.h"

#define PIC_MAX		((off_t)64 << 20)	/* bytes of one file */
#define ASPECT_SPARE	0.6			/* of an SVG that says no size */

struct page_pic {
	RsvgHandle	*svg;
	cairo_surface_t	*png;
	double		 aspect;
};

/* The file's real path if it lies inside dir. */
static char *
inside(const char *dir, const char *name)
{
	struct sbuf b = { 0 };
	char *base = realpath(dir, NULL), *path;
	size_t n;
	bool ok;

	if (base == NULL)
		return NULL;
	if (name[0] == '/')
		sbuf_puts(&b, name);
	else
		sbuf_printf(&b, "%s/%s", base, name);
	path = realpath(b.p, NULL);
	n = strlen(base);
	ok = path != NULL && strncmp(path, base, n) == 0 && (path[n] == '/' || n == 1);
	sbuf_release(&b);
	free(base);
	if (!ok) {
		free(path);
		return NULL;
	}
	return path;
}

static bool
exists(const char *dir, const char *name)
{
	struct sbuf b = { 0 };
	bool found;

	if (name[0] == '/')
		sbuf_puts(&b, name);
	else
		sbuf_printf(&b, "%s/%s", dir, name);
	found = access(b.p, F_OK) == 0;
	sbuf_release(&b);
	return found;
}

static char *
locate(struct diag *d, const struct place *at, const char *const dirs[], const char *name)
{
	bool found = false;

	for (size_t i = 0; dirs[i] != NULL; i++) {
		char *path = inside(dirs[i], name);

		if (path != NULL)
			return path;
		found = found || exists(dirs[i], name);
	}
	if (found)
		diag_refuse(d, at, _("the picture '%s' lies outside the document's folder and --base"), name);
	diag_refuse(d, at, _("the picture '%s' is not there"), name);
}

static char *
slurp(struct diag *d, const struct place *at, const char *name, const char *path, size_t *n)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	char *buf;
	ssize_t k = 1;

	if (fd < 0 || fstat(fd, &st) != 0)
		diag_refuse(d, at, _("the picture '%s': %s"), name, strerror(errno));
	if (!S_ISREG(st.st_mode) || st.st_size > PIC_MAX)
		diag_refuse(d, at, _("the picture '%s' is no file, or over 64 MiB"), name);
	buf = mem_alloc((size_t)st.st_size + 1);
	for (*n = 0; *n < (size_t)st.st_size && k > 0; *n += (size_t)k) {
		k = read(fd, buf + *n, (size_t)st.st_size - *n);
		if (k < 0)
			diag_refuse(d, at, _("the picture '%s': %s"), name, strerror(errno));
	}
	(void)close(fd);
	return buf;
}

struct source {
	const char	*p;
	size_t		 n;
};

static cairo_status_t
read_png(void *arg, unsigned char *out, unsigned int n)
{
	struct source *s = arg;

	if (s->n < n)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(out, s->p, n);
	s->p += n;
	s->n -= n;
	return CAIRO_STATUS_SUCCESS;
}

static bool
take_png(struct page_pic *p, const char *buf, size_t n)
{
	struct source s = { buf, n };

	p->png = cairo_image_surface_create_from_png_stream(read_png, &s);
	if (cairo_surface_status(p->png) != CAIRO_STATUS_SUCCESS || cairo_image_surface_get_width(p->png) <= 0)
		return false;
	p->aspect = (double)cairo_image_surface_get_height(p->png) / cairo_image_surface_get_width(p->png);
	return p->aspect > 0;
}

static bool
take_svg(struct page_pic *p, const char *buf, size_t n)
{
	gboolean has_box;
	RsvgRectangle box;
	double w, h;

	/* From memory and without a base address: no file or address in it is followed. */
	p->svg = rsvg_handle_new_from_data((const guint8 *)buf, n, NULL);
	if (p->svg == NULL)
		return false;
	rsvg_handle_set_dpi(p->svg, 96);
	p->aspect = ASPECT_SPARE;
	if (rsvg_handle_get_intrinsic_size_in_pixels(p->svg, &w, &h) && w > 0 && h > 0) {
		p->aspect = h / w;
		return true;
	}
	rsvg_handle_get_intrinsic_dimensions(p->svg, NULL, NULL, NULL, NULL, &has_box, &box);
	if (has_box && box.width > 0 && box.height > 0)
		p->aspect = box.height / box.width;
	return true;
}

struct page_pic *
page_pic_open(struct diag *d, const struct place *at, const char *const dirs[], const char *name)
{
	struct page_pic *p = mem_alloc(sizeof(*p));
	char *path = locate(d, at, dirs, name);
	size_t n;
	char *buf = slurp(d, at, name, path, &n);
	const bool png = n > 8 && memcmp(buf, "\x89PNG\r\n\x1a\n", 8) == 0;

	if (!(png ? take_png(p, buf, n) : take_svg(p, buf, n)))
		diag_refuse(d, at, _("the picture '%s' is not a sound SVG or PNG"), name);
	free(buf);
	free(path);
	return p;
}

void
page_pic_free(struct page_pic *p)
{
	if (p == NULL)
		return;
	if (p->svg != NULL)
		g_object_unref(p->svg);
	if (p->png != NULL)
		cairo_surface_destroy(p->png);
	free(p);
}

double
page_pic_aspect(const struct page_pic *p)
{
	return p->aspect;
}

bool
page_pic_draw(const struct page_pic *p, cairo_t *cr, double x, double y, double w, double h)
{
	const RsvgRectangle r = { x, y, w, h };
	bool ok = true;

	if (p->svg != NULL)
		return rsvg_handle_render_document(p->svg, cr, &r, NULL);
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, w / cairo_image_surface_get_width(p->png), h / cairo_image_surface_get_height(p->png));
	cairo_set_source_surface(cr, p->png, 0, 0);
	cairo_paint(cr);
	ok = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
	cairo_restore(cr);
	return ok;
}
