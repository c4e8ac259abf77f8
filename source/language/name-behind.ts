import type {Grammar} from './verb.ts';

/**
Whether the NAME may also follow the verb, which acts on an endpoint and takes no other words: `close s1` is `s1 close`.
*/
export function takesNameBehind({onEndpoint, parameters}: Grammar): boolean {
	return onEndpoint && Object.keys(parameters).length === 0;
}
