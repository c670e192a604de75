/** The table of differences of a saved atlas, put together from what each feature was in each year. */

import {numberWords} from '../words.mjs';

const NOTHING = '<span class="quiet">–</span>';
const number = value => numberWords(value, document.documentElement.lang);

/** The differences between the two years of a query, as the page of the live atlas has them. */
export async function differences(query, read) {
  const {first, texts, counts, layers, csv} = JSON.parse(await read('compare/'));
  const years = ['compare', 'year'].map(key => Number(query.get(key))).sort((a, b) => a - b);
  const ids = query.get('layers')?.split(',') ?? firstLayers();
  const told = await Promise.all(layers.filter(id => ids.includes(id)).map(async id => {
    const text = await read(`compare/${id}`);
    return text && sectionOf(id, JSON.parse(text), years, {first, texts, counts});
  }));
  const found = told.filter(Boolean);
  const count = found.reduce((sum, section) => sum + section.count, 0);
  const title = texts.title.replace('%(first)s', years[0]).replace('%(last)s', years[1]);
  const address = `${csv}?${query}`.replaceAll('&', '&amp;').replaceAll('"', '%22');
  return `<article class="differences" id="differences" data-count="${count}" aria-labelledby="differences-title">
<h2 class="differences__title" id="differences-title">${title}</h2>
<p class="differences__note quiet">${texts.note} ${texts.points} <a href="${address}">CSV</a></p>
${found.map(section => section.text).join('') || `<p>${texts['No layer is shown.']}</p>`}</article>`;
}

/** What differs of a feature between two of its states; null where nothing does. */
function changeOf({states, years, terms}, places) {
  const [earlier, later] = places.map(place => states[years[place]]);
  if (!earlier && !later) return null;
  if (!earlier || !later) return {presence: later ? 'new' : 'gone', cells: [], terms: []};
  const sides = new Set([earlier.side, later.side].filter(side => side !== null));
  const isJoined = sides.size < 2 && earlier.kind === later.kind;
  const cells = earlier.values.flatMap((value, column) => {
    const pair = [value, later.values[column]];
    if (pair[0] === pair[1]) return [];
    const areNumbers = pair.every(one => typeof one === 'number');
    const difference = isJoined && areNumbers ? Math.round((pair[1] - pair[0]) * 1e4) / 1e4 : null;
    const sign = later.signs[column] || earlier.signs[column];
    return [{column, areNumbers, difference, sign, said: [earlier.said[column], later.said[column]]}];
  });
  const held = [earlier, later].map(state => new Set(state.terms));
  const changed = terms.flatMap((words, term) => (
    held[0].has(term) === held[1].has(term) ? [] : [{words, hasBegun: held[1].has(term)}]));
  const ordered = [...changed.filter(one => one.hasBegun), ...changed.filter(one => !one.hasBegun)];
  return {presence: null, cells, terms: ordered, stated: [earlier.stated, later.stated]};
}

const isChange = found => found && (found.presence || found.cells.length || found.terms.length);

function sectionOf(id, layer, years, {first, texts, counts}) {
  const places = years.map(year => year - first);
  const pairs = layer.features.map(feature => [feature, changeOf(feature, places)]);
  const changes = pairs.filter(([, found]) => isChange(found));
  const same = layer.same + pairs.filter(([, found]) => found && !isChange(found)).length;
  const said = [counted(counts.differences, changes.length)];
  if (same) said.push(counted(counts.same, same));
  const text = `<section class="differences__layer" aria-labelledby="differences-${id}">
<h3 id="differences-${id}">${layer.title}</h3>
<p class="quiet">${said.join(', ')}${layer.undated ? `. ${layer.undated}` : ''}</p>
${changes.length ? tableOf(id, layer, changes, years, texts) : ''}</section>
`;
  return {text, count: changes.length};
}

function tableOf(id, layer, changes, years, texts) {
  const heads = [texts.Name, texts.What].map(word => `<th scope="col" role="columnheader">${word}</th>`);
  const numbers = [...years, texts.Difference]
    .map(word => `<th scope="col" class="table__number" role="columnheader">${word}</th>`);
  const bodies = changes.map(([feature, found]) => bodyOf(feature, found, layer.columns, years, texts));
  return `<div class="differences__frame">
<table class="table differences__table" role="table" aria-labelledby="differences-${id}">
<thead role="rowgroup"><tr role="row">${heads.join('')}${numbers.join('')}</tr></thead>
${bodies.join('')}</table>
</div>
`;
}

function bodyOf(feature, {presence, cells, terms, stated}, columns, years, texts) {
  const cell = (words, rest = '', name = '') => `<td class="table__number${name}" role="cell"${rest}>${words}</td>`;
  const both = (words, {title, in_words: isInWords}, last) => `<td role="cell">${title}</td>${words.map((word, place) => (
    cell(word || NOTHING, ` data-year="${years[place]}"`, isInWords ? ' differences__words' : ''))).join('')}${cell(last)}`;
  const rows = [
    ...presence ? [both(
      presence === 'new' ? ['', texts.yes] : [texts.yes, ''], {title: texts['on the map']}, texts[presence],
    )] : [],
    ...cells.map(one => both(one.said, columns[one.column], lastOf(one, texts))),
    ...terms.map(({words, hasBegun}) => (
      `<td colspan="3" role="cell">${words}</td>${cell(hasBegun ? texts.began : texts.ended)}`)),
  ];
  const moved = stated?.every(Boolean) && stated[0] !== stated[1]
    ? `<span class="differences__stated">${stated.join(' → ')}</span>` : '';
  const name = `<th scope="rowgroup" role="rowheader" rowspan="${rows.length}">${feature.name}${moved}</th>`;
  return `<tbody role="rowgroup">
${rows.map((row, place) => `<tr role="row">${place ? '' : name}${row}</tr>\n`).join('')}</tbody>
`;
}

function lastOf({difference, areNumbers, sign}, texts) {
  if (difference !== null) return `${sign}${difference > 0 ? '+' : ''}${number(difference)}`;
  return areNumbers ? `<span class="quiet">${texts['not comparable']}</span>` : '';
}

/** A count in words, in the form that its language has for it. */
function counted({forms, of}, count) {
  const place = count < of.length ? count : 100 + count % 100;
  return forms[of[place]].replace('%(count)s', number(count));
}

/** The layers that are shown where the view names none. */
function firstLayers() {
  const {layers} = JSON.parse(document.getElementById('atlas-data').textContent);
  return layers.filter(layer => layer.is_first).map(layer => layer.id);
}
