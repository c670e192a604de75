import assert from 'node:assert/strict';
import {test} from 'node:test';

import {readState, writeState} from '../../static/js/state.mjs';

const SIGNS = 'abcxyz019-_.~ &=?#%+/,!\'()*"<>\\ңҚЫЖ é漢🙂';

/** Random numbers from a seed (mulberry32), so that a failure comes again. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function stateFrom(random) {
  const whole = (low, high) => low + Math.floor(random() * (high - low + 1));
  const signs = [...SIGNS];
  const word = without => Array.from({length: whole(1, 8)}, () => signs[whole(0, signs.length - 1)])
    .filter(sign => !without.includes(sign)).join('') || 'a';
  const words = low => Array.from({length: whole(low, 4)}, () => word(','));
  const maybe = make => (random() < 0.5 ? make() : null);
  const digits = zoom => (zoom >= 8 ? 4 : 2);
  const degrees = (most, zoom) => Number(((random() * 2 - 1) * most).toFixed(digits(zoom))) + 0;
  const place = zoom => ({zoom, lat: degrees(85, zoom), lon: degrees(180, zoom)});
  return {
    layers: maybe(() => words(0)) ?? undefined,
    year: maybe(() => whole(1991, 2026)),
    lang: ['en', 'kk', 'ru'][whole(0, 2)],
    map: maybe(() => place(Number((random() * 22).toFixed(2)))),
    select: maybe(() => [word(',/'), word('')]),
    compare: maybe(() => whole(1991, 2026)),
    prefer: maybe(() => words(1)),
    tour: maybe(() => word('')),
  };
}

test('Any state comes back from its address as it was.', () => {
  for (let seed = 1; seed <= 2000; seed += 1) {
    const state = stateFrom(randomFrom(seed));
    assert.deepEqual(readState(writeState(state), state.lang), state, `seed ${seed}`);
  }
});

test('An address is only made of signs that survive in a sentence.', () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    assert.match(writeState(stateFrom(randomFrom(seed))), /^$|^\?[a-z]+=[\w.~%,/-]*(&[a-z]+=[\w.~%,/-]*)*$/);
  }
});
