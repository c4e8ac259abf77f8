/** A border pushed a step to a side, as the layout that is shown has it. */
import type {PaneName} from '../frames/panes.ts';
import type {Borders} from './borders.ts';
import type {Layout} from './layout-type.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const step_columns = 2;
const step_rows = 1;

/**
The borders after one of them went a step: the one between left and right, or the one above the focused pane (of the
first pane, the one below it). Nothing where the layout has no such border.
*/
export function moveBorder(
	{kind, columns, panes}: Layout,
	borders: Borders,
	focus: PaneName,
	direction: Direction,
): Borders | undefined {
	const {server, client, raw} = panes;
	if (server === undefined || client === undefined || raw === undefined) {
		return undefined;
	}

	const by = direction === 'left' || direction === 'up' ? -1 : 1;
	if (direction === 'left' || direction === 'right') {
		const left = server.box.columns + (by * step_columns);
		return kind === 'side' ? {...borders, left: left / columns} : undefined;
	}

	const rows = raw.box.y + raw.box.rows;
	if (kind === 'side') {
		return {...borders, above: (raw.box.y + (by * step_rows)) / rows};
	}

	return focus === 'raw'
		? {...borders, third: (raw.box.y + (by * step_rows)) / rows}
		: {...borders, second: (client.box.y + (by * step_rows)) / rows};
}
