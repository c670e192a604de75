/** The words of a saved atlas tell the view that was saved; once the map shows another they say so. */

import {readWords} from '../address.mjs';

/** Set the disclosure to work. */
export function openDescription(details, map, state) {
  const note = details.querySelector('.describe__note');
  const said = note.textContent;
  document.head.append(Object.assign(document.createElement('link'), {
    rel: 'stylesheet', href: details.dataset.sheet,
  }));
  const refresh = () => {
    const isOther = readWords() !== document.documentElement.dataset.view;
    note.hidden = !isOther;
    note.textContent = isOther ? said : '';
  };
  details.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    details.open = false;
    details.querySelector('summary').focus();
  });
  state.onChange(refresh);
  map.on('moveend', refresh);
  refresh();
}
