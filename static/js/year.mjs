/** The year control: a range over the years, or all of them; its buttons and its field come when used. */

const KEYS = {
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -99, End: 99,
};

/** Tell `onYear` the chosen year, or null for all years, and `{replace}` while the years play. */
export function openYear(control, {onYear}) {
  const [range, all, output, number] = ['range', 'all', 'output', 'number']
    .map(part => control.querySelector(`.year__${part}`));
  let steps = null;
  const move = by => onYear(Math.min(Math.max(Number(range.value) + by, range.min), range.max));
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
  range.addEventListener('input', () => show(Number(range.value)));
  range.addEventListener('change', () => onYear(Number(range.value)));
  range.addEventListener('keydown', event => {
    if (!(event.key in KEYS) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(KEYS[event.key]);
  });
  all.addEventListener('change', () => onYear(all.checked ? null : Number(range.value)));
  for (const kind of ['click', 'change']) {
    control.addEventListener(kind, async ({target}) => {
      steps ??= import('./year_steps.mjs').then(({openSteps}) => openSteps(control, {move, onYear}));
      (await steps)[kind](target);
    });
  }
  return {show};
}
