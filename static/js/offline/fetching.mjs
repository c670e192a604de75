/** The door of a saved atlas: what the page asks for is answered from the file itself. */

const opened = new Map();
// A feature's article, or a step of the tour: the room of its file, and its name there.
const PART = /^(layers\/[^/]+\/|tour\/)(.+)$/;

/** What `fetch` would answer for an address of the atlas; 404 for what the file does not hold. */
export async function ask(address) {
  const {pathname, searchParams} = new URL(address, 'saved:/');
  const path = decodeURIComponent(pathname).replace(/^\//, '');
  const whole = await read(path);
  if (whole !== null) return new Response(whole);
  if (path === 'compare') {
    const {differences} = await import('./differences.mjs');
    return new Response(await differences(searchParams, read));
  }
  const [, room, name] = PART.exec(path) ?? [];
  const part = room && await partOf(room, name, searchParams.get('year'));
  return part ? new Response(part) : new Response('', {status: 404});
}

/** The text that the file holds for a path, packed as gzip in base64; null when there is none. */
function read(path) {
  if (!opened.has(path)) {
    const place = document.querySelector(`script[data-saved="${CSS.escape(path)}"]`);
    opened.set(path, place ? unpack(place.textContent) : Promise.resolve(null));
  }
  return opened.get(path);
}

function unpack(words) {
  const bytes = Uint8Array.from(atob(words), sign => sign.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(plain).text();
}

/** A part in a year; where the file has only that of all years, it says so. */
async function partOf(room, name, year) {
  const [ofYear, ofAll] = await Promise.all([`${room}@${year}`, room].map(read));
  const part = ofYear && JSON.parse(ofYear)[name];
  const whole = ofAll && JSON.parse(ofAll)[name];
  if (part || !whole || year === null) return part || whole;
  const note = document.getElementById('saved-note').cloneNode(true);
  note.removeAttribute('id');
  note.hidden = false;
  return whole.replace('</header>', `</header>${note.outerHTML}`);
}
