/** To the keeper's process; the socket travels with `keep`. `id` is the socket's number. */
export type ToKeeper = {readonly type: 'keep' | 'return' | 'close'; readonly id: number};

/** From the keeper's process, with the socket. */
export type FromKeeper = {readonly type: 'returned'; readonly id: number};
