import {Box, Text} from 'ink';
import TextInput from 'ink-text-input';
import type {PaneView} from '../screen-view.ts';

type PromptProperties = NonNullable<PaneView['prompt']>;

/** A prompt. Its keys go to the line editor and the cursor is the terminal's own, so the input only draws. */
export function Prompt({label, window, isSelected}: PromptProperties): React.JSX.Element {
	const text = isSelected ? inverse(window.text) : window.text;
	return (
		<Box height={1} flexShrink={0}>
			<Text>{label}</Text>
			<TextInput value={text} focus={false} showCursor={false} onChange={ignore}/>
		</Box>
	);
}

/** What is selected is seen without colours, too (ECMA-48, SGR 7). */
function inverse(text: string): string {
	return `\u{1B}[7m${text}\u{1B}[27m`;
}

function ignore(): void {
	// An input without focus never changes.
}
