/** The main script of the executable, for the program, its threads and its processes. */
import {createRequire, registerHooks} from 'node:module';
import process from 'node:process';
import sea from 'node:sea';
import {pathToFileURL} from 'node:url';
import {packedModules, setPacking, takePart} from './packed-modules.ts';

const file = pathToFileURL(process.execPath).href;
const {resolve, load, folder} = packedModules(sea.getAsset('modules', 'latin1'), file);
// A script inside an executable cannot import; a module that it requires can.
const first = `${folder}first.mjs`;
const part = takePart();
registerHooks({
	resolve: (specifier, context, next) => specifier === first
		? {url: first, format: 'module', shortCircuit: true}
		: resolve(specifier, context, next),
	load: (url, context, next) => url === first
		? {format: 'module', shortCircuit: true, source: `import('./${part}');`}
		: load(url, context, next),
});
setPacking({
	thread: sea.getAsset('main', 'utf8'),
	process: flags => flags.length === 0 ? [] : [`--node-options=${flags.join(' ')}`],
});
createRequire(folder)(first);
