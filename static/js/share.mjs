/** Sharing by the device's own means, where the browser offers them. */

/** Show the button and let it hand title and address to whatever the reader picks. */
export function openSharing(button) {
  const {title, url} = button.dataset;
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.share({title, url});
    } catch (fault) {
      if (fault.name !== 'AbortError') console.warn(fault);
    }
  });
}
