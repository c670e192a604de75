/** "Use this map": the snippets' page in a dialog, and the buttons that copy. */

const opener = document.getElementById('use-opener');
const dialog = document.getElementById('use');
const page = document.getElementById('snippets');

if (page) openCopying(page);
if (opener && dialog) openDialog(opener, dialog);

/** Let the link open the dialog with the snippets of what the address shows at that moment. */
export function openDialog(link, box) {
  const body = box.querySelector('.use__body');
  link.setAttribute('aria-haspopup', 'dialog');
  link.addEventListener('click', async event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.href = link.pathname + location.search;
    try {
      const answer = await fetch(link.href, {headers: {Accept: 'text/html'}});
      if (!answer.ok) throw new Error(`${answer.status}`);
      const other = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const article = document.adoptNode(other.getElementById('snippets'));
      body.replaceChildren(article);
      openCopying(article);
      box.showModal();
      body.scrollTop = 0;
    } catch (fault) {
      console.warn(fault);
      location.assign(link.href);
    }
  });
  // Escape closes the dialog alone, not what is open behind it.
  box.addEventListener('keydown', event => event.stopPropagation());
  box.addEventListener('click', event => {
    if (event.target === box) box.close();
  });
}

/** Show the copy buttons of an article of snippets; what they did is said once, politely. */
export function openCopying(article) {
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
