import type {PaneView} from '../screen-view.ts';
import type {Theme} from '../theme.ts';
import {Lines} from './lines.tsx';
import {Place} from './place.tsx';

/** The border of a pane at its sides and below; the title is the border above. */
export function Frame({pane, theme}: {readonly pane: PaneView; readonly theme: Theme}): React.JSX.Element {
	const {layout: {box}, isFocused} = pane;
	const {signs} = theme;
	const line = (text: string) => theme.paint(isFocused ? 'accent' : 'dim', text);
	const below = line(signs.bottomLeft + signs.across.repeat(box.columns - 2) + signs.bottomRight);
	const side = Array.from({length: box.rows - 2}, () => line(signs.down));
	const inner = {...box, y: box.y + 1, rows: box.rows - 2};
	return (
		<>
			<Place at={{...inner, columns: 1}}><Lines rows={side}/></Place>
			<Place at={{...inner, x: box.x + box.columns - 1, columns: 1}}><Lines rows={side}/></Place>
			<Place at={{...box, y: box.y + box.rows - 1, rows: 1}}><Lines rows={[below]}/></Place>
		</>
	);
}
