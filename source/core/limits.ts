/** Every bound of the program, with its unit in its name. What goes past one is counted and shown, never silently lost. */
export const limits = {
	/** Bytes of traffic kept for the raw-bytes pane, unless `--keep` says otherwise. */
	keep_bytes: 64 * 1024 * 1024,
	/** Events kept for the panes. */
	journal_events: 100_000,
	/** Bytes that may wait in one endpoint for a peer that does not read; a send beyond it is refused with an event. */
	queue_bytes: 64 * 1024 * 1024,
	/** Bytes one recv returns at the most, unless `recv=` says otherwise. */
	recv_bytes: 65_536,
	/** Bytes one send hands to the system at once. */
	send_bytes: 256 * 1024,
	/** Pending connections a listener asks the system to hold, unless `backlog=` says otherwise. */
	backlog_connections: 511,
	/** Peers a UDP listener remembers by name; the one silent for longest is forgotten first. */
	datagram_peers: 1024,
	/** Connections that have ended and are still told about in `list`. */
	ended_endpoints: 64,
	/** The longest line the language reads. */
	line_characters: 65_536,
	/** Lines of history kept on disk. */
	history_lines: 2000,
	/** Bytes of a `file:` literal. */
	file_bytes: 1024 * 1024 * 1024,
	/** Bytes of one datagram's payload over IPv4 (65,535 less IP and UDP headers). */
	datagram_bytes: 65_507,
	/** Frames painted a second, at the most. */
	frames_per_second: 12,
	/** Milliseconds a `connect` waits unless `timeout=` says otherwise. */
	connect_timeout_ms: 30_000,
} as const;
