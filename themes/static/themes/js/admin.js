// A page that is sent while its first automatic save is on the way would be made twice, and refused
// ("address in use"): the sending waits for the save, and no save starts behind it.
let saving = false, sending = false, waiting = null;
// The text editor hands its text to the form up to 250 ms after the last key: a form that is sent
// before would lose the last words.
const HANDING_OVER = 400;
let lastTyped = -HANDING_OVER;
for (const kind of ['beforeinput', 'input', 'keydown', 'paste', 'cut', 'drop']) {
  document.addEventListener(kind, (event) => {
    if (event.target.closest?.('.Draftail-Editor')) lastTyped = performance.now();
  }, true);
}
const isEditor = (form) => form.matches?.('[data-controller~="w-autosave"]');

document.addEventListener('w-autosave:save', (event) => {
  if (sending) event.preventDefault();
  else saving = true;
});
for (const outcome of ['success', 'error']) {
  document.addEventListener(`w-autosave:${outcome}`, () => {
    saving = false;
    const again = waiting;
    waiting = null;
    again?.();
  });
}
document.addEventListener('submit', (event) => {
  const form = event.target, button = event.submitter;
  if (!isEditor(form)) return;
  const left = lastTyped + HANDING_OVER - performance.now();
  if (!saving && left <= 0) {
    sending = true;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const again = () => {
    // The button is shut by now ("Saving …"): its name goes along in a field of its own.
    if (button?.name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }));
    form.requestSubmit();
  };
  if (saving) waiting = again;
  else setTimeout(again, left);
}, true);

// A button that prints the page: without scripts the browser's own menu does it.
document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-print]')) window.print();
});

// How many characters are left, where a field has a limit; it speaks up near the end only.
document.addEventListener('input', ({ target }) => {
  const most = Number(target.getAttribute?.('maxlength'));
  if (!most || target.type === 'hidden') return;
  let counter = target.parentElement.querySelector(':scope > .characters-left');
  if (!counter) {
    counter = Object.assign(document.createElement('span'), { className: 'characters-left' });
    target.insertAdjacentElement('afterend', counter);
  }
  const left = most - target.value.length;
  counter.toggleAttribute('data-few', left <= 20);
  counter.setAttribute('aria-live', left <= 20 ? 'polite' : 'off');
  counter.textContent = `${target.value.length}/${most}`;
});
