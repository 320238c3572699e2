BEGIN { print "station,time,published"; for (i = 0; i < 10000; i++) print "s" i ",2026-10," (i < 8996 ? 2 : 4) }
