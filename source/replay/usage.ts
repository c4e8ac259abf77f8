import {flagLines} from '../core/flag-table.ts';
import {flags} from './flags.ts';

/** `sockplay replay --help`. */
export const usage = String.raw`
Usage
  $ sockplay replay FILE --as client ADDRESS   send what the recorded clients sent
  $ sockplay replay FILE --as server ADDRESS   answer as the recorded servers did

  Plays one end of a recording (.pcapng .pcap .jsonl .hex) against a live peer and compares what the peer says with
  the recording. A difference is shown as bytes; the exit code is 0 when there is none, else 1.

Options
${flagLines(flags).join('\n')}

Examples
  $ sockplay replay talk.pcapng --as client tcp:6379
  $ sockplay replay web.pcapng --as server tcp:8080 --ignore '/Date: [^\r]*/'
`;
