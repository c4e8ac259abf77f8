import {Text} from 'ink';
import type {PaneView} from '../screen-view.ts';
import type {Theme} from '../theme.ts';
import {Frame} from './frame.tsx';
import {Lines} from './lines.tsx';
import {Place} from './place.tsx';
import {Prompt} from './prompt.tsx';

/** One pane: its title, in a frame or not, the connections, the prompt. What lies between, the compositor paints. */
export function Pane({pane, theme}: {readonly pane: PaneView; readonly theme: Theme}): React.JSX.Element {
	const {layout, isFramed, title, list, prompt} = pane;
	return (
		<>
			{isFramed ? <Frame pane={pane} theme={theme}/> : undefined}
			<Place at={{...layout.box, rows: 1}}><Text wrap='truncate'>{title}</Text></Place>
			<Place at={layout.list}><Lines rows={list}/></Place>
			<Place at={layout.prompt}>{prompt === undefined ? undefined : <Prompt {...prompt}/>}</Place>
		</>
	);
}
