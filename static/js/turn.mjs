/** A turn of the page's loop between two pieces of work: a press that came meanwhile is heard. */
export function turn() {
  return globalThis.scheduler?.yield?.() ?? new Promise(resolve => { setTimeout(resolve); });
}
