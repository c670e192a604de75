/** The guided tour beside the map: step by step, by button, key, wheel or finger; never by itself. */

import {fragmentOf} from './fragment.mjs';
import {readState, writeState} from './state.mjs';

const PARTS = ['layers', 'year', 'map', 'select'];
const PUSH_PX = 240;
const REST_MS = 700;
const SWIPE_PX = 60;

/**
 * How addresses are read and written while the tour is open: what they leave out is as its step
 * says, and they leave out what is. `steps` are views with ids, `first` the ids of the first layers.
 */
export function stepWords(steps, first) {
  const stepOf = state => steps.find(step => step.id === state.tour);
  return {
    read(words) {
      const state = readState(words);
      const step = stepOf(state);
      const said = new URLSearchParams(words);
      const open = PARTS.filter(part => step && !said.has(part));
      return {...state, ...Object.fromEntries(open.map(part => [part, step[part]]))};
    },
    write(state) {
      const step = stepOf(state);
      if (!step) return writeState(state);
      const full = {...state, layers: state.layers ?? first};
      const differing = PARTS.filter(part => wordOf(full, part) !== wordOf(step, part));
      const kept = Object.fromEntries(PARTS.map(part => [
        part, differing.includes(part) ? full[part] : part === 'layers' ? undefined : null,
      ]));
      const empty = differing.filter(part => !wordOf(full, part)).map(part => `&${part}=`);
      return writeState({...state, ...kept}) + empty.join('');
    },
  };
}

/** Set the tour's panel to work; `steps` are views with ids, in order. */
export function openTour(panel, state, steps) {
  const status = document.getElementById('tour-status');
  const frame = panel.closest('.atlas');
  let shown = panel.dataset.step;
  const goTo = step => step && state.set({...partsOf(step), tour: step.id});
  const find = id => steps.findIndex(step => step.id === id);
  const move = by => goTo(steps[find(shown) + by]);
  const leave = () => state.set({tour: null});
  let isMoved = false;

  panel.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest('a[data-tour], a.tour__leave');
    if (!link) return;
    event.preventDefault();
    isMoved = true;
    if (link.dataset.tour) goTo(steps[find(link.dataset.tour)]);
    else leave();
  });
  panel.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const by = {ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1}[event.key];
    if (!by && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    isMoved = true;
    if (by) move(by);
    else leave();
  });
  openPushes(panel, by => {
    isMoved = false;
    move(by);
  });
  state.onChange(async now => {
    if (now.tour === shown) return;
    shown = now.tour;
    frame.classList.toggle('has-tour', Boolean(shown));
    panel.hidden = !shown;
    if (!shown) {
      document.querySelector('.leaflet-container').focus({preventScroll: true});
      return;
    }
    const mine = shown;
    const fresh = await fragmentOf(`tour/${mine}?lang=${now.lang}`, 'tour').catch(console.warn);
    if (mine !== shown) return;
    if (!fresh) {
      location.reload();
      return;
    }
    const hadFocus = isMoved || panel.contains(document.activeElement);
    panel.dataset.step = mine;
    panel.replaceChildren(...fresh.childNodes);
    panel.parentElement.scrollTop = 0;
    const title = panel.querySelector('.tour__title');
    if (hadFocus) title.focus({preventScroll: true});
    else status.textContent = `${panel.querySelector('.tour__number').textContent} ${title.textContent}`;
    isMoved = false;
  });
}

/** A wheel or a finger that pushes on where the panel is at its end asks for the next step. */
function openPushes(panel, move) {
  const body = panel.parentElement;
  const isAtEnd = by => (by > 0
    ? body.scrollTop + body.clientHeight >= body.scrollHeight - 1 : body.scrollTop <= 0);
  let [pushed, rested, touch] = [0, 0, null];
  body.addEventListener('wheel', ({deltaY, ctrlKey, timeStamp}) => {
    if (panel.hidden || ctrlKey) return;
    if (!isAtEnd(deltaY) || timeStamp - rested < REST_MS || pushed * deltaY < 0) pushed = 0;
    if (!isAtEnd(deltaY) || timeStamp - rested < REST_MS) return;
    pushed += deltaY;
    if (Math.abs(pushed) < PUSH_PX) return;
    move(Math.sign(pushed));
    [pushed, rested] = [0, timeStamp];
  }, {passive: true});
  body.addEventListener('touchstart', ({touches: [{clientX, clientY}]}) => {
    touch = {x: clientX, y: clientY, up: isAtEnd(-1), down: isAtEnd(1)};
  }, {passive: true});
  body.addEventListener('touchend', ({changedTouches: [{clientX, clientY}]}) => {
    if (panel.hidden || !touch) return;
    const [x, y] = [touch.x - clientX, touch.y - clientY];
    const isAcross = Math.abs(x) > 2 * Math.abs(y);
    if (isAcross && Math.abs(x) > SWIPE_PX) move(Math.sign(x));
    else if (!isAcross && Math.abs(y) > SWIPE_PX && (y > 0 ? touch.down : touch.up)) move(Math.sign(y));
    touch = null;
  }, {passive: true});
}

function partsOf(step) {
  return Object.fromEntries(PARTS.map(part => [part, step[part]]));
}

function wordOf(state, part) {
  return writeState({[part]: state[part]}).slice(`?${part}=`.length);
}
