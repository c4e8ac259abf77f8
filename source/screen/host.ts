/** The part of the process that the screen listens to and acts on. A test hands in its own. */
export type Host = Pick<NodeJS.Process, 'on' | 'once' | 'off' | 'kill' | 'exit' | 'pid'>;
