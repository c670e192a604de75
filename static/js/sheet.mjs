/** Narrow windows: panels are sheets over the map, one at a time, in three heights. */

const HEIGHTS = ['low', 'half', 'full'];

/** The next height up or down from one, staying within the three. */
export function nextHeight(height, step) {
  const at = HEIGHTS.indexOf(height) + step;
  return HEIGHTS[Math.max(0, Math.min(at, HEIGHTS.length - 1))];
}

/** Wire the sheets of the page's frame; `open` and `close` name the sheet by its id. */
export function openSheets(frame) {
  const isNarrow = matchMedia('(max-width: 63.99rem)');
  const sheets = [...frame.querySelectorAll('.sheet')];
  const openers = [...frame.querySelectorAll('[data-opens]')];
  const say = () => openers.forEach(button => {
    button.setAttribute('aria-expanded', String(frame.dataset.sheet === button.dataset.opens));
  });
  const show = (id, height) => {
    frame.dataset.sheet = id;
    const sheet = document.getElementById(id);
    if (sheet && height) setHeight(sheet, height);
    say();
  };
  for (const sheet of sheets) {
    sheet.querySelectorAll('.sheet__step').forEach(button => button.addEventListener('click', () => {
      setHeight(sheet, nextHeight(sheet.dataset.height, Number(button.dataset.step)));
    }));
    const handle = sheet.querySelector('.sheet__handle');
    if (handle) drag(sheet, handle);
    setHeight(sheet, sheet.dataset.height);
  }
  openers.forEach(button => button.addEventListener('click', () => {
    show(frame.dataset.sheet === button.dataset.opens ? '' : button.dataset.opens, 'half');
  }));
  say();
  return {
    open: id => isNarrow.matches && show(id, 'half'),
    close: () => show(''),
  };
}

function setHeight(sheet, height) {
  sheet.dataset.height = height;
  sheet.querySelectorAll('.sheet__step').forEach(button => {
    button.ariaDisabled = nextHeight(height, Number(button.dataset.step)) === height;
  });
}

/** A drag of more than 40 px on the handle is one step up or down. */
function drag(sheet, handle) {
  let from = null;
  handle.addEventListener('pointerdown', event => {
    from = event.clientY;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointerup', event => {
    const moved = from === null ? 0 : event.clientY - from;
    from = null;
    if (Math.abs(moved) > 40) setHeight(sheet, nextHeight(sheet.dataset.height, moved < 0 ? 1 : -1));
  });
}
