/** The detail panel: a feature's own page brought beside the map, its focus and its way back. */

import {ask} from './fetching.mjs';
import {fill} from './notices.mjs';
import {writeState} from './state.mjs';

/**
 * Open the panel's element. `onClose` is told when the reader closes it, `onRelated` which related
 * feature the reader asks for.
 */
export function openPanel(panel, texts, {onClose, onRelated}) {
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
    const link = event.target.closest('a[data-layer][data-feature]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onRelated([link.dataset.layer, link.dataset.feature]);
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !panel.hidden) leave();
  });
  return {
    close,
    /** Where focus goes when the panel is closed. */
    remember: element => { origin = element; },
    /** Show a feature for a year and language; `keepFocus` leaves the focus where it is. */
    async show([layer, feature], {year, lang}, {keepFocus = false} = {}) {
      asked += 1;
      const mine = asked;
      const address = `layers/${layer}/${encodeURIComponent(feature)}${writeState({year, lang})}`;
      panel.hidden = false;
      panel.setAttribute('aria-busy', 'true');
      body.classList.add('is-waiting');
      const content = await contentOf(address, texts);
      if (mine !== asked) return;
      panel.removeAttribute('aria-busy');
      body.classList.remove('is-waiting');
      body.replaceChildren(content);
      body.scrollTop = 0;
      if (!keepFocus) panel.focus({preventScroll: true});
    },
  };
}

async function contentOf(address, texts) {
  try {
    const answer = await ask(address, {headers: {Accept: 'text/html'}});
    if (!answer.ok) throw new Error(`${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const article = page.querySelector('article#feature');
    if (!article) throw new Error('no article');
    return document.adoptNode(article);
  } catch {
    return sorry(address, texts);
  }
}

function sorry(address, texts) {
  const note = document.createElement('p');
  const link = document.createElement('a');
  link.href = address;
  link.textContent = texts.own_page;
  note.className = 'notice';
  note.append(`${fill(texts.no_detail, {})} `, link);
  return note;
}
