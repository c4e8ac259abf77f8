import type {ScreenView} from '../screen-view.ts';
import type {Theme} from '../theme.ts';
import {Lines} from './lines.tsx';
import {Pane} from './pane.tsx';
import {Place} from './place.tsx';

/** The panes where the layout has them, and what is open above the prompt. */
export function Panes({view, theme}: {readonly view: ScreenView; readonly theme: Theme}): React.JSX.Element {
	const {layout: {columns, popup}, panes} = view;
	return (
		<>
			{panes.map(pane => <Pane key={pane.name} pane={pane} theme={theme}/>)}
			<Place at={{...popup, x: 0, columns}}><Lines rows={view.popup}/></Place>
		</>
	);
}
