// The signing script of a page: gives life to the forms that the server rendered.

import { attachRequest } from "./request-form.js";
import { attachSigning } from "./sign-form.js";
import { attachTake } from "./take-form.js";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-signing]")) attachSigning(form);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-certificate-request]")) attachRequest(form);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-certificate-take]")) attachTake(form);
