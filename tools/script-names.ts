/** The scripts that the program is bundled into (`scripts.ts`). */
export const scriptNames = ['base', 'screen', 'lab', 'rest'] as const;

export type ScriptName = typeof scriptNames[number];
