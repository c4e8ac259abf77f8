import {Text} from 'ink';

/** Finished rows, one below the other. They are cut to their width already. */
export function Lines({rows}: {readonly rows: readonly string[]}): React.JSX.Element | undefined {
	return rows.length === 0
		? undefined
		: <Text wrap='truncate'>{rows.map(row => row === '' ? ' ' : row).join('\n')}</Text>;
}
