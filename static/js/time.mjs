/** What holds in a year: which features are shown, which of their records are current. */

export const FIRST_YEAR = 1991;
export const LAST_YEAR = 2026;
const KINDS = ['census', 'official_estimate', 'official', 'article'];

/** Whether a feature is shown in a year; null is every year, open ends never exclude. */
export function isShown(properties, year) {
  if (year === null) return true;
  return (properties.from_year ?? -Infinity) <= year && year <= (properties.to_year ?? Infinity);
}

/**
 * The records that hold in a year (null: now). Records with a `year` follow it: those of the
 * latest year at or before it, of one kind. Records with dates hold while they span it.
 */
export function currentRecords(records, year) {
  const list = records ?? [];
  if (list.some(record => 'from_date' in record || 'to_date' in record)) {
    return list.filter(record => spans(record, year ?? LAST_YEAR));
  }
  if (!list.some(record => 'year' in record)) return list;
  const until = list.filter(({year: own}) => own !== null && own <= (year ?? Infinity));
  const latest = Math.max(...until.map(record => record.year));
  return ofOneKind(until.filter(record => record.year === latest));
}

/** Whether a record's dates, whole or partial ISO, touch a year. */
export function spans(record, year) {
  const start = record.from_date ? Number(record.from_date.slice(0, 4)) : -Infinity;
  const end = record.to_date ? Number(record.to_date.slice(0, 4)) : Infinity;
  return start <= year && year <= end;
}

function ofOneKind(records) {
  const kinds = [...new Set(records.map(record => record.kind))];
  if (kinds.length < 2) return records;
  const rank = kind => (KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);
  const [best] = kinds.sort((one, other) => rank(one) - rank(other));
  return records.filter(record => record.kind === best);
}
