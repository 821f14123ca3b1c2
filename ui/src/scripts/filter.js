// As in the styles: from this width on the panel stands beside the list.
const WIDE = "(min-width: 78.75em)";

/** Panels of filters are folded on narrow screens; browsers that can't unfold them by style get help. */
export function attachFilters(root) {
  if (CSS.supports("selector(::details-content)")) return;
  const wide = window.matchMedia(WIDE);
  for (const panel of root.querySelectorAll("details[data-app-filter]")) {
    const fit = () => { panel.open = wide.matches; };
    wide.addEventListener("change", fit);
    fit();
  }
}
