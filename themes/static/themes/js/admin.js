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

// A table pasted into running text: the text editor would run its cells together (“1” and “245” to “1245”).
// Each row becomes a line, and a note says where a table stays one.
const asLines = (html) => {
  const pasted = new DOMParser().parseFromString(html, 'text/html');
  for (const table of [...pasted.querySelectorAll('table')].reverse()) {
    table.replaceWith(...[...table.rows].map((row) => {
      const words = [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());
      return Object.assign(pasted.createElement('p'), { textContent: words.join(' | ') });
    }));
  }
  return pasted.body.innerHTML;
};
document.addEventListener('paste', (event) => {
  const editor = event.target.closest?.('.Draftail-Editor'), html = event.clipboardData?.getData('text/html');
  if (!editor || !/<table/i.test(html)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/html', asLines(html));
  clipboardData.setData('text/plain', event.clipboardData.getData('text/plain'));
  event.target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  const note = editor.parentElement.querySelector('.pasted-table') ?? document.createElement('p');
  Object.assign(note, { className: 'pasted-table help', role: 'status', textContent: document.querySelector('[data-pasted-table]').dataset.pastedTable });
  editor.after(note);
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

// On a phone a table's rows stand one below the other without its head: each cell is told what it is about.
const labelCells = () => {
  for (const table of document.querySelectorAll('table.listing:not([data-labelled])')) {
    table.dataset.labelled = '';
    const heads = [...table.querySelectorAll('thead tr:last-child > th')].map((head) => head.innerText.trim());
    for (const row of table.tBodies[0]?.rows ?? []) {
      for (const cell of row.cells) {
        const head = heads[cell.cellIndex];
        if (head && cell.innerText.trim() && !cell.matches('.title') && !cell.querySelector('.w-status, input')) cell.dataset.label = head;
      }
    }
  }
};
labelCells();
document.addEventListener('w-swap:success', labelCells);
