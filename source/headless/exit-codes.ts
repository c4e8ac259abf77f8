/** The exit code for a signal is `signalled` plus its number, as in shells. */
export const exitCodes = {done: 0, refused: 1, wrong: 2, signalled: 128} as const;
