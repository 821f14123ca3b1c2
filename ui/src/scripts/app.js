// What makes pages more pleasant. Every page works without it.

import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { attachFilters } from "./filter.js";
import { attachMenus } from "./menu.js";
import { attachUploads } from "./upload.js";
import { attachFileAreas } from "../upload/index.ts";

const components = [Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios];

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(ServiceNavigation);
createAll(SkipLink);
attachMenus();
enliven(document);

/** Gives life to the parts within `scope`: the page, or a piece that was replaced. */
function enliven(scope) {
  for (const component of components) {
    // One part that fails must not take the others with it.
    createAll(component, undefined, { scope, onError: (error) => console.warn(error) });
  }
  for (const comma of scope.querySelectorAll(".govuk-file-upload-button > [id$='-comma']")) {
    // It stands between label and text in the name of the button; inside the button it would part the text itself.
    comma.parentElement.before(comma);
  }
  attachFilters(scope);
  attachUploads(scope, replaceMain);
  attachFileAreas(scope);
  for (const field of scope.querySelectorAll("[data-app-autosubmit]")) {
    field.addEventListener("change", () => field.form?.requestSubmit());
  }
  for (const link of scope.querySelectorAll("[data-app-print]")) {
    link.addEventListener("click", () => window.print());
  }
}

/** Shows the page that came as an answer in place of the present one. */
function replaceMain(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const [present, next] = [document.querySelector("main"), page.querySelector("main")];
  if (!present || !next) {
    location.assign(address);
    return;
  }
  document.title = page.title;
  history.replaceState(null, "", address);
  const main = document.importNode(next, true);
  present.replaceWith(main);
  enliven(main);
  window.scrollTo({ top: 0 });
  (main.querySelector('[role="alert"]')?.closest("[tabindex]") ?? main).focus();
}
