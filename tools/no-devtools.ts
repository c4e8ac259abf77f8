/** Stands in for react-devtools-core in the bundle: there is nothing to connect to. */
const devtools = {
	initialize() {
		// Nothing to do.
	},
	connectToDevTools() {
		// Nothing to do.
	},
};

export default devtools;
