/** What the mouse does, for the help and README's table of keys; `ui/mouse.ts` does it. */
export const mouseTable = [
	{keys: 'Wheel', where: 'anywhere', label: 'scroll the pane under the mouse'},
	{keys: 'Click', where: 'anywhere', label: 'type in the pane; choose a connection of its list'},
	{keys: 'Click', where: 'raw pane', label: 'the cursor to a byte'},
	{keys: 'Drag', where: 'raw pane', label: 'mark bytes'},
	{keys: 'Shift+Drag', where: 'anywhere', label: 'select text as the terminal does; or after /set mouse=off'},
] as const;
