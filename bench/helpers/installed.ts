import {spawnSync} from 'node:child_process';

/** Such a program is there to be compared with. */
export function isInstalled(name: string): boolean {
	return spawnSync('which', [name]).status === 0;
}
