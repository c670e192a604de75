/** The layer panel: checkboxes that say what is shown, legends that fold with their layer. */

import {growth} from './marks/classes.mjs';

/** Tell `onToggle` the ids that are on whenever a reader changes one. */
export function openLegend(form, {onToggle}) {
  const boxes = [...form.querySelectorAll('input[name="layers"]')];
  form.addEventListener('change', event => {
    if (event.target.name !== 'layers') return;
    onToggle(boxes.filter(box => box.checked).map(box => box.value));
  });
  form.addEventListener('submit', event => event.preventDefault());
  return {
    /** Check the boxes of these layers and unfold their legends. */
    show(ids) {
      for (const box of boxes) {
        const isOn = ids.includes(box.value);
        box.checked = isOn;
        box.closest('.choice').classList.toggle('is-on', isOn);
        const legend = document.getElementById(`legend-${box.value}`);
        if (legend) legend.hidden = !isOn;
        if (!isOn) document.getElementById(`empty-${box.value}`).hidden = true;
      }
    },
    /** Say it when a layer has nothing to show in the year. */
    count(id, drawn) {
      const note = document.getElementById(`empty-${id}`);
      if (note) note.hidden = drawn > 0;
    },
    /** Say which layers wait for a closer zoom, and let sizes grow with the marks. */
    zoom(level, specs) {
      form.style.setProperty('--growth', growth(level));
      for (const {id, style} of specs) {
        const note = document.getElementById(`zoom-${id}`);
        if (note) note.hidden = level >= (style.min_zoom ?? 0);
      }
    },
  };
}
