/** The panes of the screen: the one list that layout, keys, verbs and frames go by. */
import type {Side} from '../core/events.ts';

export type Pane = {
	readonly name: string;
	/** Where three panes are shown: beside each other, and below those two. */
	readonly place: 'left' | 'right' | 'below';
	/**
	The side of the session whose log it shows; what is typed goes to that side's endpoint. Without one it shows a view
	(views/table.ts), and has a prompt only while something stands in it.
	*/
	readonly side?: Side;
	/** What it says while there is nothing to show; a view says this itself. */
	readonly empty?: readonly string[];
};

const table = [
	{name: 'server', place: 'left', side: 'server', empty: ['No server yet.', '/listen tcp:4000 echo']},
	{name: 'client', place: 'right', side: 'client', empty: ['No client yet.', '/connect tcp:4000']},
	{name: 'raw', place: 'below'},
] as const satisfies readonly Pane[];

export type PaneName = (typeof table)[number]['name'];
export type NamedPane = Pane & {readonly name: PaneName};

/** In the order in which Tab goes through them. */
export const panes: readonly NamedPane[] = table;
export const paneNames: readonly PaneName[] = table.map(({name}) => name);

/** The pane that shows a view. */
export const viewPane = 'raw' satisfies PaneName;

/** The panes that lines and data are typed into. */
export const talkingPanes: readonly PaneName[] = panes.filter(({side}) => side !== undefined).map(({name}) => name);

/** The side whose log a pane shows. */
export function sideOfPane(name: PaneName): Side | undefined {
	return panes.find(pane => pane.name === name)?.side;
}

/** Something for each pane. */
export function forPanes<Value>(make: (pane: NamedPane) => Value): Readonly<Record<PaneName, Value>> {
	return Object.fromEntries(panes.map(pane => [pane.name, make(pane)])) as Record<PaneName, Value>;
}
