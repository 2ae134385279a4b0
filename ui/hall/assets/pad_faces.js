// Five faces, drawn: the mouth bends from a smile to the opposite.
const SVG = "http://www.w3.org/2000/svg";

function drawn(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** `mood` from 1 (a broad smile) to -1. */
export function face(mood) {
  const picture = drawn("svg", { viewBox: "0 0 48 48", fill: "none", stroke: "currentColor", "stroke-width": "3", "stroke-linecap": "round", "aria-hidden": "true" });
  const level = 31 - mood * 3;
  picture.append(
    drawn("circle", { cx: "24", cy: "24", r: "20" }),
    drawn("path", { d: "M17 18v2 M31 18v2" }),
    drawn("path", { d: `M15 ${level} Q24 ${level + mood * 11} 33 ${level}` }),
  );
  return picture;
}
