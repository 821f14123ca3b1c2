/**
 * Forms with files (`data-app-upload`) show how much has been sent. When the line breaks, everything typed and chosen
 * stays in the form, to be sent again. `show(html, address)` shows the page that the server answers.
 */
export function attachUploads(scope, show) {
  for (const form of scope.querySelectorAll("form[data-app-upload]")) {
    form.addEventListener("submit", (event) => {
      const chosen = [...form.querySelectorAll('input[type="file"]')].some((input) => input.files.length > 0);
      if (!chosen) return;
      event.preventDefault();
      send(form, event.submitter, show);
    });
  }
}

function send(form, submitter, show) {
  const status = statusOf(form);
  const request = new XMLHttpRequest();
  request.open(form.method, form.action);
  request.setRequestHeader("accept", "text/html");
  const buttons = form.querySelectorAll("button");
  const free = (yes) => buttons.forEach((button) => { button.disabled = !yes; });
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) status.progress(event.loaded / event.total);
  });
  request.addEventListener("load", () => show(request.responseText, request.responseURL || form.action));
  request.addEventListener("error", () => { status.failed(); free(true); });
  // Read before the fields are switched off: what is switched off is not sent.
  const data = new FormData(form, submitter ?? undefined);
  free(false);
  status.progress(0);
  request.send(data);
}

/** The line under the form that tells how far it is. */
function statusOf(form) {
  let line = form.querySelector(".app-upload__status");
  if (!line) {
    line = document.createElement("div");
    line.className = "app-upload__status";
    line.innerHTML = '<span class="app-upload__text" role="status"></span><progress class="app-upload__bar" max="100"></progress>';
    form.append(line);
  }
  const [text, bar] = [line.querySelector(".app-upload__text"), line.querySelector("progress")];
  let told = -1;
  return {
    progress(share) {
      const percent = Math.floor(share * 100);
      bar.hidden = false;
      bar.value = percent;
      bar.textContent = `${percent} %`;
      bar.setAttribute("aria-label", form.dataset.uploading ?? "");
      // Listeners hear every quarter, not every per cent.
      if (Math.floor(percent / 25) !== told) {
        told = Math.floor(percent / 25);
        text.textContent = `${form.dataset.uploading ?? ""} ${percent} %`;
      }
    },
    failed() {
      bar.hidden = true;
      text.textContent = form.dataset.failed ?? "";
      text.classList.add("app-upload__text--failed");
    },
  };
}
