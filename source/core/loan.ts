/** Bytes that stay as they are until `end` is called, once. */
export type Loan = {readonly bytes: Uint8Array; readonly end: () => void};
