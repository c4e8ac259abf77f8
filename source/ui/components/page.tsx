import {Box, Text} from 'ink';
import {Lines} from './lines.tsx';

/** A text that takes the whole screen but the status line. */
export function Page({title, lines}: {readonly title: string; readonly lines: readonly string[]}): React.JSX.Element {
	return (
		<Box flexDirection='column' flexGrow={1}>
			{title === '' ? undefined : <Text wrap='truncate'>{title}</Text>}
			<Lines rows={lines}/>
		</Box>
	);
}
