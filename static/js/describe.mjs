/** The view in words: the disclosure on the map follows the map for as long as it is open. */

import {fragmentOf} from './fragment.mjs';
import {boxWords} from './near.mjs';

const PAUSE_MS = 400;

/** Keep the words of the disclosure true; each change is announced by its first paragraph. */
export function openDescription(details, map, state) {
  const body = details.querySelector('.describe__body');
  const said = details.querySelector('[role="status"]');
  let [timer, known, asked] = [0, '', 0];
  document.head.append(Object.assign(document.createElement('link'), {
    rel: 'stylesheet', href: details.dataset.sheet,
  }));
  const refresh = async () => {
    const address = addressOf(map, state);
    if (!details.open || address === known) return;
    known = address;
    asked += 1;
    const mine = asked;
    details.setAttribute('aria-busy', 'true');
    const article = await fragmentOf(address, 'description').catch(console.warn);
    if (mine !== asked) return;
    details.removeAttribute('aria-busy');
    if (!article) known = '';
    else body.replaceChildren(article);
    said.textContent = article?.querySelector('.description__where').textContent ?? details.dataset.failed;
    said.classList.toggle('visually-hidden', Boolean(article));
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MS);
  };
  details.addEventListener('toggle', refresh);
  details.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    details.open = false;
    details.querySelector('summary').focus();
  });
  state.onChange(later);
  map.on('moveend', later);
  refresh();
}

/** Where the words for what the map shows now are. */
function addressOf(map, state) {
  const {lat, lng} = map.getCenter();
  const place = {zoom: map.getZoom(), lat, lon: lng};
  return `describe${state.words({map: place})}&bbox=${boxWords(map.getBounds())}`;
}
