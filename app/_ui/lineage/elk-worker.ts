// Runs in a web worker: the layout engine listens for messages by itself. It is 1.6 MB and blocks while it thinks,
// so it is loaded only where a graph is drawn and never on the page's own thread.
import 'elkjs/lib/elk-worker.min.js';
