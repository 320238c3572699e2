# Qj - what the tests written in Perl share: a clean environment, running a program with a time
# limit, work on all processors, TAP.
#
#	use FindBin; use lib $FindBin::Bin; use Qj;
#	my ($out, $err, $rc) = Qj::run({ in => "a,b\n1,2\n" }, "qj-select", "-q");
#	ok($rc == 0, "takes a table", $err);
package Qj;
use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use POSIX ();

our @EXPORT = qw($top $bin $tmp ok slurp spew done_testing);
our $top = abs_path(dirname(abs_path(__FILE__)) . "/..");
our $bin = abs_path($ENV{QJ_BIN} // "$top/build/bin");
die "no programs: run make, or set QJ_BIN\n" if !defined $bin || !-d $bin;
our $tmp = tempdir("qj-test-XXXXXX", TMPDIR => 1, CLEANUP => 1);
our $limit = $ENV{QJ_TIMEOUT} // 60;		# seconds for one run
our $san = $ENV{QJ_SAN} ? 1 : 0;
my ($n, $failed, $nrun) = (0, 0, 0);
my @said;					# results of a worker, sent to the parent
my $worker = 0;

delete @ENV{grep { /^(LC_|LANG|QJ_|SOURCE_DATE_EPOCH$|BASH_ENV$|ENV$|MAKE)/ } keys %ENV};
@ENV{qw(LC_ALL TZ QJ_BIN QJ_TOP HOME)} = ("C", "UTC", $bin, $top, $tmp);
$ENV{PATH} = "$bin:$ENV{PATH}";
$ENV{ASAN_OPTIONS} = "detect_leaks=0:exitcode=99";
$ENV{UBSAN_OPTIONS} = "print_stacktrace=1";

sub slurp {
	my ($file) = @_;
	open my $fh, "<:raw", $file or return undef;
	local $/;
	return <$fh> // "";
}

sub spew {
	my ($file, $text) = @_;
	open my $fh, ">:raw", $file or die "$file: $!\n";
	print $fh $text;
	close $fh or die "$file: $!\n";
}

sub ok($$@) {
	my ($good, $name, @why) = @_;
	my $why = $good ? "" : join "", map { "#   $_\n" } map { split /\n/ } grep { defined } @why;
	if ($worker) {
		push @said, $good ? 1 : 0, $name, $why;
		return $good;
	}
	$n++;
	$failed++ if !$good;
	print $good ? "ok $n - $name\n" : "not ok $n - $name\n$why";
	return $good;
}

sub done_testing {
	print "1..$n\n";
	print "# $failed of $n failed\n" if $failed;
	exit($failed || $n == 0 ? 1 : 0);
}

# Runs a program (a list) with: in => text or \*FH or "<&-" (closed) for
# standard input, out => a file name or ">&-" for standard output, dir, env => {}.  Returns
# standard output, standard error, status (128 + signal where a signal ended it).
sub run {
	my ($how, @cmd) = @_;
	my $log = "$tmp/run$$-" . $nrun++;
	my $in = $how->{in};
	if (defined $in && !ref $in && $in ne "<&-") {
		spew("$log.in", $in);
		$in = undef;
		open $in, "<:raw", "$log.in" or die;
	}
	my $pid = fork // die "fork: $!\n";
	if ($pid == 0) {
		chdir $how->{dir} or die "$how->{dir}: $!\n" if defined $how->{dir};
		@ENV{keys %{$how->{env}}} = values %{$how->{env}} if $how->{env};
		open STDERR, ">", "$log.err" or die;
		my ($no_in, $no_out) = (($in // "") eq "<&-", ($how->{out} // "") eq ">&-");
		if (ref $in) { open STDIN, "<&", $in or die }
		else { open STDIN, "<", "/dev/null" or die }
		if (ref $how->{out}) { open STDOUT, ">&", $how->{out} or die }
		else { open STDOUT, ">", $no_out ? "/dev/null" : $how->{out} // "$log.out" or die }
		setpgrp 0, 0;
		alarm($how->{limit} // $limit);
		POSIX::close(0) if $no_in;
		POSIX::close(1) if $no_out;
		exec { $cmd[0] } @cmd or POSIX::_exit(127);
	}
	return ($pid, $log) if $how->{background};
	return finish($pid, $log);
}

# Waits for a run begun with background => 1.
sub finish {
	my ($pid, $log) = @_;
	waitpid $pid, 0;
	my $rc = $? & 127 ? 128 + ($? & 127) : $? >> 8;
	kill "KILL", -$pid if $rc == 128 + 14;
	my ($out, $err) = map { slurp($_) // "" } "$log.out", "$log.err";
	$err .= "stopped: over the time limit\n" if $rc == 128 + 14;
	unlink "$log.in", "$log.out", "$log.err";
	return ($out, $err, $rc);
}

# Calls f->(item) for every item, on all processors; what f says by ok() comes in the items' order.
sub each_parallel {
	my ($f, @item) = @_;
	my $np = `getconf _NPROCESSORS_ONLN` =~ /(\d+)/ ? $1 : 2;
	my (@from, %said);
	$| = 1;
	for my $w (0 .. $np - 1) {
		pipe my $r, my $wr or die "pipe: $!\n";
		my $pid = fork // die "fork: $!\n";
		if ($pid == 0) {
			close $r;
			binmode $wr;
			$worker = 1;
			for (my $i = $w; $i < @item; $i += $np) {
				@said = ();
				eval { $f->($item[$i]); 1 } or ok(0, "$item[$i]: the test itself died", $@);
				print $wr pack("N N", $i, @said / 3), map { pack "N/a*", $_ } @said;
			}
			close $wr;
			POSIX::_exit(0);
		}
		close $wr;
		push @from, $r;
	}
	for my $r (@from) {
		local $/;
		my $all = <$r> // "";
		while (length $all >= 8) {
			my ($i, $k) = unpack "N N", $all;
			my @s = unpack "x8 (N/a*)" . 3 * $k, $all;
			substr($all, 0, 8 + length(join "", @s) + 4 * @s) = "";
			$said{$i} = \@s;
		}
	}
	1 while wait != -1;
	for my $i (0 .. $#item) {
		my @s = @{$said{$i} // [0, "$item[$i]: a worker died", ""]};
		while (my ($good, $name, $why) = splice @s, 0, 3) {
			$n++;
			$failed++ if !$good;
			print $good ? "ok $n - $name\n" : "not ok $n - $name\n$why";
		}
	}
}

1;
