/** What moves the year besides its slider: buttons, a typed year, and play, which only starts when asked. */

const PACE_MS = 1000;

/** Answer the clicks and changes inside the control; `move` goes some years on, `onYear` to one. */
export function openSteps(control, {move, onYear}) {
  const [range, number, said, player] = ['range', 'number', 'said', 'play']
    .map(part => control.querySelector(`.year__${part}`));
  const play = openPlay(player, control.dataset.stop, onYear, [Number(range.min), Number(range.max)]);
  const warn = isWrong => {
    number.setAttribute('aria-invalid', isWrong);
    said.textContent = isWrong ? control.dataset.outside : '';
  };
  return {
    click(target) {
      const step = target.closest('[data-by]');
      if (step) move(Number(step.dataset.by));
      if (player.contains(target)) play.toggle(range.classList.contains('is-idle') ? null : Number(range.value));
    },
    change(target) {
      if (target !== number) return;
      const isWrong = !number.checkValidity();
      warn(isWrong);
      if (!isWrong) onYear(number.value ? Number(number.value) : null);
    },
    /** Another year than the one played last ends the play; a year that is shown is not wrong. */
    follow(year) {
      warn(false);
      play.follow(year);
    },
  };
}

/**
 * The button that plays the years, one a second, from after the chosen one to the last. Each is told
 * with `{replace: true}`, so that Back leaves the whole play; nothing on the way is animated.
 */
function openPlay(button, stopWord, onYear, [first, last], clock = globalThis) {
  const playWord = button.getAttribute('aria-label');
  let [timer, own] = [0, null];
  const say = isOn => {
    button.classList.toggle('is-on', isOn);
    button.setAttribute('aria-label', isOn ? stopWord : playWord);
  };
  const stop = () => {
    clock.clearTimeout(timer);
    timer = 0;
    say(false);
  };
  const step = year => {
    own = year;
    if (year < last) timer = clock.setTimeout(() => step(year + 1), PACE_MS);
    else stop();
    onYear(year, {replace: true});
  };
  button.ownerDocument.addEventListener('visibilitychange', () => button.ownerDocument.hidden && stop());
  return {
    /** Stop, or start after a year; from the first when there is none, or none after it. */
    toggle(year) {
      if (timer) stop();
      else {
        say(true);
        step(year === null || year >= last ? first : year + 1);
      }
    },
    follow(year) {
      if (timer && year !== own) stop();
    },
  };
}
