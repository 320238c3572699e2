#!/usr/bin/perl
# golden.t - runs every case tests/cases/COMMAND/CASE/ and compares, byte for byte, standard output
# with out.csv, standard error with err.txt (each absent: empty) and the exit status with rc
# (absent: 0).  A case runs in a copy of its folder, so it may write beside its inputs.
#
#	perl tests/golden.t [COMMAND | COMMAND/CASE]...
#	perl tests/golden.t --regold COMMAND | COMMAND/CASE | all...
#
# Rewriting must be told which cases: a stale program must not rewrite others' expectations.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Qj;

my $regold = @ARGV && $ARGV[0] eq "--regold" ? shift @ARGV : 0;
my %want = map { s{^tests/cases/}{}r =~ s{/$}{}r => 1 } @ARGV;
die "golden.t: --regold needs the names of commands or cases, or all\n" if $regold && !%want;
delete $want{all};
my @case = sort map { s{^\Q$top\E/tests/cases/}{}r =~ s{/cmd$}{}r } glob "$top/tests/cases/*/*/cmd";
@case = grep { $want{$_} || $want{(split m{/})[0]} } @case if %want;
die "golden.t: no cases\n" if !@case;

# The copy has the repository around it, so that ../../../../common/data is found as in the tree.
mkdir "$tmp/tests";
for my $e (glob("$top/*"), glob("$top/tests/*")) {
	symlink $e, $e =~ s{^\Q$top\E}{$tmp}r if $e !~ m{/(tests|tests/cases)$};
}
system("cp", "-R", "$top/tests/cases", "$tmp/tests/cases") == 0 or die "golden.t: can't copy the cases\n";

sub keep {
	my ($file, $text, $wanted) = @_;
	$wanted ? spew($file, $text) : unlink $file;
}

sub diff {
	my ($name, $want, $got) = @_;
	return () if $want eq $got;
	spew("$tmp/want$$", $want);
	spew("$tmp/got$$", $got);
	my @d = split /\n/, `diff -au --label want/$name --label got/$name '$tmp/want$$' '$tmp/got$$'`;
	return @d > 40 ? (@d[0 .. 39], "... " . (@d - 40) . " more lines") : @d;
}

Qj::each_parallel(sub {
	my ($case) = @_;
	my $dir = "$top/tests/cases/$case";
	my ($out, $err, $rc) = Qj::run({ dir => "$tmp/tests/cases/$case" }, "bash", "-o", "pipefail", "cmd");
	if ($regold) {
		keep("$dir/out.csv", $out, $out ne "");
		keep("$dir/err.txt", $err, $err ne "");
		keep("$dir/rc", "$rc\n", $rc != 0);
	}
	my ($wout, $werr, $wrc) = map { slurp("$dir/$_") // "" } qw(out.csv err.txt rc);
	$wrc = $wrc =~ /(\d+)/ ? $1 : 0;
	my @bad = $rc == $wrc ? () : "status: want $wrc, got $rc";
	push @bad, diff("out.csv", $wout, $out), diff("err.txt", $werr, $err);
	ok(!@bad, $case, @bad);
}, @case);
done_testing();
