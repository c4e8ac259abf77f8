/** Every bound of the program, with its unit in its name. What goes past one is counted and shown, never silently lost. */
export const limits = {
	/** Bytes of traffic kept for the raw-bytes pane, unless `--keep` says otherwise. */
	keep_bytes: 64 * 1024 * 1024,
	/** Events kept for the panes. */
	journal_events: 100_000,
	/** Characters (UTF-16 units) of one text of an event: a message, an address, an argument. As many as the longest path has (PATH_MAX). */
	text_characters: 4096,
	/** Characters of all texts that one log keeps: on average 335 for each of `journal_events`. */
	journal_characters: 32 * 1024 * 1024,
	/** Pieces sent by one endpoint whose recv at the other end in this process has not come yet; older ones are no longer matched. */
	sent_pieces: 1024,
	/** The same for an endpoint whose other end is not known, or not yet, to live in this process. */
	unpaired_pieces: 32,
	/** Other ends in this process that one datagram endpoint is known to talk with. */
	paired_peers: 16,
	/** A log folds once this many sends and recvs came faster than they drain… */
	fold_burst_events: 40,
	/** …at this rate, and unfolds when half have drained. */
	fold_events_per_second: 25,
	/** A folded line that has scrolled this far up is left as it is; a new one begins below. */
	fold_reach_lines: 100,
	/** Bytes that may wait in one endpoint for a peer that does not read; a send beyond it is refused with an event. */
	queue_bytes: 64 * 1024 * 1024,
	/** Bytes that may wait in all connections of a session together, before links and for peers that do not read… */
	session_queue_bytes: 256 * 1024 * 1024,
	/** …beyond which one connection may have this many waiting. */
	session_share_bytes: 1024 * 1024,
	/** Sends that may wait there, whatever their sizes, and as many before a link. */
	queue_pieces: 65_536,
	/** Datagrams that wait in a `relay` for its other side. */
	relay_pending_datagrams: 256,
	/** Bytes of a stream that are on their way over a link at one time, as a TCP window has a limit; beyond it, they wait before the link. */
	link_window_bytes: 4 * 1024 * 1024,
	/** Pieces of them. */
	link_pieces: 65_536,
	/** Datagrams on their way over a link at one time unless `limit=` says otherwise, as in tc-netem(8). */
	link_datagrams: 1000,
	/** Bytes received that wait before a link; beyond it, recv is not called. */
	link_waiting_bytes: 64 * 1024,
	/** Hex digits of one `\{hex:8}`. */
	macro_digits: 1024 * 1024,
	/** Different DATA whose sendings `\{n}` counts. */
	counters: 1024,
	/** Bytes one recv returns at the most, unless `recv=` says otherwise. */
	recv_bytes: 65_536,
	/** Sends of what has waited that one connection makes before others have their turn. */
	sends_per_turn: 64,
	/** Bytes one send hands to the system at once. */
	send_bytes: 256 * 1024,
	/** File descriptors that an accepted connection has to leave free: what else the session opens until the next accept may take them. */
	spare_descriptors: 4,
	/** Pending connections a listener asks the system to hold, unless `backlog=` says otherwise. */
	backlog_connections: 511,
	/** Milliseconds between two looks at how many datagrams the system has dropped, while any come. */
	drops_ms: 500,
	/** Peers a UDP listener remembers by name; the one silent for longest is forgotten first. */
	datagram_peers: 1024,
	/** Connections that have ended and are still told about in `list`. */
	ended_endpoints: 64,
	/** Endpoints that one frame tells of; of more, those around the chosen one of each side. */
	frame_endpoints: 256,
	/** Conversations before and behind the chosen one that are told of then. */
	frame_neighbours: 32,
	/** Listeners of a side that are told of then: the newest. */
	frame_listeners: 32,
	/** Names that one sentence lists. */
	named_endpoints: 20,
	/** The longest line the language reads. */
	line_characters: 65_536,
	/** A line of standard input that is longer than that is measured up to here, to tell how long it is. */
	measured_line_characters: 16 * 1024 * 1024,
	/** Characters of a line that are shown when a mistake in it is explained, and of the explanation. */
	explained_characters: 240,
	/** Characters of a paste; the rest of it is left out, counted and told. */
	paste_characters: 1024 * 1024,
	/** Milliseconds of silence after which a paste without its closing bracket is at its end. */
	paste_silence_ms: 2000,
	/** Steps that can be undone in a prompt. */
	undo_steps: 200,
	/** Lines of history kept on disk. */
	history_lines: 2000,
	/** Bytes of its file that are read: the newest. */
	history_bytes: 4 * 1024 * 1024,
	/** Bytes of a `file:` literal. */
	file_bytes: 1024 * 1024 * 1024,
	/** Bytes of one datagram's payload over IPv4 (65,535 less IP and UDP headers). */
	datagram_bytes: 65_507,
	/** Bytes of a recording that may wait for the disk before streams are held. */
	recording_full_bytes: 128 * 1024 * 1024,
	/** …and before what cannot be made to wait is left out, and counted. */
	recording_waiting_bytes: 192 * 1024 * 1024,
	/** Bytes printed that may wait for a reader; what happens beyond that is counted. */
	output_waiting_bytes: 16 * 1024 * 1024,
	/** Bytes that one event is reckoned to take in a file, besides those it carried. */
	event_overhead_bytes: 128,
	/** Lines of the log that wait for a packet to be remarked on in a recording. */
	recording_comments: 256,
	/** Endpoints whose addresses a recording remembers; one that is forgotten is told again when something happens to it. */
	recorded_endpoints: 4096,
	/** TCP conversations a recording remembers, and whoever reads one; the one begun first is forgotten first. */
	recorded_conversations: 4096,
	/** Bytes of one block of a capture; a longer one is no packet. */
	capture_block_bytes: 16 * 1024 * 1024,
	/** Interfaces that a section of a capture describes. */
	capture_interfaces: 65_536,
	/** Comments of one packet that are shown. */
	packet_comments: 64,
	/** Bytes of one direction held back for a segment that is late; beyond it, the segment counts as not captured. */
	reassembly_bytes: 4 * 1024 * 1024,
	/** The same for all directions of a capture. */
	reassembly_total_bytes: 64 * 1024 * 1024,
	/** Segments of all directions that are held back. */
	reassembly_segments: 262_144,
	/** Bytes of one line of a .jsonl file: those of the largest recv in base64 (88 MiB), and its texts. */
	jsonl_line_bytes: 96 * 1024 * 1024,
	/** Bytes of one line of a hexdump. */
	hex_line_bytes: 65_536,
	/** Characters of an endpoint's name in a recording. */
	name_characters: 255,
	/** Mistakes of a recording that are told one by one; the others are counted. */
	reported_mistakes: 20,
	/** Frames painted a second, at the most. */
	frames_per_second: 12,
	/** Coloured rows of the screen that stay parsed. */
	parsed_rows: 512,
	/** Milliseconds between two layouts while the terminal is being resized. */
	resize_ms: 40,
	/** Milliseconds an ending program waits for a terminal that does not take the bytes that put it back, or for a reader of its output. */
	exit_wait_ms: 1000,
	/** Milliseconds it waits for its own last work, such as the end of a recording. */
	exit_work_ms: 5000,
	/** Milliseconds after which a program that asked to be stopped and was not goes on. */
	stop_ms: 100,
	/** Bytes of a text that is looked for. */
	find_text_bytes: 1024,
	/** Characters of a regular expression. */
	expression_characters: 1024,
	/** States that a regular expression compiles to. */
	expression_states: 160,
	/** Matches of a search that are kept: the newest. */
	find_matches: 100_000,
	/** Bytes of a regular expression's match that may lie before a block's border. */
	find_reach_bytes: 1024,
	/** Directions whose last bytes a search keeps, for matches that two blocks share. */
	find_flows: 1024,
	/** Milliseconds that one step of a search or filter takes before sockets have their turn. */
	scan_step_ms: 4,
	/** So many steps follow each other at once; after them, each is as long as the pause before it. */
	scan_burst_steps: 16,
	scan_pause_ms: 2,
	/** Bytes that `copy` hands to the terminal: several terminals take no longer sequence than 100,000 characters. */
	clipboard_bytes: 70_000,
	/** Bytes of a range that is sent again. */
	range_bytes: 64 * 1024 * 1024,
	/** Bytes of text that `copy to=` writes at once, and makes before that. */
	file_write_bytes: 256 * 1024,
	/** Bytes of a file that `save` has made and the disk has not taken. */
	save_waiting_bytes: 4 * 1024 * 1024,
	/** Bytes of one block or stream that `view decode` looks at. */
	decode_bytes: 65_536,
	/** Bytes that are decoded for one frame; what is over has its turn in the next. */
	decode_frame_bytes: 128 * 1024,
	/** Rows of decoded messages that are kept from frame to frame. */
	decoded_rows: 20_000,
	/** Messages told of one block or stream. */
	decode_messages: 2000,
	/** Bytes of one DNS message. */
	decode_dns_bytes: 8192,
	/** Records of it. */
	decode_dns_records: 512,
	/** Pointers of a name in it that follow each other directly: honest ones point to letters. */
	decode_dns_pointers: 4,
	/** Bytes of one HTTP head. */
	decode_header_bytes: 32_768,
	/** Characters that others wrote while the screen was open, kept to be shown after it. */
	foreign_output_characters: 65_536,
	/** Milliseconds a `connect` waits unless `timeout=` says otherwise. */
	connect_timeout_ms: 30_000,
	/** Bytes of the name that a client asks `files` for. */
	file_name_bytes: 4096,
	/** Bytes that `files` reads from the disk at once. */
	file_read_bytes: 256 * 1024,
	/** Bytes that may wait for one member of a `chat`; beyond that the others are not read until it has taken them… */
	chat_queue_bytes: 256 * 1024,
	/** …or until it has had so many milliseconds for that, and is dropped. */
	chat_timeout_ms: 2000,
	/** Members of a chat over streams. */
	chat_members: 256,
	/** Members of a chat over UDP, where an address proves nothing. */
	chat_datagram_members: 64,
	/** Repetitions from one address that a UDP service answers as fast as they come: those of a loop of two services that answer each other, or of a program that sends the same bytes again and again… */
	loop_repeats: 20_000,
	/** …so many of them are taken off in a second… */
	loop_repeats_per_second: 100,
	/** …and so many for each datagram that says something new. */
	loop_repeats_per_new: 16,
	/** Above them, one of so many is not answered. */
	loop_drop_one_in: 100,
	/** Different datagrams remembered of what went to and came from one address: chargen has 95. */
	loop_fingerprints: 128,
	/** Microseconds in which what is not answered is told once, and then counted. */
	loop_notice_us: 1_000_000,
	/** Connections and UDP peers that one `relay` passes on at one time. */
	relay_legs: 256,
	/** Milliseconds of silence after which `relay` forgets a UDP peer, unless it is told otherwise. */
	relay_idle_ms: 60_000,
	/** Bytes of a line that `rules` waits for the end of. */
	rules_line_bytes: 65_536,
	/** Bytes of a `rules` file. */
	rules_file_bytes: 1024 * 1024,
	/** Lines of a `rules` file. */
	rules_file_lines: 10_000,
	/** Rules in it: each message may be held against all of them. */
	rules_file_rules: 1000,
	/** Bytes that the literals of a `rules` file stand for, all together. */
	rules_data_bytes: 64 * 1024 * 1024,
	/** Actions of one rule. */
	rules_actions: 100,
	/** Values such as `\{all}` in the replies of one rule. */
	rules_values: 256,
	/** Bytes that the values of one reply may come to; a longer reply is not sent, which an event tells. */
	rules_reply_bytes: 4 * 1024 * 1024,
	/** Steps of matching that the rules of one listener take before sockets have their turn. A step is one state of an expression on one byte: 25 ns at the worst. */
	rules_turn_steps: 120_000,
	/** Steps that one pattern may take on one message, reckoned before it is tried: the longest that sockets wait for it. */
	rules_pattern_steps: 1_500_000,
	/** Steps that one message may take, all rules together; one that needs more is not answered, which an event tells. */
	rules_message_steps: 15_000_000,
	/** Messages that wait in one connection of `rules` while an earlier one is being answered; it is not read beyond that. */
	rules_waiting_messages: 64,
	/** Bytes that wait for a `module` that does not ask for them; its connection is not read beyond that. */
	module_queue_bytes: 256 * 1024,
	/** The same, counted in recvs. */
	module_queue_pieces: 4096,
	/** Bytes that wait for a `module` on all its connections, before datagrams are dropped. */
	module_datagrams_bytes: 16 * 1024 * 1024,
	/** Bytes that a `module` wants to send and that wait in its process; beyond it, a send fails. */
	module_unsent_bytes: 64 * 1024 * 1024,
	/** The same, counted in sends. */
	module_unsent_sends: 65_536,
	/** Bytes of one message of a `module`'s process besides the data it carries. */
	module_message_bytes: 64 * 1024,
	/** Milliseconds that loading a `module` may take. */
	module_load_ms: 10_000,
	/** Milliseconds between two questions whether a `module` still answers… */
	module_ping_ms: 500,
	/** …and after which one that does not is told. */
	module_timeout_ms: 1000,
	/** Mebibytes of a `module`'s heap, and of the buffers beside it. */
	module_heap_mib: 256,
	/** Lines that a `module` may print and note in `module_ping_ms`. */
	module_lines: 1000,
	/** Characters of one of them. */
	module_line_characters: 4096,
	/** Milliseconds that are waited for the last words of a `module`'s process that has ended. */
	module_exit_wait_ms: 100,
} as const;
