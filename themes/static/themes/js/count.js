// Says that the page was read, once, when it has been visible. Nothing about the reader is sent.
const page = document.body.dataset.page;

function report() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", report);
  navigator.sendBeacon("/dem/", new URLSearchParams({ trang: page }));
}
if (page && !navigator.webdriver) {
  document.addEventListener("visibilitychange", report);
  report();
}
