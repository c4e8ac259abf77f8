import type {Viewport} from '../frames/frame.ts';
import {forPanes, sideOfPane} from '../frames/panes.ts';
import type {Rectangle} from '../screen/layout-type.ts';
import type {Layout} from './layout-type.ts';
import type {UiState} from './state.ts';
import type {Theme} from './theme.ts';

/** What the lab is asked for: the sizes of the panes, 0 where one is not visible, and how bytes are shown. */
export function viewportOf(state: UiState, layout: Layout, theme: Theme): Viewport {
	const sizes = forPanes(({name}) => {
		const {columns = 0, rows = 0}: Partial<Rectangle> = layout.panes[name]?.content ?? {};
		return {columns, rows};
	});
	const side = sideOfPane(state.focus);
	const listing = state.popup?.type === 'connections' && side !== undefined
		? {listing: {side, query: state.popup.query}}
		: {};
	return {
		sizes,
		...(layout.kind === 'stacked' && {isStacked: true}),
		...state.view,
		...listing,
		ascii: theme.ascii,
		colours: theme.colours,
		theme: theme.name,
	};
}
