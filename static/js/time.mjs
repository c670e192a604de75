/** What holds in a year; the rule is written down in `geodata/time.py`, of which this is the twin. */

const LAST_YEAR = 2026;
const KINDS = ['census', 'official_estimate', 'estimate', 'article'];
const CENSUS = 2021;

/** Whether a feature is shown in a year; null is every year, open ends never exclude. */
export function isShown(properties, year) {
  if (year === null) return true;
  return (properties.from_year ?? -Infinity) <= year && year <= (properties.to_year ?? Infinity);
}

/** The records that hold in a year (null: now), of several kinds of count the firmest. */
export function currentRecords(records, year) {
  const list = records ?? [];
  if (list.some(record => 'from_date' in record || 'to_date' in record)) {
    return list.filter(record => spans(record, year ?? LAST_YEAR));
  }
  if (!list.some(record => 'year' in record)) return list;
  const dated = list.filter(record => record.year !== null);
  const far = dated.some(record => record.base) || year === null
    ? record => distance(record, year)
    : record => (record.year === year ? 0 : Infinity);
  const least = Math.min(...dated.map(far));
  return least < Infinity ? firmest(dated.filter(record => far(record) === least)) : [];
}

/** Whether a record's dates, whole or partial ISO, touch a year. */
function spans(record, year) {
  const start = record.from_date ? Number(record.from_date.slice(0, 4)) : -Infinity;
  const end = record.to_date ? Number(record.to_date.slice(0, 4)) : Infinity;
  return start <= year && year <= end;
}

/** How far a stated point is from a year: those across the break last, the earlier of two as near first. */
function distance({year: own, base}, year) {
  if (year === null) return -own;
  const isAfter = base === 'census-2021' || (base === 'census' && own >= CENSUS);
  const isOther = isAfter ? year < CENSUS : year > CENSUS + 1;
  return isOther * 1e6 + Math.abs(own - year) * 2 + (own > year);
}

function firmest(records) {
  const rank = ({kind}) => (KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);
  const best = Math.min(...records.map(rank));
  return records.filter(record => rank(record) === best);
}
