// Runs in a web worker: the layout engine is 1.6 MB and blocks while it thinks, so it is loaded only where a graph is
// drawn and never on the page's own thread.
import { Worker as Engine } from 'elkjs/lib/elk-worker.min.js';

// The engine takes the messages of a worker by itself, unless the bundler has answered its question whether there is
// a document. Then it exports a stand-in for a worker instead, and the messages are passed on to that.
if (Engine) {
  const engine = new Engine();
  engine.onmessage = (answer) => self.postMessage(answer.data);
  self.onmessage = (message: MessageEvent<unknown>) => engine.postMessage(message.data);
}
