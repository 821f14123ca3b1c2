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
import { attachFileAreas } from "../upload/index.ts";
import "./numbers.js";
import { attachFilters } from "./filter.js";
import { forgetKeys } from "./keys.js";
import { attachMenus } from "./menu.js";
import { watchSession } from "./session.js";

const components = [
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
];

document.body.classList.add("js-enabled", "govuk-frontend-supported");
attachMenus();
watchSession(document.body);
forgetKeys();
enliven(document);
// The signing script has shown another page in the place of this one.
document.addEventListener("orda:shown", (event) => enliven(event.detail));

/** Gives life to what stands below `root`. */
function enliven(root) {
  for (const component of components) {
    // One part that fails must not take the others with it.
    createAll(component, undefined, { scope: root, onError: (error) => console.warn(error) });
  }
  for (const comma of root.querySelectorAll(".govuk-file-upload-button > [id$='-comma']")) {
    // It stands between label and text in the name of the button; inside the button it would part the text itself.
    comma.parentElement.before(comma);
  }
  attachFilters(root);
  attachFileAreas(root);
  for (const field of root.querySelectorAll("[data-app-autosubmit]")) {
    field.addEventListener("change", () => field.form?.requestSubmit());
  }
  for (const button of root.querySelectorAll("[data-app-print]")) {
    button.addEventListener("click", () => window.print());
  }
}
