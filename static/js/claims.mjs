/** The claims of the article in the detail panel; choosing one sets the map to its view. */

import {dressed} from './dressed.mjs';
import {readState} from './state.mjs';

/**
 * Bring the claims into the panel, at the one that the link names. `onShow` makes room for them,
 * `onChoose` is told the view that the reader asks for.
 */
export async function openClaims(link, panel, {lang, onShow, onChoose}) {
  panel.remember(link);
  onShow();
  const list = await panel.bring(`claims?lang=${lang}`, 'claims');
  if (!list?.matches('#claims')) return; // the panel says by itself that it failed
  list.querySelectorAll('details').forEach(details => { details.open = false; });
  list.addEventListener('click', event => {
    const chosen = event.target.closest('a[data-view]');
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const {layers, year, map, select} = readState(chosen.search);
    onChoose({layers, year, map, select});
    const title = chosen.closest('.claim').querySelector('.claim__title').textContent;
    list.querySelector('.claims__status').textContent = title;
  });
  await dressed(list);
  const claim = link.dataset.claim && document.getElementById(link.dataset.claim);
  if (claim) {
    claim.querySelector('details').open = true;
    claim.scrollIntoView({block: 'start'});
  }
  (claim ? claim.querySelector('.claim__title a') : list.querySelector('.claims__name'))
    .focus({preventScroll: true});
}
