/** What hovering shows: a name and one figure, as text. */

/** The content of a tooltip; `lang` is that of the name. */
export function tip(name, figure, lang) {
  const content = document.createElement('span');
  content.className = 'tip__text';
  content.append(Object.assign(spanOf('tip__name', name), {lang}));
  if (figure) content.append(spanOf('tip__figure', figure));
  return content;
}

function spanOf(className, text) {
  const node = document.createElement('span');
  node.className = className;
  node.textContent = text;
  return node;
}
