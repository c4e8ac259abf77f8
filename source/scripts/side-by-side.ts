/** Tests that run at the same time, as far as they do not use the same addresses. */

export type Job = {
	/** Fixed ports and paths that it uses: of those that share one, only one runs at a time. */
	readonly uses: ReadonlySet<string>;
	/** Must not reject. */
	readonly run: () => Promise<void>;
};

/**
Runs all jobs, at most `max` at a time; resolves when none is left. The first that can begin does: one that waits for an
address does not keep those behind it waiting. Once `isStopped`, none begins any more.
*/
export async function runSideBySide(
	jobs: readonly Job[],
	{max, isStopped = () => false}: {readonly max: number; readonly isStopped?: () => boolean},
): Promise<void> {
	const waiting = [...jobs];
	const running = new Set<Job>();
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const begin = (job: Job) => {
		running.add(job);
		job.run().then(() => {
			running.delete(job);
			beginMore();
		}).catch(reject);
	};

	const beginMore = () => {
		while (running.size < max && !isStopped()) {
			const index = waiting.findIndex(job => isFree(job, running));
			if (index === -1) {
				break;
			}

			begin(waiting.splice(index, 1)[0]!);
		}

		if (running.size === 0) {
			resolve();
		}
	};

	beginMore();
	return promise;
}

function isFree({uses}: Job, running: ReadonlySet<Job>): boolean {
	return [...running].every(other => uses.isDisjointFrom(other.uses));
}
