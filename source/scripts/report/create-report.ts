import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {createFile} from '../../files/create.ts';
import {systemErrorText} from '../../files/messages.ts';

/**
Creates the file of a report, or empties it, before anything runs, so that one that cannot be written is told at once.
What is returned writes its text and closes it; a problem when the system does not take it.
*/
export async function createReport(file: string): Promise<((text: string) => Promise<Problem | undefined>) | Problem> {
	const handle = await createFile(file, {overwrite: true});
	return isProblem(handle)
		? handle
		: async text => {
			try {
				await handle.writeFile(text);
				return undefined;
			} catch (error) {
				return problem(`${file} could not be written: ${systemErrorText(error)}`);
			} finally {
				await handle.close();
			}
		};
}
