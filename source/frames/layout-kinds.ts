/**
How the panes can be arranged. `side`: server and client side by side, the raw bytes below. `stacked`: the panes above
each other, each as wide as the screen. `tabs`: one pane at a time. `auto`: by the size of the terminal.
*/
export const layoutKinds = ['side', 'stacked', 'tabs', 'auto'] as const;
export type LayoutKind = (typeof layoutKinds)[number];
