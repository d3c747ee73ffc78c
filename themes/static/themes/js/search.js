// Suggestions below the search field (htmx fetches them): a combobox as the ARIA practices describe it.
// Without this file the field is a plain one.
const field = document.querySelector("[data-suggest]");
const list = field && document.getElementById(field.dataset.suggest);
const said = document.getElementById("q-noi");
let active = -1;

// Only who types needs htmx.
function load() {
  const script = document.createElement("script");
  script.src = document.querySelector("script[data-htmx]").dataset.htmx;
  document.head.append(script);
}

function show(isShown) {
  list.hidden = !isShown;
  field.setAttribute("aria-expanded", String(isShown));
  if (!isShown) choose(-1);
}

function choose(number) {
  const options = [...list.children];
  active = options.length ? (number + options.length + 1) % (options.length + 1) : -1;
  if (number < 0 || active === options.length) active = number < -1 ? options.length - 1 : -1;
  options.forEach((option, position) => option.setAttribute("aria-selected", String(position === active)));
  const option = options[active];
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

function take(option) {
  field.value = option.textContent.trim();
  show(false);
  field.form.requestSubmit();
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    show(false);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!list.children.length) return;
    event.preventDefault();
    if (list.hidden) show(true);
    choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? -2 : active - 1);
  } else if (event.key === "Enter" && !list.hidden && list.children[active]) {
    event.preventDefault();
    take(list.children[active]);
  }
}

function arrived() {
  const number = list.children.length;
  show(number > 0 && document.activeElement === field);
  said.textContent = list.hidden ? "" : field.dataset.said.replace("{n}", number);
}

if (field) {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("focus", load, { once: true });
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", () => show(false));
  list.addEventListener("htmx:afterSwap", arrived);
  // The field keeps the focus while a suggestion is touched.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}
