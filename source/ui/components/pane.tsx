import type {PaneView} from '../screen-view.ts';
import type {Theme} from '../theme.ts';
import {Frame} from './frame.tsx';
import {Place} from './place.tsx';
import {Prompt} from './prompt.tsx';

/** One pane: its frame, if it has one, and its prompt. What lies between, the compositor paints. */
export function Pane({pane, theme}: {readonly pane: PaneView; readonly theme: Theme}): React.JSX.Element {
	const {layout, isFramed, prompt} = pane;
	return (
		<>
			{isFramed ? <Frame pane={pane} theme={theme}/> : undefined}
			<Place at={layout.prompt}>{prompt === undefined ? undefined : <Prompt {...prompt}/>}</Place>
		</>
	);
}
