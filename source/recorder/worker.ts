/** The thread that writes a recording: batches come in, and are told of when they are in the file. It may wait for the disk. */
import {parentPort, workerData} from 'node:worker_threads';
import {waitingOutput} from '../formats/output.ts';
import {scribeFor, type RecorderObserver} from '../formats/recorder.ts';
import type {Scribe} from '../formats/scribe.ts';
import type {FromRecorder, RecorderSetup, ToRecorder} from './messages.ts';

const port = parentPort!;
const {path, only, progress} = workerData as RecorderSetup;
const finished = new Int32Array(progress);
let scribe: Scribe | undefined;
const observer: RecorderObserver = {
	took(written_bytes) {
		post({type: 'took', written_bytes});
	},
	failed(errno, written_bytes) {
		post({type: 'failed', errno, written_bytes});
	},
	tell(message) {
		post({type: 'tell', message});
	},
};

port.on('message', (message: ToRecorder) => {
	void handle(message);
});

async function handle(message: ToRecorder): Promise<void> {
	switch (message.type) {
		case 'file': {
			scribe = scribeFor(path, only, waitingOutput(message.handle), observer);
			break;
		}

		case 'batch': {
			scribe!.take(message.batch);
			break;
		}

		case 'end': {
			post({type: 'ended', written_bytes: await scribe!.end()});
			port.close();
			break;
		}
	}

	Atomics.add(finished, 0, 1);
	Atomics.notify(finished, 0);
}

function post(message: FromRecorder): void {
	port.postMessage(message);
}
