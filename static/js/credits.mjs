/** Credits at the map's foot: Leaflet, and whoever the visible layers come from, as text. */

/**
 * Add the control to a map; `show` takes the credit lines of what is visible. On a narrow map one
 * name stands for all, and a press of it brings the others.
 */
export function openCredits(map, position = 'bottomright') {
  const control = L.control({position});
  const box = document.createElement('div');
  box.className = 'leaflet-control-attribution credits';
  box.innerHTML = '<button class="credits__opener" type="button" aria-expanded="false">'
    + '<span class="credits__one"></span></button><span class="credits__all"></span>';
  const [opener, all] = box.children;
  opener.addEventListener('click', () => {
    opener.ariaExpanded = String(box.classList.toggle('is-open'));
  });
  L.DomEvent.disableClickPropagation(box);
  control.onAdd = () => box;
  control.addTo(map);
  return {
    show(lines) {
      const names = ['Leaflet', ...creditsOf(lines)];
      all.textContent = names.join(' | ');
      opener.firstChild.textContent = `${names.find(name => name.startsWith('©')) ?? names.at(-1)} …`;
    },
  };
}

/** Each name once, in order, from lines that join names by semicolons. */
export function creditsOf(lines) {
  return [...new Set(lines.flatMap(line => line.split('; ')).filter(Boolean))];
}
