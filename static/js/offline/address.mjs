/** Where a saved atlas keeps its view: in the history, and in the address where that is allowed. */

const start = document.documentElement.dataset.view ?? '';

/** The query string of the view; at first that of the view that was saved. */
export const readWords = () => history.state?.words ?? (location.search || start);

/** Write a query string as a new entry of the history, or in place of the last one. */
export function writeWords(words, isReplaced) {
  const write = (...rest) => history[isReplaced ? 'replaceState' : 'pushState']({words}, '', ...rest);
  try {
    write(`${location.pathname}${words}${location.hash}`);
  } catch {
    write(); // some browsers let no file change its address
  }
}
