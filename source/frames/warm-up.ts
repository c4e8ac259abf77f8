import {Buffer} from 'node:buffer';
import {quoteBytes} from '../core/quote.ts';
import {clip, visibleText} from '../core/visible.ts';

/**
Has the engine compile its tables of Unicode before somebody's bytes wait for it: 45 ms, measured, which would otherwise
stand in the middle of the first round trip that carries more than ASCII.
*/
export function warmUp(): void {
	visibleText('à\u{202E}');
	clip('chào bạn 你好', 5);
	quoteBytes(Buffer.from('chào bạn 你好 ✓\n'), 40);
}
