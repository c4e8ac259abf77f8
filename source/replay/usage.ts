/** `sockplay replay --help`. */
export const usage = String.raw`
Usage
  $ sockplay replay FILE --as client ADDRESS   send what the recorded clients sent
  $ sockplay replay FILE --as server ADDRESS   answer as the recorded servers did

  Plays one end of a recording (.pcapng .pcap .jsonl .hex) against a live peer and compares what the peer says with
  the recording. A difference is shown as bytes; the exit code is 0 when there is none, else 1.

Options
  --only NAME           only this conversation, or those of this listener; any number of times
  --timing recorded     with the pauses of the recording; without it, as fast as the peer answers
  --ignore /EXPRESSION/ what may differ: a date, an identifier; any number of times
  --timeout 5s          how long nothing may come while something is awaited
  --log, -v             print the calls on standard error
  --json                one JSON object per conversation
  --tap                 the Test Anything Protocol: one test per conversation

Examples
  $ sockplay replay talk.pcapng --as client tcp:6379
  $ sockplay replay web.pcapng --as server tcp:8080 --ignore '/Date: [^\r]*/'
`;
