// Pictures one at a time, with arrow keys and buttons. Without this file each opens as a page of its own.
const links = [...document.querySelectorAll(".album__link")];
const viewer = document.querySelector(".viewer");
const large = new Image();
let shown = 0;

function show(number) {
  shown = (number + links.length) % links.length;
  const link = links[shown], small = link.querySelector("img");
  const caption = link.closest("figure").querySelector("figcaption");
  large.src = link.href;
  large.alt = small.alt;
  viewer.querySelector("figcaption").textContent = caption?.textContent ?? "";
  viewer.querySelector(".viewer__count").textContent = `${shown + 1}/${links.length}`;
}

if (viewer?.showModal) {
  viewer.querySelector("figure").prepend(large);
  for (const [number, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(number);
      viewer.showModal();
    });
  }
  viewer.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.step) show(shown + Number(button.dataset.step));
    if (button && "close" in button.dataset) viewer.close();
  });
  viewer.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) show(shown + step);
  });
  // The keyboard goes on at the picture that was seen last.
  viewer.addEventListener("close", () => links[shown].focus());
}
