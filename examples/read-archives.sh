#!/bin/sh
# Reads web archives with GNU parallel: one file of readings for each archive.
#
#	examples/read-archives.sh OUT ARCHIVE…
#	JOBS=16 examples/read-archives.sh OUT crawl-*.warc.gz      # 16 at once
#	SSH='--sshlogin host1,host2' examples/read-archives.sh …   # on other machines, with a shared folder
#
# An output appears when it is complete. Called again, it reads what has none yet:
# after an interruption, or with more archives. What could not be read stands in
# OUT/NAME.errors; an archive of which single pages could not be read is complete.
# HEARSAY names the program, with flags: HEARSAY='hearsay read --model none'.
set -eu
out=$1
shift
mkdir -p "$out"
export out HEARSAY="${HEARSAY:-hearsay read}"
for archive; do
	name=$(basename "$archive")
	[ -e "$out/$name.jsonl" ] || printf '%s\n' "$archive"
done | parallel ${SSH:-} --will-cite --no-run-if-empty --jobs "${JOBS:-2}" --env out --env HEARSAY '
	status=0
	$HEARSAY --jobs 1 --format jsonl --output "$out"/{/}.jsonl - < {} 2> "$out"/{/}.errors || status=$?
	[ -s "$out"/{/}.errors ] || rm -f "$out"/{/}.errors
	case $status in
	0) ;;
	4) [ -e "$out"/{/}.jsonl ] ;;
	*) exit $status ;;
	esac'
