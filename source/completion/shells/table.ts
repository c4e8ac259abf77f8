import {bash} from './bash.ts';
import {fish} from './fish.ts';
import type {Shell} from './shell.ts';
import {zsh} from './zsh.ts';

export const shells: Readonly<Record<string, Shell>> = {bash, zsh, fish};

export const shellNames = Object.keys(shells);
