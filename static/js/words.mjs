/** Names, numbers and the one figure of a feature, in the page's language. */

import {balanceOf} from './marks/balance.mjs';
import {partsOf} from './marks/composition.mjs';
import {hasEffect, recordsOf, valueOf} from './marks/classes.mjs';

// The signs of thousands and of decimals (CLDR). `Intl` knows no Kazakh in Chromium, and its first use
// takes as long as drawing a layer.
const SIGNS = {en: [',', '.'], kk: ['\u00a0', ','], ru: ['\u00a0', ',']};

/** A feature's name in a language, in English when that is missing. */
export function nameOf(properties, lang) {
  return properties[`name_${lang}`] || properties.name_en || '';
}

/** The language of that name. */
export function langOf(properties, lang) {
  return properties[`name_${lang}`] ? lang : 'en';
}

/** A whole or partial ISO date in words, by the language's patterns and months (CLDR). */
export function dateWords(value, {patterns, months, alone}) {
  if (!/^\d{4}(-\d\d){0,2}$/.test(value)) return value;
  const [y, month, d] = value.split('-').map(Number);
  const words = {y, d, MMMM: months[month - 1], LLLL: alone[month - 1]};
  const pattern = patterns[value.split('-').length - 1];
  return pattern.replace(/'([^']*)'|LLLL|MMMM|y|d/g, (token, text) => text ?? words[token]);
}

/** A number as the language writes it, at most three decimals. */
export function numberWords(value, lang) {
  const [thousands, decimals] = SIGNS[lang];
  const rounded = Number(`${Math.round(`${Math.abs(value)}e3`)}e-3`);
  const [whole, part] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${value < 0 && rounded ? '−' : ''}${grouped}${part ? decimals + part : ''}`;
}

/** The one figure that stands beside a name: the headline property, or the leading record. */
export function figureOf(layer, properties, year, lang) {
  const {style} = layer;
  if (style.mark === 'composition') return largest(layer, properties, year, lang);
  if (style.mark === 'balance') return both(layer, properties, year, lang);
  const [record] = style.table ? recordsOf(style, properties, year) : [];
  if (record?.base) {
    const share = fieldWords(layer.fields[style.record_value], record[style.record_value], lang);
    return `${layer.fields.group.labels[record.group]} ${share}, ${whenWords(layer, record)}`;
  }
  const value = layer.headline ? properties[layer.headline] : null;
  if (value !== null && value !== undefined && typeof value !== 'object') {
    return fieldWords(layer.fields[layer.headline], value, lang);
  }
  if (style.table && style.record_value) {
    const current = valueOf(style, properties, year);
    if (current !== null) return fieldWords(layer.fields[style.record_value], current, lang);
  }
  return '';
}

/** A value with its label or its unit; a year stays plain digits. */
export function fieldWords(field, value, lang) {
  if (typeof value === 'boolean') return field?.title ?? '';
  const label = field?.labels?.[value];
  if (label) return label;
  if (field?.dates) return dateWords(value, field.dates);
  if (typeof value !== 'number') return String(value);
  if (field?.type === 'year') return String(value);
  const unit = field?.unit === 'percent' ? '%' : field?.unit;
  return unit ? `${numberWords(value, lang)}\u00a0${unit}` : numberWords(value, lang);
}

function largest(layer, properties, year, lang) {
  const records = recordsOf(layer.style, properties, year);
  const parts = partsOf(records, layer.style).filter(part => !part.isMissing);
  if (!parts.length) return '';
  const first = parts.reduce((most, part) => (part.share > most.share ? part : most));
  const title = layer.classes?.[first.value] ?? first.title;
  return `${title} ${numberWords(first.share, lang)}\u00a0%, ${whenWords(layer, records[0])}`;
}

/** The year of a stated point and its kind of count. */
function whenWords({fields}, {year, kind}) {
  const word = fields?.kind?.labels?.[kind];
  return word ? `${year} (${word})` : year;
}

function both(layer, properties, year, lang) {
  const {style, classes, fields} = layer;
  const pair = balanceOf(properties[style.table] ?? [], style, year);
  const records = recordsOf(style, properties, pair.year);
  const words = pair.values.map((value, index) => {
    const side = style.classes[index].value;
    const own = records.filter(record => record[style.field] === side);
    const about = hasEffect(style, own, 'computed') ? '≈\u00a0' : '';
    return value !== null && `${classes[side]} ${about}${fieldWords(fields[style.record_value], value, lang)}`;
  });
  const said = words.filter(Boolean);
  return said.length ? `${said.join(', ')}, ${pair.year}` : '';
}
