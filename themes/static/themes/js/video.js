// A video from elsewhere: its player is loaded when somebody presses “Play”, not before.
// Without this file the same press leads to the video's own page.
for (const play of document.querySelectorAll("a.video__play[data-frame]")) {
  play.addEventListener("click", (event) => {
    event.preventDefault();
    const frame = Object.assign(document.createElement("iframe"), {
      src: play.dataset.frame,
      title: play.dataset.title,
      allow: "autoplay; fullscreen; picture-in-picture; encrypted-media",
      allowFullscreen: true,
    });
    play.parentElement.replaceChildren(frame);
    frame.focus();
  });
}
