import {echo} from './echo.ts';
import {greet} from './greet.ts';
import type {Service} from './service.ts';

/** Every service, by the name that `listen` takes. Help and completion are made from this table. */
export const services: readonly Service[] = [echo, greet];
