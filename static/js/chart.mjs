/** Charts by keyboard: Tab reaches a chart, arrows, Home and End its marks, Enter follows one.

Marks that are too close to be told apart are one link, to their rows in the table below. */

const STEPS = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity};

/** Unfold the rows that a link of several marks leads to, mark them, and go to the first. */
function leadToRows(event) {
  const link = event.target.closest('.chart__part[data-rows]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const told = new Set(link.dataset.rows.split(','));
  const rows = [...link.closest('.feature').querySelectorAll('tr[id]')].filter(row => told.has(row.id));
  if (!rows.length) return;
  event.preventDefault();
  document.querySelectorAll('.is-told').forEach(row => row.classList.remove('is-told'));
  for (const row of rows) {
    row.classList.add('is-told');
    for (let fold = row.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  }
  rows[0].querySelector('a').focus({preventScroll: true});
  rows[0].scrollIntoView({block: 'center'});
}

document.addEventListener('click', leadToRows);

// A link of a drawing does not heed the target that the page says for all of its links.
document.addEventListener('click', event => {
  const target = document.querySelector('base[target]')?.target;
  if (target) event.target.closest('.chart__part:not([data-rows])')?.setAttribute('target', target);
}, true);
document.addEventListener('keydown', event => {
  const mark = event.target.closest('.chart__part');
  if (!mark || !(event.key in STEPS) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  const marks = [...mark.closest('.chart').querySelectorAll('.chart__part')];
  const place = marks.indexOf(mark) + STEPS[event.key];
  const next = marks[Math.min(Math.max(place, 0), marks.length - 1)];
  if (mark.getAttribute('tabindex') !== next.getAttribute('tabindex')) {
    mark.setAttribute('tabindex', '-1');
    next.removeAttribute('tabindex');
  }
  next.focus();
}, true);
