import {Box, Text} from 'ink';
import type {PaneView} from '../screen-view.ts';
import type {Theme} from '../theme.ts';
import {Lines} from './lines.tsx';
import {Prompt} from './prompt.tsx';

/**
One pane: its border with the title in it, an empty place for what the compositor paints, the connections, the prompt,
and what is open below it.
*/
export function Pane({pane, theme}: {readonly pane: PaneView; readonly theme: Theme}): React.JSX.Element {
	const {layout, isFocused, title, list, prompt, popup} = pane;
	const {box, content} = layout;
	const {signs} = theme;
	const line = (text: string) => theme.paint(isFocused ? 'accent' : 'dim', text);
	const side = Array.from({length: box.rows - 2}, () => line(signs.down));
	return (
		<Box flexDirection='column' width={box.columns} height={box.rows}>
			<Text wrap='truncate'>{title}</Text>
			<Box height={box.rows - 2}>
				<Lines rows={side}/>
				<Box flexDirection='column' width={box.columns - 2} paddingX={1}>
					<Box height={content.rows} flexShrink={0}/>
					<Lines rows={list}/>
					{prompt === undefined ? undefined : <Prompt {...prompt}/>}
					<Lines rows={popup}/>
				</Box>
				<Lines rows={side}/>
			</Box>
			<Text wrap='truncate'>{line(signs.bottomLeft + signs.across.repeat(box.columns - 2) + signs.bottomRight)}</Text>
		</Box>
	);
}
