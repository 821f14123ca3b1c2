// The signing script of a page: gives life to the forms that the server rendered.

import { attachRequest } from "./request-form.js";
import { followNext } from "./series.js";
import { attachSigning } from "./sign-form.js";
import { attachTake } from "./take-form.js";

function enliven(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-signing]")) attachSigning(form, enliven);
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-certificate-request]")) attachRequest(form);
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-certificate-take]")) attachTake(form);
  followNext(root, enliven);
}

enliven(document);
