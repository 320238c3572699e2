#!/usr/bin/perl
# docs.t - the documents say what the programs do.  For every program built: its manual's option
# entries are those of --dump-options, its SYNOPSIS is the usage line, its .Nd the brief, each "$ "
# line under EXAMPLES gives the lines shown, completions are those generated, README and NEWS name
# it, the Chinese page has the same options.  All pages are clean under mandoc -T lint.
#
#	perl tests/docs.t [COMMAND]...
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Basename qw(basename);
use Qj;

chdir $top or die;

# Text between a section's .Sh line and the next.
sub section {
	my ($page, $name) = @_;
	return $page =~ /^\.Sh \Q$name\E\n(.*?)(?=^\.Sh |\z)/ms ? $1 : "";
}

# roff escapes as the characters they print.
sub plain {
	my ($s) = @_;
	my %c = (aq => "'", dq => '"', ti => "~", ha => "^", ga => "`", bu => "*", rs => "\\", en => "-");
	$s =~ s/\\\((..)/$c{$1} \/\/ "\\($1"/ge;
	$s =~ s/\\&//g;
	$s =~ s/\\-/-/g;
	$s =~ s/\\e/\\/g;
	return $s;
}

# Every option entry as "letter name argument", in the page's order.
sub entries {
	my ($page) = @_;
	my @e;
	for my $line ($page =~ /^\.It (Fl .*)$/mg) {
		my @w = split ' ', plain($line);
		my ($letter, $name, $arg) = ("-", "", "");
		while (@w) {
			my $w = shift @w;
			if ($w eq "Fl" && @w) {
				my $f = shift @w;
				if ($f =~ /^-(.+)/) { $name = $1 } else { $letter = $f }
			} elsif ($w ne "," && $w !~ /^(Ar|Ns|Cm|Op|No)$/) {
				$arg .= $w;
			}
		}
		$arg =~ s/"//g;
		push @e, "$letter $name $arg";
	}
	return @e;
}

# The commands under EXAMPLES, each with what it is said to print.  A command goes on in lines that
# begin with "> ", behind a line that ends in \ or |, and to the end of its here-document.
sub examples {
	my ($page) = @_;
	my @run;
	for my $block (section($page, "EXAMPLES") =~ /^\.Bd [^\n]*-literal[^\n]*\n(.*?)^\.Ed/msg) {
		my ($cmd, $end, $more) = (undef, undef, 0);
		for my $line (split /\n/, plain($block)) {
			if (defined $end) {
				$run[-1][0] .= "\n$line";
				$end = undef if $line eq $end;
			} elsif ($more || ($cmd && $run[-1][1] eq "" && $line =~ /^> /)) {
				$run[-1][0] .= "\n" . ($line =~ s/^> ?//r);
				$more = $line =~ /[\\|]\s*$/;
			} elsif ($line =~ /^\$ (.*)/) {
				push @run, [$1, ""];
				$cmd = 1;
				$more = $line =~ /[\\|]\s*$/;
			} elsif ($cmd) {
				$run[-1][1] .= "$line\n";
				next;
			}
			$end = $1 if $cmd && !defined $end && $line =~ /(?<!<)<<(?!<)-?\s*["']?(\w+)/ && $run[-1][0] !~ /\n\Q$1\E$/;
		}
	}
	return @run;
}

sub run_examples {
	my ($name, $page) = @_;
	my @e = examples($page);
	my $dir = "$tmp/$name";
	my @bad;
	mkdir $dir;
	for my $e (@e) {
		my ($got, $err) = Qj::run({ dir => $dir }, "bash", "-o", "pipefail", "-c", $e->[0]);
		$got .= "\n" if $got ne "" && $got !~ /\n\z/;
		push @bad, "\$ $e->[0]", "want:", $e->[1], "got:", $got, $err if $got ne $e->[1];
	}
	ok(@e > 0 && !@bad, "$name: EXAMPLES give what they show", @e ? @bad : "no \$ line under EXAMPLES");
}

sub lint {
	my ($file) = @_;
	my $out = `mandoc -T lint -W warning '$file' 2>&1`;
	ok($out eq "", "$file: mandoc -T lint is clean", $out);
}

sub check_page {
	my ($cmd) = @_;
	my $file = "man/$cmd.1";
	my $page = slurp($file);
	return ok(0, "$cmd: has a manual", "no $file") if !defined $page;
	my ($first, @opt) = split /\n/, `'$bin/$cmd' --dump-options`;
	my (undef, $brief, $operands) = split /\t/, $first // "";
	my %has_arg;
	my @table = map {
		my ($letter, $name, undef, $arg) = split /\t/;
		$arg = $arg eq "-" ? "" : $arg =~ s/\s//gr;
		$has_arg{$name} = $arg ne "";
		"$letter $name $arg";
	} @opt;
	my @entry = entries($page);
	my (%t, %e);
	$t{$_} = 1 for @table;
	$e{$_} = 1 for @entry;
	ok(@table > 0 && @entry == @table && !(grep { !$e{$_} } @table), "$cmd: option entries are the option table",
	    (map { "not in the manual: $_" } grep { !$e{$_} } @table),
	    (map { "not in the table: $_" } grep { !$t{$_} } @entry));
	my @order = map { $has_arg{(split / /)[1]} ? 1 : 0 } @entry;
	ok("@order" eq "@{[sort @order]}", "$cmd: options without argument come first", "@entry");

	my $text = `mandoc -T utf8 -O width=900 '$file' 2>/dev/null`;
	$text =~ s/.\x08//g;
	my $synopsis = $text =~ /^SYNOPSIS\n(.*?)^\S/ms ? join " ", split ' ', $1 : "";
	my ($usage) = `'$bin/$cmd' --help` =~ /^usage: (.*)/;
	ok($synopsis eq ($usage // "?"), "$cmd: SYNOPSIS is the usage line", "want: " . ($usage // "?"), "got:  $synopsis");
	my ($nd) = $page =~ /^\.Nd (.*)/m;
	ok(plain($nd // "") eq ($brief // "?"), "$cmd: .Nd is the brief", "want: $brief", "got:  " . ($nd // ""));
	run_examples($cmd, $page);
	my $zh = slurp("man/zh_CN/$cmd.1");
	if (defined $zh) {
		my @z = entries($zh);
		ok("@{[sort @z]}" eq "@{[sort @entry]}", "$cmd: the Chinese page has the same options",
		    (grep { my $x = $_; !grep { $_ eq $x } @z } @entry));
	}
	my @absent = grep { section($page, $_) eq "" } ("DESCRIPTION", "EXIT STATUS", "EXAMPLES", "SEE ALSO");
	ok(!@absent, "$cmd: has the sections of a manual", @absent);
}

my @cmd = map { basename $_ } sort grep { -x && !/\.\w+$/ } glob("$bin/qj"), glob("$bin/qj-*");
die "docs.t: no programs in $bin\n" if !@cmd;
my $all = !@ARGV;
if (@ARGV) {
	my %in = map { (/^qj/ ? $_ : "qj-$_") => 1 } @ARGV;
	@cmd = grep { $in{$_} } @cmd;
}
my %readme = map { $_ => slurp($_) // "" } ("README.md", "README.zh-CN.md");
my $news = slurp("NEWS") // "";
system("bash", "-c", "mkdir '$tmp/completions' && bash completions/generate.sh '$bin' '$tmp/completions'");
Qj::each_parallel(sub {
	my ($c) = @_;
	check_page($c);
	for my $f (sort keys %readme) {
		ok($readme{$f} =~ /^\|[^\n]*\b\Q$c\E(?![\w-])/m, "$c: has a row in $f");
	}
	ok($news =~ /\b\Q$c\E(?![\w-])/, "$c: is in NEWS");
	my @stale = grep { (slurp("$tmp/completions/$c.$_") // "") ne (slurp("completions/$c.$_") // "-") } qw(bash zsh fish);
	ok(!@stale, "$c: completions are those generated (make completions)", "stale: @stale");
}, @cmd);
if ($all) {
	lint($_) for sort glob("man/*.[157]"), glob("man/zh_CN/*.[157]");
	for my $f (sort glob("man/*.[157]"), glob("man/zh_CN/*.[157]")) {
		my @lost = grep { /^qj/ && !-e "man/" . tr/ /./r } slurp($f) =~ /^\.Xr (\S+ \d)/mg;
		ok(!@lost, "$f: refers to pages that exist", @lost);
	}
	for my $f (sort glob("man/*.[57]"), glob("man/zh_CN/*.[157]")) {
		my $page = slurp($f);
		run_examples($f =~ s{^man/}{}r =~ tr{/}{-}r, $page) if section($page, "EXAMPLES") =~ /^\$ /m;
	}
	for my $shell (qw(bash zsh fish)) {
		my @bad = grep { $_ ne "" } map { `$shell -n '$_' 2>&1` } glob("completions/*.$shell");
		ok(!@bad && -e "completions/qj.$shell", "completions are read by $shell", @bad);
	}
	my $words = q{COMP_WORDS=(qj-aqi --edition ""); COMP_CWORD=2; . completions/qj-aqi.bash; _qj_aqi; echo "${COMPREPLY[*]}"};
	my $got = `bash -c '$words' 2>&1`;
	ok($got eq "2012 2026 2031 by-day\n", "an option's choices are completed", $got);
	my %is = map { $_ => 1 } @cmd;
	my @extra = grep { !$is{s/\.\w+$//r} } map { basename $_ } glob("completions/qj*.*");
	ok(!@extra, "no completion without its command", @extra);
	ok(!(grep { !$is{basename($_, ".1")} } glob("man/*.1")), "no manual without its command",
	    grep { !$is{basename($_, ".1")} } glob("man/*.1"));
}
done_testing();
