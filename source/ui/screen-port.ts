import type {Screen} from '../screen/terminal.ts';

/** The part of the screen that the ui uses. */
export type ScreenPort = Pick<
	Screen,
	| 'sink' | 'takeAnswers' | 'size' | 'stage' | 'paint' | 'whenCaughtUp' | 'framesPerSecond' | 'suspend' | 'copy'
	| 'useMouse'
>;
