/** Links whose page comes as a dialog over the map; what brings it is loaded when one is pressed. */

const dialog = document.getElementById('use');
const load = () => import('./dialog.mjs');

document.querySelectorAll('article[data-copied]').forEach(async article => {
  (await load()).openArticle(article);
});
document.querySelectorAll('a[data-adopts]').forEach(link => link.setAttribute('aria-haspopup', 'dialog'));
document.addEventListener('click', async event => {
  const link = event.target.closest('a[data-adopts]');
  if (!dialog || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  (await load()).openDialog(link, dialog);
});

// Escape closes the dialog alone, not what is open behind it.
dialog?.addEventListener('keydown', event => event.stopPropagation());
dialog?.addEventListener('click', event => {
  if (event.target === dialog) dialog.close();
});
