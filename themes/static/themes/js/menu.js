// An open submenu closes with Escape, a click elsewhere, or when the focus moves on.
// Without this file it closes by its own heading.
const wide = matchMedia("(min-width: 62rem)");
const open = () => document.querySelector(".menu details[open]");

function closeUnlessInside(event) {
  const submenu = open();
  if (submenu && wide.matches && !submenu.contains(event.target)) submenu.open = false;
}
document.addEventListener("pointerdown", closeUnlessInside);
document.addEventListener("focusin", closeUnlessInside);
document.addEventListener("keydown", (event) => {
  const submenu = event.key === "Escape" && wide.matches && open();
  if (!submenu) return;
  if (submenu.contains(document.activeElement)) submenu.querySelector("summary").focus();
  submenu.open = false;
});
