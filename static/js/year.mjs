/** The year control: a range over the years, or all of them; `year_steps` comes when used. */

// The other keys a range knows itself; End also ends all years.
const KEYS = {PageDown: -5, PageUp: 5, End: 99};

/** Tell `onYear` the chosen year, or null for all years, and `{replace}` while the years play. */
export function openYear(control, {onYear}) {
  const [range, all, output, number] = ['range', 'all', 'output', 'number']
    .map(part => control.querySelector(`.year__${part}`));
  let steps = null;
  const move = by => onYear(Math.min(Math.max(range.valueAsNumber + by, range.min), range.max));
  const show = year => {
    all.checked = year === null;
    range.classList.toggle('is-idle', year === null);
    if (year !== null) range.value = year;
    number.value = year ?? '';
    output.textContent = year ?? control.dataset.all;
    range.setAttribute('aria-valuetext', output.textContent);
    steps?.then(({follow}) => follow(year));
  };
  number.form.noValidate = true;
  control.classList.add('is-live');
  range.addEventListener('input', () => show(range.valueAsNumber));
  range.addEventListener('change', () => move(0));
  range.addEventListener('keydown', event => {
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    move(KEYS[event.key]);
  });
  all.addEventListener('change', () => onYear(all.checked ? null : range.valueAsNumber));
  for (const kind of ['click', 'change']) {
    control.addEventListener(kind, async ({target}) => {
      steps ??= import('./year_steps.mjs').then(({openSteps}) => openSteps(control, {move, onYear}));
      (await steps)[kind](target);
    });
  }
  return {show};
}
