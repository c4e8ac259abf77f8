import {Box} from 'ink';
import type {PropsWithChildren} from 'react';
import type {Rectangle} from '../../screen/layout-type.ts';

/** What it holds stands in this rectangle of the screen, wherever that is. */
export function Place({at, children}: PropsWithChildren<{readonly at: Rectangle}>): React.JSX.Element | undefined {
	const {x, y, columns, rows} = at;
	return rows === 0
		? undefined
		: (
			<Box position='absolute' left={x} top={y} width={columns} height={rows} flexDirection='column' overflow='hidden'>
				{children}
			</Box>
		);
}
