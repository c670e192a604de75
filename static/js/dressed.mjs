/** Parts of other pages bring the sheets that they need. */

/** Wait for the sheet that a part brings: before it is read, nothing is where it will be. */
export function dressed(part) {
  const link = part.querySelector('link[rel="stylesheet"]');
  return link && !link.sheet && new Promise(done => { link.onload = link.onerror = done; });
}
