/** The guided tour beside the map: step by step, by button, key, wheel or finger; never by itself. */

import {fragmentOf} from './fragment.mjs';
import {readState, writeState} from './state.mjs';

const PARTS = ['layers', 'year', 'map', 'select'];
const PUSH_PX = 240;
const REST_MS = 700;
const SWIPE_PX = 60;
const ROOM = {width: 720, height: 480};

/**
 * How addresses are read and written while the tour is open: what they leave out is as its step
 * says, and they leave out what is. `steps` are views with ids, `first` the ids of the first layers;
 * with a map, what they show is fitted to its size.
 */
export function stepWords(steps, first, map) {
  if (map) fit(steps, map);
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
      const empty = differing.filter(part => part !== 'layers' && !wordOf(full, part))
        .map(part => `&${part}=`);
      return writeState({...state, ...kept}) + empty.join('');
    },
  };
}

/**
 * Set the tour's panel to work; `steps` are views with ids, in order. Links beside the panel that name
 * a step lead to it too: a saved atlas opens its tour so.
 */
export function openTour(panel, state, steps, map) {
  const status = document.getElementById('tour-status');
  const frame = panel.closest('.atlas');
  let shown = panel.dataset.step ?? null;
  const goTo = step => {
    fit(steps, map);
    if (step) state.set({...partsOf(step), tour: step.id});
  };
  const find = id => steps.findIndex(step => step.id === id);
  const move = by => goTo(steps[find(shown) + by]);
  const leave = () => state.set({tour: null});
  let isMoved = false;

  panel.parentElement.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest('a[data-tour], a.tour__leave');
    if (!link) return;
    event.preventDefault();
    isMoved = true;
    if (link.dataset.tour) goTo(steps[find(link.dataset.tour)]);
    else leave();
  });
  const onKey = event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const by = {ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1}[event.key];
    if (!by && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    isMoved = true;
    if (by) move(by);
    else leave();
  };
  panel.addEventListener('keydown', onKey);
  // Where nothing has the focus, the keys are the tour's as well.
  document.addEventListener('keydown', event => {
    if (shown && event.target === document.body && event.key !== 'Escape') onKey(event);
  });
  addEventListener('resize', () => {
    const step = steps[find(shown)];
    const isUntouched = step && state.get().map === step.map;
    fit(steps, map);
    if (isUntouched) state.set({map: step.map}, {replace: true});
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
  let [pushed, rested, touch] = [0, -Infinity, null];
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

/** Set what each step shows farther out where the map has little room, and beside a sheet over it. */
function fit(steps, map) {
  for (const step of steps) {
    step.frame ??= step.map;
    step.map = step.frame && placeIn(roomOf(map, step), step.frame, map);
  }
}

/** Where a map stands that shows in its room what a wide window shows; a zoom is a power of two. */
function placeIn({width, height, left}, {zoom, lat, lon}, map) {
  const smaller = Math.log2(Math.min(width / ROOM.width, height / ROOM.height, 1));
  const fitted = Math.max(map.getMinZoom(), zoom + Math.floor(smaller * 4) / 4);
  if (!left) return {zoom: fitted, lat, lon};
  const middle = map.project([lat, lon], fitted).subtract([left / 2, 0]);
  const {lat: y, lng: x} = map.unproject(middle, fitted);
  return {zoom: fitted, lat: y, lon: x};
}

/** How much of the map will be free at a step, in px, and how much at its left a sheet covers. */
function roomOf(map, {select}) {
  const box = map.getContainer().getBoundingClientRect();
  const side = document.getElementById('side')?.getBoundingClientRect();
  const detail = document.getElementById('detail');
  const {position, inlineSize} = getComputedStyle(detail);
  const isBeside = position === 'relative';
  const gone = isBeside && !detail.hidden ? detail.offsetWidth : 0;
  const come = isBeside && select ? parseFloat(inlineSize) : 0;
  const left = side?.right > box.left && side.right < box.right && side.top < box.bottom
    ? side.right - box.left : 0;
  return {width: box.width + gone - come - left, height: box.height, left};
}

function partsOf(step) {
  return Object.fromEntries(PARTS.map(part => [part, step[part]]));
}

function wordOf(state, part) {
  return writeState({[part]: state[part]}).slice(`?${part}=`.length);
}
