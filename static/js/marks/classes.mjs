/** From a feature to its class and size, by the style that the legend is drawn from too. */

import {currentRecords} from '../time.mjs';

/** The records of the style's table that hold in a year and match `record_where`. */
export function recordsOf(style, properties, year) {
  return currentRecords(wantedOf(style, properties[style.table] ?? []), year);
}

/** The records that have a value and match the style's `record_where`, of every year. */
export function wantedOf({record_value: name, record_where: wanted = []}, records) {
  return records.filter(record => (record[name] ?? null) !== null
    && wanted.every(([key, value]) => String(record[key]) === value));
}

/** The value that picks the class: a property, or the current record's value. */
export function valueOf(style, properties, year) {
  if (!style.table) return properties[style.field] ?? null;
  const record = recordsOf(style, properties, year)[0];
  return record?.[style.record_value] ?? null;
}

/** The swatch of a value: by equality, or by breaks with the minimum in and the maximum out. */
export function classOf(style, value) {
  const classes = style.classes ?? [];
  if (!style.field && !style.table) return classes[0] ?? null;
  if (value === null || value === undefined) return style.no_data ?? null;
  const found = classes.find(swatch => (swatch.value !== undefined
    ? swatch.value === String(value)
    : isBetween(Number(value), swatch)));
  return found ?? style.no_data ?? null;
}

/** Whether an effect of the style's flags is true for some of the records drawn. */
export function hasEffect(style, records, effect) {
  return (style.flags ?? []).some(flag => flag.effect === effect && flag.value !== undefined
    && records.some(record => record[flag.field] === flag.value));
}

/** A size in px by straight lines between stops; `isArea` reads them on the square root. */
export function sizeOf(scale, value, isArea = false) {
  if (value === null || value === undefined) return scale.unknown_px;
  const bend = isArea ? number => Math.sqrt(Math.max(number, 0)) : number => number;
  const stops = scale.stops;
  if (value <= stops[0][0]) return stops[0][1];
  for (let index = 1; index < stops.length; index += 1) {
    const [[low, small], [high, large]] = [stops[index - 1], stops[index]];
    if (value <= high) {
      return small + (large - small) * (bend(value) - bend(low)) / (bend(high) - bend(low));
    }
  }
  return stops.at(-1)[1];
}

/** How much larger point marks are drawn at a zoom; the legend's sizes grow with them. */
export function growth(zoom) {
  const steps = [[4, 0.75], [4.5, 0.9], [6, 1.15], [8, 1.5]];
  return steps.find(([below]) => zoom < below)?.[1] ?? 1.9;
}

/** The effects of the flags that are true for a feature: dashed, hollow, casing, quiet. */
export function effectsOf(style, properties) {
  const on = (style.flags ?? []).filter(flag => properties[flag.field] === true);
  return new Set(on.map(flag => flag.effect));
}

/** The pattern of a line: its class's, or dashes for what is drawn approximately. */
export function patternOf({pattern}, effects) {
  return effects.has('dashed') && pattern !== 'dash-dotted' ? 'dashed' : pattern;
}

function isBetween(number, {minimum = -Infinity, maximum = Infinity}) {
  return minimum <= number && number < maximum;
}
