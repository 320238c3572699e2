#!/usr/bin/perl
# imports.t - each real export under ../shared/data, where it is there: read with auto, or refused for a reason.
# tests/imports/*.txt say what comes of it, checked by hand against the file:
#
#	= FILE [OPTIONS...]	a file (below ../shared/data) and options of qj-import auto
#	format NAME		what it is told to be
#	rows N			rows of the result
#	N LINE			line N of the result (1: the header), to the byte
#	status N		the exit status, where it is not 0 (with -k)
#	says PATTERN		a line of standard error matches
#	refused PATTERN		exit 1; standard error is one line that matches
#
#	perl tests/imports.t [FILE...]		(those alone)
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Qj;

my $data = "$top/../shared/data";
$ENV{MAPS} = "$top/tests/imports";	# where the blocks' own --map files lie
my (@job, %listed);
for my $list (sort glob "$top/tests/imports/*.txt") {
	for (split /\n/, slurp($list)) {
		next if /^\s*(#|$)/;
		if (/^= (\S+)\s*(.*)/) { push @job, { file => $1, opt => $2, want => [] }; $listed{$1} = 1 }
		elsif (/^(format|rows|says|refused|status) (.*)/) { push @{$job[-1]{want}}, [$1, $2] }
		elsif (/^(\d+) (.*)/) { push @{$job[-1]{want}}, [$1, $2] }
		else { die "imports.t: $list: not understood: $_\n" }
	}
}
if (!-d $data) {
	print "1..0 # SKIP the reference data are not there\n";
	exit 0;
}

sub check {
	my ($j) = @_;
	my ($out, $err, $rc) = Qj::run({}, "bash", "-c", "exec '$bin/qj-import' auto $j->{opt} '$data/$j->{file}'");
	my @line = split /\n/, $out;
	my @bad;
	my $refused = grep { $_->[0] eq "refused" } @{$j->{want}};
	my ($status) = map { $_->[1] } grep { $_->[0] eq "status" } @{$j->{want}};
	push @bad, "status $rc", $err if $rc != ($refused ? 1 : $status // 0);
	for (@{$j->{want}}) {
		my ($what, $v) = @$_;
		if ($what eq "status") { next }
		elsif ($what eq "format") { push @bad, "format: want $v", $err if $err !~ /: read as \Q$v\E, / }
		elsif ($what eq "rows") { push @bad, "rows: want $v, got " . (@line - 1) if @line - 1 != $v }
		elsif ($what eq "says") { push @bad, "not said: $v", $err if $err !~ /$v/m }
		elsif ($what eq "refused") {
			my $why = join "\n", grep { !/: read as / } split /\n/, $err;
			push @bad, "not the reason: $v", $err if $why !~ /\A[^\n]*$v[^\n]*\z/;
		} else {
			my $got = $line[$what - 1] // "(no such line)";
			push @bad, "line $what:", "want $v", "got  $got" if $got ne $v;
		}
	}
	ok(!@bad, "$j->{file} $j->{opt}", @bad);
}

my %only = map { $_ => 1 } @ARGV;
Qj::each_parallel(\&check, grep { !%only || $only{$_->{file}} } @job);
if (!%only) {
	my @all = grep { !/SOURCES\.md$/ } map { s{^\Q$data\E/}{}r } map { glob "$data/$_/*" }
	    qw(instruments hj212 noise spreadsheets water air malformed);
	my @lost = grep { !$listed{$_} } @all;
	ok(!@lost, "every file of the reference data has its case", @lost);
}
done_testing();
