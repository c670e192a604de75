/** Where the view is kept in words: the page's own address and its history. */

/** The query string of the address. */
export const readWords = () => location.search;

/** Write a query string as a new entry of the history, or in place of the last one. */
export function writeWords(words, isReplaced) {
  const address = location.pathname + words + location.hash;
  history[isReplaced ? 'replaceState' : 'pushState'](null, '', address);
}
