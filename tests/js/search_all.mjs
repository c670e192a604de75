/** Search an index for many queries, as the page does: {alphabet, entries, queries} in, ids out. */

import {readFileSync} from 'node:fs';

import {prepare, search} from '../../static/js/search_match.mjs';

const {queries, ...index} = JSON.parse(readFileSync(0, 'utf8'));
const prepared = prepare(index);
const found = queries.map(query => search(prepared, query, 10)
  .map(({entry, tier, spelling}) => [entry.layer, entry.id, tier, spelling.text]));
process.stdout.write(JSON.stringify(found));
