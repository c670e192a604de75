/** Parts of the server's pages, brought into this one. */

import {ask} from './fetching.mjs';

/** The element of a page with an id, adopted by this document. Throws when it cannot be had. */
export async function fragmentOf(address, id) {
  const answer = await ask(address, {headers: {Accept: 'text/html'}});
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const element = page.getElementById(id);
  if (!element) throw new Error(`no ${id} in ${address}`);
  const adopted = document.adoptNode(element);
  // A source that waits for a dark screen would keep what is left of its page in memory.
  for (const source of page.querySelectorAll('source')) source.remove();
  return adopted;
}
