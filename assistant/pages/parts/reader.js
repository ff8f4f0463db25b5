// A stretch of a report for reading, the quoted spans marked and scrolled to. Every text becomes a text node.
const build = (tag, className, ...children) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
};

const stretches = (list) =>
  list.map((part) => {
    const text = part.strong ? build("strong", "", part.text) : part.text;
    return part.marked ? build("mark", "", text) : text;
  });

const line = (block) => {
  const heading = block.kind === "heading";
  const node = build(heading ? "h4" : "p", heading ? `level-${Math.min(block.level, 4)}` : "", ...stretches(block.cells[0]));
  if (block.anchor) node.dataset.section = block.anchor;
  return node;
};

export default function ({ data, parentElement }) {
  const root = build("div", data.boxed ? "reader boxed" : "reader");
  root.tabIndex = 0;
  root.lang = "zh-CN";
  let table = null;
  for (const block of data.blocks) {
    if (block.kind !== "row" && block.kind !== "header") {
      table = null;
      root.append(line(block));
      continue;
    }
    if (!table || block.kind === "header") {
      table = build("table", "");
      root.append(build("div", "table", table));
    }
    table.append(build("tr", "", ...block.cells.map((cell) => build(block.kind === "header" ? "th" : "td", "", ...stretches(cell)))));
  }
  parentElement.querySelector(".reader")?.remove();
  parentElement.append(root);

  const target =
    root.querySelector("mark") ||
    (data.anchor && [...root.querySelectorAll("[data-section]")].find((node) => node.dataset.section === data.anchor));
  if (!target) return undefined;
  const show = () => {
    if (data.boxed) root.scrollTop += target.getBoundingClientRect().top - root.getBoundingClientRect().top - root.clientHeight / 3;
    else target.scrollIntoView({ block: "center" });
  };
  const timers = [setTimeout(show, 0), setTimeout(show, 400)]; // once more when a dialog has finished opening
  return () => timers.forEach(clearTimeout);
}
