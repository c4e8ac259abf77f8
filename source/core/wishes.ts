/** What a line can ask of the screen: the lab grants none of these, and outside the screen only `quit` and `help` have a meaning. */
export type ScreenWish =
	| {readonly type: 'focus'; readonly pane: 'server' | 'client' | 'raw'}
	/** The whole screen for one pane (the focused one when none is named), and back again. */
	| {readonly type: 'zoom'; readonly pane?: 'server' | 'client' | 'raw'}
	/** How the raw-bytes pane shows bytes; only what is given changes. `only: ''` shows all endpoints again. */
	| {readonly type: 'view'; readonly view?: 'hex' | 'text' | 'escaped'; readonly width?: 8 | 16 | 32 | 'auto'; readonly only?: string}
	| {readonly type: 'help'; readonly verb?: string}
	| {readonly type: 'quit'};
