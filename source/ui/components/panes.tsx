import type {ScreenView} from '../screen-view.ts';
import type {Theme} from '../theme.ts';
import {Lines} from './lines.tsx';
import {Pane} from './pane.tsx';
import {Place} from './place.tsx';

/** The panes where the layout has them, what is open above the prompt, and the rows around them. */
export function Panes({view, theme}: {readonly view: ScreenView; readonly theme: Theme}): React.JSX.Element {
	const {layout: {columns, popup, tabs_row, strip_row}, panes, tabs, strip} = view;
	const row = (y: number) => ({x: 0, y, columns, rows: 1});
	return (
		<>
			{tabs_row === undefined ? undefined : <Place at={row(tabs_row)}><Lines rows={[tabs]}/></Place>}
			{panes.map(pane => <Pane key={pane.name} pane={pane} theme={theme}/>)}
			<Place at={{...popup, x: 0, columns}}><Lines rows={view.popup}/></Place>
			{strip_row === undefined ? undefined : <Place at={row(strip_row)}><Lines rows={[strip]}/></Place>}
		</>
	);
}
