// Write the address of each state of a JSON list on standard input, a line each.

import {readState, writeState} from '../../static/js/state.mjs';

const states = JSON.parse(await new Response(process.stdin).text());
for (const state of states) {
  const words = writeState(state);
  console.log(JSON.stringify([words, writeState(readState(words, state.lang))]));
}
