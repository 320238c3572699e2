/* Frames of HJ 212: what is found, and what is wrong with each kind of bad one. */
#include "hj212.h"
#include "tap.h"

static struct hj212_crc crc;

/* The faults of the frames in text, in order, blank-separated; ">" where more bytes are wanted. */
static const char *
faults(const char *text, size_t n, bool last)
{
	static char out[256];
	struct sv rest = { text, n };
	struct hj212_frame f;
	size_t used;
	enum hj212_found r;

	out[0] = '\0';
	while ((r = hj212_next(&crc, rest, last, &f, &used)) == HJ212_FRAME) {
		(void)snprintf(out + strlen(out), sizeof(out) - strlen(out), "%s%s%s", out[0] == '\0' ? "" : " ",
		    hj212_fault_code(f.fault), f.lenient ? "?" : "");
		rest = (struct sv){ rest.p + used, rest.n - used };
	}
	if (r == HJ212_MORE)
		(void)snprintf(out + strlen(out), sizeof(out) - strlen(out), ">");
	return out;
}

static void
is(const char *text, const char *want, const char *what)
{
	const char *got = faults(text, strlen(text), true);

	ok(strcmp(got, want) == 0, "%s", what);
	if (strcmp(got, want) != 0)
		printf("# got '%s', want '%s'\n", got, want);
}

#define SEG "QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&"

static void
checksums(void)
{
	/* The standard's own example, and one of the 2025 edition. */
	ok(hj212_checksum(&crc, sv_of(SEG)) == 0x1c80, "checksum of the example of HJ 212-2017");
	ok(hj212_checksum(&crc, sv_of("QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&")) == 0x2200,
	    "checksum of the example of HJ 212-2025");
	ok(hj212_checksum(&crc, sv_of("")) == 0xffff, "checksum of nothing");
	for (size_t n = 0; n <= strlen(SEG); n++) {
		unsigned int r = 0xffff;

		for (size_t i = 0; i < n; i++) {	/* as annex A words it, bit by bit */
			r = (r >> 8) ^ (unsigned char)SEG[i];
			for (int k = 0; k < 8; k++)
				r = (r & 1) != 0 ? (r >> 1) ^ 0xa001 : r >> 1;
		}
		if (r != hj212_checksum(&crc, (struct sv){ SEG, n })) {
			ok(false, "checksum of every length is that of annex A");
			return;
		}
	}
	ok(true, "checksum of every length is that of annex A");
}

static void
verdicts(void)
{
	is("##0101" SEG "1C80", "ok", "a good message");
	is("##0101" SEG "1C80\r\n##0101" SEG "1C80\r\n", "ok ok", "two messages");
	is("##0101" SEG "1C80##0101" SEG "1C80", "ok ok", "two messages without a line end");
	is("text ##0101" SEG "1C80 text", "ok", "text around a message");
	is("##0101" SEG "1c80", "ok?", "a checksum in lower case is accepted and told");
	is("##0101" SEG "1C81", "bad_crc", "a checksum wrong by one digit");
	is("##0101" SEG "0759", "bad_crc", "a checksum in the order of Modbus");
	is("##0101" SEG "801C", "bad_crc", "a checksum with its bytes exchanged");
	is("##0101" SEG "1CG0", "bad_crc", "a checksum that is no number");
	is("##0100" SEG "1C80", "bad_length", "a length one short");
	is("##0102" SEG "1C80", "bad_length", "a length one long");
	is("##9999" SEG "1C80", "bad_length", "a length far too long");
	is("##0000" SEG "1C80", "bad_length", "a length of nothing");
	is("##01x1" SEG "1C80", "bad_length", "a length that is no number");
	is("##0101QN=20160801085857223;ST=32;CN=1062;Flag=5;\n", "truncated", "cut off before the checksum");
	is("##0101" SEG "1C\n", "truncated", "cut off in the checksum");
	is("##0101QN=2016\n##0101" SEG "1C80", "truncated ok", "cut off, and the next is read");
	is("##0101QN=2016##0101" SEG "1C80", "truncated ok", "cut off by the next");
	is("0101" SEG "1C80\n", "no_header", "without ##");
	is("0101" SEG "1C80\n##0101" SEG "1C80", "no_header ok", "without ##, and the next is read");
	is("## remark\n##\n", "", "two signs in a text are no message");
	is("##", "", "two signs at the end");
	is("", "", "nothing");
}

static void
streams(void)
{
	static const char two[] = "##0101" SEG "1C80\r\n\0\0\0\0##0101" SEG "1C80\0\0";
	const size_t n = sizeof(two) - 1;
	int wrong = 0;

	ok(strcmp(faults(two, n, true), "ok ok") == 0, "NUL bytes between messages");
	for (size_t cut = 0; cut < n; cut++) {		/* wherever a block ends, nothing is lost or counted twice */
		struct sv rest = { two, cut };
		struct hj212_frame f;
		size_t used, good = 0, done = 0;

		while (hj212_next(&crc, rest, false, &f, &used) == HJ212_FRAME) {
			good += f.fault == HJ212_OK;
			wrong += f.fault != HJ212_OK;
			done += used;
			rest = (struct sv){ rest.p + used, rest.n - used };
		}
		done += used;
		rest = (struct sv){ two + done, n - done };
		while (hj212_next(&crc, rest, true, &f, &used) == HJ212_FRAME) {
			good += f.fault == HJ212_OK;
			wrong += f.fault != HJ212_OK;
			rest = (struct sv){ rest.p + used, rest.n - used };
		}
		wrong += good != 2;
	}
	ok(wrong == 0, "a block may end anywhere");
	ok(strcmp(faults("##0101QN=2016", 13, false), ">") == 0, "a message whose end is still to come");
}

static void
fields(void)
{
	struct hj212_head h;
	struct sv group, key, value;

	ok(hj212_read_head(sv_of("QN=1;ST=21;CN=2011;PW=1;MN=M;Flag=7;PNUM=0002;PNO=0001;CP=&&DataTime=1;a-Rtd=2,a-Flag=N&&"), &h), "a head");
	ok(sv_is(h.st, "21") && sv_is(h.cn, "2011") && sv_is(h.mn, "M") && sv_is(h.pnum, "0002") && sv_is(h.pno, "0001"), "its fields");
	ok(hj212_group(&h.cp, &group) && sv_is(group, "DataTime=1"), "the first group");
	ok(hj212_group(&h.cp, &group) && hj212_pair(&group, &key, &value) && sv_is(key, "a-Rtd") && sv_is(value, "2"), "a pair");
	ok(hj212_pair(&group, &key, &value) && sv_is(key, "a-Flag") && sv_is(value, "N"), "the next pair");
	ok(!hj212_pair(&group, &key, &value) && !hj212_group(&h.cp, &group), "their end");
	ok(!hj212_read_head(sv_of("QN=1;ST=21;MN=M;CP=&&&&"), &h), "a head without CN");
	ok(!hj212_read_head(sv_of("QN=1;ST=21;CN=2011;MN=M;"), &h), "a head without CP");
}

int
main(void)
{
	hj212_init(&crc);
	checksums();
	verdicts();
	streams();
	fields();
	return done_testing();
}
