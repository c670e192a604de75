/**
 * Find names however they are spelled: Latin or Cyrillic, in part, or with one wrong letter.
 * geodata/search_match.py does the same on the server; both are held to the same cases.
 */

const EXACT = 0;
const PREFIX = 1;
const WORD = 2;
const TYPO = 3;
const FEWEST_LETTERS = 4;
const MOST_IN_ABBREVIATIONS = 4;

/** The words of a text in letters that all spellings share: Қостанай, Qostanai: kostanai. */
export function fold(text, {letters, sequences}) {
  const spelled = [...text.normalize('NFC')].map(char => latin(char.toLowerCase(), letters)).join('');
  return spelled.split(/\s+/).filter(Boolean).map(word => shortened(word, sequences));
}

/** Entries of an index with their names folded, once for all queries. */
export function prepare({alphabet, entries}) {
  return {alphabet, searched: entries.map(entry => ({entry, spellings: spellingsOf(entry, alphabet)}))};
}

/** The best entries for a query: exact, then prefix, word and typo; then by importance. */
export function search({alphabet, searched}, query, limit) {
  const words = fold(query, alphabet);
  if (!words.length) return [];
  const hits = searched.map(one => best(words, one)).filter(Boolean);
  hits.sort((one, other) => one.tier - other.tier
    || other.entry.importance - one.entry.importance || compare(tie(one.entry), tie(other.entry)));
  return hits.slice(0, limit);
}

/** Whether one letter added, left out, wrong, or two neighbours swapped make them the same. */
export function isOneEdit(one, other) {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  if (one.length !== other.length) {
    const [longer, shorter] = one.length > other.length ? [one, other] : [other, one];
    return longer.slice(at + 1) === shorter.slice(at);
  }
  const swapped = one[at] === other[at + 1] && one[at + 1] === other[at];
  return one.slice(at + 1) === other.slice(at + 1)
    || (swapped && one.slice(at + 2) === other.slice(at + 2));
}

/** How well a query fits one name, both folded; null when it does not. */
export function tierOf(query, name) {
  const [whole, other] = [query.join(''), name.join('')];
  if (whole === other) return EXACT;
  if (other.startsWith(whole)) return PREFIX;
  if (query.every(part => name.some(word => word.startsWith(part)))) return WORD;
  if (query.every(part => isNear(part, name)) || isNear(whole, [other])) return TYPO;
  return null;
}

function isNear(part, name) {
  const mayErr = part.length >= FEWEST_LETTERS && !/\d/.test(part);
  return name.some(word => word.startsWith(part) || (mayErr && isOneEdit(part, word)));
}

function best(query, {entry, spellings}) {
  let found = null;
  for (const spelling of spellings) {
    for (const variant of spelling.variants) {
      const tier = tierOf(query, variant);
      if (tier !== null && (found === null || tier < found.tier)) found = {entry, tier, spelling};
    }
  }
  return found;
}

function spellingsOf(entry, alphabet) {
  const of = (names, former) => [...new Set(Object.values(names))]
    .map(text => ({text, variants: variantsOf(text, alphabet), former}));
  return [...of(entry.names, null),
    ...(entry.former ?? []).flatMap(({names}, place) => of(names, place))];
}

/** A name as it is, without what is in brackets, and one word in brackets alone. */
function variantsOf(text, alphabet) {
  const asides = [...text.matchAll(/\(([^()]*)\)/g)].map(([, aside]) => aside.split(',')[0].trim());
  const texts = [text, text.replace(/\([^()]*\)/g, ' '), ...asides.filter(one => !one.includes(' '))];
  return texts.map(one => fold(one, alphabet)).filter(words => words.length);
}

function latin(char, letters) {
  if (char in letters) return letters[char];
  return [...char.normalize('NFD')].filter(part => !/\p{M}/u.test(part))
    .map(part => letters[part] ?? (/[a-z0-9]/.test(part) ? part : ' ')).join('');
}

function shortened(word, sequences) {
  const single = sequences.reduce((text, [from, to]) => text.replaceAll(from, to), word);
  return single.length > MOST_IN_ABBREVIATIONS ? single.replace(/([a-z])\1+/g, '$1') : single;
}

function tie({names, layer, id}) {
  return [names.en, layer ?? '', id];
}

function compare(one, other) {
  const at = one.findIndex((part, place) => part !== other[place]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}
