/** `node:process` without asking for every property: standard input, for example, is opened by that. */
// eslint-disable-next-line n/prefer-global/process
const {process} = globalThis;

export default process;
export const {cwd, env} = process;
