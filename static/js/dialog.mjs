/** What is taken from the map: a page brought as a dialog over it, and the buttons that copy. */

import {dressed} from './dressed.mjs';
import {fragmentOf} from './fragment.mjs';

/**
 * Open the dialog with an article of the page that a link leads to (`data-adopts` is the article's
 * id), for what the address shows at that moment, or with `data-own` for what the link says; with
 * `data-box` the page is told what is in the window.
 */
export async function openDialog(link, box) {
  const body = box.querySelector('.use__body');
  if (!('own' in link.dataset)) link.href = link.pathname + location.search;
  try {
    if ('box' in link.dataset) link.search += await boxInView(link.search);
    const article = await fragmentOf(link.href, link.dataset.adopts);
    body.replaceChildren(article);
    await dressed(article);
    box.querySelector('.use__title').textContent = link.textContent;
    openArticle(article);
    box.showModal();
    body.scrollTop = 0;
  } catch (fault) {
    console.warn(fault);
    location.assign(link.href);
  }
}

async function boxInView(search) {
  const {boxWords} = await import('./near.mjs');
  return `${search ? '&' : '?'}bbox=${boxWords(window.atlas.map.getBounds())}`;
}

/** Set an article to work: its copy buttons, and sharing where the browser can. */
export async function openArticle(article) {
  openCopying(article);
  const button = article.querySelector('[data-share]');
  if (button && navigator.share) (await import('./share.mjs')).openSharing(button);
}

/** Show the copy buttons of an article; what they did is said once, politely. */
function openCopying(article) {
  const status = article.querySelector('[role="status"]');
  for (const button of article.querySelectorAll('.snippet__copy')) {
    const text = button.closest('.snippet').querySelector('.snippet__text');
    const word = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const said = await copy(text) ? article.dataset.copied : article.dataset.select;
      button.textContent = status.textContent = said;
      setTimeout(() => { button.textContent = word; status.textContent = ''; }, 3000);
    });
  }
}

/** Copy an element's text, or select it where the browser does not let us; true when copied. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    element.focus();
    return false;
  }
}
