/**
How the panes can be arranged. `side`: server and client side by side, the raw bytes below. `stacked`: the panes above
each other, each as wide as the screen. `tabs`: one pane at a time. `auto`: by the size of the terminal.
*/
export const layoutKinds = ['side', 'stacked', 'tabs', 'auto'] as const;
export type LayoutKind = (typeof layoutKinds)[number];

/**
From so many columns on, `auto` is side by side: each half has 50 columns in its frame, for a call with its result and
the first 24 bytes of its data.
*/
export const side_columns = 108;
