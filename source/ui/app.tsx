import {Box, useInput, usePaste} from 'ink';
import {useInsertionEffect, useSyncExternalStore} from 'react';
import {Page} from './components/page.tsx';
import {Panes} from './components/panes.tsx';
import {readKeys, readPaste, type Key} from './keys.ts';
import type {ScreenView} from './screen-view.ts';
import type {Theme} from './theme.ts';

/** What Ink draws. */
export type Drawn = {readonly view: ScreenView; readonly theme: Theme};

/** What the app is connected to. */
export type AppProps = {
	readonly subscribe: (listener: () => void) => () => void;
	/** Another object only when there is something else to draw. */
	readonly getDrawn: () => Drawn;
	readonly onKeys: (keys: readonly Key[]) => void;
	/** Called before Ink writes its frame. */
	readonly onDraw: () => void;
};

/**
The chrome of the screen that does not change with the traffic: frames, prompts, what is open. The rows of the panes,
their titles and lists are not here: they go straight to the compositor.
*/
export function App({subscribe, getDrawn, onKeys, onDraw}: AppProps): React.JSX.Element {
	const {view, theme} = useSyncExternalStore(subscribe, getDrawn);
	useInsertionEffect(() => {
		onDraw();
	});
	useInput((input, key) => {
		onKeys(readKeys(input, key));
	});
	usePaste(text => {
		onKeys([readPaste(text)]);
	});
	const {columns, rows} = view.staged;
	return (
		<Box flexDirection='column' width={columns} height={rows} overflow='hidden'>
			{view.page === undefined ? <Panes view={view} theme={theme}/> : <Page {...view.page}/>}
		</Box>
	);
}
