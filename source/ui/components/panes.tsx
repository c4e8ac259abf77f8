import {Box, Text} from 'ink';
import type {ScreenView} from '../screen-view.ts';
import type {Theme} from '../theme.ts';
import {Pane} from './pane.tsx';

/**
The panes as the layout has them: server and client side by side above the raw bytes, or one alone below a row of tabs.
*/
export function Panes({view, theme}: {readonly view: ScreenView; readonly theme: Theme}): React.JSX.Element {
	const above = view.panes.filter(({layout}) => layout.box.y <= 1);
	const below = view.panes.filter(({layout}) => layout.box.y > 1);
	return (
		<Box flexDirection='column' flexGrow={1}>
			{view.tabs === undefined ? undefined : <Text wrap='truncate'>{view.tabs}</Text>}
			<Box>{above.map(pane => <Pane key={pane.name} pane={pane} theme={theme}/>)}</Box>
			{below.map(pane => <Pane key={pane.name} pane={pane} theme={theme}/>)}
		</Box>
	);
}
