// Text size and contrast as this reader likes them, and the button that prints. Kept in the browser alone: pages are the same for
// everybody. In the head, not deferred, so that nothing changes after it was shown.
{
  const root = document.documentElement;
  const kept = (name) => {
    try { return localStorage.getItem(`reading.${name}`) || ""; } catch { return ""; }
  };
  const apply = (name, value) => {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    for (const button of document.querySelectorAll(`[data-set="${name}"]`)) {
      button.setAttribute("aria-pressed", String(button.dataset.value === value));
    }
  };
  const applyKept = () => { for (const name of ["text", "contrast"]) apply(name, kept(name)); };
  root.classList.add("js");
  applyKept();
  addEventListener("DOMContentLoaded", applyKept);
  addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) print();
    const button = event.target.closest?.("[data-set]");
    if (!button) return;
    const { set, value } = button.dataset;
    try { localStorage.setItem(`reading.${set}`, value); } catch { /* a private window forgets */ }
    apply(set, value);
  });
}
