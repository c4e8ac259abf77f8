import {Box, Text} from 'ink';
import TextInput from 'ink-text-input';
import type {PaneView} from '../screen-view.ts';

/** A prompt. Its keys go to the line editor and the cursor is the terminal's own, so the input only draws. */
export function Prompt({label, window}: NonNullable<PaneView['prompt']>): React.JSX.Element {
	return (
		<Box height={1} flexShrink={0}>
			<Text>{label}</Text>
			<TextInput value={window.text} focus={false} showCursor={false} onChange={ignore}/>
		</Box>
	);
}

function ignore(): void {
	// An input without focus never changes.
}
