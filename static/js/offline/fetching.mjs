/** The door of a saved atlas: what the page asks for is answered from the file itself. */

const opened = new Map();

/** What `fetch` would answer for an address of the atlas; 404 for what the file does not hold. */
export async function ask(address) {
  const {pathname, searchParams} = new URL(address, 'saved:/');
  const path = decodeURIComponent(pathname).replace(/^\//, '');
  const whole = await read(path);
  if (whole !== null) return new Response(whole);
  const [, room, feature] = /^(layers\/[^/]+\/)(.+)$/.exec(path) ?? [];
  const articles = room && JSON.parse(await read(room) ?? '{}');
  const article = articles?.[feature];
  return article ? new Response(pageOf(article, searchParams.get('year'))) : new Response('', {status: 404});
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

/** A feature's page in a year; where the file has only that of all years, it says so. */
function pageOf(forms, year) {
  if (forms[year ?? '']) return forms[year ?? ''];
  const note = document.getElementById('saved-note').cloneNode(true);
  note.removeAttribute('id');
  note.hidden = false;
  return forms[''].replace('</header>', `</header>${note.outerHTML}`);
}
