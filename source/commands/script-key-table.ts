/** The keys of a script that is run step by step, for the help and README's table of keys; `ui/script.ts` has them. */
export const scriptKeyTable = [
	{keys: 'Enter', where: 'script', label: 'run the line that is shown; while all run, wait before the next'},
	{keys: 'a', where: 'script', label: 'run all lines that are left'},
	{keys: 'Esc', where: 'script', label: 'end the script; at its end, back to the live session'},
] as const;
