/** Charts by keyboard: Tab reaches a chart, arrows, Home and End its marks, Enter follows one. */

const STEPS = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity};

// A link of a drawing does not heed the target that the page says for all of its links.
document.addEventListener('click', event => {
  const target = document.querySelector('base[target]')?.target;
  if (target) event.target.closest('.chart__part')?.setAttribute('target', target);
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
