/** The lab thread: its own composition root. Lines come in, frames go out. */
import {parentPort, workerData} from 'node:worker_threads';
import {now_us} from '../core/clock.ts';
import {openLab} from '../open-lab.ts';
import {freePorts} from '../sockets/free-port.ts';
import {LabHost} from './lab-host.ts';
import type {LabSetup, ToLab} from './messages.ts';

const port = parentPort!;
const host = new LabHost({openLab: () => openLab({...workerData as LabSetup, now_us}), freePorts}, message => {
	port.postMessage(message);
});

port.on('message', (message: ToLab) => {
	host.handle(message);
});
