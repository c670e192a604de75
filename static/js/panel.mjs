/** The detail panel: a feature's own page brought beside the map, its focus and its way back. */

import './chart.mjs';
import {fragmentOf} from './fragment.mjs';
import {writeState} from './state.mjs';

/**
 * Open the panel's element. `onClose` is told when the reader closes it, `onRelated` which related
 * feature the reader asks for, `onPrefer` which works.
 */
export function openPanel(panel, texts, {onClose, onRelated, onPrefer}) {
  const body = panel.querySelector('.detail__body');
  let asked = 0;
  let origin = null;
  const close = () => {
    asked += 1;
    panel.hidden = true;
    body.replaceChildren();
  };
  const leave = () => {
    onClose();
    const back = origin?.isConnected ? origin : document.querySelector('.leaflet-container');
    back?.focus({preventScroll: true});
  };
  panel.querySelector('.detail__close').addEventListener('click', leave);
  body.addEventListener('click', event => {
    const link = event.target.closest('a[data-layer][data-feature], a[data-prefer]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.prefer) onPrefer(link.dataset.prefer.split(','));
    else onRelated([link.dataset.layer, link.dataset.feature]);
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !panel.hidden) leave();
  });
  /** Show a part of another page by its id; the part, or null where something else was asked since. */
  const bring = async (address, id) => {
    asked += 1;
    const mine = asked;
    panel.hidden = false;
    panel.setAttribute('aria-busy', 'true');
    body.classList.add('is-waiting');
    const content = await fragmentOf(address, id).catch(fault => sorry(address, texts, fault));
    if (mine !== asked) return null;
    panel.removeAttribute('aria-busy');
    body.classList.remove('is-waiting');
    body.replaceChildren(content);
    return content;
  };
  return {
    bring,
    close,
    /** Where focus goes when the panel is closed. */
    remember: element => { origin = element; },
    /** Show a feature for a year and language; `keepFocus` leaves the focus where it is. */
    async show([layer, feature], {year, lang, prefer}, {keepFocus = false} = {}) {
      const address = `layers/${layer}/${encodeURIComponent(feature)}${writeState({year, lang, prefer})}`;
      if (!await bring(address, 'feature') || keepFocus) return;
      body.scrollTop = 0;
      panel.focus({preventScroll: true});
    },
  };
}

function sorry(address, texts, fault) {
  console.warn(fault);
  const note = document.createElement('p');
  const link = document.createElement('a');
  link.href = address;
  link.textContent = texts.own_page;
  note.className = 'notice';
  note.append(`${texts.no_detail} `, link);
  return note;
}
