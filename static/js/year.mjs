/** The year control: a range from the first year to the last, or all years at once. */

/** Tell `onYear` the chosen year, or null for all years. */
export function openYear(control, {onYear}) {
  const range = control.querySelector('.year__range');
  const all = control.querySelector('.year__all');
  const output = control.querySelector('.year__output');
  const number = control.querySelector('.year__number');
  if (number) {
    number.disabled = true;
    number.closest('label').hidden = true;
  }
  control.classList.add('is-live');
  const show = year => {
    all.checked = year === null;
    range.classList.toggle('is-idle', year === null);
    if (year !== null) range.value = String(year);
    output.textContent = year === null ? '' : String(year);
  };
  range.addEventListener('input', () => { output.textContent = range.value; all.checked = false; });
  range.addEventListener('change', () => onYear(Number(range.value)));
  all.addEventListener('change', () => onYear(all.checked ? null : Number(range.value)));
  return {show};
}
