/** The thread that writes a recording: receives batches, reports each when it is in the file. Its writes block. */
import {parentPort, workerData} from 'node:worker_threads';
import {blockingOutput} from './output.ts';
import type {RecorderObserver} from './recorder.ts';
import {recordingWriterFor} from './recording-writer.ts';
import type {FromRecorder, RecorderSetup, ToRecorder} from './messages.ts';

const port = parentPort!;
const {fd, path, only, progress} = workerData as RecorderSetup;
const finished = new Int32Array(progress);
const observer: RecorderObserver = {
	written(written_bytes) {
		post({type: 'written', written_bytes});
	},
	failed(errno, written_bytes) {
		post({type: 'failed', errno, written_bytes});
	},
	died: () => undefined,
	tell(message) {
		post({type: 'tell', message});
	},
};
const writer = recordingWriterFor({path, only, output: blockingOutput(fd)}, observer);

port.on('message', (message: ToRecorder) => {
	void handle(message);
});

async function handle(message: ToRecorder): Promise<void> {
	switch (message.type) {
		case 'batch': {
			writer.write(message.batch);
			break;
		}

		case 'end': {
			post({type: 'ended', written_bytes: await writer.end()});
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
