import {isProblem, type Problem} from '../../core/problem.ts';
import {createFile} from '../../files/create.ts';

/**
Creates the file of a report, or empties it, before anything runs, so that one that cannot be written is told at once.
What is returned writes its text and closes it.
*/
export async function createReport(file: string): Promise<((text: string) => Promise<void>) | Problem> {
	const handle = await createFile(file, {overwrite: true});
	return isProblem(handle)
		? handle
		: async text => {
			await handle.writeFile(text);
			await handle.close();
		};
}
