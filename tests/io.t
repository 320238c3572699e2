#!/usr/bin/perl
# io.t - what holds for every command whatever it computes: how it treats empty, broken and unusual
# input, a full disk, closed streams, signals, and wrong options.  Arguments are in io.args.
#
#	perl tests/io.t [COMMAND]...
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Qj;
use File::Basename qw(basename);
use Time::HiRes qw(sleep);
use POSIX ();

my $io = "$top/tests/io";
$ENV{SOURCE_DATE_EPOCH} = 1793577600;		# 2026-11-02
my %args;
for (split /\n/, slurp("$top/tests/io.args")) {
	next if /^#/ || !/\S/;
	my ($cmd, $in, $args) = split /\t/;
	$args{$cmd} = [$in, split ' ', $args // ""];
}

# The same rows, each cell in quotes.
sub quoted {
	return join "\n", (map { join ",", map { '"' . $_ . '"' } split /,/, $_, -1 } split /\n/, $_[0]), "";
}

# A second data row like the first, with its first cell replaced.
sub with_cell {
	my ($in, $cell) = @_;
	my ($head, @row) = split /\n/, $in;
	$row[0] =~ s/^[^,]*/$cell/;
	return join "\n", $head, @row, "";
}

# The same with a column more, which holds note in the first row.
sub with_note {
	my ($in, $note) = @_;
	my ($head, @row) = split /\n/, $in;
	return join "\n", "$head,note", "$row[0],$note", (map { "$_," } @row[1 .. $#row]), "";
}

sub one_line {
	return $_[0] =~ /\A[^\n]+\n\z/;
}

my ($cmd, $input, @arg, $folder, $file, $text);	# of the command under test

# Its arguments with the operand, "-" or a file, where @ stands, else at the end.
sub args {
	my ($operand) = @_;
	my @a = @arg;
	my $at = grep { s/\@$/$operand \/\/ "-"/e } @a;
	return $at || !defined $operand ? @a : (@a, $operand);
}

# Runs it; the result is what it wrote, to standard output or to its OUT file.
sub go {
	my ($how, @more) = @_;
	unlink $file if defined $file;
	my ($out, $err, $rc) = Qj::run({ in => $input, %$how }, "$bin/$cmd", args($how->{file}), "-q", @more);
	$out = slurp($file) // "" if defined $file;
	return ($out, $err, $rc);
}

sub leftovers {
	return map { basename $_ } glob "$folder/*";
}

sub check_options {
	my ($out, $err, $rc) = Qj::run({}, "$bin/$cmd", "--help");
	ok($rc == 0 && $out =~ /^usage: \Q$cmd\E/ && $err eq "", "$cmd: --help", $rc, $out, $err);
	($out, $err, $rc) = Qj::run({}, "$bin/$cmd", "--version");
	ok($rc == 0 && $out =~ /\A\Q$cmd\E \(Qingjiang\) [\d.]+\n\z/ && $err eq "", "$cmd: --version", $rc, $out, $err);
	($out, $err, $rc) = Qj::run({ out => "/dev/full" }, "$bin/$cmd", "--help");
	ok($rc == 3 && one_line($err), "$cmd: --help to a full disk exits 3", $rc, $err);
	($out, $err, $rc) = Qj::run({}, "$bin/$cmd", "--no-such-option");
	ok($rc == 2 && $out eq "" && $err eq "$cmd: unknown option '--no-such-option'\nTry '$cmd --help'.\n",
	    "$cmd: an unknown option exits 2 with the hint", $rc, $out, $err);
	($out, $err, $rc) = Qj::run({ env => { LC_ALL => "zh_CN.UTF-8" } }, "$bin/$cmd", "--no-such-option");
	ok($rc == 2 && $err =~ /\A\Q$cmd\E: .*--no-such-option.*\n.*\Q$cmd\E --help.*\n\z/, "$cmd: the same in Chinese", $rc, $err);
}

sub check_same {
	my ($want, $name, $how, @more) = @_;
	my ($out, $err, $rc) = go($how, @more);
	ok($rc == 0 && $out eq $want, "$cmd: $name", "status $rc", $err,
	    $out eq $want ? () : "the result differs from that of the plain table");
}

sub check_refused {
	my ($name, $in, $status, $pattern) = @_;
	my ($out, $err, $rc) = go({ in => $in });
	ok($rc == $status && one_line($err) && $err =~ $pattern && ($out eq "" || $out =~ /^#qj-failed /m),
	    "$cmd: $name exits $status with one line", "status $rc", $err, substr($out, -200));
	my @left = grep { !defined $file || $_ ne basename $file } leftovers();
	ok(!@left && !(defined $file && -e $file), "$cmd: $name leaves no file", leftovers()) if defined $file;
}

sub check_forms {
	my ($want) = @_;
	check_same($want, "CRLF", { in => $input =~ s/\n/\r\n/gr });
	check_same($want, "a byte order mark", { in => "\xef\xbb\xbf$input" });
	check_same($want, "no final newline", { in => $input =~ s/\n\z//r });
	check_same($want, "every cell in quotes", { in => quoted($input) }) if !$text;
	check_same($want, "blank lines at the end", { in => "$input\n\n" });
	check_same($want, "another locale and time zone", { env => { LC_ALL => "zh_CN.UTF-8", TZ => "America/New_York" } });
	spew("$folder.csv", $input);
	check_same($want, "a named file", { in => undef, file => "$folder.csv" });
	unlink "$folder.csv";
}

sub check_bad_input {
	check_refused("empty input", "", 1, qr/empty/) if !$text;
	check_refused("a NUL byte", with_cell($input, "a\0b"), 1, qr/NUL/);
	check_refused("invalid UTF-8", with_cell($input, "a\xff\xfeb"), 1, qr/UTF-8|gb18030/);
	return if $text;
	check_refused("a ragged row", $input . "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z\n", 1, qr/row has 26 fields/);
	check_refused("a quote never closed", $input . "\"abc\n", 1, qr/quote/);
	check_refused("a failure before us", $input . "#qj-failed qj-up: the reason\n", 1, qr/qj-up: the reason/);
	my ($out, $err, $rc) = go({ in => $input . "#qj-failed qj-up: the reason\n" });
	ok($out eq "" || $out =~ /^#qj-failed qj-up: the reason\n\z/m, "$cmd: a failure before us is passed on", substr($out, -200));
	($out, $err, $rc) = go({ in => $input =~ s/\n.*/\n/sr });
	ok(($rc == 0 && $err eq "") || ($rc == 1 && one_line($err)), "$cmd: a header alone", "status $rc", $err);
	($out, $err, $rc) = go({ in => with_note($input, "x" x 10_000_000) });
	ok($rc == 0 || ($rc == 1 && one_line($err)), "$cmd: a cell of 10 MB", "status $rc", substr($err, 0, 300));
	($out, $err, $rc) = go({ in => with_note($input, "x" x 17_000_000) });
	ok($rc == 1 && one_line($err) && $err =~ /16 MiB/, "$cmd: a row over 16 MiB is refused", "status $rc", substr($err, 0, 300));
}

sub check_devices {
	my ($out, $err, $rc) = defined $file
	    ? Qj::run({ in => $input }, "$bin/$cmd", (map { $_ eq $file ? "/dev/full" : $_ } args()), "-q")
	    : go({ out => "/dev/full" });
	ok($rc == 3 && one_line($err), "$cmd: a full disk exits 3", "status $rc", $err);
	($out, $err, $rc) = go({ in => "<&-" });
	ok($rc == 3 && one_line($err), "$cmd: a closed standard input exits 3", "status $rc", $err);
	if (!defined $file) {
		($out, $err, $rc) = go({ out => ">&-" });
		ok($rc == 3 && one_line($err), "$cmd: a closed standard output exits 3", "status $rc", $err);
		pipe my $r, my $w or die;
		close $r;
		($out, $err, $rc) = go({ out => $w });
		ok($err eq "" && ($rc == 3 || $rc == 128 + 13), "$cmd: a closed pipe ends it quietly", "status $rc", $err);
	}
	($out, $err, $rc) = go({ in => undef, file => $folder });
	ok($rc == 3 && one_line($err) && $err =~ /directory/, "$cmd: a directory as input exits 3", "status $rc", $err);
	($out, $err, $rc) = go({ in => undef, file => "$folder/absent.csv" });
	ok($rc == 3 && $err eq "$cmd: $folder/absent.csv: No such file or directory\n", "$cmd: a missing file exits 3", "status $rc", $err);
}

# Sends SIGTERM when it has read the table and waits for more.
sub terminated {
	my (@more) = @_;
	my $fifo = "$tmp/fifo$$";
	POSIX::mkfifo($fifo, 0600) or die "mkfifo: $!\n";
	open my $both, "+<", $fifo or die "$fifo: $!\n";
	my @run = Qj::run({ in => $both, background => 1 }, "$bin/$cmd", args(), "-q", @more);
	syswrite $both, $input;
	sleep($Qj::san ? 0.4 : 0.15);
	kill "TERM", $run[0];
	my ($out, $err, $rc) = Qj::finish(@run);
	close $both;
	unlink $fifo;
	return ($out, $err, $rc);
}

sub check_signals {
	my ($has_o) = @_;
	my ($out, $err, $rc) = terminated(defined $file || !$has_o ? () : ("-o", "$folder/out.csv"));
	ok($rc == 128 + 15 && !leftovers(), "$cmd: SIGTERM leaves no file", "status $rc", $err, leftovers()) if $has_o || defined $file;
	return if defined $file;
	($out, $err, $rc) = terminated();
	return if $text;
	my (undef, $said, $next) = Qj::run({ in => $out }, "$bin/qj-aqi", "-q");
	ok($rc == 128 + 15 && $next == 1, "$cmd: SIGTERM makes the next reader exit 1", "status $rc, then $next", $said, substr($out, -200));
}

sub check_output_file {
	my ($want) = @_;
	my ($out, $err, $rc) = go({}, "-o", "$folder/out.csv");
	ok($rc == 0 && $out eq "" && (slurp("$folder/out.csv") // "-") eq $want && leftovers() == 1, "$cmd: -o writes the same", "status $rc", $err, leftovers());
	return if $text;
	my ($o, $e, $r) = go({ in => $input . "#qj-failed qj-up: the reason\n" }, "-o", "$folder/out.csv");
	ok($r == 1 && (slurp("$folder/out.csv") // "-") eq $want && leftovers() == 1, "$cmd: a failed run leaves the file as it was", "status $r", $e, leftovers());
}

sub check {
	($cmd) = @_;
	my ($in, @a) = @{$args{$cmd} // ["air-hours.csv"]};
	$folder = "$tmp/$cmd";
	mkdir $folder;
	$file = undef;
	$text = $in !~ /\.csv$/;
	@arg = map { s/^IO\b/$io/r =~ s{^(OUT\.\w+)}{$folder/$1}r } @a;
	($file) = grep { m{^\Q$folder\E/OUT\.} } @arg;
	check_options();
	return if $in eq "none";
	$input = slurp("$io/$in") // die "$io/$in: $!\n";
	my ($want, $err, $rc) = go({});
	return if !ok($rc == 0 && $want ne "" && $err eq "", "$cmd: takes its sample", "status $rc", $err);
	check_forms($want);
	check_bad_input();
	check_devices();
	my $has_o = `'$bin/$cmd' --dump-options` =~ /^o\toutput\t/m;
	check_signals($has_o);
	check_output_file($want) if $has_o && !defined $file;
}

my @cmd = map { basename $_ } sort grep { -x && !/\.\w+$/ } glob("$bin/qj"), glob("$bin/qj-*");
if (@ARGV) {
	my %in = map { (/^qj/ ? $_ : "qj-$_") => 1 } @ARGV;
	@cmd = grep { $in{$_} } @cmd;
}
Qj::each_parallel(\&check, @cmd);
my %built = map { $_ => 1 } @cmd;
ok(!(grep { !$built{$_} } keys %args), "io.args names commands that exist", grep { !$built{$_} } sort keys %args) if !@ARGV;
done_testing();
