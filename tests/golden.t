#!/usr/bin/perl
# golden.t - runs every case tests/cases/COMMAND/CASE/ and compares, byte for byte, standard output
# with out.csv, standard error with err.txt (each absent: empty) and the exit status with rc
# (absent: 0).  A case runs in a copy of its folder, so it may write beside its inputs.
#
#	perl tests/golden.t [--regold] [COMMAND | COMMAND/CASE]...
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use Cwd qw(abs_path);

my $top = abs_path(dirname(abs_path($0)) . "/..");
my $bin = abs_path($ENV{QJ_BIN} // "$top/build/bin") // die "golden.t: no programs: set QJ_BIN\n";
my $limit = $ENV{QJ_TIMEOUT} // 60;		# seconds for one case
my $regold = @ARGV && $ARGV[0] eq "--regold" ? shift @ARGV : 0;
my @want = map { s{^tests/cases/}{}r =~ s{/$}{}r } @ARGV;

sub slurp {
	my ($file) = @_;
	open my $fh, "<:raw", $file or return undef;
	local $/;
	my $s = <$fh>;
	return $s // "";
}

sub spew {
	my ($file, $text, $keep) = @_;
	return unlink $file if !$keep;
	open my $fh, ">:raw", $file or die "$file: $!\n";
	print $fh $text;
	close $fh or die "$file: $!\n";
}

my @case = sort map { s{^\Q$top\E/tests/cases/}{}r =~ s{/cmd$}{}r } glob "$top/tests/cases/*/*/cmd";
if (@want) {
	my %in = map { $_ => 1 } @want;
	@case = grep { my ($c) = split m{/}; $in{$_} || $in{$c} } @case;
}
die "golden.t: no cases\n" if !@case;

# The copy has the repository around it, so that ../../../../common/data is found as in the tree.
my $tmp = tempdir("qj-golden-XXXXXX", TMPDIR => 1, CLEANUP => 1);
mkdir "$tmp/tests";
for my $e (glob("$top/*"), glob("$top/tests/*")) {
	my $to = $e =~ s{^\Q$top\E}{$tmp}r;
	symlink $e, $to if $e !~ m{/(tests|tests/cases)$};
}
system("cp", "-R", "$top/tests/cases", "$tmp/tests/cases") == 0 or die "golden.t: can't copy the cases\n";

delete @ENV{grep { /^(LC_|LANG|QJ_|SOURCE_DATE_EPOCH$|BASH_ENV$|ENV$|MAKE)/ } keys %ENV};
@ENV{qw(LC_ALL TZ QJ_BIN QJ_TOP HOME)} = ("C", "UTC", $bin, $top, $tmp);
$ENV{PATH} = "$bin:$ENV{PATH}";
$ENV{ASAN_OPTIONS} = "detect_leaks=0:exitcode=99";
$ENV{UBSAN_OPTIONS} = "print_stacktrace=1";

# Runs a case; returns what stood on standard output, standard error, and the status.
sub run {
	my ($case) = @_;
	my $log = "$tmp/" . ($case =~ tr{/}{_}r);
	my $pid = fork // die "fork: $!\n";
	if ($pid == 0) {
		chdir "$tmp/tests/cases/$case" or die "$case: $!\n";
		open STDIN, "<", "/dev/null" or die;
		open STDOUT, ">", "$log.out" or die;
		open STDERR, ">", "$log.err" or die;
		setpgrp 0, 0;
		alarm $limit;
		exec "bash", "-o", "pipefail", "cmd" or die;
	}
	waitpid $pid, 0;
	my $rc = $? & 127 ? 128 + ($? & 127) : $? >> 8;
	kill "KILL", -$pid if $rc == 128 + 14;
	my ($out, $err) = (slurp("$log.out"), slurp("$log.err"));
	$err .= "golden.t: stopped after $limit s\n" if $rc == 128 + 14;
	return ($out, $err, $rc);
}

sub diff {
	my ($case, $name, $want, $got) = @_;
	my $log = "$tmp/" . ($case =~ tr{/}{_}r);
	spew("$log.want", $want, 1);
	spew("$log.got", $got, 1);
	my @d = split /\n/, `diff -au --label want/$name --label got/$name '$log.want' '$log.got'`;
	@d = (@d[0 .. 39], "... " . (@d - 40) . " more lines") if @d > 40;
	return map { "#   $_\n" } @d;
}

# "" where the case holds; else what differs, as comment lines.
sub judge {
	my ($case) = @_;
	my ($out, $err, $rc) = run($case);
	my $dir = "$top/tests/cases/$case";
	my @bad;
	if ($regold) {
		spew("$dir/out.csv", $out, $out ne "");
		spew("$dir/err.txt", $err, $err ne "");
		spew("$dir/rc", "$rc\n", $rc != 0);
	}
	my ($wo, $we, $wrc) = map { slurp("$dir/$_") // "" } qw(out.csv err.txt rc);
	$wrc = $wrc =~ /(\d+)/ ? $1 : 0;
	push @bad, "#   status: want $wrc, got $rc\n" if $rc != $wrc;
	push @bad, diff($case, "out.csv", $wo, $out) if $out ne $wo;
	push @bad, diff($case, "err.txt", $we, $err) if $err ne $we;
	return join "", @bad;
}

# Two workers at least; each takes every n-th case and sends its verdicts up a pipe.
my $n = `getconf _NPROCESSORS_ONLN` =~ /(\d+)/ ? $1 : 2;
my %verdict;
my @from;
for my $w (0 .. $n - 1) {
	pipe my $r, my $wr or die "pipe: $!\n";
	my $pid = fork // die "fork: $!\n";
	if ($pid == 0) {
		close $r;
		for (my $i = $w; $i < @case; $i += $n) {
			my $v = judge($case[$i]);
			print $wr pack("N/a* N/a*", $case[$i], $v);
		}
		close $wr;
		require POSIX;
		POSIX::_exit(0);
	}
	close $wr;
	push @from, $r;
}
for my $r (@from) {
	local $/;
	my $all = <$r> // "";
	%verdict = (%verdict, unpack "(N/a* N/a*)*", $all);
}
1 while wait != -1;

my ($i, $failed) = (0, 0);
print "1.." . @case . "\n";
for my $c (@case) {
	my $v = $verdict{$c} // "#   the worker died\n";
	$i++;
	$failed++ if $v ne "";
	print $v eq "" ? "ok $i - $c\n" : "not ok $i - $c\n$v";
}
print "# $failed of $i cases failed\n" if $failed;
exit($failed ? 1 : 0);
