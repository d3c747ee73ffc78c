// Many pictures from a phone: one request per file, so that a broken connection costs one picture.
// Without this file the form sends all of them at once.
const form = document.querySelector("[data-album-upload]");
const input = form.querySelector("[type=file]");
const progress = form.querySelector("[data-progress]");

async function send(file) {
  const body = new FormData();
  body.append("files", file);
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${file.name}: ${answer.error}`);
  return answer.id;
}

function keep(name, value) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
}

function say(text) {
  const line = Object.assign(document.createElement("span"), { textContent: text });
  progress.append(line, document.createElement("br"));
}

form.addEventListener("submit", async (event) => {
  const files = [...input.files];
  if (!files.length) return;
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  let failed = 0;
  for (const [number, file] of files.entries()) {
    progress.textContent = form.dataset.sending.replace("#1", number + 1).replace("#2", files.length);
    try {
      keep("picture", await send(file));
    } catch (error) {
      failed += 1;
      say(error instanceof TypeError || error instanceof SyntaxError ? form.dataset.failed : error.message);
    }
  }
  input.value = "";
  button.disabled = false;
  // What failed stays to be read; a second press adds what has arrived.
  if (!failed) form.submit();
});
