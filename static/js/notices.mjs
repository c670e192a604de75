/** Sentences on the map: what is loading, what failed and how to go on. */

/** Manage the list of notices and the polite status line. */
export function openNotices(list, status, texts) {
  const notes = new Map();
  const waiting = new Map();
  const say = () => {
    const titles = [...waiting.values()].join(', ');
    status.textContent = titles ? fill(texts.loading, {title: titles}) : '';
    status.classList.toggle('is-busy', waiting.size > 0);
  };
  const clear = id => {
    notes.get(id)?.remove();
    notes.delete(id);
  };
  return {
    clear,
    /** Say that a layer is on its way; returns what to call when it is not any more. */
    wait(id, title) {
      clear(id);
      waiting.set(id, title);
      say();
      return () => {
        waiting.delete(id);
        say();
      };
    },
    /** Say that a layer could not be loaded, with a button that tries again. */
    fail(id, title, again) {
      clear(id);
      const note = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'notice__again';
      button.textContent = texts.again;
      button.addEventListener('click', () => {
        clear(id);
        again();
      });
      note.className = 'notice';
      note.append(`${fill(texts.failed, {title})} `, button);
      notes.set(id, note);
      list.append(note);
    },
  };
}

/** Put words into the places that a text leaves open, `{title}`. */
export function fill(text, words) {
  return text.replace(/\{(\w+)\}/g, (place, key) => words[key] ?? place);
}
