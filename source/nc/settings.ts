/** What the options of netcat ask for. */
export type NcSettings = {
	readonly family?: 4 | 6;
	/** -l */
	readonly listens?: true;
	/** -k */
	readonly keepsOpen?: true;
	/** -u */
	readonly isDatagram?: true;
	/** -U */
	readonly isUnix?: true;
	/** -z */
	readonly scans?: true;
	/** -n: no name is looked up, in either direction. */
	readonly isNumeric?: true;
	/** -v */
	readonly isVerbose?: true;
	/** -N: FIN after the end of input. */
	readonly shutsDown?: boolean;
	/** -d */
	readonly readsNothing?: true;
	/** --send-only: what the peer sends is not printed, and the end of input ends it. */
	readonly onlySends?: true;
	/** -C: LF becomes CRLF on its way out. */
	readonly sendsCrlf?: true;
	/** -t */
	readonly answersTelnet?: true;
	/** -r: the ports are tried in any order. */
	readonly shufflesPorts?: true;
	/** -b */
	readonly broadcasts?: true;
	/** -s: where to bind. */
	readonly source?: string;
	/** -p: a number or a name. */
	readonly sourcePort?: string;
	/** -w, which stands for both. */
	readonly connect_ms?: number;
	readonly idle_ms?: number;
	/** -q: after the end of input, without a byte from the peer; Infinity: as long as the peer stays. */
	readonly quit_ms?: number;
	/** -i: between two lines. */
	readonly interval_ms?: number;
	/** -W: recvs after which it ends. */
	readonly recvs?: number;
	/** -T: the byte of IP_TOS or IPV6_TCLASS. */
	readonly tos?: number;
	/** -M */
	readonly ttl?: number;
	/** Options that change nothing here, each with the reason. */
	readonly ignored?: readonly string[];
	/** -h */
	readonly wantsHelp?: true;
};
