/** The one door through which the page asks for data; a saved atlas answers here from itself. */

/** What `fetch` answers for an address of the atlas. */
export const ask = (address, options) => fetch(address, options);
