/** The functions of a shell program. */

export const head = String.raw`
NC=\${NC:-nc}
# What waits longer than this, in tenths of a second, fails, so that the program always ends.
PATIENCE=300

serving=
dir=$(mktemp -d) || exit 1
trap 'kill $serving $(cat "$dir"/*.pid) 2> /dev/null; rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
# An nc that has ended reads nothing more: what is written to it then is lost.
trap '' PIPE

fail() {
	echo "$*" >&2
	exit 1
}

# until_true COMMAND...: waits until the command is true.
until_true() {
	tenths=0
	until "$@"; do
		tenths=$((tenths + 1))
		[ $tenths -lt $PATIENCE ] || fail "waited too long: $*"
		sleep 0.1
	done
}

# start NAME FD ADDRESS OPTION...: runs nc in the background. What is written to FD goes
# to nc; what nc receives goes to a file, what it says to another.
start() {
	name=$1 fd=$2 address=$3
	shift 3
	case $address in
	unix:*) set -- "$@" -U "\${address#unix:}" ;;
	*) host=\${address%:*} host=\${host#[} && set -- "$@" "\${host%]}" "\${address##*:}" ;;
	esac
	rm -f "$dir/$name".*
	mkfifo "$dir/$name.fifo" || exit 1
	(
		exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
		exec $NC "$@" < "$dir/$name.fifo" > "$dir/$name.in" 2> "$dir/$name.log"
	) &
	echo $! > "$dir/$name.pid"
	echo 0 > "$dir/$name.offset"
	eval "exec $fd> \"\$dir/$name.fifo\""
}

has_said() {
	grep -q "$2" "$dir/$1.log" 2> /dev/null
}

has_ended() {
	! kill -0 "$(cat "$dir/$1.pid")" 2> /dev/null
}

has_said_or_ended() {
	has_said "$@" || has_ended "$1"
}

has_bytes() {
	[ "$(wc -c < "$dir/$1.in")" -ge "$2" ]
}

# connect NAME FD ADDRESS [PEER]: socket and connect; tries again while nobody listens yet.
# With both parts, waits for the nc that is to accept it: each serves one connection.
connect() {
	peer=\${4:-}
	if [ "$part" = both ] && [ -n "$peer" ]; then
		until_true has_said "$peer" Listening
	fi
	until_true try_to_connect "$1" "$2" "$3"
}

try_to_connect() {
	case $3 in
	unix:*)
		# Of a Unix socket nc does not say that it is connected.
		[ -S "\${3#unix:}" ] || return 1
		start "$@" -N
		return
		;;
	esac
	start "$@" -v -N
	until_true has_said_or_ended "$1" succeeded
	has_said "$1" succeeded
}

# listen NAME FD ADDRESS: socket, bind and listen, for one connection.
listen() {
	case $3 in
	unix:*) rm -f "\${3#unix:}" ;;
	esac
	start "$@" -v -N -l
	until_true has_said_or_ended "$1" Listening
	has_said "$1" Listening || fail "$1: $(cat "$dir/$1.log")"
}

# bind_udp NAME FD ADDRESS: socket and bind, for the datagrams of one peer.
bind_udp() {
	start "$@" -v -u -l
	until_true has_said_or_ended "$1" Bound
	has_said "$1" Bound || fail "$1: $(cat "$dir/$1.log")"
}

# accept NAME: waits until somebody has connected.
accept() {
	until_true has_said "$1" 'Connection received'
}

# received NAME COUNT: waits for so many bytes more. A stream has no message borders:
# they may come in other pieces than they were sent in. Prints them, with $ at line ends.
received() {
	offset=$(cat "$dir/$1.offset")
	until_true has_bytes "$1" $((offset + $2))
	echo $((offset + $2)) > "$dir/$1.offset"
	if [ "$2" -gt 4096 ]; then
		echo "$1 received $2 bytes"
	else
		printf '%s received ' "$1"
		head -c $((offset + $2)) "$dir/$1.in" | tail -c "$2" | LC_ALL=C sed -n l
	fi
}

# closed NAME: waits a moment until nc has ended, as it does when both ends have closed.
closed() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		has_ended "$1" && return
		sleep 0.1
	done
	kill "$(cat "$dir/$1.pid")" 2> /dev/null || :
}

# refused NAME ADDRESS: a connect that nobody answered when it was logged.
refused() {
	start "$1" 9 "$2" -v
	exec 9>&-
	until_true has_ended "$1"
	cat "$dir/$1.log"
}

# repeat COUNT CHARACTER: one byte many times.
repeat() {
	head -c "$1" /dev/zero | tr '\000' "$2"
}

# tell and wait_for: lets the other part continue; waits for it. Alone, a part does not wait.
tell() {
	: > "$dir/turn.$1"
}

wait_for() {
	[ "$part" != both ] || until_true [ -e "$dir/turn.$1" ]
}
`.replaceAll(String.raw`\$`, '$$');
