/**
Every limit of the program, with its unit in its name. What exceeds one is counted and shown, never silently lost.
*/
export const limits = {
	/** Bytes of traffic kept for the raw-bytes pane, unless `--keep` says otherwise. */
	keep_bytes: 64 * 1024 * 1024,
	/** Bytes of a send from which on it goes out of the store; fewer are copied quicker. */
	lent_bytes: 4096,
	/** Bytes of memory that only leases of the store hold, above which nothing more goes out of it without a copy. */
	leased_bytes: 16 * 1024 * 1024,
	/** Events kept for the panes. */
	journal_events: 100_000,
	/** Characters (UTF-16 units) of one text of an event: a message, an address, an argument. PATH_MAX of Linux. */
	text_characters: 4096,
	/** Characters of all texts of one log: on average 335 for each of `journal_events`. */
	journal_characters: 32 * 1024 * 1024,
	/** Endpoints whose sends and recvs are kept as numbers; of more, some as events of their own. */
	alike_endpoints: 8192,
	/** Sends of one endpoint that the other end in this process has not received yet; older ones are no longer matched. */
	sent_pieces: 1024,
	/** The same for an endpoint whose other end is not known to be in this process. */
	unpaired_pieces: 32,
	/** Bytes of a stream that are compared with what its other end in this process sent; later, both ends of each recv. */
	compared_bytes: 1024 * 1024,
	/** Peers in this process that are remembered for one datagram endpoint. */
	paired_peers: 16,
	/** A log folds after a burst of this many sends and recvs… */
	fold_burst_events: 40,
	/** …counted down at this rate, and unfolds when half are left. */
	fold_events_per_second: 25,
	/** A folded line that has scrolled this far up is not updated any more; a new one begins below. */
	fold_reach_lines: 100,
	/** Bytes queued in one endpoint for a peer that does not read; a send beyond it is dropped with an event. */
	queue_bytes: 64 * 1024 * 1024,
	/** Bytes queued in all connections of a session together… */
	session_queue_bytes: 256 * 1024 * 1024,
	/** …above which one connection may queue this many. */
	session_share_bytes: 1024 * 1024,
	/** Sends queued in one endpoint, whatever their sizes, and as many before a link. */
	queue_pieces: 65_536,
	/** Datagrams queued in a `relay` until its other side is connected. */
	relay_pending_datagrams: 256,
	/** Bytes of a stream in flight on a link, like a TCP window; more are queued before the link. */
	link_window_bytes: 4 * 1024 * 1024,
	/** The same, counted in sends. */
	link_pieces: 65_536,
	/** Pieces and datagrams that one direction of a link lets go on in one turn of the event loop. */
	link_pieces_per_turn: 64,
	/** Datagrams in flight on a link unless `limit=` says otherwise, as in tc-netem(8). */
	link_datagrams: 1000,
	/** Received bytes queued before a link; beyond it, recv is not called. */
	link_waiting_bytes: 64 * 1024,
	/** Hex digits of one `\{hex:8}`. */
	macro_digits: 1024 * 1024,
	/** Different DATA for which `\{n}` counts the sends. */
	counters: 1024,
	/** Most bytes that one recv returns, unless `recv=` says otherwise. */
	recv_bytes: 65_536,
	/** Bytes that a pipe reads at once, in each direction; no more are in memory. */
	pipe_bytes: 256 * 1024,
	/** Bytes that a pipe over UDP reads at once from its input, and sends as one datagram. */
	pipe_datagram_bytes: 16 * 1024,
	/** Milliseconds without input after which a pipe ends whose peer has sent FIN. */
	pipe_linger_ms: 1000,
	/** Connections of `--zero` that are under way at one time. */
	zero_connections: 64,
	/** Milliseconds that each of them waits for an answer, unless `--timeout` says otherwise. */
	zero_ms: 1000,
	/** Queued sends that one connection makes in one turn of the event loop. */
	sends_per_turn: 64,
	/** Most bytes of one send call. */
	send_bytes: 256 * 1024,
	/** File descriptors that must stay free after an accept, for what the session opens before the next one. */
	spare_descriptors: 4,
	/** Connections accepted while the output is full, which are not read; more are closed at once, and counted. */
	unread_connections: 1024,
	/** The backlog of listen(2), unless `backlog=` says otherwise. */
	backlog_connections: 511,
	/** Milliseconds between reads of what waits in the system while recv or accept is held. */
	held_ms: 250,
	/** Milliseconds for an answer of the process that keeps held listeners, its start included, before it is ended. */
	keeper_ms: 10_000,
	/** Milliseconds between reads of the system's count of dropped datagrams, while any arrive. */
	drops_ms: 500,
	/** Peers that a UDP listener remembers; the one silent for longest is forgotten first. */
	datagram_peers: 1024,
	/** Closed connections that `list` still shows. */
	ended_endpoints: 64,
	/** Endpoints that one frame includes; of more, those around the selected one of each side. */
	frame_endpoints: 256,
	/** Conversations before and after the selected one that are included then. */
	frame_neighbours: 32,
	/** Conversations of a side that wait to be answered and are included then. */
	frame_waiting: 32,
	/** Listeners of a side that are included then: the newest. */
	frame_listeners: 32,
	/** Activities of one kind that the strip lists one by one: of more it tells how many. */
	listed_activities: 8,
	/** Conversations that are searched for a word of theirs, for one frame… */
	searched_endpoints: 4096,
	/** …and those that are listed of the ones found. */
	listed_endpoints: 512,
	/** Rows of a log that are counted, to know how many it leaves blank. */
	counted_rows: 40,
	/** Endpoint names in one message. */
	named_endpoints: 20,
	/** The longest line of the language. */
	line_characters: 65_536,
	/** A longer line of standard input is counted up to here for the error message. */
	measured_line_characters: 16 * 1024 * 1024,
	/** Characters of a line that an error message shows, and of the message. */
	explained_characters: 240,
	/** Characters of a paste; the rest is left out, and reported. */
	paste_characters: 1024 * 1024,
	/** After so many milliseconds the beginning of a terminal's report without its rest was typed: Esc. */
	report_wait_ms: 10,
	/**
	Milliseconds from the question what the terminal draws until the screen is painted without the answer, where the
	locale is not UTF-8. A round trip of an SSH link with 200 ms each way fits in.
	*/
	answer_wait_ms: 500,
	/** Milliseconds after a question within which the terminal is not given back before it has answered. */
	answer_late_ms: 1500,
	/**
	Bytes of frames on their way to a terminal behind a connection; what happened is not painted while there are more. A
	link of 10 KB/s carries them in 0.2 s. A flood's frame has 300 to 1,500 bytes.
	*/
	unanswered_bytes: 2048,
	/** The same for what a key changes, some 100 bytes: it is painted at once while others wait. */
	unanswered_keys_bytes: 8192,
	/** Milliseconds of silence after which a terminal behind a connection is taken for gone. */
	remote_timeout_ms: 15_000,
	/** Milliseconds of silence that end a paste without its closing bracket. */
	paste_silence_ms: 2000,
	/** Steps that can be undone in a prompt. */
	undo_steps: 200,
	/** Lines of history kept on disk. */
	history_lines: 2000,
	/** Bytes of the history file that are read: the newest. */
	history_bytes: 4 * 1024 * 1024,
	/** Bytes of a `file:` literal. */
	file_bytes: 1024 * 1024 * 1024,
	/** Bytes of one datagram's payload over IPv4 (65,535 less IP and UDP headers). */
	datagram_bytes: 65_507,
	/** Bytes of a recording queued for the disk before streams are held… */
	recording_full_bytes: 128 * 1024 * 1024,
	/** …and before data that cannot be held back is left out, and counted. */
	recording_waiting_bytes: 192 * 1024 * 1024,
	/** Printed bytes queued for a reader; events beyond that are counted. */
	output_waiting_bytes: 16 * 1024 * 1024,
	/** Characters of lines that are printed together, before the turn of the event loop ends. */
	printed_characters: 64 * 1024,
	/** Bytes that one event is estimated to take in a file, besides its data. */
	event_overhead_bytes: 128,
	/** Log lines queued as comments for the next packet of a recording. */
	recording_comments: 256,
	/** Names of endpoints queued for the next packet of a recording; then they get a block of their own. */
	recording_names: 32,
	/** Endpoints whose addresses a recording remembers; a forgotten one is written again with its next event. */
	recorded_endpoints: 4096,
	/** TCP conversations that a recording, or its reader, remembers; the oldest is forgotten first. */
	recorded_conversations: 4096,
	/** Bytes of one block of a capture; a longer one is an error. */
	capture_block_bytes: 16 * 1024 * 1024,
	/** Interfaces of one section of a capture. */
	capture_interfaces: 65_536,
	/** Options of one block of a capture that are read. */
	block_options: 4096,
	/** VLAN tags, or extension headers of IPv6, of one packet; a packet with more is not read. */
	packet_headers: 64,
	/** Packets of a recording that are read ahead, for the names of the endpoints that sent them… */
	capture_ahead_packets: 64,
	/** …and the bytes of these packets. */
	capture_ahead_bytes: 8 * 1024 * 1024,
	/** Comments of one packet that are shown. */
	packet_comments: 64,
	/** Out-of-order bytes of one direction kept for reassembly; beyond it, the missing segment counts as not captured. */
	reassembly_bytes: 4 * 1024 * 1024,
	/** The same for all directions of a capture. */
	reassembly_total_bytes: 64 * 1024 * 1024,
	/** Out-of-order segments of all directions. */
	reassembly_segments: 262_144,
	/** Bytes of one line of a .jsonl file: the largest recv in base64 (88 MiB), and its texts. */
	jsonl_line_bytes: 96 * 1024 * 1024,
	/** Bytes of one line of a hexdump. */
	hex_line_bytes: 65_536,
	/** Bytes of a recording that are read from the disk at once. */
	recording_piece_bytes: 512 * 1024,
	/** Bytes of a recording that its reader reads in one step, at the most; sockets are served between steps. */
	reader_step_bytes: 16 * 1024,
	/** Bytes that each line of a recording, or block of a capture, counts as besides its own. */
	reader_unit_bytes: 128,
	/** Characters of an endpoint's name in a recording. */
	name_characters: 255,
	/** Bytes of all conversations of a recording that is replayed: they are kept in memory. */
	replay_bytes: 256 * 1024 * 1024,
	/** Bytes that its session keeps of what is sent and received: nobody looks at them afterwards. */
	replay_keep_bytes: 1024 * 1024,
	/** Milliseconds without a byte while an answer is awaited, unless `--timeout` says otherwise. */
	replay_timeout_ms: 5000,
	/** Milliseconds without a byte after which an answer that differs is over, and that follow the last answer. */
	replay_settle_ms: 250,
	/** Bytes that an answer may be longer than the recorded one before nobody waits for its end. */
	replay_longer_bytes: 64 * 1024,
	/** Bytes queued for a peer that does not read before the next send waits. */
	replay_queue_bytes: 1024 * 1024,
	/** Errors in a recording that are reported one by one; the others are counted. */
	reported_mistakes: 20,
	/** Most frames painted in a second. */
	frames_per_second: 12,
	/** Coloured rows of the screen that are cached parsed. */
	parsed_rows: 512,
	/** Styles of the screen's cells that are cached with their characters, and ways from one style to another. */
	cell_styles: 256,
	/** Milliseconds between two layouts while the terminal is being resized. */
	resize_ms: 40,
	/** Milliseconds that the program waits at its end for the terminal to be restored, or for a reader of its output. */
	exit_wait_ms: 1000,
	/** Milliseconds that it waits at its end for its own work, such as the end of a recording. */
	exit_work_ms: 5000,
	/** Milliseconds after which a program that was not suspended by its own SIGTSTP continues. */
	stop_ms: 100,
	/** Recvs that were not expected yet, in equal parts for the endpoints that are there; the oldest are evicted. */
	arrivals: 262_144,
	/** Ends and refusals of one endpoint that are kept until they are expected, or for the next line that asks. */
	expect_happenings: 256,
	/** Milliseconds that `expect` waits, unless `within=` says otherwise… */
	expect_ms: 5000,
	/** …that it waits for nothing, unless `for=` does… */
	expect_nothing_ms: 300,
	/** …and for more behind a match that could become longer. */
	expect_settle_ms: 50,
	/** Bytes of a stream in which `expect` looks for an expression, or that it shows when others came. */
	expect_search_bytes: 1024 * 1024,
	/** Bytes of a text that `find` searches for. */
	find_text_bytes: 1024,
	/** Characters of a regular expression. */
	expression_characters: 1024,
	/** States that a regular expression compiles to. */
	expression_states: 160,
	/** Steps that compiling a regular expression takes, estimated beforehand: about a microsecond each. */
	expression_compile_steps: 20_000,
	/** Matches of a search that are kept: the newest. */
	find_matches: 100_000,
	/** Bytes of a regular expression's match before a block boundary. */
	find_reach_bytes: 1024,
	/** Directions whose last bytes a search keeps, for matches across two blocks. */
	find_flows: 1024,
	/** Milliseconds of one step of a search or filter; sockets are served between steps. */
	scan_step_ms: 4,
	/** Steps without a pause; after them, each is as long as the pause before it. */
	scan_burst_steps: 16,
	scan_pause_ms: 2,
	/** Bytes that `copy` sends to the terminal: several terminals accept no sequence over 100,000 characters. */
	clipboard_bytes: 70_000,
	/** Bytes of a range that `resend` sends. */
	range_bytes: 64 * 1024 * 1024,
	/** Bytes of text that `copy to=` formats and writes at once. */
	file_write_bytes: 256 * 1024,
	/** Calls of a log that `save` writes into a program. */
	program_calls: 1000,
	/** Bytes of one send that are in a program as they are; of longer ones, zeros. */
	program_send_bytes: 4096,
	/** The same for all sends of a program together, each content counted once. */
	program_data_bytes: 65_536,
	/** Bytes that a program sends to a connection whose other end never receives them. */
	program_unread_bytes: 65_536,
	/** Bytes of a file that `save` has formatted and not yet written. */
	save_waiting_bytes: 4 * 1024 * 1024,
	/** Saves of a session that are under way, of which one writes and the others wait; more are refused. */
	saves: 8,
	/** Bytes that one `*` of a hex view stands for. */
	squeezed_bytes: 64 * 1024,
	/** Bytes of one block or stream that `view decode` reads. */
	decode_bytes: 65_536,
	/** Bytes that are decoded for one frame; the rest follows in the next. */
	decode_frame_bytes: 128 * 1024,
	/** Rows of decoded messages that are kept from frame to frame. */
	decoded_rows: 20_000,
	/** Messages shown of one block or stream. */
	decode_messages: 2000,
	/** Bytes of a message that are read to open it as a page… */
	page_bytes: 192 * 1024,
	/** …its lines, the characters of one of them, and the bytes of a hexdump within it. */
	page_lines: 4000,
	page_line_characters: 2000,
	page_hex_bytes: 16 * 1024,
	/** Brackets within brackets of a JSON text that is laid out: each is an indentation on every line within it. */
	page_json_depth: 32,
	/** Bytes of one JSON text in a stream; what goes on behind them is read as lines. */
	decode_json_bytes: 1024 * 1024,
	/** Bytes after which what follows in the same block is decoded apart… */
	decode_section_bytes: 8192,
	/** …and messages. */
	decode_section_messages: 500,
	/** Bytes of one DNS message. */
	decode_dns_bytes: 8192,
	/** Records of it. */
	decode_dns_records: 512,
	/** Consecutive compression pointers in one of its names; normally a pointer leads to a label. */
	decode_dns_pointers: 4,
	/** Bytes of one HTTP header section. */
	decode_header_bytes: 32_768,
	/** Characters that other code wrote to the terminal while the screen was open; they are printed after it. */
	foreign_output_characters: 65_536,
	/** Milliseconds between looks whether a peer that has sent FIN, and is still sent to, has reset the connection. */
	reset_ms: 100,
	/** Milliseconds that a timer of Node waits at the most. */
	timer_ms: (2 ** 31) - 1,
	/** Ports that `nc -z` connects to at the same time. */
	scan_attempts: 64,
	/** Milliseconds without an ICMP refusal after which `nc -zu` calls a UDP port reachable. */
	probe_ms: 3000,
	/** Milliseconds that `connect` waits, unless `timeout=` says otherwise. */
	connect_timeout_ms: 30_000,
	/** Bytes of a file name that a client of `files` sends. */
	file_name_bytes: 4096,
	/** Bytes that `files` reads from the disk at once. */
	file_read_bytes: 256 * 1024,
	/** Bytes queued for one member of a `chat`; above that, members who send are not read… */
	chat_queue_bytes: 256 * 1024,
	/** …until it has read them, or is dropped after this long. */
	chat_timeout_ms: 2000,
	/** Members of a chat over streams. */
	chat_members: 256,
	/** Members of a chat over UDP, where addresses can be forged. */
	chat_datagram_members: 64,
	/**
	Repeated datagrams from one address that a UDP service answers; they come from a loop of two services, or from a
	program that repeats itself…
	*/
	loop_repeats: 20_000,
	/** …the count falls by this in a second… */
	loop_repeats_per_second: 100,
	/** …and by this for each datagram with new content. */
	loop_repeats_per_new: 16,
	/** Above the limit, one datagram in this many is not answered. */
	loop_drop_one_in: 100,
	/** Datagrams from one address, with any content, that a UDP service answers… */
	loop_datagrams: 100_000,
	/** …until nothing comes for so many microseconds; above the limit… */
	loop_quiet_us: 1_000_000,
	/** …one datagram in this many is not answered. */
	loop_datagrams_drop_one_in: 10_000,
	/** After so many of them, nothing from that address is answered… */
	loop_datagrams_before_silence: 1_000_000,
	/** …for so many microseconds: all that is in flight between two processes of one machine comes in that time. */
	loop_silence_us: 250_000,
	/** Different datagrams remembered for one address: chargen sends 95. */
	loop_fingerprints: 128,
	/** Microseconds between notices about datagrams that are not answered. */
	loop_notice_us: 1_000_000,
	/** Connections and UDP peers that one `relay` serves at the same time. */
	relay_legs: 256,
	/** Milliseconds of silence after which `relay` forgets a UDP peer, unless IDLE is given. */
	relay_idle_ms: 60_000,
	/** Bytes of one line that `rules` matches. */
	rules_line_bytes: 65_536,
	/** Bytes of a `rules` file. */
	rules_file_bytes: 1024 * 1024,
	/** Lines of a `rules` file. */
	rules_file_lines: 10_000,
	/** Rules in it: each message may be matched against all of them. */
	rules_file_rules: 1000,
	/** Steps that compiling all its expressions takes: about a microsecond each; sockets wait that long. */
	rules_compile_steps: 100_000,
	/** Total bytes of all literals of a `rules` file. */
	rules_data_bytes: 64 * 1024 * 1024,
	/** Actions of one rule. */
	rules_actions: 100,
	/** Values such as `\{all}` in the replies of one rule. */
	rules_values: 256,
	/** Total bytes of the values of one reply; a longer reply is not sent, with an event. */
	rules_reply_bytes: 4 * 1024 * 1024,
	/**
	Matching steps of one listener in one turn of the event loop. A step is one state of an expression on one byte: 25 ns
	at worst.
	*/
	rules_turn_steps: 120_000,
	/** Steps of one pattern on one message, estimated beforehand; sockets wait that long. */
	rules_pattern_steps: 1_500_000,
	/** Steps of all rules on one message; a message that needs more is not answered, with an event. */
	rules_message_steps: 15_000_000,
	/** Messages queued in one connection of `rules`; beyond it, the connection is not read. */
	rules_waiting_messages: 64,
	/** Bytes queued for a `module` that does not read them; beyond it, the connection is not read. */
	module_queue_bytes: 256 * 1024,
	/** The same, counted in recvs. */
	module_queue_pieces: 4096,
	/** Bytes queued for a `module` on all its connections before datagrams are dropped. */
	module_datagrams_bytes: 16 * 1024 * 1024,
	/** Bytes to send that are queued in a `module`'s process; beyond it, a send fails. */
	module_unsent_bytes: 64 * 1024 * 1024,
	/** The same, counted in sends. */
	module_unsent_sends: 65_536,
	/** Bytes of one message of a `module`'s process besides the data it carries. */
	module_message_bytes: 64 * 1024,
	/** Milliseconds that loading a `module` may take. */
	module_load_ms: 10_000,
	/** Milliseconds between pings of a `module`'s process… */
	module_ping_ms: 500,
	/** …and without an answer before that is reported. */
	module_timeout_ms: 1000,
	/** Mebibytes of a `module`'s heap, and of its external buffers. */
	module_heap_mib: 256,
	/** Lines that a `module` may print and note within `module_ping_ms`. */
	module_lines: 1000,
	/** Characters of one of them. */
	module_line_characters: 4096,
	/** Milliseconds to wait for the remaining output of a `module`'s process that has ended. */
	module_exit_wait_ms: 100,
	/** A script and each file that it includes. */
	script_bytes: 1024 * 1024,
	/** Files that include each other, and blocks within each other. */
	script_depth: 16,
	/** Lines of a script with all that it includes. */
	script_lines: 100_000,
	/** Endpoints of which a script says what they waited for when its time was over; the others are counted. */
	script_waiting_lines: 20,
	/** Mistakes of a script that are shown; the others are counted. */
	script_mistakes: 100,
	/** How long a script may run, unless `--timeout` says otherwise. */
	script_timeout_ms: 30_000,
	/** What is kept of the output of a script that runs beside others. */
	script_output_bytes: 1024 * 1024,
	/** How long a script's process may take beyond the time limit of the script, before it is killed. */
	script_exit_wait_ms: 10_000,
	/** Lines that `save session.play` can make a script of: so many that sent something, and as many others… */
	acts: 10_000,
	/** …and the bytes of each of the two… */
	acts_bytes: 8 * 1024 * 1024,
	/** …each line counted as so many more, and each address in it. */
	act_bytes: 128,
	/** Bytes of one send that are kept, where its DATA gives others each time. */
	act_data_bytes: 1024 * 1024,
	/** Bytes that a script has as a literal, and as hex; more are in a file beside it… */
	play_literal_bytes: 8192,
	play_hex_bytes: 64,
	/** …and the bytes of all these files. */
	play_files_bytes: 64 * 1024 * 1024,
} as const;
