/** The life of a connection as a table: a state, what happens, the next state. What is not in the table cannot happen. */
export const states = ['connecting', 'open', 'half-closed local', 'half-closed remote', 'held', 'closed', 'reset', 'failed'] as const;
export type State = (typeof states)[number];
