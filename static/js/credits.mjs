/** Credits at the map's foot: Leaflet, and whoever the visible layers come from, as text. */

/** Add the control to a map; `show` takes the credit lines of what is visible. */
export function openCredits(map, position = 'bottomright') {
  const control = L.control({position});
  const box = document.createElement('div');
  box.className = 'leaflet-control-attribution credits';
  control.onAdd = () => box;
  control.addTo(map);
  return {
    show(lines) {
      box.textContent = ['Leaflet', ...creditsOf(lines)].join(' | ');
    },
  };
}

/** Each name once, in order, from lines that join names by semicolons. */
export function creditsOf(lines) {
  return [...new Set(lines.flatMap(line => line.split('; ')).filter(Boolean))];
}
