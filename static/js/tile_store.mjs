/** Tiles by cell: fetched when asked for, tried again when they fail, the latest ones kept. */

import {ask} from './fetching.mjs';
import {nameOfCell, parentOf} from './cells.mjs';
import {readTile} from './mvt.mjs';

const MOST_KEPT = 160;
const WAITS_MS = [600, 2500];
const EMPTY = new Map();

/**
 * Open a store of the tiles of one address with {z}, {x} and {y}. `onTile` is told when a tile came,
 * and without one when all have come; `onFail` once when one cannot be had, with its HTTP status or 0.
 */
export function openTiles(address, {onTile, onFail, waits = WAITS_MS, get = ask}) {
  const kept = new Map();
  const waiting = new Map();
  let hasFailed = false;
  const keep = (name, tile) => {
    kept.delete(name);
    kept.set(name, tile);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    return tile;
  };
  const load = async (cell, name, signal) => {
    const url = address.replace(/\{([xyz])\}/g, (_, key) => cell[key]);
    const tile = await tileAt(url, signal, waits, get);
    keep(name, tile);
    onTile(cell, tile);
  };
  return {
    /** Ask for cells; what is still on its way for others is let go. */
    want(cells) {
      const wanted = new Map(cells.map(cell => [nameOfCell(cell), cell]));
      for (const [name, {control}] of waiting) if (!wanted.has(name)) control.abort();
      for (const [name, cell] of wanted) {
        if (kept.has(name) || waiting.has(name) || hasFailed) continue;
        const control = new AbortController();
        waiting.set(name, {control});
        load(cell, name, control.signal).catch(fault => {
          if (control.signal.aborted || hasFailed) return;
          hasFailed = true;
          onFail(fault.status ?? 0);
        }).finally(() => {
          waiting.delete(name);
          if (!waiting.size && !hasFailed) onTile(null, null);
        });
      }
    },
    /** The tile of a cell, or of the nearest cell above it that is here: `{cell, tile}` or null. */
    best(cell) {
      for (let at = cell; at; at = parentOf(at)) {
        const name = nameOfCell(at);
        if (kept.has(name)) return {cell: at, tile: keep(name, kept.get(name))};
      }
      return null;
    },
    /** After a failure: tiles may be asked for again. */
    retry: () => { hasFailed = false; },
  };
}

async function tileAt(url, signal, waits, get) {
  for (const wait of [...waits, null]) {
    try {
      return await fetchTile(url, signal, get);
    } catch (fault) {
      if (signal.aborted || wait === null || fault instanceof RangeError || fault.status) throw fault;
      await new Promise(resolve => { setTimeout(resolve, wait); });
    }
  }
  throw new Error(url);
}

async function fetchTile(url, signal, get) {
  const answer = await get(url, {signal});
  if (answer.status === 204) return EMPTY;
  if (!answer.ok) throw Object.assign(new Error(`${answer.status} ${url}`), {status: answer.status});
  return readTile(new Uint8Array(await answer.arrayBuffer()));
}
