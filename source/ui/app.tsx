import {Box, Text, useInput, usePaste} from 'ink';
import {useInsertionEffect, useSyncExternalStore} from 'react';
import {Page} from './components/page.tsx';
import {Panes} from './components/panes.tsx';
import {Place} from './components/place.tsx';
import {readKeys, readPaste, type Key} from './keys.ts';
import {viewScreen, type ScreenView} from './screen-view.ts';
import type {UiState} from './state.ts';
import type {Theme} from './theme.ts';

/** What the app is connected to. */
export type AppProps = {
	readonly themeFor: (state: UiState) => Theme;
	readonly subscribe: (listener: () => void) => () => void;
	readonly getState: () => UiState;
	readonly onKeys: (keys: readonly Key[]) => void;
	/** Hears of each view before Ink writes its frame. */
	readonly onView: (view: ScreenView, state: UiState) => void;
};

/** The chrome of the screen. The rows of the panes are not here: they go straight to the compositor. */
export function App({themeFor, subscribe, getState, onKeys, onView}: AppProps): React.JSX.Element {
	const state = useSyncExternalStore(subscribe, getState);
	const theme = themeFor(state);
	const view = viewScreen(state, theme);
	useInsertionEffect(() => {
		onView(view, state);
	});
	useInput((input, key) => {
		onKeys(readKeys(input, key));
	});
	usePaste(text => {
		onKeys([readPaste(text)]);
	});
	const {columns, rows} = state.size;
	return (
		<Box flexDirection='column' width={columns} height={rows} overflow='hidden'>
			{view.page === undefined ? <Panes view={view} theme={theme}/> : <Page {...view.page}/>}
			<Place at={{x: 0, y: view.layout.status_row, columns, rows: 1}}><Text wrap='truncate'>{view.status}</Text></Place>
		</Box>
	);
}
