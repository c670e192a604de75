/** Two years side by side: a second map that moves with the first, and the table of differences. */

import {fragmentOf} from './fragment.mjs';
import {openGround} from './ground.mjs';
import {openLayers} from './layers.mjs';
import {fill} from './notices.mjs';
import {writeState} from './state.mjs';

/** Open the second map; null when this page came without the comparison's tools. */
export function openCompare(map, page, state, {notices, texts, frame, onSelect}) {
  const tools = document.getElementById('comparison');
  if (!tools) return null;
  tools.hidden = false; // in a saved file they wait in the page
  map.getContainer().parentElement.classList.add('is-compared');
  const other = secondMap(map);
  const layers = openLayers(other, page, {notices, texts, onSelect, onDrawn: () => {}});
  const ground = openGround(other, page, {notices, places: layers.places, obstacles: layers.boxes, over: layers.over});
  const signs = [[other, 'compare'], [map, 'year']].map(([one, key]) => ({one, key, sign: signOf(one)}));
  const form = tools.querySelector('form');
  const refresh = openDifferences(tools, state);
  const hold = link(map, other);
  document.head.append(Object.assign(document.createElement('link'), {
    rel: 'stylesheet', href: tools.dataset.sheet,
    onload() {
      hold(() => other.invalidateSize({animate: false, pan: false}));
      frame.resize();
      // The start view is fitted again to the half that is left of the frame.
      if (!state.get().map) dispatchEvent(new Event('resize'));
    },
  }));
  form.addEventListener('change', () => {
    const [compare, year] = ['compare', 'year'].map(name => Number(form.elements[name].value));
    state.set({compare, year});
  });
  form.addEventListener('submit', event => event.preventDefault());
  form.querySelector('button').hidden = true;
  return {
    /** Show the year that is compared with, for the same layers as the first map. */
    async show(now, ids) {
      if (now.year === null) {
        state.set({year: Number(form.elements.year.value)}, {replace: true});
        return;
      }
      for (const {one, key, sign} of signs) {
        form.elements[key].value = String(now[key]);
        sign.textContent = String(now[key]);
        one.getContainer().setAttribute('aria-label', fill(tools.dataset.map, {year: now[key]}));
      }
      tools.querySelector('.comparison__end').href = location.pathname + state.words({compare: null});
      refresh(now);
      await layers.show(ids, now.compare);
      layers.mark(now.select);
      (await ground)?.refresh();
    },
  };
}

function secondMap(map) {
  const element = document.createElement('div');
  element.className = 'map__canvas map__canvas--other';
  map.getContainer().before(element);
  const {center, zoom, ...options} = map.options;
  const other = L.map(element, {...options, zoomAnimation: false, inertia: false});
  other.setMaxBounds(map.options.maxBounds);
  other.setView(map.getCenter(), map.getZoom(), {animate: false});
  return other;
}

/** The year, written over its map. */
function signOf(map) {
  const sign = document.createElement('p');
  sign.className = 'comparison__year';
  sign.setAttribute('aria-hidden', 'true');
  map.getContainer().append(sign);
  return sign;
}

/** Let each map follow the other; one leads at a time, and none while what is returned acts. */
function link(...maps) {
  let leader = null;
  const lead = (one, act) => {
    if (leader && leader !== one) return;
    leader = one;
    act(maps.find(map => map !== one));
    leader = null;
  };
  for (const one of maps) {
    one.on('move', () => lead(one, other => {
      if (one.getZoom() !== other.getZoom()) return;
      const offset = other.project(one.getCenter()).subtract(other.project(other.getCenter()));
      other._rawPanBy(offset.round());
      other.fire('move');
    }));
    one.on('moveend zoomend', () => lead(one, other => {
      other.setView(one.getCenter(), one.getZoom(), {animate: false});
    }));
  }
  return act => {
    leader = {};
    act();
    leader = null;
  };
}

/** Keep the table true; each change is announced by its title. */
function openDifferences(tools, state) {
  const [body, count, said] = ['.comparison__body', '.comparison__count', '[role="status"]']
    .map(name => tools.querySelector(name));
  const addressOf = now => `compare${writeState({...now, map: null, select: null, tour: null})}`;
  let known = body.firstElementChild ? addressOf(state.get()) : '';
  return async now => {
    const address = addressOf(now);
    if (address === known) return;
    known = address;
    tools.setAttribute('aria-busy', 'true');
    try {
      const article = await fragmentOf(address, 'differences');
      if (address !== known) return;
      body.replaceChildren(article);
      count.textContent = article.dataset.count;
      said.textContent = article.querySelector('h2').textContent;
    } catch (fault) {
      console.warn(fault);
      known = '';
      said.textContent = tools.dataset.failed;
    }
    tools.removeAttribute('aria-busy');
  };
}
